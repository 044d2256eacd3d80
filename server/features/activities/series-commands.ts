import type { Heading } from '../../../contract/activities.ts'
import type { ActivityKind } from '../../../contract/activity-kinds.ts'
import { demandHours } from '../../core/clock/hours.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { fillMany } from '../agendas/commands.ts'
import { demandLiving, demandState } from './commands.ts'
import * as q from './queries.ts'
import * as roll from './roll-queries.ts'
import { followChanges, shutRolls } from './rolls/commands.ts'
import { hostLevelOf, invitationFor } from './rules.ts'
import * as series from './series-queries.ts'

export type Wish = { activityId: string; orgId: number; heading: Heading }

/**
 * Plans many activities in one write, each with the roll that its kind usually calls. The number of statements follows
 * who holds them, never how many they are.
 */
export async function planActivities(ctx: Ctx, wishes: readonly Wish[]): Promise<void> {
  if (wishes.length === 0) return
  const orgs = await q.listOrgs(ctx, [...new Set(wishes.map((wish) => wish.orgId))])
  const activities = wishes.map(({ activityId, orgId, heading }) => {
    const org = orgs.get(orgId)
    demandMay(ctx.actor, 'activities.write', org)
    demandLiving(org, heading.day)
    demandHours(heading, 'body.endsAt')
    return { activityId, orgId, host: hostLevelOf(org.kind), heading }
  })
  await q.insertActivities(ctx, await withAgendas(ctx, activities, orgs))
  const called = wishes.map(({ activityId, orgId, heading }) => ({ activityId, orgId, kind: heading.kind }))
  for (const { org, invitation, ids } of callings(called, orgs))
    await roll.addInvited(ctx, ids, org, invitation)
  roll.refreshRolls(
    ctx,
    wishes.map((wish) => wish.activityId),
  )
  for (const { activityId, orgId } of wishes)
    ctx.audit({ action: 'activity.planned', target: { kind: 'activity', id: activityId }, orgId })
}

/** A plan that says nothing of its parts has the agenda in force there on its day; of all, what they lack of it. */
async function withAgendas(
  ctx: Ctx,
  activities: readonly Omit<q.NewActivity, 'lacking'>[],
  orgs: ReadonlyMap<number, q.Org>,
): Promise<q.NewActivity[]> {
  const filled = await fillMany(
    ctx,
    activities.map(({ orgId, heading: { kind, day, segments } }) => {
      return { orgId, path: orgs.get(orgId)?.path ?? '', kind, day, segments }
    }),
  )
  return activities.map((one, i) => {
    const { segments = [], lacking = [] } = filled[i] ?? {}
    return { ...one, heading: { ...one.heading, segments }, lacking }
  })
}

/** Those of one holder that call the same people: 支委会 calls others than a theme day. */
type Called = { activityId: string; orgId: number; kind: ActivityKind }

function callings(wishes: readonly Called[], orgs: ReadonlyMap<number, q.Org>) {
  const groups = new Map<
    string,
    { org: q.Org; invitation: ReturnType<typeof invitationFor>; ids: string[] }
  >()
  for (const { activityId, orgId, kind } of wishes) {
    const invitation = invitationFor(kind)
    const key = `${orgId} ${invitation.whom}`
    const group = groups.get(key) ?? { org: orgs.get(orgId) as q.Org, invitation, ids: [] }
    group.ids.push(activityId)
    groups.set(key, group)
  }
  return [...groups.values()]
}

async function lockPlanned(ctx: Ctx, activityIds: readonly string[]) {
  const rows = await series.lockActivities(ctx, activityIds)
  demand(rows.length === new Set(activityIds).size, 'not-found')
  const orgs = await q.listOrgs(ctx, [...new Set(rows.map((row) => row.org_id))])
  for (const row of rows) {
    demandMay(ctx.actor, 'activities.write', orgs.get(row.org_id))
    demandState(row, 'planned')
  }
  return { rows, orgs }
}

/** Other days, hours and places for plans; one that stands there already is left alone. Answers how many changed. */
export async function moveActivities(ctx: Ctx, moves: readonly series.Move[]): Promise<number> {
  if (moves.length === 0) return 0
  const { rows, orgs } = await lockPlanned(
    ctx,
    moves.map((move) => move.activityId),
  )
  const before = new Map(rows.map((row) => [row.activity_id, row]))
  const changed = moves.filter((move) => {
    const row = before.get(move.activityId)
    demandLiving(orgs.get(row?.org_id ?? 0) as q.Org, move.day)
    return (
      row?.day !== move.day ||
      row.starts_at !== move.startsAt ||
      row.ends_at !== move.endsAt ||
      row.place !== move.place
    )
  })
  if (changed.length === 0) return 0
  await series.updateWhen(ctx, changed)
  await followChanges(
    ctx,
    changed.map((move) => move.activityId),
  )
  for (const { activityId } of changed) {
    const orgId = before.get(activityId)?.org_id ?? null
    ctx.audit({ action: 'activity.changed', target: { kind: 'activity', id: activityId }, orgId })
  }
  return changed.length
}

/** Calls off plans that nobody has recorded yet. */
export async function cancelActivities(
  ctx: Ctx,
  activityIds: readonly string[],
  reason: string,
): Promise<void> {
  if (activityIds.length === 0) return
  const { rows } = await lockPlanned(ctx, activityIds)
  await q.markCancelled(ctx, activityIds, reason)
  shutRolls(ctx, activityIds)
  for (const row of rows) {
    ctx.facts.replace({ sourceId: row.activity_id, wanted: [], reason })
    ctx.audit({
      action: 'activity.cancelled',
      target: { kind: 'activity', id: row.activity_id },
      orgId: row.org_id,
    })
  }
}

/** Brings the rolls of plans up to the register: who came since is called, who left is not. */
export async function renewRolls(ctx: Ctx, plans: readonly Called[]): Promise<void> {
  if (plans.length === 0) return
  const orgs = await q.listOrgs(ctx, [...new Set(plans.map((plan) => plan.orgId))])
  for (const { org, invitation, ids } of callings(plans, orgs)) {
    await roll.removeUninvited(ctx, ids, org, invitation, 'not-called')
    await roll.addInvited(ctx, ids, org, invitation)
  }
  roll.refreshRolls(
    ctx,
    plans.map((plan) => plan.activityId),
  )
}
