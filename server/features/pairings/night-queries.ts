import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'

/**
 * Ends what nobody has agreed to any more: its day is over, the household was struck off or is over its own day, or the
 * member is not in the register any more. Answers which.
 */
export async function endOver(ctx: Ctx): Promise<string[]> {
  const { rows } = await sql<{ pairing_id: string }>`
    update pairings p
       set ended_on = ${ctx.today}::date, address_sealed = null,
           end_why = case when h.removed_at is not null or h.keep_until < ${ctx.today}::date then 'household-gone'
                          when m.stage = 'exited' then 'member-left' else 'expired' end
      from households h, members m
     where p.county_id = ${ctx.county} and p.ended_on is null
       and h.county_id = ${ctx.county} and h.household_id = p.household_id
       and m.county_id = ${ctx.county} and m.member_id = p.member_id
       and (h.removed_at is not null or h.keep_until < ${ctx.today}::date or m.stage = 'exited'
            or p.expires_on < ${ctx.today}::date)
    returning p.pairing_id`.execute(ctx.db)
  return rows.map((row) => row.pairing_id)
}

/** What was written of helps long ago, or for a household that was struck off, goes. */
export async function eraseSaid(ctx: Ctx, before: string): Promise<void> {
  await sql`
    update pairing_helps x set said_sealed = null
      from pairings p, households h
     where x.county_id = ${ctx.county} and x.said_sealed is not null
       and p.county_id = ${ctx.county} and p.pairing_id = x.pairing_id
       and h.county_id = ${ctx.county} and h.household_id = p.household_id
       and (x.helped_on < ${before}::date or h.removed_at is not null)`.execute(ctx.db)
}

/** Pairings whose household was changed since the night before last: the address that the member sees is renewed. */
export async function listChangedDoors(ctx: Ctx, since: Date) {
  const { rows } = await sql<{ pairing_id: string; address: string }>`
    select p.pairing_id, h.address from pairings p
      join households h on h.county_id = ${ctx.county} and h.household_id = p.household_id
     where p.county_id = ${ctx.county} and p.ended_on is null and h.removed_at is null
       and h.updated_at >= ${since}`.execute(ctx.db)
  return rows
}

export async function writeDoors(
  ctx: Ctx,
  rows: readonly { pairingId: string; address: Buffer }[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update pairings p set address_sealed = x.address
      from unnest(${rows.map((row) => row.pairingId)}::uuid[], ${rows.map((row) => row.address)}::bytea[]) as x(id, address)
     where p.county_id = ${ctx.county} and p.pairing_id = x.id and p.ended_on is null`.execute(ctx.db)
}
