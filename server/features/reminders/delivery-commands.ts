import type { Channel, DeliveryError, MailConfig, SmsConfig } from '../../../contract/channels.ts'
import type { PushConfig, Subscription } from '../../core/channels/push.ts'
import type { RobotAddress } from '../../core/channels/robots.ts'
import type { Ctx } from '../../core/context/context.ts'
import { deliveryJob, mostTries, nextTry } from './delivery-job.ts'
import * as q from './delivery-queries.ts'
import type { DeliveryKey } from './handing-queries.ts'
import { linesOf } from './message.ts'
import { sealContext } from './seal-context.ts'

/** Everything that one try needs, opened: it leaves the transaction and is nowhere kept. */
export type Parcel = { id: string; lines: string[]; attempts: number } & (
  | { channel: 'mail'; address: string; config: MailConfig }
  | { channel: 'sms'; address: string; config: SmsConfig }
  | { channel: 'web-push'; address: Subscription; config: PushConfig }
  | { channel: 'wecom' | 'dingtalk'; address: RobotAddress }
)

/** Begins a try, and is written down before anything is sent. Null: nothing is left to do. */
export async function beginDelivery(ctx: Ctx, key: DeliveryKey): Promise<Parcel | null> {
  const row = await q.lockWaiting(ctx, key)
  if (!row) return null
  const { channel, attempts } = row
  const settle = async (state: 'given-up' | 'dropped', error: DeliveryError | null) => {
    await q.settle(ctx, key, { state, error })
    return null
  }
  // A worker that died in the middle of its last try leaves nobody else to say so.
  if (attempts >= mostTries) return settle('given-up', 'unknown')
  const lines = linesOf(await q.listLines(ctx, key.batch_id, channel), ctx.today)
  if (lines.length === 0 || !row.address_sealed) return settle('dropped', null)
  const isOwn = row.account_id !== null
  if (isOwn && !row.config_sealed) return settle('given-up', 'channel-off')
  const sealer = await ctx.sealer()
  const plain = sealer.open(row.address_sealed, isOwn ? sealContext.address : sealContext.robot)
  const address: unknown = channel === 'mail' || channel === 'sms' ? plain : JSON.parse(plain)
  const config: unknown = row.config_sealed && JSON.parse(sealer.open(row.config_sealed, sealContext.channel))
  await q.beginTry(ctx, key)
  const id = `${key.batch_id}.${key.target_id}`
  return { id, lines, attempts: attempts + 1, channel, address, config } as Parcel
}

export type Outcome = { sent: true } | { sent: false; error: DeliveryError; isFinal: boolean }

/** Writes down what became of a try; what may still succeed is asked for again in the same breath. */
export async function recordOutcome(
  ctx: Ctx,
  key: DeliveryKey,
  { channel, attempts }: { channel: Channel; attempts: number },
  outcome: Outcome,
): Promise<void> {
  if (outcome.sent) {
    await q.settle(ctx, key, { state: 'sent', error: null })
    return
  }
  const { error, isFinal } = outcome
  if (channel === 'web-push' && error === 'address-gone') await q.endAddress(ctx, key.target_id)
  const again = isFinal ? null : nextTry(attempts, ctx.now)
  const isOpen = await q.settle(ctx, key, { state: again ? 'waiting' : 'given-up', error })
  if (isOpen && again) ctx.enqueue(deliveryJob(key, attempts, again))
}
