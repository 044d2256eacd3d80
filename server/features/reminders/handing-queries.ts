import { type RawBuilder, sql } from 'kysely'
import { hourIn } from '../../core/clock/today.ts'
import type { Ctx } from '../../core/context/context.ts'
import { usualSettings } from './settings.ts'

export type Batch = { batchId: string; toId: string }
export type DeliveryKey = { batch_id: string; target_id: string }

const { digestHour, quietFrom, quietTo } = usualSettings

/**
 * What may leave now: for who is told once a day, from the hour of the digest on and not twice a day; for the others and
 * for groups from the rule's hour on, and not in quiet hours. Of `reminders r`.
 */
function isReady({ county, now, today }: Ctx): RawBuilder<boolean> {
  const hour = hourIn(now)
  return sql<boolean>`
    r.county_id = ${county} and r.handed_at is null and r.withdrawn_at is null and r.remind_on <= ${today}::date
    and (
      select case
        when r.to_kind = 'account' and coalesce(s.mode, 'daily') = 'daily'
          then ${hour}::int >= coalesce(s.digest_hour, ${digestHour})
           and not exists (
             select from reminders h
              where h.county_id = ${county} and h.to_id = r.to_id and h.handed_on = ${today}::date)
        else (r.remind_on < ${today}::date or ${hour}::int >= r.at_hour)
         and not case
           when coalesce(s.quiet_from, ${quietFrom}) <= coalesce(s.quiet_to, ${quietTo})
             then ${hour}::int >= coalesce(s.quiet_from, ${quietFrom}) and ${hour}::int < coalesce(s.quiet_to, ${quietTo})
           else ${hour}::int >= coalesce(s.quiet_from, ${quietFrom}) or ${hour}::int < coalesce(s.quiet_to, ${quietTo})
         end
        end
        from (select 1) as one
        left join reminder_settings s on s.county_id = ${county} and s.account_id = r.to_id
    )`
}

/** Who has something that may leave now. */
export async function listReady(ctx: Ctx, limit: number): Promise<string[]> {
  const { rows } = await sql<{ to_id: string }>`
    select distinct r.to_id from reminders r where ${isReady(ctx)} limit ${limit}`.execute(ctx.db)
  return rows.map((row) => row.to_id)
}

/** All that is ready for each of these becomes one batch of theirs. */
export async function handOver(ctx: Ctx, batches: readonly Batch[]): Promise<void> {
  await sql`
    update reminders r set handed_at = ${ctx.now}, handed_on = ${ctx.today}, batch_id = b."batchId"
      from jsonb_to_recordset(${JSON.stringify(batches)}::jsonb) as b("batchId" uuid, "toId" uuid)
     where r.to_id = b."toId" and ${isReady(ctx)}`.execute(ctx.db)
}

/** One delivery for each address of who gets a batch, where something of it is not switched off. */
export async function insertDeliveries(ctx: Ctx, batches: readonly Batch[]): Promise<DeliveryKey[]> {
  const { county, now } = ctx
  const { rows } = await sql<DeliveryKey>`
    with batches as (
      select b."batchId" as batch_id, b."toId" as to_id
        from jsonb_to_recordset(${JSON.stringify(batches)}::jsonb) as b("batchId" uuid, "toId" uuid)
    )
    insert into deliveries (county_id, batch_id, target_id, channel, org_id, account_id, state, attempts, made_at)
    select ${county}::int, b.batch_id, a.address_id, a.channel, null::int, a.account_id, 'waiting', 0, ${now}::timestamptz
      from batches b
      join reminder_addresses a on a.county_id = ${county} and a.account_id = b.to_id and a.ended_at is null
      join county_channels c on c.county_id = ${county} and c.channel = a.channel and c.is_on
      left join reminder_settings s on s.county_id = ${county} and s.account_id = b.to_id
     where exists (
       select from reminders r
        where r.county_id = ${county} and r.batch_id = b.batch_id
          and (s.off is null or a.channel || '.' || r.kind <> all(s.off)))
    union all
    select ${county}::int, b.batch_id, r.robot_id, r.channel, r.org_id, null, 'waiting', 0, ${now}::timestamptz
      from batches b
      join group_robots r on r.county_id = ${county} and r.robot_id = b.to_id and r.ended_at is null
    returning batch_id, target_id`.execute(ctx.db)
  return rows
}
