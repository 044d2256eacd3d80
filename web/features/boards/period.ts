/** Whole months of a board, as days. Only what a person may press is reckoned here; the server decides what is right. */
export type Span = { from: string; to: string }
export type PeriodKind = 'quarter' | 'month' | 'year' | 'own'

const sizes = { quarter: 3, month: 1, year: 12 }

function monthOf(day: string): number {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return year * 12 + month - 1
}

function firstDay(month: number): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`
}

function lastDay(month: number): string {
  const year = Math.floor(month / 12)
  const days = new Date(Date.UTC(year, (month % 12) + 1, 0)).getUTCDate()
  return `${firstDay(month).slice(0, 8)}${String(days).padStart(2, '0')}`
}

/** The whole months from one to another, given as `YYYY-MM`. */
export function spanOfMonths(from: string, to: string): Span {
  return { from: firstDay(monthOf(from)), to: lastDay(monthOf(to)) }
}

/** The quarter, month or year that a day is in, moved by so many of them. */
export function spanOf(kind: 'quarter' | 'month' | 'year', day: string, move = 0): Span {
  const size = sizes[kind]
  const first = Math.floor(monthOf(day) / size) * size + move * size
  return { from: firstDay(first), to: lastDay(first + size - 1) }
}

/** Which kind of period a span is; anything but one whole month, quarter or year is a span of its own. */
export function kindOf({ from, to }: Span): PeriodKind {
  const kinds = ['month', 'quarter', 'year'] as const
  return kinds.find((kind) => spanOf(kind, from).from === from && spanOf(kind, from).to === to) ?? 'own'
}
