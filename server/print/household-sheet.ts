import type { ShownHousehold } from '../features/households/link-rules.ts'
import { householdSheetCss, householdSheetStyles, printCss } from '../public/assets.ts'
import { type Html, html } from '../public/html.ts'
import { linkStyles, renderPaper } from '../public/paper.ts'
import { sayFullDay } from '../public/words.ts'

export type HouseholdSheet = { shown: ShownHousehold; today: string }

const marker = '/* styles */'

/** From the browser: its styles come from their own address. */
export function renderHouseholdSheet(sheet: HouseholdSheet): string {
  return render(sheet, linkStyles(printCss, householdSheetCss))
}

/** With its styles in it, for a printer that fetches nothing. */
export function renderHouseholdSheetToPrint(sheet: HouseholdSheet): string {
  return render(sheet, html`<style>/* styles */</style>`).replace(marker, () => householdSheetStyles)
}

/** One page for a household: what is kept of it, why, until when, and how to have it corrected or erased. */
function render({ shown, today }: HouseholdSheet, styles: Html): string {
  return renderPaper(
    `${shown.address}：本户的登记`,
    styles,
    html`<section class="sheet household" aria-label="本户的登记">
<h1 class="title">本户的登记</h1>
<p class="where">${shown.address}　${shown.gridName}　${sayFullDay(today)}打印</p>
<table>
<thead><tr><th scope="col">记着什么</th><th scope="col">现在是</th><th scope="col">为什么记，到哪天</th><th scope="col" class="blank">要改成</th></tr></thead>
<tbody>${linesOf(shown).map(
      ({ what, now, why }) =>
        html`<tr><th scope="row">${what}</th><td>${now}</td><td>${why}</td><td></td></tr>`,
    )}</tbody>
</table>
<h2>您可以</h2>
<ul class="rights">
<li>改：在“要改成”里写上，交给网格员${staffOf(shown)}；或者向网格员要一个地址，自己在手机上改。</li>
<li>不让再留：把那一行划掉，交给网格员，当场抹掉。不用说理由，不影响办事。</li>
<li>全部不留：和网格员说一声，地址、联系人和记过的都抹掉。</li>
<li>问谁看过：谁看过电话、关照和求助，都有记录，可以请村里查。</li>
</ul>
<p class="hand">本户签字：　　　　　　　　　　　　　日期：</p>
</section>`,
  )
}

function staffOf({ staff }: ShownHousehold): string {
  return staff.length > 0 ? `（${staff.join('、')}）` : ''
}

type Line = { what: string; now: string; why: string }

function linesOf(shown: ShownHousehold): Line[] {
  const { address, contact, headCount, keepUntil, checkedOn, entries } = shown
  const until = keepUntil ? `新居民登记到 ${sayFullDay(keepUntil)}，到期抹掉` : '住在这里时留着，搬走就抹掉'
  return [
    { what: '地址', now: address, why: `找得到门。${until}` },
    { what: '联系人', now: contact ?? '没有记', why: '有事找得到人。留多久同上' },
    { what: '人数', now: `${headCount} 人`, why: `防汛、撤离、办事要知道。${sayFullDay(checkedOn)}看过` },
    ...entries.map(({ kindLabel, value, purposeLabel, basisLabel, agreedOn, expiresOn }) => ({
      what: kindLabel,
      now: value,
      why: `${purposeLabel}。${basisLabel}，${sayFullDay(agreedOn)}说好的；到 ${sayFullDay(expiresOn)}，到期抹掉`,
    })),
  ]
}
