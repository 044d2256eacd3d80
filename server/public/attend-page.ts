import { type AttendPage, attendPath } from '../features/activities/rolls/link-commands.ts'
import { type Html, html } from './html.ts'
import { shell, type View, viewQuery } from './shell.ts'
import { sayDay } from './words.ts'

const head = { place: '远程报到' }

/** The same whether an address never was, has ended or has run out. */
export function renderNoAttend(): string {
  return shell({
    ...head,
    view: {},
    path: null,
    title: '这个地址不能用了',
    body: html`<h1>这个地址不能用了</h1>
<p class="how">地址只在活动那一天有用，只能用一次。有话想说，请直接和支部联系。</p>`,
  })
}

/** What one member far away sees of one activity: whose, what, when, and the form. Readable without a script. */
export function renderAttend(
  address: string,
  { shown, day, state }: AttendPage & { state: 'early' | 'open' | 'used' },
  request: string,
  view: View,
): string {
  const path = attendPath(address)
  return shell({
    ...head,
    view,
    path,
    title: `${shown.orgName} · 远程报到`,
    body: html`<h1>${shown.title}</h1>
<p class="period">${shown.orgName}　${sayDay(day)}${shown.startsAt && ` ${shown.startsAt}`}</p>
${state === 'early' && html`<p class="receipt receipt-late" role="status">还没到那一天。${sayDay(day)}再打开这个地址。</p>`}
${state === 'used' && html`<p class="receipt" role="status">报到了，支部看得到。这个地址不能再用，关掉就行。</p>`}
${state === 'open' && renderForm(path, shown.who, request, view)}`,
  })
}

function renderForm(path: string, who: string, request: string, view: View): Html {
  return html`<p>${who}，您人在外地，在这里报到就算参加。不是您本人，请不要点。</p>
<form class="form" method="post" action="${path}${viewQuery(view)}">
<input type="hidden" name="request" value="${request}">
<p><label for="words">想说的话，可以不写</label>
<textarea id="words" name="words" maxlength="500" rows="5"></textarea></p>
<p class="send"><button class="btn btn-go" type="submit">报到</button></p>
</form>
<p class="promise">只记您报到的时间和写的话，不记在哪里，不用登录。</p>`
}
