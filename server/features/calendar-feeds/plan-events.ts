import type { WorkingCalendar } from '../../core/clock/working-calendar.ts'
import { daysOfEntry } from '../plans/entry-commands.ts'
import type { OccurrenceRecord } from '../plans/queries.ts'
import type { CalendarEvent } from './ics.ts'
import type { PlannedItem } from './plan-queries.ts'

/**
 * An entry of a plan as one recurring event: the rule as it was written; without the days that have become activities
 * (they stand for themselves) or were called off; and one event more for each day that the calendar or a person moved.
 */
export function eventsOfItem(
  item: PlannedItem,
  touched: readonly OccurrenceRecord[],
  calendar: WorkingCalendar,
): CalendarEvent[] {
  const named = daysOfEntry(item, calendar)
  const first = named[0]
  const last = named.at(-1)
  const rows = new Map(touched.map((row) => [row.slot, row]))
  const isOut = (slot: string) => {
    const row = rows.get(slot)
    return row !== undefined && (row.activity_id !== null || row.cancel_reason !== null)
  }
  if (!first || !last || named.every(({ slot }) => isOut(slot))) return []
  const base = baseOf(item)
  const without = named.map(({ slot }) => slot).filter(isOut)
  const moved = named.flatMap(({ slot, day }): CalendarEvent[] => {
    const row = rows.get(slot)
    if (isOut(slot)) return []
    const there = row?.day ?? day
    if (there === slot && !row?.day) return []
    const hours = row?.day ? { startsAt: row.starts_at, endsAt: row.ends_at, place: row.place } : {}
    return [{ ...base, ...hours, day: there, instead: { day: slot, startsAt: item.starts_at } }]
  })
  return [{ ...base, day: first.slot, rule: { rrule: item.rrule, until: last.slot, without } }, ...moved]
}

function baseOf(item: PlannedItem) {
  return {
    uid: `plan-${item.item_id}@zhibutong`,
    sequence: item.version,
    startsAt: item.starts_at,
    endsAt: item.ends_at,
    title: item.theme ? `${item.title}：${item.theme}` : item.title,
    place: item.place,
    note: item.kind === null ? item.note : '年度计划里的，还没有安排。',
    cancelled: false,
  }
}
