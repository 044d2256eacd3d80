import { isDeepStrictEqual } from 'node:util'
import { votingKinds } from '../../../contract/quorum.ts'
import type { Ctx } from '../../core/context/context.ts'
import type { FactDraft } from '../../core/context/fact-list.ts'
import { demand } from '../../core/errors/problem.ts'
import { listConfirmedAt, listConfirmedRounds } from './confirmed-queries.ts'
import { isOfCommittee } from './counting-commands.ts'
import { followCorrections } from './exclusion-commands.ts'
import * as q from './meeting-queries.ts'
import { freezeMotion, insertHistory, listMotions, type MotionRow } from './motion-queries.ts'
import { meetingRule } from './rule-commands.ts'
import { decideBallot, isReached, judgeMotion, tallyOf } from './rules.ts'

const kinds: readonly string[] = votingKinds

function isRecorded(draft: FactDraft): boolean {
  return draft.kind === 'activity-held' && kinds.includes(String(draft.attrs['activity']))
}

/** The meetings that this request records or corrects, of those that decide anything. */
function recordedIn(ctx: Ctx): string[] {
  const corrected = ctx.facts.replacements.flatMap((one) => one.wanted)
  const held = [...ctx.facts.drafts, ...corrected].filter(isRecorded)
  return [...new Set(held.map((one) => one.source.id))]
}

/** What did not take place elected nobody: who stands elected by it is unseated first, by a person and with a reason. */
async function demandNobodyElected(ctx: Ctx): Promise<void> {
  const undone = ctx.facts.replacements.filter((one) => one.wanted.length === 0).map((one) => one.sourceId)
  if (undone.length === 0) return
  demand((await listConfirmedAt(ctx, undone)).length === 0, 'state.wrong', {
    message: '这次会上的选举结果已经确认了。要取消这次会，请先把选举作废，写明原因。',
  })
}

/**
 * Runs before a meeting's recording commits: who counted, by which rule, and what each vote then came to are frozen into
 * it. Too few is said and forbids nothing; more votes than people there is refused, since one of the two is wrong.
 */
export async function freezeMeetings(ctx: Ctx): Promise<void> {
  await demandNobodyElected(ctx)
  await followCorrections(ctx)
  const ids = recordedIn(ctx)
  if (ids.length === 0) return
  const meetings = await q.listMeetings(ctx, ids)
  const electors = await q.listElectors(ctx, ids)
  const counts: q.NewCount[] = []
  for (const meeting of meetings) {
    const rule = await meetingRule(ctx, meeting.path, meeting.kind, meeting.day)
    if (!rule) continue
    const tally = tallyOf(electors.get(meeting.activity_id) ?? [], isOfCommittee(meeting.kind))
    const { entitled, expected, present, excluded } = tally
    const heading = { activity_id: meeting.activity_id, closing: meeting.closings, org_id: meeting.org_id }
    const reached = isReached(rule.terms.quorum, tally)
    const figures = { entitled, expected, present, reached, excluded, without_vote: tally.withoutVote }
    counts.push({ ...heading, ...rule, ...figures })
  }
  if (counts.length === 0) return
  await demandStillElected(ctx, counts)
  await q.insertCounts(ctx, counts)
  await freezeMotions(ctx, counts)
}

/** A corrected roll must leave each confirmed ballot as it came out; else the election is voided first, by a person. */
async function demandStillElected(ctx: Ctx, counts: readonly q.NewCount[]): Promise<void> {
  const presence = new Map(counts.map((one) => [one.activity_id, one]))
  const rounds = await listConfirmedRounds(ctx, [...presence.keys()])
  const stands = rounds.every(({ activity_id, terms, kind, seats, votes, issued, elected, tied }) => {
    const count = presence.get(activity_id)
    if (!count || issued > count.present) return false
    const again = decideBallot(terms, { kind, seats, rows: votes }, count)
    return again.valid && isDeepStrictEqual([again.elected, again.tied], [elected, tied])
  })
  demand(stands, 'state.wrong', {
    message: '照改过的名单，已经确认的选举结果站不住了。请先把选举作废，写明原因，再改名单。',
  })
}

async function freezeMotions(ctx: Ctx, counts: readonly q.NewCount[]): Promise<void> {
  const motions = await listMotions(
    ctx,
    counts.map((one) => one.activity_id),
  )
  for (const motion of motions.filter((one) => one.state === 'counted')) {
    const count = counts.find((one) => one.activity_id === motion.activity_id)
    if (count) await freezeOne(ctx, motion, count)
  }
}

async function freezeOne(ctx: Ctx, motion: MotionRow, count: q.NewCount): Promise<void> {
  const { expected, terms } = count
  const presence = { expected, present: motion.present_said ?? count.present }
  const cast = motion.issued ?? (motion.ayes ?? 0) + (motion.noes ?? 0) + (motion.abstain ?? 0)
  demand(cast <= presence.present && presence.present <= expected, 'state.wrong', {
    message: `表决“${motion.title}”记的人比名单上有表决权的人多，请先改名单，或者重新记票数。`,
  })
  const result = judgeMotion(terms, motion.ayes ?? 0, presence)
  const same = motion.result === result && motion.expected === expected && motion.present === presence.present
  if (motion.frozen_at !== null && !same) {
    const reason = '名单改了，按新的人数重新算'
    await insertHistory(ctx, { motionId: motion.motion_id, orgId: motion.org_id, reason, was: motion })
  }
  await freezeMotion(ctx, motion.motion_id, { ...presence, terms, result })
}
