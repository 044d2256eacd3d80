import type { Heading, Output } from '../../../contract/activities.ts'
import { type ActivityKind, activityLabel, type HostLevel } from '../../../contract/activity-kinds.ts'
import type { Invitation, RollInput } from '../../../contract/rolls.ts'
import type { Lacking } from '../../../contract/segments.ts'
import { daysBetween } from '../../core/clock/days.ts'
import { todayIn } from '../../core/clock/today.ts'
import type { Ctx } from '../../core/context/context.ts'
import { nextNumber } from '../../core/context/next-number.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import { lackingOf } from '../agendas/commands.ts'
import { demandState, demandVersion, insertPlanned, invite, loadForWrite } from './commands.ts'
import * as q from './queries.ts'
import * as roll from './roll-queries.ts'
import { addVisitors } from './rolls/check-in-queries.ts'
import { endNeedlessMakeUps, shutRolls } from './rolls/commands.ts'
import { applyLeaves } from './rolls/leave-queries.ts'
import { type Called, demandOutputs, demandRoll, factsOf, partsOf, wasThere } from './rules.ts'

export type Closed = {
  activityId: string
  version: number
  serial: { year: number; no: number }
  expected: number
  present: number
  absent: number
  daysLate: number
  lacking: Lacking[]
}

/** Keeps a roll that has been called while the activity still goes on. Nothing is recorded yet. */
export async function saveRoll(
  ctx: Ctx,
  activityId: string,
  { version, ...called }: RollInput & { version: number },
): Promise<{ activityId: string; version: number; expected: number; present: number }> {
  const { row, org } = await loadForWrite(ctx, activityId)
  demandState(row, 'planned')
  demandVersion(row, version)
  const rows = await callOut(ctx, row, org, called)
  await q.raiseVersion(ctx, activityId)
  ctx.audit({
    action: 'activity.roll-saved',
    target: { kind: 'activity', id: activityId },
    orgId: org.orgId,
  })
  const present = rows.filter((one) => wasThere(one.state)).length
  return { activityId, version: row.version + 1, expected: rows.length, present }
}

export type ClosingWish = {
  version: number
  roll?: RollInput | undefined
  outputs?: Output[] | undefined
  minutes?: string | undefined
  skipped?: readonly number[] | undefined
}

/**
 * Records an activity: who was there, what was achieved, what was said; facts and points follow in the same
 * transaction, whose number of statements does not depend on the number of members. Closing a reopened one
 * corrects only what differs. A day to come is refused with `state.wrong`, a day long past is recorded.
 */
export async function closeActivity(ctx: Ctx, activityId: string, wish: ClosingWish): Promise<Closed> {
  const { row, org } = await loadForWrite(ctx, activityId)
  demandState(row, 'planned', 'reopened')
  demandVersion(row, wish.version)
  return finish(ctx, row, org, wish)
}

export type RecordWish = Omit<Heading, 'title'> & {
  orgId: number
  title?: string | undefined
  invited: Invitation
  roll?: RollInput | undefined
  outputs: Output[]
  minutes: string
}

/** 记一笔: an activity that nobody had planned, recorded and closed in one go. */
export async function recordActivity(ctx: Ctx, wish: RecordWish): Promise<Closed> {
  const { orgId, invited, roll: called, outputs, minutes, ...rest } = wish
  const heading = { ...rest, title: rest.title ?? activityLabel(rest.kind) }
  const org = await insertPlanned(ctx, orgId, heading)
  await invite(ctx, ctx.requestId, org, invited)
  const row = await q.lockActivity(ctx, ctx.requestId)
  demand(row, 'not-found')
  return finish(ctx, row, org, { version: 1, roll: called, outputs, minutes })
}

async function finish(ctx: Ctx, row: q.LockedActivity, org: q.Org, wish: ClosingWish): Promise<Closed> {
  const activityId = row.activity_id
  demand(row.day <= ctx.today, 'state.wrong', { message: '还没到活动那一天，到了再点名。' })
  demandOutputs(wish.outputs)
  const rows = await callOut(ctx, row, org, wish.roll)
  demand(rows.length > 0, 'state.wrong', { message: '名单上一个人也没有，先把人加上。' })
  const lacking = await passOver(ctx, row, org, wish.skipped)
  await recordFacts(ctx, row, rows)
  const there = rows.filter((one) => wasThere(one.state)).map((one) => one.memberId)
  const present = there.length
  shutRolls(ctx, [activityId])
  if (row.state === 'reopened') await endNeedlessMakeUps(ctx, activityId, there, '改正后，那次本来就到了')
  const serial = await serialOf(ctx, row)
  q.markClosed(ctx, {
    activityId,
    outputs: wish.outputs ?? (row.outputs as Output[]),
    minutes: wish.minutes ?? row.minutes,
    present,
    serial,
  })
  const action = row.state === 'reopened' ? 'activity.corrected' : 'activity.closed'
  ctx.audit({
    action,
    target: { kind: 'activity', id: activityId },
    orgId: org.orgId,
    detail: { expected: rows.length, present },
  })
  const firstClosedOn = row.first_closed_at ? todayIn(row.first_closed_at) : ctx.today
  const counts = { expected: rows.length, present, absent: rows.length - present }
  return {
    activityId,
    version: row.version + 1,
    serial,
    ...counts,
    daysLate: Math.max(0, daysBetween(row.day, firstClosedOn)),
    lacking,
  }
}

/** Marks the parts that were not done after all. Answers what the agenda asks and does not have now. */
async function passOver(
  ctx: Ctx,
  row: q.LockedActivity,
  org: q.Org,
  skipped: readonly number[] | undefined,
): Promise<Lacking[]> {
  if (!skipped) return row.lacking as Lacking[]
  const before = partsOf(row.segments)
  const stray = skipped.findIndex((at) => at >= before.length)
  demand(stray === -1, 'input.invalid', {
    field: `body.skipped.${stray}`,
    message: '议程变过了，请刷新再记。',
  })
  const segments = before.map((part, at) => ({ ...part, skipped: skipped.includes(at) }))
  const lacking = await lackingOf(ctx, org, { kind: row.kind as ActivityKind, day: row.day, segments })
  await q.updateSegments(ctx, row.activity_id, segments, lacking)
  return lacking
}

/** Puts the called roll in place and answers it. Without one, whoever was not called before was there. */
async function callOut(
  ctx: Ctx,
  row: q.LockedActivity,
  org: q.Org,
  called: RollInput | undefined,
): Promise<Called[]> {
  const activityId = row.activity_id
  if (row.state === 'planned') roll.dropExited(ctx, activityId)
  if (called) await applyRoll(ctx, activityId, org, called)
  else {
    applyLeaves(ctx, activityId)
    roll.assumePresent(ctx, activityId)
  }
  roll.refreshRolls(ctx, [activityId])
  const rows = await roll.listCalled(ctx, activityId)
  if (called) demandAllOn(called, rows)
  return rows
}

async function applyRoll(
  ctx: Ctx,
  activityId: string,
  org: q.Org,
  { exceptions, added, removed }: RollInput,
): Promise<void> {
  demandRoll({ exceptions, added, removed }, 'body.roll')
  if (removed.length > 0) await roll.removeFromRoll(ctx, activityId, removed)
  if (added.length > 0) {
    await roll.addInvited(ctx, [activityId], org, { whom: 'named', memberIds: added })
    await addVisitors(ctx, activityId, org.orgId, added)
  }
  roll.callRoll(ctx, activityId, exceptions)
}

function demandAllOn({ exceptions, added }: RollInput, rows: readonly Called[]): void {
  const on = new Set(rows.map((one) => one.memberId))
  demand(
    added.every((memberId) => on.has(memberId)),
    'not-found',
    { field: 'body.roll.added', message: '加的人里有人找不到，请刷新再选。' },
  )
  const stray = exceptions.findIndex((one) => !on.has(one.memberId))
  demand(stray === -1, 'input.invalid', {
    field: `body.roll.exceptions.${stray}.memberId`,
    message: '这个人不在名单上，请刷新再点。',
  })
}

async function recordFacts(ctx: Ctx, row: q.LockedActivity, rows: readonly Called[]): Promise<void> {
  const held = {
    activityId: row.activity_id,
    orgId: row.org_id,
    kind: row.kind as ActivityKind,
    host: row.host as HostLevel,
    day: row.day,
  }
  const wanted = factsOf(held, rows, newId)
  if (row.state === 'planned') {
    for (const fact of wanted) ctx.facts.record(fact)
    return
  }
  const reason = await q.lastReopeningReason(ctx, row.activity_id)
  ctx.facts.replace({ sourceId: row.activity_id, wanted, reason })
}

/** The number that an activity bears among those of its organisation and year; given once, at the first closing. */
async function serialOf(ctx: Ctx, row: q.LockedActivity): Promise<{ year: number; no: number }> {
  if (row.serial_year !== null && row.serial_no !== null) return { year: row.serial_year, no: row.serial_no }
  const year = Number(row.day.slice(0, 4))
  return { year, no: await nextNumber(ctx, `activity-serial/${row.org_id}/${year}`) }
}
