import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import type { StampState } from '../../ui/stamp.tsx'
import { messages } from './messages.ts'

export type Strip = CallOutput<'getDutyStrip'>
export type Line = Strip['rows'][number]
export type Cell = Line['cells'][number]
export type State = Cell['state']

export const stamps: Record<State, StampState> = {
  due: 'due',
  late: 'late',
  missed: 'miss',
  held: 'done',
  'held-late': 'done',
  excused: 'excused',
}

export const monthOf = (day: string) => Number(day.slice(5, 7))

/** Months that one period takes; a week stands in the month of its due day. */
export const spanOf = { week: 1, month: 1, quarter: 3, 'half-year': 6, year: 12 } as const

/** 10月, 三季度, 上半年, 2026年, 11月24日那一周 */
export function sayPeriod(
  cadence: Line['cadence'],
  { periodStart, dueOn }: Pick<Cell, 'periodStart' | 'dueOn'>,
): string {
  const month = monthOf(periodStart)
  switch (cadence) {
    case 'month':
      return messages.month(month)
    case 'quarter':
      return messages.quarter((month + 2) / 3)
    case 'half-year':
      return messages.half(month === 1 ? 1 : 2)
    case 'year':
      return messages.year(Number(periodStart.slice(0, 4)))
    default:
      return messages.week(formatDay(dueOn))
  }
}

/** 办了；晚了 3 天；30日到期 — what one needs to know of a cell beside its state. */
export function sayMore(cell: Cell, today: string): string {
  const day = (text: string) => formatDay(text, today)
  switch (cell.state) {
    case 'held':
      return messages.heldOn(day(cell.metOn ?? cell.dueOn))
    case 'held-late':
      return [
        messages.heldOn(day(cell.metOn ?? cell.dueOn)),
        messages.recordedOn(day(cell.recordedOn ?? cell.dueOn), cell.days),
      ].join('，')
    case 'due':
      return messages.dueOn(day(cell.dueOn))
    case 'late':
      return [messages.lateBy(cell.days), messages.openTo(day(cell.openTo))].join('，')
    case 'missed':
      return messages.dueOn(day(cell.dueOn))
    default:
      return ''
  }
}

export function sayCell(
  line: Pick<Line, 'name' | 'groupName' | 'cadence'>,
  cell: Cell,
  today: string,
): string {
  const name = line.groupName ? messages.group(line.name, line.groupName) : line.name
  const more = sayMore(cell, today)
  return [`${name} ${sayPeriod(line.cadence, cell)}`, messages.states[cell.state], more]
    .filter(Boolean)
    .join('，')
}

/** The short word in a narrow cell: 晚 3 天. */
export function sayShort(cell: Cell): string {
  return cell.state === 'held-late' ? messages.day('晚', cell.days) : messages.states[cell.state]
}

/** 三季度缺、10月逾期, or that nothing is owed; of what is owed alone. */
export function sayOwing(
  cadence: Line['cadence'],
  owing: readonly Pick<Cell, 'periodStart' | 'dueOn' | 'state'>[],
): string {
  const parts = owing.map((cell) => `${sayPeriod(cadence, cell)}${messages.states[cell.state]}`)
  return [...new Set(parts)].join('、') || messages.owesNone
}
