import type { HouseholdPage } from '../features/households/link-commands.ts'
import { householdPath, type ShownEntry, type ShownHousehold } from '../features/households/link-rules.ts'
import { type Html, html } from './html.ts'
import { shell, type View, viewQuery } from './shell.ts'
import { sayDay, sayFullDay } from './words.ts'

const head = { place: '本户的登记' }

/** The same whether an address never was, has ended or has run out. */
export function renderNoHousehold(): string {
  return shell({
    ...head,
    view: {},
    path: null,
    title: '这个地址不能用了',
    body: html`<h1>这个地址不能用了</h1>
<p class="how">地址只能用一次，过了日子也不能再用。要看、要改，请向网格员再要一个，或者要一张纸。</p>`,
  })
}

export function renderHousehold(
  address: string,
  { shown, expiresOn, state }: HouseholdPage,
  request: string,
  view: View,
): string {
  const path = householdPath(address)
  return shell({
    ...head,
    view,
    path,
    title: '本户的登记',
    body:
      state === 'used' || !shown
        ? html`<h1>收到了</h1>
<p class="receipt" role="status">人数、联系人和不再留的，已经照您写的改。电话、关照和求助，网格员看过再收。</p>
<p class="how">这个地址不能再用，关掉就行。还有要改的，请和网格员说。</p>`
        : html`<h1>${shown.address}</h1>
<p class="period">${shown.gridName}　网格员：${shown.staff.join('、') || '还没有定'}</p>
${renderKept(shown)}
${renderForm(path, shown, request, view)}
<p class="promise">这个地址到 ${sayDay(expiresOn)}为止，只能交一次。不用登录，不记您在哪里。</p>`,
  })
}

function renderKept(shown: ShownHousehold): Html {
  const { contact, headCount, keepUntil, checkedOn, entries } = shown
  return html`<h2>记着什么</h2>
<ul class="facts">
<li>联系人：${contact ?? '没有记'}。有事找得到人。</li>
<li>人数：${headCount} 人。办事、防汛、撤离时要知道。</li>
${keepUntil && html`<li>登记到 ${sayFullDay(keepUntil)}为止，到期全部抹掉。</li>`}
<li>${sayFullDay(checkedOn)}看过。</li>
${entries.map((entry) => html`<li>${sayEntry(entry)}</li>`)}
</ul>`
}

export function sayEntry(entry: ShownEntry): string {
  const { kindLabel, value, purposeLabel, basisLabel, agreedOn, expiresOn } = entry
  const why = `用来${purposeLabel}，${basisLabel}（${sayFullDay(agreedOn)}）`
  return `${kindLabel}：${value}。${why}，到 ${sayFullDay(expiresOn)}为止，到期抹掉。`
}

/** A checkbox of this name takes a consent back. */
export const withdrawField = (entryId: string): string => `withdraw-${entryId}`

function renderForm(path: string, shown: ShownHousehold, request: string, view: View): Html {
  const { headCount, contact, entries } = shown
  return html`<h2>要改的写在这里</h2>
<form class="form" method="post" action="${path}${viewQuery(view)}">
<input type="hidden" name="request" value="${request}">
<p><label for="headCount">人数</label>
<input id="headCount" name="headCount" inputmode="numeric" maxlength="2" value="${String(headCount)}"></p>
<p><label for="contact">联系人</label>
<input id="contact" name="contact" maxlength="30" value="${contact ?? ''}"></p>
<p><label for="phone">新的联系电话，不改就空着</label>
<input id="phone" name="phone" type="tel" maxlength="20"></p>
<p><label for="care">想要的关照，没有就空着</label>
<textarea id="care" name="care" maxlength="120" rows="2"></textarea></p>
<p><label for="help">要帮的忙，没有就空着</label>
<textarea id="help" name="help" maxlength="120" rows="2"></textarea></p>
${
  entries.length > 0 &&
  html`<fieldset class="ticks"><legend>不想再留的，勾上就抹掉</legend>
${entries.map(({ entryId, kindLabel, purposeLabel }) => {
  const name = withdrawField(entryId)
  return html`<label for="${name}"><input id="${name}" name="${name}" type="checkbox" value="1">${kindLabel}（${purposeLabel}）</label>`
})}
</fieldset>`
}
<p class="send"><button class="btn btn-go" type="submit">交上去</button></p>
</form>`
}
