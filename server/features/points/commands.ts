import type { Ctx } from '../../core/context/context.ts'
import type { FactList } from '../../core/context/fact-list.ts'
import type { Lock } from '../../core/db/transaction.ts'
import { rebuildCoverage } from './coverage-queries.ts'
import {
  type Cause,
  type Freeze,
  giveTime,
  insertFreezes,
  lockRules,
  lockSubjects,
  postDifferences,
  readSettling,
} from './queries.ts'

/**
 * Facts are derived beside each other, but never while the rules change: a fact that is not committed yet would miss
 * the new rules, and they would miss it.
 */
export function lockPoints({ reachChanged, spans }: FactList): Lock {
  return { name: 'point rules', way: reachChanged || spans.length > 0 ? 'to-change' : 'to-follow' }
}

/** The deriver of points: what follows from the facts of this request is posted before it commits. */
export async function derivePoints(ctx: Ctx): Promise<void> {
  const { drafts, voids, touched, spans, reachChanged } = ctx.facts
  if (reachChanged || spans.length > 0) await rebuildCoverage(ctx)
  for (const span of spans) await recompute(ctx, span, 'scheme')
  const facts = [...drafts.map((draft) => draft.factId), ...voids.map((one) => one.factId), ...touched]
  if (facts.length === 0) return
  const settling = await lockSubjects(ctx, facts)
  await postDifferences(ctx, { scope: { facts }, settling, cause: causeOf(ctx) })
}

function causeOf({ facts, today }: Ctx): Cause {
  if (facts.voids.length > 0) return 'void'
  if (facts.touched.length > 0) return 'approval'
  return facts.drafts.some((draft) => draft.day < today) ? 'late' : 'fact'
}

/**
 * Derives a span of days anew over the whole county, alone with its rules. The span is made of whole cycles, so that no
 * ceiling is cut. Answers how many rows were posted.
 */
export async function recompute(ctx: Ctx, span: { from: string; to: string }, cause: Cause): Promise<number> {
  await lockRules(ctx, 'to-change')
  await giveTime(ctx)
  const posted = await postDifferences(ctx, { scope: span, settling: await readSettling(ctx), cause })
  ctx.audit({
    action: 'points.recomputed',
    target: { kind: 'county', id: ctx.county },
    detail: { from: span.from, to: span.to, posted },
  })
  return posted
}

/**
 * Closes organisations' periods up to a day: what is posted from now on for a day in them is booked on the first day
 * after. Waits for everybody who is posting, so that nothing slips into a period that was just closed.
 */
export async function freezePeriods(ctx: Ctx, freezes: readonly Freeze[]): Promise<void> {
  if (freezes.length === 0) return
  await lockRules(ctx, 'to-change')
  await insertFreezes(ctx, freezes)
  for (const { orgId, to, sourceId } of freezes) {
    ctx.audit({
      action: 'points.frozen',
      target: { kind: 'publication', id: sourceId },
      orgId,
      detail: { to },
    })
  }
}
