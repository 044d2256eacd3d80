import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { formatGain, formatPoints } from '../../lib/format-points.ts'
import { messages } from './messages.ts'

export type EntryRow = CallOutput<'listHandEntries'>['rows'][number]

/** What was proposed, in a few words: 做好事 2 次, or +3 分. */
export function sayWhat({
  matter,
  quantity,
  points,
}: Pick<EntryRow, 'matter' | 'quantity' | 'points'>): string {
  return matter
    ? messages.matterOf(matter.label, formatPoints(quantity ?? 0), matter.unit)
    : messages.pointsOf(formatGain(points ?? 0))
}

/** While it waits: who has agreed already, by when the next is due or who let it lie. After: who decided, and why. */
export function sayCourse(row: EntryRow, today: string): string[] {
  const { decidedByName, note, secondedByName, letLieBy, dueOn } = row
  if (decidedByName)
    return [note ? messages.decidedWith(decidedByName, note) : messages.decidedBy(decidedByName)]
  return [
    ...(secondedByName ? [messages.seconded(secondedByName)] : []),
    ...(letLieBy ? [messages.letLie(letLieBy)] : []),
    ...(dueOn && !letLieBy ? [messages.dueOn(formatDay(dueOn, today))] : []),
  ]
}
