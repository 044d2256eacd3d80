import { printCss, redemptionListCss } from '../public/assets.ts'
import { type Html, html } from '../public/html.ts'
import { linkStyles, renderPaper } from '../public/paper.ts'
import { padName, sayFullDay } from '../public/words.ts'

export type RedemptionList = {
  orgName: string
  programmeName: string
  today: string
  rows: readonly { memberName: string; branchName: string; itemName: string; quantity: number }[]
}

const rowsOfAPage = 20

/** What was redeemed, a line each, with room for the signature of who receives it (领取签名表). */
export function renderRedemptionList(list: RedemptionList): string {
  const { orgName, programmeName, rows } = list
  const count = Math.max(1, Math.ceil(rows.length / rowsOfAPage))
  const pages = Array.from({ length: count }, (_, at) => ({ at, from: at * rowsOfAPage }))
  return renderPaper(
    `${orgName}${programmeName}领取签名表`,
    linkStyles(printCss, redemptionListCss),
    html`${pages.map(({ at, from }) => renderPage(list, { at, from, isLast: at === count - 1 }))}`,
  )
}

function renderPage(list: RedemptionList, where: { at: number; from: number; isLast: boolean }): Html {
  const { at, from, isLast } = where
  const { orgName, programmeName, today, rows } = list
  return html`<section class="sheet handed" aria-label="领取签名表 第 ${at + 1} 页">
<h1 class="title">${programmeName}领取签名表</h1>
<p class="facts"><span>${orgName}</span><span>${sayFullDay(today)}</span></p>
<table>
<thead><tr><th scope="col" class="n">序号</th><th scope="col">姓名</th><th scope="col">支部</th><th scope="col">领什么</th><th scope="col" class="n">数量</th><th scope="col" class="sign">领取人签名</th></tr></thead>
<tbody>${rows.slice(from, from + rowsOfAPage).map((row, line) => renderRow(row, from + line + 1))}</tbody>
</table>
${isLast ? renderEnd() : ''}
<p class="pno">— ${at + 1} —</p>
</section>
`
}

function renderRow(row: RedemptionList['rows'][number], number: number): Html {
  const { memberName, branchName, itemName, quantity } = row
  return html`<tr><td class="n">${number}</td><th scope="row" class="name">${padName(memberName)}</th><td>${branchName}</td><td>${itemName}</td><td class="n">${quantity}</td><td class="sign"></td></tr>
`
}

function renderEnd(): Html {
  return html`<p class="tell">兑换不扣手册里的积分，也不影响榜单和评选。</p>
<div class="hand"><span>发放人：</span><span>日期：</span></div>`
}
