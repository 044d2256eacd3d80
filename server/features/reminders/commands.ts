import type { Ctx } from '../../core/context/context.ts'
import { takeLock } from '../../core/context/take-lock.ts'
import { newId } from '../../core/ids.ts'
import type { Clock } from './clocks.ts'
import { deliveryJob } from './delivery-job.ts'
import { giveUpForgotten } from './delivery-queries.ts'
import { enqueueReminders, insertReadyRules } from './enqueue-queries.ts'
import { handOver, insertDeliveries, listReady } from './handing-queries.ts'
import { readyRules } from './ready-rules.ts'

/** As many persons and groups as one transaction hands over. */
const atOnce = 2000

/** One county's round of the clock: what comes due is written down, what may leave now is handed to its channels. */
export async function goRound(ctx: Ctx, clocks: readonly Clock[]): Promise<{ handed: number }> {
  await takeLock(ctx, { name: 'reminders', way: 'to-change' })
  await insertReadyRules(ctx, readyRules)
  await enqueueReminders(ctx, clocks)
  await giveUpForgotten(ctx)
  const ready = await listReady(ctx, atOnce)
  if (ready.length === 0) return { handed: 0 }
  const batches = ready.map((toId) => ({ batchId: newId(), toId }))
  await handOver(ctx, batches)
  for (const key of await insertDeliveries(ctx, batches)) ctx.enqueue(deliveryJob(key, 0))
  return { handed: ready.length }
}

export const isMore = ({ handed }: { handed: number }): boolean => handed === atOnce
