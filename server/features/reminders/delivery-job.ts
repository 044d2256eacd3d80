import type { JobRequest } from '../../core/context/context.ts'
import type { DeliveryKey } from './handing-queries.ts'

/** Minutes after a try that failed until the next; after the last it is given up. */
const waits = [1, 5, 30, 120, 600]
export const mostTries = waits.length + 1

export function nextTry(attempts: number, now: Date): Date | null {
  const minutes = waits[attempts - 1]
  return minutes === undefined ? null : new Date(now.getTime() + minutes * 60_000)
}

/** The job of one try. Its key is the delivery's and the try's: asked for twice, it runs once. */
export function deliveryJob({ batch_id, target_id }: DeliveryKey, attempt: number, runAt?: Date): JobRequest {
  return {
    task: 'deliver-reminder',
    payload: { batchId: batch_id, targetId: target_id },
    key: `deliver-reminder ${batch_id} ${target_id} ${attempt}`,
    ...(runAt && { runAt }),
  }
}
