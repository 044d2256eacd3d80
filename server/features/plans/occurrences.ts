import type { OccurrenceState } from '../../../contract/plans.ts'
import type { WorkingCalendar } from '../../core/clock/working-calendar.ts'
import type { ActivityRecord, ItemRecord, OccurrenceRecord } from './queries.ts'
import { daysOfRule, frequencyOf, shiftDay } from './recurrence.ts'

/** One day of an entry, as it stands now. */
export type Slot = {
  item: ItemRecord
  slot: string
  day: string
  moved: 'calendar' | 'person' | null
  startsAt: string | null
  endsAt: string | null
  place: string | null
  state: OccurrenceState
  activity: ActivityRecord | null
  cancelReason: string | null
}

export type Touched = ReadonlyMap<string, OccurrenceRecord>
export const keyOf = (itemId: string, slot: string) => `${itemId} ${slot}`

/** The days that an entry names in a year, with where the calendar puts each. */
export function slotsOf(item: ItemRecord, year: number, calendar: WorkingCalendar) {
  const frequency = frequencyOf(item.rrule)
  return daysOfRule(item.rrule, year)
    .filter((slot) => slot >= item.from_day && slot <= item.to_day)
    .map((slot) => ({ slot, day: shiftDay(slot, item.shift, frequency, calendar) }))
}

/**
 * Every day of a plan: what the rules name, and what was made an activity or called off although its rule names another
 * day by now. An activity's own day, hours and place go before those of the plan: it may be changed where it stands.
 */
export function occurrencesOf(
  items: readonly ItemRecord[],
  touched: readonly OccurrenceRecord[],
  activities: ReadonlyMap<string, ActivityRecord>,
  { year, calendar }: { year: number; calendar: WorkingCalendar },
): Slot[] {
  const rows = new Map(touched.map((row) => [keyOf(row.item_id, row.slot), row]))
  return items.flatMap((item) => {
    const named = slotsOf(item, year, calendar)
    const days = new Map(named.map(({ slot, day }) => [slot, day]))
    const left = touched.filter(
      (row) =>
        row.item_id === item.item_id &&
        !days.has(row.slot) &&
        (row.activity_id || row.cancel_reason !== null),
    )
    const slots = [...named, ...left.map(({ slot, day }) => ({ slot, day: day ?? slot }))]
    return slots.map(({ slot, day }) => {
      const row = rows.get(keyOf(item.item_id, slot))
      return slotOf(item, { slot, day }, row, row?.activity_id ? activities.get(row.activity_id) : undefined)
    })
  })
}

function slotOf(
  item: ItemRecord,
  { slot, day: byCalendar }: { slot: string; day: string },
  row: OccurrenceRecord | undefined,
  activity: ActivityRecord | undefined,
): Slot {
  const day = activity?.day ?? row?.day ?? byCalendar
  const isMoved = day !== byCalendar
  return {
    item,
    slot,
    day,
    moved: isMoved ? 'person' : day === slot ? null : 'calendar',
    startsAt: activity ? activity.starts_at : row?.day ? row.starts_at : item.starts_at,
    endsAt: activity ? activity.ends_at : row?.day ? row.ends_at : item.ends_at,
    place: activity ? activity.place : row?.day ? row.place : item.place,
    state: stateOf(item, row, activity),
    activity: activity ?? null,
    cancelReason: activity?.cancel_reason ?? row?.cancel_reason ?? null,
  }
}

function stateOf(
  item: ItemRecord,
  row: OccurrenceRecord | undefined,
  activity: ActivityRecord | undefined,
): OccurrenceState {
  if (activity) {
    if (activity.state === 'cancelled') return 'cancelled'
    return activity.state === 'planned' ? 'planned' : 'held'
  }
  if (row && row.cancel_reason !== null) return 'cancelled'
  return item.kind === null ? 'note' : 'open'
}

/** What may still be put among the activities between two days. */
export function openBetween(slots: readonly Slot[], from: string, to: string): Slot[] {
  return slots.filter((one) => one.state === 'open' && one.day >= from && one.day <= to)
}
