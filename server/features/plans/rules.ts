import { type Heading, planActivity } from '../../../contract/activities.ts'
import type { ActivityKind } from '../../../contract/activity-kinds.ts'
import type { PlanEntry } from '../../../contract/plan-items.ts'
import { demandHours } from '../../core/clock/hours.ts'
import { demand } from '../../core/errors/problem.ts'
import type { Slot } from './occurrences.ts'
import { daysOfRule } from './recurrence.ts'

/** Where the one who leads teaches; elsewhere that person is in the chair. */
const taught: readonly ActivityKind[] = ['party-lecture', 'training', 'study-group']

const plain = planActivity.body.omit({ orgId: true, invited: true })

/** The activity that an occurrence becomes. Of an entry with a kind only: a reminder becomes none. */
export function headingOf({ item, day, startsAt, endsAt, place }: Slot): Heading {
  const title = item.theme ? `${item.title}：${item.theme}` : item.title
  const kind = item.kind as ActivityKind
  const led = item.led_by && {
    kind: taught.includes(kind) ? 'study' : 'meeting',
    title: item.theme ?? item.title,
    ledBy: item.led_by,
  }
  return plain.parse({ kind, title, day, startsAt, endsAt, place, segments: led ? [led] : [] })
}

/** What the contract cannot see: a rule that names no day of that year, hours that end before they begin. */
export function demandEntry(entry: PlanEntry, year: number, field: string): void {
  demandHours(entry, `${field}.endsAt`)
  demand(countDays(entry.rrule, year) > 0, 'input.invalid', {
    field: `${field}.rrule`,
    message: '这个周期在这一年里一天也没有，请重新选。',
  })
}

function countDays(rrule: string, year: number): number {
  try {
    return daysOfRule(rrule, year).length
  } catch {
    return 0
  }
}
