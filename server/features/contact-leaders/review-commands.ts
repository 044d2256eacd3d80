import type { ReviewState, ReviewStep } from '../../../contract/stage-reviews.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, may } from '../../core/context/may.ts'
import { takeLock } from '../../core/context/take-lock.ts'
import { demand } from '../../core/errors/problem.ts'
import { newId } from '../../core/ids.ts'
import { openProcedure, takeStep } from '../../core/procedure/run.ts'
import { enterVisitor } from '../activities/rolls/guest-commands.ts'
import { reviewProcedure } from './procedure.ts'
import * as q from './queries.ts'
import { whyNotNow } from './rules.ts'

/** Of a meeting that the actor reads at its holder; whoever stands elsewhere does not learn of it. */
export async function demandMeeting(ctx: Ctx, activityId: string): Promise<q.MeetingRow> {
  const meeting = await q.findMeeting(ctx, activityId)
  demandMay(ctx.actor, 'activities.read', meeting && { orgId: meeting.org_id, path: meeting.path })
  demand(meeting, 'not-found')
  return meeting
}

/**
 * One word of the three stages. The first opens the record. A leader who was there stands on the roll as a guest, unless
 * the roll has them as a member. Errors: not-found, access.denied, state.wrong, input.invalid.
 */
export async function takeReviewStep(
  ctx: Ctx,
  activityId: string,
  { step, note }: { step: ReviewStep; note: string | null },
): Promise<ReviewState> {
  await demandMeeting(ctx, activityId)
  // Two who say the first word at once: the second reads what the first has opened.
  await takeLock(ctx, { name: `stage review ${activityId}`, way: 'to-change' })
  const meeting = await demandMeeting(ctx, activityId)
  const says = may(ctx.actor, 'contacts.accompany', meeting) || may(ctx.actor, 'activities.write', meeting)
  demand(says, 'access.denied')
  const procedureId = meeting.procedure_id ?? (await open(ctx, meeting))
  const { state } = await takeStep(ctx, reviewProcedure, { procedureId, place: meeting, step, note })
  const why = whyNotNow(step, meeting, ctx.today)
  demand(why === null, 'state.wrong', why === null ? {} : { message: why })
  if (step === 'attend' && !(ctx.actor.memberId && meeting.roll.includes(ctx.actor.memberId))) {
    await enterVisitor(ctx, { activityId, orgId: meeting.org_id }, '联系领导')
  }
  return state as ReviewState
}

async function open(ctx: Ctx, meeting: q.MeetingRow): Promise<string> {
  const procedureId = newId()
  await openProcedure(ctx, reviewProcedure, {
    procedureId,
    subjectId: meeting.activity_id,
    orgId: meeting.org_id,
    memberId: null,
  })
  return procedureId
}
