import type { BookletEntry } from '../../contract/booklets.ts'
import { sayPoints } from '../features/boards/sayings.ts'
import { bookletCss, bookletStyles, printCss } from '../public/assets.ts'
import { type Html, html } from '../public/html.ts'
import { linkStyles, renderPaper } from '../public/paper.ts'
import { type BookletLine, type Found, layoutOf, linesOf, paginate, type Size } from './booklet-lines.ts'

export type PrintedBooklet = {
  year: number
  /** The day it is printed: a year that runs is closed with it. */
  today: string
  start: number
  /** Of the year's total, where a scheme has grades. */
  grade: string | null
  months: readonly { month: string; points: number; entries: readonly BookletEntry[] }[]
  /** What revisits found of the member's work; it gives no points. */
  found: readonly Found[]
  member: { name: string; orgName: string; gridName: string | null; posts: readonly string[] }
}

/** A member's points of a year on A4, in the columns of an account book (积分考核一本通); `large`: for old eyes. */
export function renderPrintedBooklet(booklet: PrintedBooklet, size: Size): string {
  const styles = linkStyles(printCss, bookletCss)
  return render(booklet, size, styles)
}

const marker = '/* styles */'

/** For a printer that fetches nothing: its styles stand in it. */
export function renderBookletToPrint(booklet: PrintedBooklet, size: Size): string {
  return render(booklet, size, html`<style>/* styles */</style>`).replace(marker, () => bookletStyles)
}

function render(booklet: PrintedBooklet, size: Size, styles: Html): string {
  const pages = paginate(linesOf(booklet, size), layoutOf(size))
  const { year, member } = booklet
  return renderPaper(
    `${member.name} ${year} 年积分手册`,
    styles,
    html`${pages.map((lines, at) => renderPage(booklet, lines, { at, count: pages.length, size }))}`,
  )
}

type Where = { at: number; count: number; size: Size }

function renderPage(booklet: PrintedBooklet, lines: readonly BookletLine[], where: Where): Html {
  const { at, count, size } = where
  const isLast = at === count - 1
  // As in a bound book: odd pages to the right, even ones to the left.
  const side = at % 2 === 0 ? 'r' : 'l'
  return html`<section class="sheet book ${size}" aria-label="积分手册 第 ${at + 1} 页">
<div class="top"><h1 class="title">党员积分手册</h1><span>${booklet.year} 年　第 ${at + 1} 页</span></div>
${renderMember(booklet.member)}
<table>
${renderHead(size)}
<tbody>${lines.map((line, row) => renderLine(line, size, lines[row - 1]))}</tbody>
</table>
${isLast ? renderEnd() : ''}
<p class="pno ${side}">— ${at + 1} —</p>
</section>
`
}

function renderMember({ name, orgName, gridName, posts }: PrintedBooklet['member']): Html {
  const facts = [
    ['姓名', name],
    ['支部', orgName],
    ['网格', gridName ?? '—'],
    ['岗位', posts.join('、') || '—'],
  ]
  return html`<dl>${facts.map(([term, fact]) => html`<dt>${term ?? ''}</dt><dd>${fact ?? ''}</dd>`)}</dl>`
}

/** In large type rule and record stand under what was done. */
function renderHead(size: Size): Html {
  const plain = size === 'plain'
  return html`<thead><tr><th scope="col" class="c">月</th><th scope="col" class="c">日</th><th scope="col">做了什么</th>${plain && html`<th scope="col" class="k">按哪条规则</th>`}<th scope="col" class="n">得分</th><th scope="col" class="n">累计</th>${plain && html`<th scope="col" class="k">记录</th>`}</tr></thead>`
}

/** The month stands at its first line, and again where a page begins within it. */
function renderLine(line: BookletLine, size: Size, above: BookletLine | undefined): Html {
  const plain = size === 'plain'
  const { day = '', what, rule = '', record = '' } = line
  const month = line.month === above?.month ? '' : (line.month ?? '')
  const gain = line.points === undefined ? '' : sayPoints(line.points)
  const balance = line.balance === undefined ? '' : sayPoints(line.balance)
  const under = [rule, record].filter(Boolean).join('　')
  const below = !plain && under !== '' && html`<small>${under}</small>`
  return html`<tr class="${line.kind}"><td class="c">${month}</td><td class="c">${day}</td><th scope="row">${what}${below}</th>${plain && html`<td class="k">${rule}</td>`}<td class="n">${gain}</td><td class="n">${balance}</td>${plain && html`<td class="k">${record}</td>`}</tr>
`
}

function renderEnd(): Html {
  return html`<p class="tell">哪一条不对，跟支部任何一个人说都行。3 个工作日内一定答复您，提意见不影响积分。</p>
<div class="hand"><span>本人看过：</span><span>支部书记：</span></div>`
}
