import type { ActivityKind } from '../../../contract/activity-kinds.ts'
import type { TemplateEntry } from '../../../contract/plan-items.ts'
import type { HeldEntry } from '../../../contract/plans.ts'
import { ruleFor } from './from-requirement.ts'
import type { Around, OwedCell } from './owed.ts'
import { mayAnswer } from './owed.ts'
import type { Habit } from './queries.ts'
import { frequencyOf, monthDayParts, partsOf, writeRule } from './recurrence.ts'

/** The date where neither a requirement nor the own habit names one: apart, so that nothing falls on one day. */
const dates: Partial<Record<ActivityKind, number>> = {
  'committee-meeting': 5,
  'theme-day': 10,
  'activity-day': 10,
  'life-meeting': 12,
  'party-lecture': 18,
  'study-group': 20,
  'group-meeting': 22,
  'members-assembly': 25,
  'democratic-appraisal': 26,
}

type Ground = {
  around: Around
  cells: readonly OwedCell[]
  habits: readonly Habit[]
}

/** What a plan holds to begin with: the template's entries, and what is owed and none of them answers. */
export function proposeEntries(template: readonly TemplateEntry[], ground: Ground): HeldEntry[] {
  const fromTemplate = template.flatMap((entry) => holdEntry(entry, ground))
  const owed = groupCells(ground.cells)
    .filter(([first]) => !fromTemplate.some((entry) => answers(entry, first, ground.around)))
    .map((cells) => entryFor(cells, ground))
  return [...fromTemplate, ...owed]
}

export function answers(
  { kind, orgId }: Pick<HeldEntry, 'kind' | 'orgId'>,
  cell: OwedCell,
  around: Around,
): boolean {
  return kind !== null && cell.activities.includes(kind) && mayAnswer(cell, orgId, around)
}

/** Each group holds its own 党小组会; everything else is the organisation's. Where there is no group there is none. */
function holdEntry({ ownDay, ...entry }: TemplateEntry, ground: Ground): HeldEntry[] {
  const { own, groups } = ground.around
  const holders = entry.kind === 'group-meeting' && own.kind !== 'group' ? groups : [own]
  return holders.map(({ orgId }) => {
    const held = { ...entry, orgId }
    const date = ownDay ? ownDateOf(held, ground) : undefined
    return { ...held, rrule: date === undefined ? entry.rrule : onDate(entry.rrule, date) }
  })
}

/** The date on which the organisation owes what this answers. */
function ownDateOf(entry: HeldEntry, { around, cells }: Ground): number | undefined {
  const own = cells.filter((cell) => cell.fixed_day && answers(entry, cell, around))
  return own.length === 0 ? undefined : Math.max(...own.map((cell) => Number(cell.due_on.slice(8))))
}

export function onDate(rrule: string, date: number): string {
  const parts = partsOf(rrule)
  if (frequencyOf(rrule) === 'WEEKLY' || !parts.has('BYMONTHDAY')) return rrule
  const kept = [...parts].filter(([name]) => name !== 'BYMONTHDAY' && name !== 'BYSETPOS')
  return writeRule(new Map([...kept, ...monthDayParts(date)]))
}

/** The cells of each requirement and organisation; never empty. */
function groupCells(cells: readonly OwedCell[]): [OwedCell, ...OwedCell[]][] {
  const groups = new Map<string, [OwedCell, ...OwedCell[]]>()
  for (const cell of cells) {
    const key = `${cell.requirement_id} ${cell.org_id}`
    const group = groups.get(key)
    if (group) group.push(cell)
    else groups.set(key, [cell])
  }
  return [...groups.values()]
}

function entryFor(cells: readonly [OwedCell, ...OwedCell[]], { around, habits }: Ground): HeldEntry {
  const [first] = cells
  // What a village owes is held by the organisation in it.
  const orgId = first.org_id === around.village?.orgId ? around.own.orgId : first.org_id
  const kind = first.activities[0] ?? null
  const habit = habits.find((one) => one.org_id === orgId && one.kind === kind)
  const usual = habit ? Number(habit.day.slice(8)) : ((kind && dates[kind]) ?? 15)
  const requirement = { cadence: first.cadence, hasFixedDay: first.fixed_day, times: first.times }
  const days = cells.map((cell) => ({
    periodStart: cell.period_start,
    periodEnd: cell.period_end,
    dueOn: cell.due_on,
  }))
  return {
    orgId,
    kind,
    title: first.name,
    theme: null,
    work: null,
    ledBy: null,
    rrule: ruleFor(requirement, days, usual),
    shift: 'before',
    startsAt: habit?.starts_at ?? null,
    endsAt: habit?.ends_at ?? null,
    place: habit?.place ?? null,
    note: null,
  }
}
