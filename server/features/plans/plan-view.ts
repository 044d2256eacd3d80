import type { Conflict } from '../../../contract/day-conflicts.ts'
import type { HeldEntry } from '../../../contract/plans.ts'
import { loadCalendar } from '../../core/clock/calendar-days.ts'
import { addDays } from '../../core/clock/days.ts'
import type { WorkingCalendar } from '../../core/clock/working-calendar.ts'
import type { Ctx } from '../../core/context/context.ts'
import { forecastDuties } from '../duties/commands.ts'
import { findConflicts, type Meeting } from './conflicts.ts'
import { occurrencesOf, type Slot } from './occurrences.ts'
import { type Around, cellsOf, type OwedCell } from './owed.ts'
import { proposeEntries } from './propose.ts'
import * as q from './queries.ts'
import { listTemplatesFor, type TemplateRecord } from './template-queries.ts'
import { columnsOf } from './write-queries.ts'

export type Ground = {
  around: Around
  holders: q.Holder[]
  year: number
  calendar: WorkingCalendar
  cells: OwedCell[]
}

/** The organisation with its groups, and what all of them owe in a year. */
export async function loadGround(ctx: Ctx, around: Around, year: number): Promise<Ground> {
  const holders = [around.own, ...around.groups]
  const orgIds = [...holders, ...(around.village ? [around.village] : [])].map((one) => one.orgId)
  const cells = await forecastDuties(ctx, { orgIds, from: `${year}-01-01`, to: `${year}-12-31` })
  return { around, holders, year, calendar: await loadCalendar(ctx), cells: cellsOf(cells, around) }
}

export type Proposal = { template: TemplateRecord | null; templates: TemplateRecord[]; entries: HeldEntry[] }

/** What a plan would hold: by the template that is named, else by the nearest above; by what is owed alone for `none`. */
export async function proposePlan(
  ctx: Ctx,
  { around, year, holders, cells }: Ground,
  templateId: string | null | undefined,
): Promise<Proposal> {
  const { path, kind } = around.own
  const templates = await listTemplatesFor(ctx, { path, kind, year })
  const named = templates.find((one) => one.template_id === templateId)
  const template = named ?? (templateId === undefined ? (templates[0] ?? null) : null)
  const habits = await q.listHabits(
    ctx,
    holders.map((one) => one.orgId),
  )
  const entries = proposeEntries(template?.entries ?? [], { around, cells, habits })
  return { template, templates, entries }
}

/** The first day that a plan which is made today speaks for: what is past is not planned any more. */
export function firstDay(today: string, year: number): string {
  return today > `${year}-01-01` ? today : `${year}-01-01`
}

export function itemsOf(entries: readonly HeldEntry[], year: number, today: string): q.ItemRecord[] {
  return entries.map((entry, i) => ({
    item_id: `${i + 1}`,
    plan_id: '',
    ...columnsOf(entry),
    from_day: firstDay(today, year),
    to_day: `${year}-12-31`,
    place_no: i + 1,
  }))
}

export type Book = {
  slots: Slot[]
  /** Held or planned by the holders besides the plan. */
  besides: q.ActivityRecord[]
  /** What others hold that may stand in the way. */
  others: q.ActivityRecord[]
}

/** `places`: besides those that the plan names. */
type BookGround = Pick<Ground, 'holders' | 'year' | 'calendar'> & { places?: readonly string[] }

/** All days of a plan with what became of them, and what stands in the calendar besides. */
export async function loadBook(
  ctx: Ctx,
  { holders, year, calendar, places: named = [] }: BookGround,
  items: readonly q.ItemRecord[],
  planId: string | null,
): Promise<Book> {
  const touched = planId === null ? [] : await q.listTouched(ctx, planId)
  const orgIds = holders.map((one) => one.orgId)
  const places = [...new Set([...named, ...[...items, ...touched].flatMap((one) => one.place ?? [])])]
  // A week belongs to the year in which it is due: it may have begun in the year before.
  const span = { from: addDays(`${year}-01-01`, -6), to: addDays(`${year}-12-31`, 6) }
  const activities = await q.listActivities(ctx, { orgIds, places, ...span })
  const byId = new Map(activities.map((row) => [row.activity_id, row]))
  const slots = occurrencesOf(items, touched, byId, { year, calendar })
  const linked = new Set(touched.flatMap((row) => row.activity_id ?? []))
  const rest = activities.filter((row) => !linked.has(row.activity_id))
  return { slots, besides: rest.filter((row) => row.own), others: rest.filter((row) => !row.own) }
}

/** Members of a group are members of its branch, too. */
function callsFrom(orgId: number, { own, groups }: Around): number[] {
  return orgId === own.orgId ? [own.orgId, ...groups.map((group) => group.orgId)] : [orgId]
}

function meetingOf(row: q.ActivityRecord, around: Around): Meeting {
  return {
    id: row.activity_id,
    title: row.own ? row.title : `${row.org_name}的${row.title}`,
    day: row.day,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    place: row.place,
    ledBy: row.led_by,
    callsFrom: row.own ? callsFrom(row.org_id, around) : row.calls ? [around.own.orgId] : [],
  }
}

export const slotId = (slot: Slot) => `${slot.item.item_id} ${slot.slot}`

/** What of a book is still to come, and what stands beside it. What is past or called off is in nobody's way. */
function comingIn(book: Book, around: Around, today: string): { meetings: Meeting[]; others: Meeting[] } {
  const coming = book.slots.filter(
    (one) => (one.state === 'open' || one.state === 'planned') && one.day >= today,
  )
  const meetings = coming.map(
    (one): Meeting => ({
      id: slotId(one),
      title: one.item.title,
      day: one.day,
      startsAt: one.startsAt,
      endsAt: one.endsAt,
      place: one.place,
      ledBy: [...(one.item.led_by ? [one.item.led_by] : []), ...(one.activity?.led_by ?? [])],
      callsFrom: callsFrom(one.item.org_id, around),
    }),
  )
  const others = [...book.besides, ...book.others]
    .filter((row) => row.state !== 'cancelled' && row.day >= today)
    .map((row) => meetingOf(row, around))
  return { meetings, others }
}

export function conflictsIn(book: Book, { around, calendar }: Ground, today: string) {
  const { meetings, others } = comingIn(book, around, today)
  return findConflicts(meetings, others, calendar)
}

export type Wished = Pick<Meeting, 'day' | 'startsAt' | 'endsAt' | 'place'> & { activityId: string | null }

/** What stands against a meeting that is being planned by hand, in the plan of its year as well. */
export async function findInTheWay(ctx: Ctx, around: Around, wished: Wished): Promise<Conflict[]> {
  const { activityId, ...meeting } = wished
  if (meeting.day < ctx.today) return []
  const { own, groups } = around
  const year = Number(meeting.day.slice(0, 4))
  const calendar = await loadCalendar(ctx)
  const plan = await q.findPlan(ctx, own.orgId, year)
  const items = plan ? await q.listItems(ctx, plan.plan_id) : []
  const ground = { holders: [own, ...groups], year, calendar, places: meeting.place ? [meeting.place] : [] }
  const book = await loadBook(ctx, ground, items, plan?.plan_id ?? null)
  const { meetings, others } = comingIn(withoutActivity(book, activityId), around, ctx.today)
  const asked = { ...meeting, id: 'asked', title: '', ledBy: [], callsFrom: callsFrom(own.orgId, around) }
  return findConflicts([asked], [...meetings, ...others], calendar).get('asked') ?? []
}

function withoutActivity({ slots, besides, others }: Book, activityId: string | null): Book {
  return {
    slots: slots.filter((one) => !activityId || one.activity?.activity_id !== activityId),
    besides: besides.filter((row) => row.activity_id !== activityId),
    others,
  }
}
