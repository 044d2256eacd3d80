import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { takeStep } from '../../core/procedure/run.ts'
import { markAppealed } from './appeal-queries.ts'
import { objectionProcedure } from './procedure.ts'
import * as q from './public-appeal-queries.ts'
import { orgAbove } from './rules.ts'
import { reopenMark } from './window-queries.ts'

/** How far an objection is that came through this very page; null where there is none of that number. */
export function standingOf(ctx: Ctx, objectionId: string): Promise<q.PublicStanding | null> {
  return ctx.actor.address === null ? Promise.resolve(null) : q.findStanding(ctx, objectionId)
}

/**
 * Whoever objected through the public page is not content with the answer. Who that is, only the number says that the
 * receipt gave. Kept here and taken up by `takePublicAppeals`: the page sees nothing of the objection itself. Once.
 * Errors: not-found, state.wrong (not answered yet, or in favour, or sent before).
 */
export async function appealFromPublic(ctx: Ctx, objectionId: string, text: string): Promise<void> {
  const standing = await standingOf(ctx, objectionId)
  const { address } = ctx.actor
  demand(standing && address !== null, 'not-found')
  demand(standing.mark === 'kept' && standing.appeal === null, 'state.wrong', {
    message:
      standing.appeal === null
        ? '这一件还没有答复，或者已经更正了，现在不用申请复议。'
        : '这一件已经申请过复议，没有再记一次。',
  })
  await q.insertAppeal(ctx, { objectionId, orgId: standing.orgId, address, text })
  ctx.audit({
    action: 'objection.appeal-sent',
    target: { kind: 'objection', id: objectionId },
    orgId: standing.orgId,
  })
  ctx.enqueue({ task: 'take-appeals', payload: {}, key: `take-appeals ${ctx.county}` })
}

/**
 * What was sent through public pages goes one level up, as if it had been said at the desk on the day on which it was
 * sent. By the system alone; answers how many were taken.
 */
export async function takePublicAppeals(ctx: Ctx): Promise<number> {
  const waiting = await q.listWaiting(ctx)
  let taken = 0
  // Few a day, and each may be refused by itself.
  for (const { objectionId, procedureId, path, body, inTime } of waiting) {
    const orgId = orgAbove(path)
    if (!inTime || orgId === null) {
      await q.markTaken(ctx, objectionId, 'late')
      continue
    }
    await takeStep(ctx, objectionProcedure, { procedureId, place: { path }, step: 'appeal', note: body })
    await markAppealed(ctx, objectionId, { orgId, channel: 'public-page', text: body })
    await reopenMark(ctx, objectionId)
    await q.markTaken(ctx, objectionId, 'taken')
    taken += 1
  }
  return taken
}
