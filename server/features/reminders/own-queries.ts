import { sql } from 'kysely'
import type { OwnChannel } from '../../../contract/channels.ts'
import type { ReminderKind } from '../../../contract/reminders.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type ReminderRow = {
  kind: ReminderKind
  subject: string
  days_before: number
  due_on: string
  title: string
  note: string | null
  link: string
}

/** What stands for this very person today: a thing by several rules is one, by its latest. */
export async function listOwn(ctx: Ctx): Promise<ReminderRow[]> {
  const { rows } = await sql<ReminderRow>`
    select * from (
      select distinct on (r.kind, r.subject, r.due_on) r.kind, r.subject, r.days_before, r.due_on, r.title, r.note, r.link,
             r.seen_at
        from reminders r
        left join reminder_settings s on s.county_id = ${ctx.county} and s.account_id = r.to_id
       where r.county_id = ${ctx.county} and r.to_id = ${accountOf(ctx)}::uuid and r.withdrawn_at is null
         and r.remind_on <= ${ctx.today}::date and (s.off is null or 'list.' || r.kind <> all(s.off))
       order by r.kind, r.subject, r.due_on, r.remind_on desc
    ) r
     where r.seen_at is null
     order by r.due_on, r.title, r.subject limit 200`.execute(ctx.db)
  return rows
}

export type ReminderKey = Pick<ReminderRow, 'kind' | 'subject' | 'due_on'>

/** Only one's own are reached, whatever is asked for; rules that told of the same thing before are put away with it. */
export async function putAway(ctx: Ctx, keys: readonly ReminderKey[]): Promise<number> {
  const { numAffectedRows } = await sql`
    update reminders r set seen_at = ${ctx.now}
      from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k(kind text, subject text, due_on date)
     where r.county_id = ${ctx.county} and r.to_id = ${accountOf(ctx)}::uuid and r.kind = k.kind
       and r.subject = k.subject and r.due_on = k.due_on and r.remind_on <= ${ctx.today}::date
       and r.seen_at is null`.execute(ctx.db)
  return Number(numAffectedRows ?? 0n)
}

export function findSettings(ctx: Ctx) {
  return ctx.db
    .selectFrom('reminder_settings')
    .select(['mode', 'digest_hour', 'quiet_from', 'quiet_to', 'off', 'version'])
    .where('county_id', '=', ctx.county)
    .where('account_id', '=', accountOf(ctx))
    .executeTakeFirst()
}

export type Settings = {
  mode: 'daily' | 'each'
  digestHour: number
  quietFrom: number
  quietTo: number
  off: readonly string[]
}

/** Answers the new version; nothing when somebody else (another window) has saved since. */
export async function saveSettings(
  ctx: Ctx,
  version: number,
  { mode, digestHour, quietFrom, quietTo, off }: Settings,
): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`
    insert into reminder_settings as s
      (county_id, account_id, mode, digest_hour, quiet_from, quiet_to, off, version)
    select ${ctx.county}, ${accountOf(ctx)}::uuid, ${mode}, ${digestHour}, ${quietFrom}, ${quietTo}, ${[...off]}::text[], 1
     where ${version}::int = 0 or exists (
       select from reminder_settings e where e.county_id = ${ctx.county} and e.account_id = ${accountOf(ctx)}::uuid)
    on conflict (county_id, account_id) do update
      set mode = excluded.mode, digest_hour = excluded.digest_hour, quiet_from = excluded.quiet_from,
          quiet_to = excluded.quiet_to, off = excluded.off, version = s.version + 1
      where s.version = ${version}
    returning s.version`.execute(ctx.db)
  return rows[0]?.version
}

export function listAddresses(ctx: Ctx) {
  return ctx.db
    .selectFrom('reminder_addresses')
    .select(['address_id', 'channel', 'label', 'made_at'])
    .where('county_id', '=', ctx.county)
    .where('account_id', '=', accountOf(ctx))
    .where('ended_at', 'is', null)
    .orderBy('made_at')
    .execute()
}

export async function endAddresses(
  ctx: Ctx,
  which: { addressId: string } | { channel: OwnChannel },
): Promise<boolean> {
  const query = ctx.db
    .updateTable('reminder_addresses')
    .set({ ended_at: ctx.now })
    .where('county_id', '=', ctx.county)
    .where('account_id', '=', accountOf(ctx))
    .where('ended_at', 'is', null)
  const { numUpdatedRows } = await ('addressId' in which
    ? query.where('address_id', '=', which.addressId)
    : query.where('channel', '=', which.channel)
  ).executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function insertAddress(
  ctx: Ctx,
  { channel, label, sealed }: { channel: OwnChannel; label: string; sealed: Buffer },
): Promise<void> {
  await ctx.db
    .insertInto('reminder_addresses')
    .values({
      county_id: ctx.county,
      address_id: ctx.requestId,
      account_id: accountOf(ctx),
      channel,
      label,
      address_sealed: sealed,
      made_at: ctx.now,
    })
    .execute()
}

export function listRules(ctx: Ctx) {
  return ctx.db
    .selectFrom('reminder_rules')
    .select(['kind', 'days_before', 'at_hour', 'is_on'])
    .where('county_id', '=', ctx.county)
    .orderBy('kind')
    .orderBy('days_before', 'desc')
    .execute()
}

export async function saveRule(
  ctx: Ctx,
  { kind, daysBefore, atHour, on }: { kind: ReminderKind; daysBefore: number; atHour: number; on: boolean },
): Promise<void> {
  await sql`
    insert into reminder_rules (county_id, kind, days_before, at_hour, is_on, set_by, set_at)
    values (${ctx.county}, ${kind}, ${daysBefore}, ${atHour}, ${on}, ${accountOf(ctx)}::uuid, ${ctx.now})
    on conflict (county_id, kind, days_before) do update
      set at_hour = excluded.at_hour, is_on = excluded.is_on, set_by = excluded.set_by,
          set_at = excluded.set_at`.execute(ctx.db)
}
