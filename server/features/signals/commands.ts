import type { Ctx } from '../../core/context/context.ts'
import * as q from './queries.ts'

/** Every signal at or below some paths: one statement a kind, however many branches there are. */
export async function findSignals(ctx: Ctx, look: q.Look): Promise<q.SignalRow[]> {
  if (look.paths.length === 0) return []
  return [
    ...(await q.findManyAtOnce(ctx, look)),
    ...(await q.findSameRolls(ctx, look)),
    ...(await q.findRoundNumbers(ctx, look)),
    ...(await q.findLongAfter(ctx, look)),
  ]
}
