import type { Ctx } from '../../core/context/context.ts'
import { freezePeriods } from '../points/commands.ts'
import { listSettled } from './freeze-queries.ts'

/**
 * What was published, objected to and answered stands: the period is closed, and whatever is corrected in it later is
 * booked after it. A list that was drawn up before its period was over closes nothing. Answers how many were closed.
 */
export async function freezeSettled(ctx: Ctx): Promise<number> {
  const settled = await listSettled(ctx)
  await freezePeriods(ctx, settled)
  return settled.length
}
