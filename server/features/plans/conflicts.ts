import type { Conflict } from '../../../contract/day-conflicts.ts'
import { minuteOf } from '../../core/clock/hours.ts'
import { isWorkingDay, type WorkingCalendar } from '../../core/clock/working-calendar.ts'

/** As much of something in the calendar as may stand in the way of something else. */
export type Meeting = {
  id: string
  title: string
  day: string
  startsAt: string | null
  endsAt: string | null
  place: string | null
  ledBy: readonly string[]
  /** Whose people are expected: two of these that touch expect the same people. */
  callsFrom: readonly number[]
}

/** How long something takes whose end nobody wrote: two hours. */
const usualMinutes = 120

/** Without an hour it may be at any hour of its day. An end before the start is one that is still being typed. */
function spanOf({ startsAt, endsAt }: Meeting): [number, number] {
  if (!startsAt) return [0, 24 * 60]
  const start = minuteOf(startsAt)
  const end = endsAt ? minuteOf(endsAt) : 0
  return [start, end > start ? end : start + usualMinutes]
}

function overlap(one: Meeting, other: Meeting): boolean {
  const [[from, to], [otherFrom, otherTo]] = [spanOf(one), spanOf(other)]
  return from < otherTo && otherFrom < to
}

/** What stands against each of these: a day off, the same place, the same people or leader at the same time. Told, never forbidden. */
export function findConflicts(
  meetings: readonly Meeting[],
  others: readonly Meeting[],
  calendar: WorkingCalendar,
): Map<string, Conflict[]> {
  const byDay = new Map<string, Meeting[]>()
  for (const one of [...meetings, ...others]) byDay.set(one.day, [...(byDay.get(one.day) ?? []), one])
  return new Map(
    meetings.map((one) => {
      const clashes = (byDay.get(one.day) ?? []).filter((other) => other.id !== one.id && overlap(one, other))
      const holiday: Conflict[] = isWorkingDay(one.day, calendar)
        ? []
        : [{ kind: 'holiday', sentence: '这一天休息。' }]
      return [one.id, [...holiday, ...clashes.flatMap((other) => clashOf(one, other))]]
    }),
  )
}

function clashOf(one: Meeting, other: Meeting): Conflict[] {
  const when = one.startsAt && other.startsAt ? '同一时间' : '同一天'
  const leader = one.ledBy.find((name) => other.ledBy.includes(name))
  const found: Conflict[] = []
  if (one.place && one.place === other.place)
    found.push({ kind: 'place', sentence: `和“${other.title}”${when}都用${one.place}。` })
  if (leader) found.push({ kind: 'person', sentence: `${leader}${when}还要带“${other.title}”。` })
  else if (one.callsFrom.some((orgId) => other.callsFrom.includes(orgId)))
    found.push({ kind: 'person', sentence: `和“${other.title}”${when}，叫的人有重的。` })
  return found
}
