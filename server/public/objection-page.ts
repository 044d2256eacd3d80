import type { BoardSnapshot } from '../../contract/boards.ts'
import { appealPath } from './appeal-page.ts'
import { type Html, html } from './html.ts'
import { shell, type View, viewQuery } from './shell.ts'
import { sayDay, sayGain } from './words.ts'

export type ObjectionForm = {
  address: string
  snapshot: BoardSnapshot
  closesOn: string
  /** The id under which this form has one effect. */
  request: string
  /** The row that the reader came from. */
  row: number | null
}

/** A plain form: whose points, which entry, what is wrong. Nothing is asked twice, nothing but the text is needed. */
export function renderObjectionForm(form: ObjectionForm, view: View): string {
  const { address, snapshot, request, row } = form
  const path = `/public/boards/${address}/objections/new`
  return shell({
    title: `对${snapshot.title}的意见`,
    place: `${snapshot.placeName}公开栏`,
    view,
    path: row === null ? path : null,
    body: html`<h1>写意见</h1>
<p class="period">${snapshot.title}，${snapshot.period.label}</p>
<form class="form" method="post" action="/public/boards/${address}/objections${viewQuery(view)}">
<input type="hidden" name="request" value="${request}">
${row === null ? renderNames(snapshot) : renderOne(form, row, view)}
<p><label for="text">${row === null ? '哪一条，为什么不对' : '为什么不对'}</label>
<textarea id="text" name="text" required maxlength="1000" rows="6"></textarea></p>
<p><label for="contact">怎么答复您（可以不写）</label>
<input id="contact" name="contact" maxlength="100" autocomplete="off"><small>写了只有经办的人看得到。不写，请 3 个工作日后到支部问，或者看榜上有没有改。</small></p>
<p class="send"><button class="btn btn-go" type="submit">送出意见</button><a class="btn" href="/public/boards/${address}${viewQuery(view)}">回到榜上</a></p>
</form>
<p class="promise">${sayDay(form.closesOn)}以前都可以提，3 个工作日内答复。提意见的人，只有经办的人知道。</p>`,
  })
}

function renderNames({ rows }: BoardSnapshot): Html {
  return html`<p><label for="row">谁的分</label>
<select id="row" name="row"><option value="">整张榜，或者没有列上的人</option>${rows.map(
    ({ name }, at) => html`<option value="${at}">${name}</option>`,
  )}</select></p>`
}

/** The person is fixed here, so that the entries below are this person's. */
function renderOne({ address, snapshot }: ObjectionForm, row: number, view: View): Html {
  const name = snapshot.rows[row]?.name ?? ''
  const other = `/public/boards/${address}/objections/new${viewQuery(view)}`
  return html`<p>谁的分：<b>${name}</b> <a href="${other}">换一个人</a><input type="hidden" name="row" value="${row}"></p>
${renderFacts(snapshot, row)}`
}

function renderFacts(snapshot: BoardSnapshot, row: number): Html | null {
  const facts = snapshot.rows[row]?.facts ?? []
  if (facts.length === 0) return null
  return html`<p><label for="fact">哪一条</label>
<select id="fact" name="fact"><option value="">少记了，或者不止一条</option>${facts.map(
    ({ day, text, points }, at) =>
      html`<option value="${at}">${sayDay(day)} ${text} ${sayGain(points)}</option>`,
  )}</select></p>`
}

export type ObjectionReceipt = {
  address: string
  /** Under which whoever objected finds it again. */
  objectionId: string
  placeName: string
  dueOn: string | null
  hasContact: boolean
}

export function renderObjectionReceipt(
  { address, objectionId, placeName, dueOn, hasContact }: ObjectionReceipt,
  view: View,
): string {
  return shell({
    title: '意见收到了',
    place: `${placeName}公开栏`,
    view,
    path: null,
    body: html`<h1>意见收到了</h1>
<p class="receipt" role="status">${dueOn ? `${sayDay(dueOn)}以前答复。` : '3 个工作日内答复。'}${hasContact ? '会照您留的办法找您。' : '您没有留联系办法，到时候请到支部问，或者回来看榜上有没有改。'}</p>
<p class="how">榜上那一行已经标出“核对中”，没有写是谁提的。</p>
<p class="how">想知道核对到哪一步、答复了还不满意，请留着这个地址：<a href="${appealPath({ base: `/public/boards/${address}`, objectionId })}${viewQuery(view)}">我提的意见</a>。别人没有它，看不到。</p>
<p><a class="btn" href="/public/boards/${address}${viewQuery(view)}">回到榜上</a></p>`,
  })
}
