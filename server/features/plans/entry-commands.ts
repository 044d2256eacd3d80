import type { WorkingCalendar } from '../../core/clock/working-calendar.ts'
import { slotsOf } from './occurrences.ts'
import type { ItemRecord } from './queries.ts'

/** What a feature above asks: the days that an entry's rule names in its year, each with the day it is moved to. */
export function daysOfEntry(
  entry: ItemRecord & { year: number },
  calendar: WorkingCalendar,
): { slot: string; day: string }[] {
  return slotsOf(entry, entry.year, calendar)
}
