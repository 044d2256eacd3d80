import { appealPath } from './appeal-page.ts'
import { html } from './html.ts'
import { type PublicSelection, selectionPath } from './selection-page.ts'
import { shell, type View, viewQuery } from './shell.ts'
import { sayDay } from './words.ts'

/** A plain form: about whom, and why. Nothing but the text is needed. */
export function renderSelectionObjection(list: PublicSelection & { request: string }, view: View): string {
  const { address, snapshot, request, closesOn } = list
  const path = selectionPath(address)
  return shell({
    title: `对${snapshot.title}名单的意见`,
    place: `${snapshot.placeName}公开栏`,
    view,
    path: `${path}/objections/new`,
    body: html`<h1>写意见</h1>
<p class="period">${snapshot.year} 年${snapshot.title}名单</p>
<form class="form" method="post" action="${path}/objections${viewQuery(view)}">
<input type="hidden" name="request" value="${request}">
<p><label for="row">关于谁</label>
<select id="row" name="row"><option value="">整张名单，或者没有列上的人</option>${snapshot.rows.map(
      ({ name }, at) => html`<option value="${at}">${name}</option>`,
    )}</select></p>
<p><label for="text">什么意见，为什么</label>
<textarea id="text" name="text" required maxlength="1000" rows="6"></textarea></p>
<p><label for="contact">怎么答复您（可以不写）</label>
<input id="contact" name="contact" maxlength="100" autocomplete="off"><small>写了只有经办的人看得到。不写，请 3 个工作日后到支部问。</small></p>
<p class="send"><button class="btn btn-go" type="submit">送出意见</button><a class="btn" href="${path}${viewQuery(view)}">回到名单</a></p>
</form>
<p class="promise">${sayDay(closesOn)}以前都可以提，3 个工作日内答复。提意见的人，只有经办的人知道。</p>`,
  })
}

export function renderSelectionReceipt(
  { address, snapshot }: PublicSelection,
  { objectionId, dueOn, hasContact }: { objectionId: string; dueOn: string | null; hasContact: boolean },
  view: View,
): string {
  return shell({
    title: '意见收到了',
    place: `${snapshot.placeName}公开栏`,
    view,
    path: null,
    body: html`<h1>意见收到了</h1>
<p class="receipt" role="status">${dueOn ? `${sayDay(dueOn)}以前答复。` : '3 个工作日内答复。'}${hasContact ? '会照您留的办法找您。' : '您没有留联系办法，到时候请到支部问。'}</p>
<p class="how">名单上已经标出“核对中”，没有写是谁提的。答复以前不会表彰。</p>
<p class="how">想知道核对到哪一步、答复了还不满意，请留着这个地址：<a href="${appealPath({ base: selectionPath(address), objectionId })}${viewQuery(view)}">我提的意见</a>。别人没有它，看不到。</p>
<p><a class="btn" href="${selectionPath(address)}${viewQuery(view)}">回到名单</a></p>`,
  })
}
