import { sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import type { PairingRecord } from './queries.ts'

export type HelpRecord = {
  help_id: string
  pairing_id: string
  item: string
  helped_on: string
  fen: number | null
  has_said: boolean
  void_reason: string | null
}

/** Of each of these pairings the newest. */
export async function listHelps(
  ctx: Ctx,
  pairingIds: readonly string[],
  each: number,
): Promise<HelpRecord[]> {
  const { rows } = await sql<HelpRecord>`
    select * from (
      select h.help_id, h.pairing_id, h.item, h.helped_on, h.fen, h.said_sealed is not null as has_said, h.void_reason,
             row_number() over (partition by h.pairing_id order by h.helped_on desc, h.recorded_at desc) as place
        from pairing_helps h
       where h.county_id = ${ctx.county} and h.pairing_id = any(${[...pairingIds]}::uuid[])
    ) x where place <= ${each}
     order by helped_on desc, place`.execute(ctx.db)
  return rows
}

export function lockHelp(ctx: Ctx, helpId: string) {
  return ctx.db
    .selectFrom('pairing_helps')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('help_id', '=', helpId)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

type NewHelp = { item: string; helpedOn: string; fen: number | null; said: Buffer | null }

export async function insertHelp(ctx: Ctx, of: PairingRecord, row: NewHelp): Promise<void> {
  await ctx.db
    .insertInto('pairing_helps')
    .values({
      county_id: ctx.county,
      help_id: ctx.requestId,
      pairing_id: of.pairing_id,
      org_id: of.org_id,
      grid_id: of.grid_id,
      member_id: of.member_id,
      item: row.item,
      helped_on: row.helpedOn,
      fen: row.fen,
      said_sealed: row.said,
      recorded_by: accountOf(ctx),
      recorded_at: ctx.now,
    })
    .execute()
}

/** Taken back: that there was a record stays, what was written does not. */
export async function markVoided(ctx: Ctx, helpId: string, reason: string): Promise<void> {
  await ctx.db
    .updateTable('pairing_helps')
    .set({ voided_at: ctx.now, voided_by: accountOf(ctx), void_reason: reason, said_sealed: null })
    .where('county_id', '=', ctx.county)
    .where('help_id', '=', helpId)
    .execute()
}
