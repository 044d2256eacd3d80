import { sayPoints } from '../features/boards/sayings.ts'
import { sayMonth, type Village } from '../features/monthly-reports/report.ts'
import { monthlyReportCss, printCss } from '../public/assets.ts'
import { type Html, html } from '../public/html.ts'
import { linkStyles, renderPaper } from '../public/paper.ts'
import { padName, sayDay, sayFullDay, sayGain } from '../public/words.ts'

export type PersonLine = {
  name: string
  total: number
  entries: { day: string; what: string; points: number }[]
}

export type MonthlySheet = {
  orgName: string
  month: string
  today: string
  villages: readonly Village[]
  sums: Village['sums']
  /** In the branch itself; null above it, where nobody is named. */
  people: readonly PersonLine[] | null
  size: 'plain' | 'large'
}

/** What was given and taken in a month, to be read out at the next meeting (加分扣分单); `large`: for old eyes. */
export function renderMonthlyReport(sheet: MonthlySheet): string {
  const { orgName, month, today, size, people } = sheet
  return renderPaper(
    `${orgName}${sayMonth(month)}加分扣分单`,
    linkStyles(printCss, monthlyReportCss),
    html`<section class="sheet monthly ${size}" aria-label="加分扣分单">
<h1 class="title">${sayMonth(month)}加分扣分单</h1>
<p class="facts"><span>${orgName}</span><span>${sayFullDay(today)}制</span></p>
${renderSums(sheet)}
${people === null ? '' : renderPeople(people)}
<p class="tell">哪一条不对，当场说，或者跟支部任何一个人说。3 个工作日内一定答复您，提意见不影响积分。</p>
<div class="hand"><span>宣读人：</span><span>宣读日期：</span></div>
</section>`,
  )
}

function renderSums({ villages, sums }: MonthlySheet): Html {
  return html`<table>
<thead><tr><th scope="col">单位</th><th scope="col" class="n">加分</th><th scope="col" class="n">扣分</th><th scope="col" class="n">冲销</th><th scope="col" class="n">合计</th></tr></thead>
<tbody>${villages.map((village) => [...village.branches.map((branch) => renderRow(branch.name, branch.sums, 'row')), village.branches.length > 1 ? renderRow(`${village.name}合计`, village.sums, 'sum') : ''])}
${villages.length > 1 ? renderRow('总计', sums, 'sum') : ''}</tbody>
</table>`
}

function renderRow(name: string, sums: Village['sums'], kind: 'row' | 'sum'): Html {
  const { bonus, deduction, reversal, total } = sums
  return html`<tr class="${kind}"><th scope="row">${name}</th>${[bonus, deduction, reversal].map((one) => html`<td class="n">${one.count === 0 ? '—' : html`${sayGain(one.points)}<small>${one.count} 条</small>`}</td>`)}<td class="n">${sayPoints(total)}</td></tr>
`
}

/** Whoever has nothing in the month is not on the sheet: nobody is read out for nothing. */
function renderPeople(people: readonly PersonLine[]): Html {
  if (people.length === 0) return html`<p class="tell">这个月没有加分，也没有扣分。</p>`
  return html`<table>
<thead><tr><th scope="col">姓名</th><th scope="col">哪一天，为什么</th><th scope="col" class="n">合计</th></tr></thead>
<tbody>${people.map(
    ({ name, total, entries }) =>
      html`<tr><th scope="row" class="name">${padName(name)}</th><td>${entries.map(({ day, what, points }) => html`<span>${sayDay(day)} ${what} ${sayGain(points)}</span> `)}</td><td class="n">${sayGain(total)}</td></tr>
`,
  )}</tbody>
</table>`
}
