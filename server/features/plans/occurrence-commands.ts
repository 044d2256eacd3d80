import { loadCalendar } from '../../core/clock/calendar-days.ts'
import { addDays } from '../../core/clock/days.ts'
import { demandHours } from '../../core/clock/hours.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { cancelActivities, moveActivities } from '../activities/series-commands.ts'
import { loadItem, touchOf } from './commands.ts'
import { type Slot, slotsOf } from './occurrences.ts'
import { loadBook } from './plan-view.ts'
import type { ItemRecord } from './queries.ts'
import { ruleThrough } from './recurrence.ts'
import * as w from './write-queries.ts'

export type Move = {
  day: string
  startsAt: string | null
  endsAt: string | null
  place: string | null
  following: boolean
}

const changeable = ['open', 'planned', 'note']

/** The entry's days from this one on, with the plan held still. */
async function loadFrom(ctx: Ctx, itemId: string, slot: string) {
  const { item, plan, around } = await loadItem(ctx, itemId)
  const { year } = plan
  const calendar = await loadCalendar(ctx)
  const holders = [around.own, ...around.groups]
  const book = await loadBook(ctx, { holders, year, calendar }, [item], plan.plan_id)
  const own = book.slots.filter((one) => one.slot >= slot).toSorted((a, b) => (a.slot < b.slot ? -1 : 1))
  const [first] = own
  demand(first?.slot === slot, 'not-found')
  const message = first.state === 'held' ? '这一次已经记好了。' : '这一次已经取消了。'
  demand(changeable.includes(first.state), 'state.wrong', { message })
  return { item, plan, year, calendar, own, first }
}

/** Moves one, or this one and all that follow. Again the same: nothing changes. Answers how many were moved. */
export async function moveOccurrence(ctx: Ctx, itemId: string, slot: string, move: Move): Promise<number> {
  demandHours(move, 'body.endsAt')
  const loaded = await loadFrom(ctx, itemId, slot)
  const field = 'body.day'
  demand(move.day.slice(0, 4) === String(loaded.year), 'input.invalid', {
    field,
    message: `这一天不在 ${loaded.year} 年。`,
  })
  demand(move.day >= ctx.today, 'input.invalid', { field, message: '这一天已经过去了。' })
  const changed = move.following ? await moveFollowing(ctx, loaded, move) : await moveOne(ctx, loaded, move)
  if (changed > 0)
    ctx.audit({
      action: 'plan.moved',
      target: { kind: 'plan-item', id: itemId },
      orgId: loaded.plan.org_id,
      detail: { slot, following: move.following },
    })
  return changed
}

async function moveOne(ctx: Ctx, { plan, first }: Loaded, move: Move): Promise<number> {
  const { day, startsAt, endsAt, place } = move
  const stands =
    first.day === day && first.startsAt === startsAt && first.endsAt === endsAt && first.place === place
  if (stands) return 0
  if (first.activity) {
    const { activity_id: activityId } = first.activity
    await moveActivities(ctx, [{ activityId, day, startsAt, endsAt, place }])
  }
  await w.upsertOccurrences(ctx, plan.plan_id, [{ ...touchOf(first), day, startsAt, endsAt, place }])
  return 1
}

type Loaded = Awaited<ReturnType<typeof loadFrom>>

/**
 * Ends the entry before this day and continues it by a rule through the new one. What has happened to later days goes
 * with them, each to the day in its turn.
 */
async function moveFollowing(ctx: Ctx, loaded: Loaded, move: Move): Promise<number> {
  const { item, year, calendar, own, first } = loaded
  const rrule = ruleThrough(item.rrule, first.slot, move.day)
  demand(rrule !== null, 'input.invalid', {
    field: 'body.day',
    message: '以后各次都改的，请在同一周、同一个月里选，不能越过同周同月的另一次；别的日子请只改这一次。',
  })
  const next: ItemRecord = {
    ...item,
    item_id: ctx.requestId,
    rrule,
    from_day: move.day < first.slot ? move.day : first.slot,
    starts_at: move.startsAt,
    ends_at: move.endsAt,
    place: move.place,
  }
  const pairs = pairUp(item, next, { year, calendar, first, day: move.day })
  await continueAs(ctx, item, next, first.slot)
  const kept = own.filter((one) => isTouched(one) && pairs.has(one.slot))
  await w.handOver(
    ctx,
    item.item_id,
    next.item_id,
    kept.map((one) => ({ slot: one.slot, next: pairs.get(one.slot)?.slot ?? one.slot, day: null })),
  )
  await w.upsertOccurrences(ctx, item.plan_id, [
    { ...touchOf(first), itemId: next.item_id, slot: move.day, ...whenOf(move), cancelReason: null },
  ])
  const moves = own
    .filter((one) => one.state === 'planned' && pairs.has(one.slot))
    .map((one) => ({
      activityId: one.activity?.activity_id ?? '',
      ...whenOf(move),
      day: pairs.get(one.slot)?.day ?? move.day,
    }))
  await moveActivities(ctx, moves)
  return pairs.size
}

const whenOf = ({ day, startsAt, endsAt, place }: Move) => ({ day, startsAt, endsAt, place })

function isTouched(one: Slot): boolean {
  return one.activity !== null || one.cancelReason !== null || one.moved === 'person'
}

/** Each day of the old rule from this one on with that of the new rule which takes its place. */
function pairUp(
  item: ItemRecord,
  next: ItemRecord,
  { year, calendar, first, day }: Pick<Loaded, 'year' | 'calendar' | 'first'> & { day: string },
): Map<string, { slot: string; day: string }> {
  const old = slotsOf(item, year, calendar).filter((one) => one.slot >= first.slot)
  const fresh = slotsOf(next, year, calendar)
  return new Map(
    old.flatMap((one, i) => {
      const other = fresh[i]
      // The first stays where it was put, day off or not.
      return other ? [[one.slot, i === 0 ? { slot: day, day } : other] as const] : []
    }),
  )
}

async function continueAs(ctx: Ctx, item: ItemRecord, next: ItemRecord, slot: string): Promise<void> {
  await w.insertItems(ctx, item.plan_id, [
    {
      itemId: next.item_id,
      orgId: next.org_id,
      kind: next.kind,
      title: next.title,
      theme: next.theme,
      work: next.work,
      ledBy: next.led_by,
      rrule: next.rrule,
      shift: next.shift,
      startsAt: next.starts_at,
      endsAt: next.ends_at,
      place: next.place,
      note: next.note,
      from: next.from_day,
      to: next.to_day,
      placeNo: next.place_no,
    },
  ])
  await w.endItem(ctx, item.item_id, addDays(slot, -1))
  await w.raiseVersion(ctx, item.plan_id)
}

/** Calls off one, or this one and all that follow and are not held. Answers how many. */
export async function cancelOccurrence(
  ctx: Ctx,
  itemId: string,
  slot: string,
  { reason, following }: { reason: string; following: boolean },
): Promise<number> {
  const { plan, own, first } = await loadFrom(ctx, itemId, slot)
  const gone = following ? own.filter((one) => changeable.includes(one.state)) : [first]
  await cancelActivities(
    ctx,
    gone.flatMap((one) => one.activity?.activity_id ?? []),
    reason,
  )
  await w.upsertOccurrences(
    ctx,
    plan.plan_id,
    gone.map((one) => ({ ...touchOf(one), cancelReason: reason })),
  )
  ctx.audit({
    action: 'plan.cancelled',
    target: { kind: 'plan-item', id: itemId },
    orgId: plan.org_id,
    detail: { slot, count: gone.length },
  })
  return gone.length
}
