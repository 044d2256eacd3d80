import type { BookletEntry } from '../../contract/booklets.ts'
import { sayDay } from '../public/words.ts'

export type Size = 'plain' | 'large'

/** A line of the printed book; figures in hundredths. `rows`: how much of a page it takes, in plain lines. */
export type BookletLine = {
  kind: 'carried' | 'entry' | 'closes' | 'closes-year' | 'found'
  month?: string
  day?: string
  what: string
  rule?: string
  points?: number
  balance?: number
  record?: string
  rows: number
}

/** What a revisit of an enterprise found of somebody's work: no points, but it counts at the year's end. */
export type Found = { day: string; what: string }

type Book = {
  year: number
  today: string
  start: number
  grade: string | null
  months: readonly { month: string; points: number; entries: readonly BookletEntry[] }[]
  found: readonly Found[]
}

export type Layout = { full: number; last: number }
/** `sum`: what a line without an entry takes of a plain line's room. */
type Widths = { what: number; rule: number; line: number; row: number; sum: number }

/** Lines of a page; on the last the notes and signatures take their room. Widths in Chinese characters, heights in mm. */
const layouts: Record<Size, Layout> = { plain: { full: 19, last: 15 }, large: { full: 10, last: 7 } }
const widths: Record<Size, Widths> = {
  plain: { what: 7.5, rule: 7.5, line: 7.3, row: 10.1, sum: 1 },
  large: { what: 11, rule: 0, line: 9.8, row: 18.5, sum: 0.76 },
}

export function layoutOf(size: Size): Layout {
  return layouts[size]
}

/** In Chinese characters: what is not one is half as wide. */
function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u0020-\u02ff]/.test(character) ? 0.55 : 1), 0)
}

function rowsOf({ what, rule = '' }: Pick<BookletLine, 'what' | 'rule'>, size: Size): number {
  const { what: wide, rule: wideRule, line, row } = widths[size]
  const lines = Math.ceil(widthOf(what) / wide)
  const ruleLines = wideRule > 0 ? Math.ceil(widthOf(rule) / wideRule) : 0
  const height = Math.max(lines * line, ruleLines * line * 0.8) + (wideRule > 0 ? 1.5 : 8)
  return Math.max(1, height / row)
}

function sayEntry(entry: BookletEntry): string {
  const reason = entry.reason ? `（${entry.reason}）` : ''
  if (entry.reversalOf !== null) return `冲销 ${sayDay(entry.day)} ${entry.what}${reason}`
  return entry.reversedBy === null ? entry.what : `${entry.what}（已冲销）`
}

function entryLine(entry: BookletEntry, size: Size): BookletLine {
  const what = sayEntry(entry)
  const rule = entry.reversalOf === null ? entry.ruleName : '更正'
  return {
    kind: 'entry',
    month: String(Number(entry.bookedOn.slice(5, 7))),
    day: String(Number(entry.bookedOn.slice(8))),
    what,
    rule,
    points: entry.points,
    balance: entry.balance,
    record: entry.source.serial ?? '',
    rows: rowsOf({ what, rule }, size),
  }
}

function yearLine({ year, today, months, start, grade }: Book, size: Size): BookletLine {
  const total = months.reduce((sum, month) => sum + month.points, start)
  const span = today.startsWith(`${year}-`) ? `今年到 ${sayDay(today)}` : `${year} 年合计`
  // The grade stands on the line of its figure, below the entries that make it up.
  const what = grade ? `${span}，${grade}` : span
  const rows = grade ? rowsOf({ what }, size) : widths[size].sum
  return { kind: 'closes-year', what, points: total - start, balance: total, rows }
}

function foundLine({ day, what }: Found, size: Size): BookletLine {
  const rule = '两员工作回查'
  return {
    kind: 'found',
    month: String(Number(day.slice(5, 7))),
    day: String(Number(day.slice(8))),
    what,
    rule,
    rows: rowsOf({ what, rule }, size),
  }
}

/** The opening, each month with its closing, the year's end, and below it what gives no points: everything that stands in the book, in its order. */
export function linesOf(book: Book, size: Size): BookletLine[] {
  const { sum: rows } = widths[size]
  const opening: BookletLine = { kind: 'carried', what: '年初', balance: book.start, rows }
  const months = book.months.flatMap(({ month, points, entries }): BookletLine[] => [
    ...entries.map((entry) => entryLine(entry, size)),
    { kind: 'closes', what: `${Number(month.slice(5))} 月合计`, points, rows },
  ])
  return [opening, ...months, yearLine(book, size), ...book.found.map((one) => foundLine(one, size))]
}

function sum(lines: readonly BookletLine[]): number {
  return lines.reduce((rows, line) => rows + line.rows, 0)
}

function carry(page: readonly BookletLine[]): BookletLine {
  const balance = page.findLast((line) => line.balance !== undefined)?.balance ?? 0
  return { kind: 'carried', what: '承前页', balance, rows: 1 }
}

/** Pages, each but the first opened by what the one before came to (承前页); the last has room for the signatures. */
export function paginate(lines: readonly BookletLine[], { full, last }: Layout): BookletLine[][] {
  const pages: BookletLine[][] = [[]]
  lines.forEach((line, at) => {
    const page = pages.at(-1) ?? []
    const rest = sum(lines.slice(at))
    // What is left goes on this page with the notes, or the page is filled without them.
    const fitsWhole = sum(page) + rest <= last
    const isEnd = at === lines.length - 1
    const most = isEnd ? last : full
    if (page.length > 0 && !fitsWhole && sum(page) + line.rows > most) pages.push([carry(page), line])
    else page.push(line)
  })
  return pages
}
