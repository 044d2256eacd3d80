import { sql } from 'kysely'
import type { AidKind } from '../../../../contract/pairing-words.ts'
import { accountOf, type Ctx } from '../../../core/context/context.ts'
import type { FileRecord } from './queries.ts'

/** What was given in a year, closed files among it: sums of the branch, and of nobody by name. */
export async function sumAids(ctx: Ctx, orgIds: readonly number[], year: number) {
  const { rows } = await sql<{ aids: number; fen: number }>`
    select count(*)::int as aids, coalesce(sum(fen), 0)::bigint as fen from hardship_aids
     where county_id = ${ctx.county} and org_id = any(${[...orgIds]}::int[]) and voided_at is null
       and given_on between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`.execute(ctx.db)
  return rows[0] ?? { aids: 0, fen: 0 }
}

export function listAids(ctx: Ctx, fileId: string) {
  return ctx.db
    .selectFrom('hardship_aids')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('file_id', '=', fileId)
    .orderBy('given_on', 'desc')
    .orderBy('aid_id')
    .limit(200)
    .execute()
}
export type AidRecord = Awaited<ReturnType<typeof listAids>>[number]

type NewAid = { kind: AidKind; givenOn: string; fen: number | null; what: Buffer }

export async function insertAid(ctx: Ctx, file: FileRecord, row: NewAid): Promise<void> {
  await ctx.db
    .insertInto('hardship_aids')
    .values({
      county_id: ctx.county,
      aid_id: ctx.requestId,
      file_id: file.file_id,
      org_id: file.org_id,
      member_id: file.member_id,
      kind: row.kind,
      given_on: row.givenOn,
      fen: row.fen,
      what_sealed: row.what,
      given_by: accountOf(ctx),
      recorded_at: ctx.now,
    })
    .execute()
}

export function lockAid(ctx: Ctx, aidId: string) {
  return ctx.db
    .selectFrom('hardship_aids')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('aid_id', '=', aidId)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

export async function markVoided(ctx: Ctx, aidId: string, reason: string): Promise<void> {
  await ctx.db
    .updateTable('hardship_aids')
    .set({ voided_at: ctx.now, void_reason: reason, what_sealed: null })
    .where('county_id', '=', ctx.county)
    .where('aid_id', '=', aidId)
    .execute()
}
