import type { PublicStanding } from '../features/objections/public-appeal-queries.ts'
import { type Html, html } from './html.ts'
import { shell, type View, viewQuery } from './shell.ts'

export type Objected = {
  /** Of the published list: `/public/boards/…`. */
  base: string
  placeName: string
  title: string
  objectionId: string
}

/** Where whoever objected looks again: nothing of what was said stands there, only how far it is. */
export function appealPath({ base, objectionId }: Pick<Objected, 'base' | 'objectionId'>): string {
  return `${base}/objections/${objectionId}`
}

const said: Record<PublicStanding['mark'], string> = {
  open: '正在核对，还没有答复。',
  corrected: '核对过了，已经更正。',
  kept: '答复了，没有改。想知道为什么，可以到支部问。',
}

const sent: Record<NonNullable<PublicStanding['appeal']>, string> = {
  sent: '您申请的复议收到了，马上交给上一级党组织。',
  taken: '您申请的复议交给上一级党组织了，5 个工作日内由他们答复。',
  late: '您申请复议的时候，5 个工作日的期限已经过了，原来的答复不变。还有话说，请到支部当面说。',
}

function sayStanding({ mark, appeal }: PublicStanding): string {
  if (appeal === null || mark === 'corrected') return said[mark]
  // The mark is open again while the level above looks, and closed with its last word.
  return appeal === 'taken' && mark === 'kept' ? '上一级党组织复议过了，维持原来的答复。' : sent[appeal]
}

/** How far an objection is, and the form with which it goes one level up. */
export function renderAppeal(
  list: Objected & { request: string },
  standing: PublicStanding,
  view: View,
): string {
  const path = appealPath(list)
  const mayAppeal = standing.mark === 'kept' && standing.appeal === null
  return shell({
    title: `对${list.title}的意见`,
    place: `${list.placeName}公开栏`,
    view,
    path,
    body: html`<h1>您提的意见</h1>
<p class="period">${list.title}</p>
<p class="receipt" role="status">${sayStanding(standing)}</p>
${mayAppeal && renderForm(path, list.request, view)}
<p><a class="btn" href="${list.base}${viewQuery(view)}">回到名单</a></p>`,
  })
}

function renderForm(path: string, request: string, view: View): Html {
  return html`<form class="form" method="post" action="${path}/appeal${viewQuery(view)}">
<input type="hidden" name="request" value="${request}">
<p><label for="text">不满意，请上一级再看一遍：哪里不对</label>
<textarea id="text" name="text" required maxlength="1000" rows="6"></textarea></p>
<p class="send"><button class="btn btn-go" type="submit">申请复议</button></p>
</form>
<p class="promise">答复以后 5 个工作日里可以申请，由上一级党组织答复，经手过的人不参加。这张榜撤下以后，请到支部申请。</p>`
}
