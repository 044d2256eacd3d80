import { sql } from 'kysely'
import type { Channel, DeliveryError } from '../../../contract/channels.ts'
import type { Ctx } from '../../core/context/context.ts'
import type { DeliveryKey } from './handing-queries.ts'

export type DeliveryRow = {
  channel: Channel
  account_id: string | null
  attempts: number
  address_sealed: Buffer | null
  /** None for a robot, or where the channel was switched off since. */
  config_sealed: Buffer | null
}

/** A delivery that waits, locked, with where it goes; nothing when it has been settled. */
export async function lockWaiting(ctx: Ctx, key: DeliveryKey): Promise<DeliveryRow | undefined> {
  const { rows } = await sql<DeliveryRow>`
    select d.channel, d.account_id, d.attempts, coalesce(a.address_sealed, r.address_sealed) as address_sealed,
           c.config_sealed
      from deliveries d
      left join reminder_addresses a on a.county_id = ${ctx.county} and a.address_id = d.target_id and a.ended_at is null
      left join group_robots r on r.county_id = ${ctx.county} and r.robot_id = d.target_id and r.ended_at is null
      left join county_channels c on c.county_id = ${ctx.county} and c.channel = d.channel and c.is_on
     where d.county_id = ${ctx.county} and d.batch_id = ${key.batch_id}::uuid and d.target_id = ${key.target_id}::uuid
       and d.state = 'waiting'
       for no key update of d`.execute(ctx.db)
  return rows[0]
}

/** What of a batch is still to be told over a channel: not done since, not switched off. */
export async function listLines(
  ctx: Ctx,
  batchId: string,
  channel: Channel,
): Promise<{ title: string; note: string | null; dueOn: string }[]> {
  const { rows } = await sql<{ title: string; note: string | null; dueOn: string }>`
    select r.title, r.note, r.due_on as "dueOn"
      from reminders r
      left join reminder_settings s on s.county_id = ${ctx.county} and s.account_id = r.to_id
     where r.county_id = ${ctx.county} and r.batch_id = ${batchId}::uuid and r.withdrawn_at is null
       and (s.off is null or ${channel} || '.' || r.kind <> all(s.off))
     order by r.due_on, r.title`.execute(ctx.db)
  return rows
}

export async function beginTry(ctx: Ctx, key: DeliveryKey): Promise<void> {
  await sql`
    update deliveries set attempts = attempts + 1, tried_at = ${ctx.now}
     where county_id = ${ctx.county} and batch_id = ${key.batch_id}::uuid
       and target_id = ${key.target_id}::uuid`.execute(ctx.db)
}

/** Only what still waits is settled; answers whether it did. */
export async function settle(
  ctx: Ctx,
  key: DeliveryKey,
  { state, error }: { state: 'sent' | 'given-up' | 'dropped' | 'waiting'; error: DeliveryError | null },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update deliveries
       set state = ${state}, error = ${error}, settled_at = case when ${state} = 'waiting' then null else ${ctx.now}::timestamptz end
     where county_id = ${ctx.county} and batch_id = ${key.batch_id}::uuid and target_id = ${key.target_id}::uuid
       and state = 'waiting'`.execute(ctx.db)
  return (numAffectedRows ?? 0n) > 0n
}

/** A browser that took its leave is not written to again. */
export async function endAddress(ctx: Ctx, addressId: string): Promise<void> {
  await ctx.db
    .updateTable('reminder_addresses')
    .set({ ended_at: ctx.now })
    .where('county_id', '=', ctx.county)
    .where('address_id', '=', addressId)
    .where('ended_at', 'is', null)
    .execute()
}

export type FailureRow = {
  batch_id: string
  target_id: string
  channel: Channel
  to_name: string
  attempts: number
  tried_at: Date | null
  error: DeliveryError | null
  total: number
}

/** What was given up, the last first. */
export async function listFailures(
  ctx: Ctx,
  { limit, offset }: { limit: number; offset: number },
): Promise<FailureRow[]> {
  const { rows } = await sql<FailureRow>`
    select d.batch_id, d.target_id, d.channel, coalesce(a.name, o.short_name) as to_name, d.attempts, d.tried_at, d.error,
           count(*) over ()::int as total
      from deliveries d
      left join accounts a on a.county_id = ${ctx.county} and a.account_id = d.account_id
      left join organisations o on o.county_id = ${ctx.county} and o.org_id = d.org_id
     where d.county_id = ${ctx.county} and d.state = 'given-up'
     order by d.made_at desc, d.batch_id, d.target_id
     limit ${limit} offset ${offset}`.execute(ctx.db)
  return rows
}

/** What the queue itself has dropped, whatever befell it, is not left waiting for ever. */
export async function giveUpForgotten(ctx: Ctx): Promise<void> {
  await sql`
    update deliveries set state = 'given-up', error = 'unknown', settled_at = ${ctx.now}
     where county_id = ${ctx.county} and state = 'waiting'
       and made_at < ${ctx.now}::timestamptz - interval '1 day'`.execute(ctx.db)
}
