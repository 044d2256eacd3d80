import type { ReviewKind } from '../../../contract/reviews.ts'
import { addDays } from '../../core/clock/days.ts'
import { startOfCycle } from '../../core/clock/periods.ts'
import { concernOf, sayConcern } from '../../core/context/concern.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { describeMembers } from '../facts/commands.ts'
import { findProposed, foreseeClaim, proposeHandEntry } from '../hand-entries/commands.ts'
import { placeOf } from '../organisations/commands.ts'
import { listStandings } from '../points/standing-commands.ts'
import { demandMayReview } from './policy.ts'
import * as q from './queries.ts'
import { type Case, findCases, findUnqualified, isAnswered, isSame } from './rules.ts'
import * as silent from './silent-queries.ts'

/** The first day of the longest cycle that today can lie in. */
export function earliestOf(today: string): string {
  return [startOfCycle(today, 'year'), startOfCycle(today, 'july-year')].toSorted()[0] ?? today
}

/** A year is appraised at its end: what came of it is still looked at in the next, as long as the looks are listed. */
function sinceLastYear(today: string): string {
  return addDays(today, -399)
}

/** What waits for a person in some branches today, with what was noted about it in this cycle. Nothing is written. */
export async function loadCases(
  ctx: Ctx,
  orgIds: readonly number[],
): Promise<(Case & { looks: q.ReviewRow[] })[]> {
  const standings = await listStandings(ctx, { orgIds, day: ctx.today })
  const snapshots = await describeMembers(
    ctx,
    standings.map((one) => one.memberId),
  )
  const whos = new Map([...snapshots].map(([memberId, { who }]) => [memberId, { ...who }]))
  const vetoes = await q.listVetoes(ctx, orgIds, earliestOf(ctx.today))
  const reviews = await q.listReviews(ctx, { orgIds })
  const unqualified = await q.listUnqualified(ctx, orgIds, sinceLastYear(ctx.today))
  const cases = [...findUnqualified(unqualified), ...findCases(standings, whos, vetoes)]
  return cases.map((one) => ({
    ...one,
    looks: reviews.filter((row) => row.cycle_from === one.from && isSame(one, namedBy(row))),
  }))
}

function namedBy(row: q.ReviewRow) {
  const { kind, member_id: memberId, version_id: versionId, flag_no: flagNo, fact_id: factId } = row
  return { kind, memberId, versionId, flagNo, factId }
}

export async function demandBranch(ctx: Ctx, orgId: number) {
  const place = await placeOf(ctx, orgId)
  demandMayReview(ctx.actor, place)
  return place
}

function demandUnconcerned(ctx: Ctx, memberId: string, act: string): void {
  const concern = concernOf(ctx.actor, memberId)
  demand(concern === null, 'access.denied', concern ? { message: sayConcern(concern, act) } : {})
}

export type ReviewWish = {
  memberId: string
  kind: ReviewKind
  versionId: number | null
  flagNo: number | null
  factId: string | null
  outcome: string
  next: string
}

/** Notes that a person looked, and what came of it: only where something waits today, and never about oneself or kin. */
export async function recordReview(ctx: Ctx, orgId: number, wish: ReviewWish): Promise<void> {
  await demandBranch(ctx, orgId)
  demandUnconcerned(ctx, wish.memberId, '看')
  const found = (await loadCases(ctx, [orgId])).find((one) => isSame(one, wish))
  demand(found, 'state.wrong', { message: '这件事现在不在单子里，请刷新看看。' })
  const { memberId, versionId, from: cycleFrom } = found
  await q.insertReview(ctx, { ...wish, orgId, memberId, versionId, cycleFrom })
  ctx.audit({
    action: 'review.recorded',
    target: { kind: 'review', id: ctx.requestId },
    orgId,
    memberId,
    detail: { kind: wish.kind, version: versionId },
  })
}

export type SilenceWish = { factId: string; ruleId: number; points: number | null; reason: string }

/** What a person says where the scheme says nothing. Points go the way of every entry by hand: others decide on them. */
export async function answerSilence(ctx: Ctx, orgId: number, wish: SilenceWish): Promise<string | null> {
  await demandBranch(ctx, orgId)
  const { factId, ruleId, points, reason } = wish
  const look = { orgIds: [orgId], since: earliestOf(ctx.today), factId, ruleId }
  const [asked] = await silent.listSilent(ctx, look)
  demand(asked, 'not-found')
  const { member_id: memberId, day } = asked
  demandUnconcerned(ctx, memberId, '定')
  await silent.lockMember(ctx, memberId)
  const [now] = await silent.listSilent(ctx, look)
  demand(now && !isAnswered(now), 'conflict.duplicate', { message: '这一件已经有人定了，请刷新看看。' })
  const handEntryId = points === null ? null : await propose(ctx, { memberId, day, points, reason })
  await silent.insertAnswer(ctx, { orgId, memberId, factId, ruleId, handEntryId, reason })
  ctx.audit({
    action: 'review.silence-answered',
    target: { kind: 'fact', id: factId },
    orgId,
    memberId,
    detail: { rule: ruleId, gives: points !== null },
  })
  return handEntryId
}

async function propose(ctx: Ctx, wish: { memberId: string; day: string; points: number; reason: string }) {
  const member = await findProposed(ctx, wish.memberId, 'points')
  const rules = await foreseeClaim(ctx, member, { ...wish, matter: null, quantity: null })
  demand(rules.length > 0, 'state.wrong', {
    field: 'body.points',
    message: '方案里没有“人工记分”这一条，给了也不会算。请先在方案里加上，或者选不给分。',
  })
  return proposeHandEntry(ctx, wish)
}
