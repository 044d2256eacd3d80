import type { MeetingTerms } from '../../../contract/quorum.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import * as q from './meeting-queries.ts'
import { lockActivityRow } from './motion-queries.ts'
import { meetingRule } from './rule-commands.ts'
import { type Elector, isReached, type Tally, tallyOf } from './rules.ts'

export type Count = Omit<Tally, 'voters'> & {
  terms: MeetingTerms
  source: string
  reached: boolean | null
  frozenAt: Date | null
  /** Null of a frozen one: who they were then is not asked again. */
  electors: readonly Elector[] | null
}

/** 支委会 and 党委会 are of the committee; everything else of all members. */
export function isOfCommittee(kind: string): boolean {
  return kind === 'committee-meeting' || kind === 'party-committee-meeting'
}

/** Who counts at a meeting: as it was frozen, else as register and roll say it now. Null: nothing is decided by it. */
export async function countOf(ctx: Ctx, meeting: q.MeetingRow): Promise<Count | null> {
  if (meeting.state === 'closed') {
    const frozen = await q.findFrozen(ctx, meeting.activity_id)
    if (frozen) {
      const { terms, source, entitled, expected, present, reached, excluded } = frozen
      const counts = { terms, source, entitled, expected, present, reached, excluded }
      return { ...counts, withoutVote: frozen.without_vote, frozenAt: frozen.frozen_at, electors: null }
    }
  }
  const rule = await meetingRule(ctx, meeting.path, meeting.kind, meeting.day)
  if (!rule) return null
  const electors = (await q.listElectors(ctx, [meeting.activity_id])).get(meeting.activity_id) ?? []
  const { voters: _, ...tally } = tallyOf(electors, isOfCommittee(meeting.kind))
  return { ...tally, ...rule, reached: isReached(rule.terms.quorum, tally), frozenAt: null, electors }
}

/** Who may put things to the vote at a meeting, which is locked: two who count at once wait for each other. */
export async function loadForWrite(ctx: Ctx, activityId: string): Promise<q.MeetingRow> {
  const found = await q.findMeeting(ctx, activityId)
  demandMay(ctx.actor, 'activities.write', found && { orgId: found.org_id, path: found.path })
  await lockActivityRow(ctx, activityId)
  const meeting = await q.findMeeting(ctx, activityId)
  demand(meeting, 'not-found')
  demand(meeting.state !== 'cancelled', 'state.wrong', { message: '这次活动已经取消了。' })
  return meeting
}

/** Nothing is counted before the day; a meeting that decides nothing has no votes. */
export async function demandCount(ctx: Ctx, meeting: q.MeetingRow): Promise<Count> {
  demand(meeting.day <= ctx.today, 'state.wrong', { message: '还没到开会那一天，到了再记票数。' })
  const count = await countOf(ctx, meeting)
  demand(count, 'state.wrong', { message: '这一类活动不表决，党员大会、支委会这样的会才表决。' })
  return count
}

/** Tellers stand on the roll, each once; who is voted on does not count the own votes. */
export async function demandTellers(
  ctx: Ctx,
  meeting: q.MeetingRow,
  tellerIds: readonly string[],
  candidates: readonly string[] = [],
): Promise<void> {
  const on = new Set((await q.listOnRoll(ctx, meeting.activity_id)).map((one) => one.memberId))
  const field = 'body.tellerIds'
  const known = new Set(tellerIds).size === tellerIds.length && tellerIds.every((one) => on.has(one))
  demand(known, 'input.invalid', { field, message: '计票的人要在名单上，一个人只写一次。' })
  demand(!tellerIds.some((one) => candidates.includes(one)), 'input.invalid', {
    field,
    message: '候选人不能计自己的票，请换一个人计票。',
  })
}
