import type { Heading } from '../../../contract/activities.ts'
import type { Invitation } from '../../../contract/rolls.ts'
import { demandHours } from '../../core/clock/hours.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { demandSegments, lackingOf } from '../agendas/commands.ts'
import * as q from './queries.ts'
import * as roll from './roll-queries.ts'
import { endNeedlessMakeUps, followChanges, shutRolls } from './rolls/commands.ts'
import { hostLevelOf, invitationFor } from './rules.ts'

export type Planned = { activityId: string; version: number; expected: number }

/** Plans an activity with its roll. Answers its id, which is the request's, and how many are expected. */
export async function planActivity(
  ctx: Ctx,
  wish: Heading & { orgId: number; invited?: Invitation | undefined },
): Promise<Planned> {
  const { orgId, invited, ...heading } = wish
  const org = await insertPlanned(ctx, orgId, heading)
  await invite(ctx, ctx.requestId, org, invited ?? invitationFor(heading.kind))
  ctx.audit({ action: 'activity.planned', target: { kind: 'activity', id: ctx.requestId }, orgId })
  const expected = (await roll.listCalled(ctx, ctx.requestId)).length
  return { activityId: ctx.requestId, version: 1, expected }
}

/** The activity itself, the tier of its holder frozen into it; its roll is still empty. */
export async function insertPlanned(ctx: Ctx, orgId: number, heading: Heading): Promise<q.Org> {
  const org = await q.findOrg(ctx, orgId)
  demandMay(ctx.actor, 'activities.write', org)
  demandLiving(org, heading.day)
  demandHours(heading, 'body.endsAt')
  await demandSegments(ctx, heading.segments)
  const host = hostLevelOf(org.kind)
  const lacking = await lackingOf(ctx, org, heading)
  await q.insertActivities(ctx, [{ activityId: ctx.requestId, orgId, host, heading, lacking }])
  return org
}

export function demandLiving(org: q.Org, day: string): void {
  const field = 'body.day'
  demand(day >= org.foundedOn, 'input.invalid', { field, message: '那一天这个组织还没有成立。' })
  demand(!org.dissolvedOn || day <= org.dissolvedOn, 'state.wrong', {
    field,
    message: '那一天这个组织已经撤销了。',
  })
}

/** Puts the invited on the roll; members by name must all be in the actor's reach. */
export async function invite(
  ctx: Ctx,
  activityId: string,
  org: q.Org,
  invitation: Invitation,
): Promise<void> {
  await roll.addInvited(ctx, [activityId], org, invitation)
  roll.refreshRolls(ctx, [activityId])
  if (invitation.whom !== 'named') return
  const on = new Set((await roll.listCalled(ctx, activityId)).map((one) => one.memberId))
  demand(
    invitation.memberIds.every((memberId) => on.has(memberId)),
    'not-found',
    {
      field: 'body.invited.memberIds',
      message: '名单里有人找不到，请刷新再选。',
    },
  )
}

/** Locks an activity that the actor may write. Who may only read it is told so; to others it does not exist. */
export async function loadForWrite(
  ctx: Ctx,
  activityId: string,
): Promise<{ row: q.LockedActivity; org: q.Org }> {
  const row = await q.lockActivity(ctx, activityId)
  if (!row) demand(!(await q.isVisible(ctx, activityId)), 'access.denied')
  demand(row, 'not-found')
  const org = await q.findOrg(ctx, row.org_id)
  demandMay(ctx.actor, 'activities.write', org)
  return { row, org }
}

/** Somebody else has saved in between: both versions are there, and the person chooses. */
export function demandVersion(row: q.LockedActivity, version: number): void {
  demand(row.version === version, 'version.stale', { details: { version: row.version } })
}

export function demandState(row: Pick<q.LockedActivity, 'state'>, ...states: readonly string[]): void {
  const message = {
    planned: '这次活动还没有点名。',
    closed: '这次活动已经记好了，要改请先重新打开。',
    reopened: '这次活动正重新打开着，改好再交。',
    cancelled: '这次活动已经取消了。',
  }[row.state]
  demand(states.includes(row.state), 'state.wrong', {
    details: { state: row.state },
    ...(message && { message }),
  })
}

/** Changes the heading of a plan or of a reopened activity; the roll only while nothing has been recorded. */
export async function changeActivity(
  ctx: Ctx,
  activityId: string,
  wish: Heading & { version: number; invited?: Invitation | undefined },
): Promise<Planned> {
  const { version, invited, ...heading } = wish
  const { row, org } = await loadForWrite(ctx, activityId)
  demandState(row, 'planned', 'reopened')
  demandVersion(row, version)
  demandLiving(org, heading.day)
  demandHours(heading, 'body.endsAt')
  await demandSegments(ctx, heading.segments)
  await q.updateHeading(ctx, activityId, heading, await lackingOf(ctx, org, heading))
  await followChanges(ctx, [activityId])
  if (invited) {
    demandState(row, 'planned')
    await roll.removeUninvited(ctx, [activityId], org, invited, 'all')
    await invite(ctx, activityId, org, invited)
  }
  ctx.audit({
    action: 'activity.changed',
    target: { kind: 'activity', id: activityId },
    orgId: org.orgId,
  })
  const expected = (await roll.listCalled(ctx, activityId)).length
  return { activityId, version: row.version + 1, expected }
}

/** Opens a closed activity for a correction. Its facts stand until it is closed again. */
export async function reopenActivity(ctx: Ctx, activityId: string, reason: string): Promise<number> {
  const { row, org } = await loadForWrite(ctx, activityId)
  demandState(row, 'closed')
  await q.markReopened(ctx, row, reason)
  ctx.audit({
    action: 'activity.reopened',
    target: { kind: 'activity', id: activityId },
    orgId: org.orgId,
  })
  return row.version + 1
}

/** Calls a plan off, or takes back an activity that was recorded and did not happen: then its facts are voided. */
export async function cancelActivity(ctx: Ctx, activityId: string, reason: string): Promise<number> {
  const { row, org } = await loadForWrite(ctx, activityId)
  demandState(row, 'planned', 'reopened')
  await q.markCancelled(ctx, [activityId], reason)
  shutRolls(ctx, [activityId])
  // Of a mere plan there is no fact yet; what hangs on the activity learns by this that it does not take place.
  ctx.facts.replace({ sourceId: activityId, wanted: [], reason })
  if (row.state === 'reopened') await endNeedlessMakeUps(ctx, activityId, 'all', reason)
  ctx.audit({
    action: 'activity.cancelled',
    target: { kind: 'activity', id: activityId },
    orgId: org.orgId,
  })
  return row.version + 1
}
