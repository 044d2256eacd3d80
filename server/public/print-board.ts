import type { BoardSnapshot } from '../../contract/boards.ts'
import { shortPeriod } from '../features/boards/rules.ts'
import { sayPoints } from '../features/boards/sayings.ts'
import { printCss } from './assets.ts'
import { type Html, html } from './html.ts'
import { linkStyles, renderPaper } from './paper.ts'
import { padName, sayFullDay } from './words.ts'

export type PrintedBoard = {
  snapshot: BoardSnapshot
  /** Null before it is published: what is printed then is a draft for the reviewer. */
  published: { on: string; closesOn: string; reviewerName: string } | null
}

type Row = BoardSnapshot['rows'][number]

/** Rows that fit on A4 under the title with the notes and the seal, without them, on a page between, and on the last. */
const capacity = { only: 15, first: 24, middle: 31, last: 20 }

/** A last page with fewer rows than this looks as if it had been forgotten. */
const fewest = 5

/** Rows by page. The last page always has room for the sum, the notes and the seal. */
export function paginate<T>(rows: readonly T[]): T[][] {
  if (rows.length <= capacity.only) return [[...rows]]
  const pages: T[][] = []
  let left = [...rows]
  for (
    let size = capacity.first;
    left.length > (pages.length > 0 ? capacity.last : 0);
    size = capacity.middle
  ) {
    const taken = Math.min(size, left.length - fewest)
    pages.push(left.slice(0, taken))
    left = left.slice(taken)
  }
  return [...pages, left]
}

/** The board on paper (公示榜, A4): what hangs at the door is what is published, in the layout that offices use. */
export function renderPrintedBoard({ snapshot, published }: PrintedBoard): string {
  const pages = paginate(snapshot.rows)
  return renderPaper(
    `${snapshot.title}（${shortPeriod(snapshot.period.label)}）`,
    linkStyles(printCss),
    html`${pages.map((rows, at) => renderSheet({ snapshot, published }, rows, at, pages.length))}`,
  )
}

function renderSheet(board: PrintedBoard, rows: readonly Row[], at: number, count: number): Html {
  const { snapshot, published } = board
  const isLast = at === count - 1
  const many = snapshot.columns.length > 7 ? 'many' : ''
  return html`<section class="sheet board ${many}" aria-label="积分公示榜 第 ${at + 1} 页">
${at === 0 ? renderHead(board) : ''}
<table>
<thead><tr><th scope="col">姓名</th>${snapshot.columns.map(({ name }) => html`<th scope="col">${name}</th>`)}<th scope="col">合计</th></tr></thead>
<tbody>${rows.map(({ name, cells, points }) => renderRow(padName(name), cells, points))}</tbody>
${isLast ? renderFoot(snapshot) : ''}</table>
${isLast ? renderNotes(board) : ''}
${isLast ? html`<p class="by">制表：${snapshot.preparedBy}　复核：${published?.reviewerName ?? '　　　'}</p>` : ''}
<p class="pno">— ${at + 1} —</p>
</section>
`
}

function renderHead({ snapshot, published }: PrintedBoard): Html {
  const { title, orgName, period, rows, allMembers } = snapshot
  const people = `${rows.length} ${allMembers ? '名党员' : '人'}`
  return html`<h1 class="title">${title}</h1>
<p class="sub">（${shortPeriod(period.label)}）</p>
<p class="lead">${
    published
      ? `${orgName} ${people} ${period.label}的积分，已经两人核对，现予公示。`
      : `${orgName} ${people} ${period.label}的积分，复核稿，没有公示。`
  }</p>`
}

function renderRow(name: string, cells: readonly number[], points: number): Html {
  return html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell === 0 ? html`<span class="z">—</span>` : sayPoints(cell)}</td>`)}<td>${sayPoints(points)}</td></tr>
`
}

function renderFoot({ moved, totals }: BoardSnapshot): Html {
  const cells = totals.cells.map((cell) => html`<td>${sayPoints(cell)}</td>`)
  return html`<tfoot>${moved && renderRow(`转出 ${moved.count} 人`, moved.cells, moved.points)}<tr class="closes"><th scope="row">合计</th>${cells}<td>${sayPoints(totals.points)}</td></tr></tfoot>`
}

function renderNotes({ snapshot, published }: PrintedBoard): Html {
  const { place, hours, telephone } = snapshot.contact
  const where = `${place ? `到${place}` : '到支部'}${hours && `（${hours}）`}${telephone && `，或者打电话 ${telephone}`}`
  return html`<ol>
${published ? html`<li>一、公示期：${sayFullDay(published.on)}至 ${sayFullDay(published.closesOn)}，5 个工作日。</li>` : html`<li>一、公示期：复核以后 5 个工作日。</li>`}
<li>二、有不同意见，公示期内${where}，也可以写在纸上。提出后 3 个工作日内答复。</li>
<li>三、按姓氏笔画排列，不排名次。每个数是哪几次记的，可以当面查。</li>
</ol>
<div class="sign"><p>${snapshot.orgName}</p><p>${sayFullDay(published?.on ?? snapshot.asOf)}</p><i class="sealplace"><span>盖章处</span></i></div>`
}
