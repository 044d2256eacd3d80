import { printCss, signInSheetCss } from '../public/assets.ts'
import { type Html, html } from '../public/html.ts'
import { linkStyles, renderPaper } from '../public/paper.ts'
import { padName, sayFullDay } from '../public/words.ts'

export type SignInSheet = {
  orgName: string
  title: string
  day: string
  startsAt: string | null
  endsAt: string | null
  place: string | null
  /** In the order of pinyin, as a roll is called. `onLeave`: asked for leave before; why is nobody's business here. */
  people: readonly { name: string; onLeave: boolean }[]
}

/** Empty rows at the end, for who comes without having been invited. */
const guestRows = 3
/** Rows of 8 mm on A4: under the heading, and on a page without it; the notes at the end take the room of four. */
const capacity = { first: 28, later: 31, notes: 4 }

type Cell = { name: string; hand: string } | null

/** How many columns of names: a small meeting signs in a wide one, a large one on a single page. */
export function columnsFor(count: number): 1 | 2 | 3 {
  if (count <= capacity.first - capacity.notes) return 1
  return count <= 2 * (capacity.first - capacity.notes) ? 2 : 3
}

/** Rows by page: names run down each column of a page before they go on in the next. */
export function layOut<T>(items: readonly T[], columns: number): (T | undefined)[][][] {
  const pages: (T | undefined)[][][] = []
  let left = [...items]
  do {
    const most = pages.length === 0 ? capacity.first : capacity.later
    const isLast = left.length <= (most - capacity.notes) * columns
    // A page before the last is filled, but never so that the notes would stand on a page without a name.
    const taken = left.slice(0, isLast ? left.length : Math.min(most * columns, left.length - 1))
    left = left.slice(taken.length)
    const depth = Math.ceil(taken.length / columns)
    const rowAt = (row: number) => Array.from({ length: columns }, (_, column) => taken[column * depth + row])
    pages.push(Array.from({ length: depth }, (_, row) => rowAt(row)))
  } while (left.length > 0)
  return pages
}

/** 石桥党支部 and 支部党员大会 share a word, which a title says once: 石桥党支部党员大会签到表. */
function nameSheet({ orgName, title }: SignInSheet): string {
  const shared = '支部'
  const rest = orgName.endsWith(shared) && title.startsWith(shared) ? title.slice(shared.length) : title
  return `${orgName}${rest}签到表`
}

/** The sign-in sheet of an activity on A4 (签到表): on paper before, entered after. */
export function renderSignInSheet(sheet: SignInSheet): string {
  const { people } = sheet
  const cells: Cell[] = people.map(({ name, onLeave }) => ({
    name: padName(name),
    hand: onLeave ? '请假' : '',
  }))
  const blanks: Cell[] = Array.from({ length: guestRows }, () => ({ name: '', hand: '' }))
  const columns = columnsFor(cells.length + guestRows)
  const pages = layOut([...cells, ...blanks], columns)
  return renderPaper(
    nameSheet(sheet),
    linkStyles(printCss, signInSheetCss),
    html`${pages.map((rows, at) => renderPage(sheet, rows, { at, count: pages.length, columns }))}`,
  )
}

type Where = { at: number; count: number; columns: number }

function renderPage(sheet: SignInSheet, rows: readonly (Cell | undefined)[][], where: Where): Html {
  const { at, count, columns } = where
  const heads = Array.from(
    { length: columns },
    () => html`<th scope="col">姓名</th><th scope="col">签到</th>`,
  )
  return html`<section class="sheet signin ${columns === 1 ? 'one' : ''}" aria-label="签到表 第 ${at + 1} 页">
${at === 0 ? renderHead(sheet) : ''}
<table>
<thead><tr>${heads}</tr></thead>
<tbody>${rows.map((cells) => html`<tr>${cells.map(renderCell)}</tr>`)}</tbody>
</table>
${at === count - 1 ? renderNotes() : ''}
<p class="pno">— ${at + 1} —</p>
</section>
`
}

/** A cell beyond the last name is no place to sign. */
function renderCell(cell: Cell | undefined): Html {
  if (!cell) return html`<td></td><td></td>`
  return html`<td class="name">${cell.name}</td><td class="hand">${cell.hand}</td>`
}

function renderHead(sheet: SignInSheet): Html {
  const { day, startsAt, endsAt, place, people } = sheet
  const weekday = '日一二三四五六'[new Date(`${day}T00:00:00Z`).getUTCDay()]
  const time = [startsAt, endsAt].filter(Boolean).join('–')
  return html`<h1 class="title">${nameSheet(sheet)}</h1>
<p class="facts"><span><b>日期</b>　${sayFullDay(day)} 星期${weekday}${time && `　${time}`}</span>
<span><b>地点</b>　${place ?? '　　　　　　'}</span>
<span><b>应到</b>　${people.length} 人</span>
<span><b>实到</b>　　　　人</span></p>`
}

function renderNotes(): Html {
  return html`<p class="tell">名单上没有的同志，请写在后面的空行里。没来的不用代签，原因由点名的人另记，不写在这张表上。</p>
<p class="by"><span>主持：</span><span>记录：</span></p>`
}
