import type { BoardSnapshot, ObjectionMark } from '../../contract/boards.ts'
import { shortPeriod } from '../features/boards/rules.ts'
import { sayPoints } from '../features/boards/sayings.ts'
import { type Html, html } from './html.ts'
import { shell, type View, viewQuery } from './shell.ts'
import { sayDay, sayFullDay, sayGain } from './words.ts'

export type PublicBoard = {
  address: string
  snapshot: BoardSnapshot
  marks: readonly ObjectionMark[]
  reviewerName: string
  publishedOn: string
  closesOn: string
  expiresOn: string
}

type Row = BoardSnapshot['rows'][number]

/** The published list as anyone reads it: names in stroke order, each total open to what it is made of. */
export function renderBoard(board: PublicBoard, view: View, today: string): string {
  const { snapshot, address } = board
  const path = `/public/boards/${address}`
  return shell({
    title: `${snapshot.title}（${shortPeriod(snapshot.period.label)}）· ${snapshot.placeName}公开栏`,
    place: `${snapshot.placeName}公开栏`,
    view,
    path,
    body: html`<h1>${snapshot.title}</h1>
<p class="period">${snapshot.period.label}</p>
${renderTerms(board, today)}
${renderTable(board, view, today)}
${renderWays(board, view, today)}
${renderRules(snapshot)}
<footer class="end"><p>${snapshot.orgName}　${sayFullDay(board.publishedOn)}</p>
<p>纸质的榜和这里内容一样。</p></footer>`,
  })
}

function renderTerms(
  { snapshot, reviewerName, publishedOn, closesOn, expiresOn }: PublicBoard,
  today: string,
): Html {
  const left =
    today < closesOn ? '' : today === closesOn ? html`，<b>今天是最后一天</b>` : html`，<b>公示期已满</b>`
  return html`<dl class="facts-line">
<div><dt>公示期</dt><dd>${sayDay(publishedOn)}至${sayDay(closesOn)}，5 个工作日${left}</dd></div>
<div><dt>制表、复核</dt><dd>${snapshot.preparedBy}制表，${reviewerName}复核</dd></div>
<div><dt>数据</dt><dd>${sayDay(snapshot.asOf)} 制表时的记录</dd></div>
<div><dt>撤下</dt><dd>${sayDay(expiresOn)} 以后自动撤下</dd></div>
</dl>`
}

/** More columns than fit side by side on a PC are read as on a phone: under each name. */
const mostColumns = 12

function renderTable(board: PublicBoard, view: View, today: string): Html {
  const { columns, rows, moved, totals, allMembers } = board.snapshot
  const width = columns.length <= mostColumns ? `wide c${columns.length}` : ''
  const people = `${rows.length} ${allMembers ? '名党员' : '人'}`
  const whole = board.marks.some((mark) => mark.row === null && mark.state === 'open')
  return html`<h2 id="board">${people}，共 ${sayPoints(totals.points)} 分</h2>
<p class="how">按姓氏笔画排列，不排名次。点一个数，看是哪几次记的。</p>
${whole && html`<p class="receipt receipt-late">有人对这张榜提了意见，正在核对。</p>`}
<table class="bd ${width}" role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">姓名</th>${columns.map(({ name }) => html`<th role="columnheader" scope="col">${name}</th>`)}<th role="columnheader" scope="col">合计</th></tr></thead>
<tbody role="rowgroup">
${rows.map((row, at) => renderRow(board, view, today, row, at))}${moved && renderMoved(board.snapshot, moved)}</tbody>
<tfoot role="rowgroup"><tr role="row" class="closes"><th role="rowheader" scope="row">合计</th>${renderCells(board.snapshot, totals.cells)}<td role="cell" class="t">${sayPoints(totals.points)}</td></tr></tfoot>
</table>`
}

function renderCells({ columns }: BoardSnapshot, cells: readonly number[]): Html[] {
  return cells.map((points, at) => {
    const name = columns[at]?.name ?? ''
    return points === 0
      ? html`<td role="cell" data-l="${name}" class="z">—</td>`
      : html`<td role="cell" data-l="${name}">${sayPoints(points)}</td>`
  })
}

function renderRow(board: PublicBoard, view: View, today: string, row: Row, at: number): Html {
  const marks = board.marks.filter((mark) => mark.row === at)
  return html`<tr role="row" id="r${at}"><th role="rowheader" scope="row">${row.name}</th>${renderCells(board.snapshot, row.cells)}<td role="cell" class="t">${renderTotal(board, view, today, row, at, marks)}${sayMark(row, marks)}</td></tr>
`
}

/** What became of objections to this row: one being looked into, else the last that was answered. */
function sayMark(row: Row, marks: readonly ObjectionMark[]): Html | null {
  if (marks.some(({ state }) => state === 'open')) return html`<span class="mk">有意见，核对中</span>`
  const corrected = marks.findLast(({ state }) => state === 'corrected')
  if (corrected?.change)
    return html`<span class="mk">更正后 ${sayPoints(row.points + corrected.change)} 分</span>`
  if (corrected) return html`<span class="mk">意见已采纳</span>`
  return marks.length > 0 ? html`<span class="mk">意见已答复</span>` : null
}

function renderTotal(
  board: PublicBoard,
  view: View,
  today: string,
  row: Row,
  at: number,
  marks: readonly ObjectionMark[],
): Html {
  const total = sayPoints(row.points)
  const extras = board.snapshot.columns.flatMap(({ kind, name }, column) => {
    const points = row.cells[column] ?? 0
    return kind !== 'rule' && points !== 0 ? [{ name, points }] : []
  })
  if (row.facts.length + extras.length === 0) return html`<span class="n">${total}</span>`
  const others = viewQuery(view).replace('?', '&')
  const link = `/public/boards/${board.address}/objections/new?row=${at}${others}`
  return html`<details><summary class="fig"><span class="sr">${row.name} </span>${total}<span class="sr"> 分，看是哪几次</span></summary><div class="fx"><b>${row.name} ${total} 分，是这 ${row.facts.length} 次记的</b><ul>${extras.map(
    ({ name, points }) => html`<li><span></span><span>${name}</span><span>${sayGain(points)}</span></li>`,
  )}${row.facts.map((fact, no) => {
    const isOpen = marks.some((mark) => mark.fact === no && mark.state === 'open')
    return html`<li><span>${sayDay(fact.day)}</span><span>${fact.text}${isOpen && html`<i class="mk">核对中</i>`}</span><span>${sayGain(fact.points)}</span></li>`
  })}</ul>${today <= board.closesOn && html`<a href="${link}">这几条不对，写意见</a>`}</div></details>`
}

function renderMoved(snapshot: BoardSnapshot, moved: NonNullable<BoardSnapshot['moved']>): Html {
  return html`<tr role="row"><th role="rowheader" scope="row">转出 ${moved.count} 人</th>${renderCells(snapshot, moved.cells)}<td role="cell" class="t"><span class="n">${sayPoints(moved.points)}</span></td></tr>
`
}

function renderWays({ snapshot, address, closesOn }: PublicBoard, view: View, today: string): Html {
  const { place, hours, telephone } = snapshot.contact
  const until = today < closesOn ? `${sayDay(closesOn)}以前` : '今天之内'
  const inPerson = html`<li><p><b>当面说</b>${place || `到${snapshot.orgName}`}${hours && `，${hours}`}。不用带东西，有人帮您写</p></li>`
  const call = html`<li><p><b>打电话</b>${telephone}</p><a class="btn" href="tel:${telephone}">打电话</a></li>`
  if (today > closesOn) {
    return html`<h2>有不同意见</h2>
<p class="how">公示期已满。是您自己的分，什么时候都可以提：登录以后在手册里提，或者当面说。</p>
<ul class="ways">${inPerson}${telephone && call}</ul>`
  }
  return html`<h2>有不同意见</h2>
<p class="how">${until}，用哪种办法都行：</p>
<ul class="ways">${inPerson}${telephone && call}
<li><p><b>在这里写</b>写清是谁、哪一条，不用登录</p><a class="btn btn-go" href="/public/boards/${address}/objections/new${viewQuery(view)}">写意见</a></li></ul>
<p class="promise">3 个工作日内答复。提意见的人，只有经办的人知道。</p>`
}

function renderRules({ rules }: BoardSnapshot): Html {
  return html`<h2>分是怎么记的</h2>
<table class="rules">
<thead><tr><th scope="col">做了什么</th><th scope="col">记几分</th><th scope="col">怎么记</th></tr></thead>
<tbody>${rules.map(({ name, points, how }) => html`<tr><th scope="row">${name}</th><td>${points}</td><td>${how}</td></tr>`)}</tbody>
</table>
<p class="how">登录、点赞、时长、定位都不计分。分数只作评优参考，不能单凭分数处置人。</p>`
}
