import { sql } from 'kysely'
import type { CorrectionKind } from '../../../contract/households.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type NewCorrection = {
  correctionId: string
  householdId: string
  orgId: number
  linkId: string
  kind: CorrectionKind
  state: 'applied' | 'waiting'
  was: Buffer | null
  value: Buffer | null
  entryKind: string | null
  keepUntil: string
}

export async function insertCorrections(ctx: Ctx, rows: readonly NewCorrection[]): Promise<void> {
  if (rows.length === 0) return
  await ctx.db
    .insertInto('household_corrections')
    .values(
      rows.map((row) => ({
        county_id: ctx.county,
        correction_id: row.correctionId,
        household_id: row.householdId,
        org_id: row.orgId,
        link_id: row.linkId,
        kind: row.kind,
        state: row.state,
        was_sealed: row.was,
        value_sealed: row.value,
        entry_kind: row.entryKind,
        said_on: ctx.today,
        keep_until: row.keepUntil,
      })),
    )
    .execute()
}

export function listWaiting(ctx: Ctx, householdIds: readonly string[]) {
  return ctx.db
    .selectFrom('household_corrections')
    .select(['correction_id', 'household_id', 'kind', 'said_on'])
    .where('county_id', '=', ctx.county)
    .where('household_id', '=', sql<string>`any(${[...householdIds]}::uuid[])`)
    .where('state', '=', 'waiting')
    .orderBy('said_on')
    .orderBy('correction_id')
    .execute()
}
export type WaitingRecord = Awaited<ReturnType<typeof listWaiting>>[number]

/** What a household corrected, the newest first. */
export function listCorrections(ctx: Ctx, householdId: string) {
  return ctx.db
    .selectFrom('household_corrections')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('household_id', '=', householdId)
    .orderBy('said_on', 'desc')
    .orderBy('correction_id', 'desc')
    .limit(100)
    .execute()
}
export type CorrectionRecord = Awaited<ReturnType<typeof listCorrections>>[number]

export function lockCorrection(ctx: Ctx, householdId: string, correctionId: string) {
  return ctx.db
    .selectFrom('household_corrections')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('household_id', '=', householdId)
    .where('correction_id', '=', correctionId)
    .forUpdate()
    .executeTakeFirst()
}

/** Decided: what was written is in its entry now, or nowhere. */
export async function decideCorrection(
  ctx: Ctx,
  correctionId: string,
  to: { state: 'taken' | 'dismissed'; note: string | null },
): Promise<void> {
  await ctx.db
    .updateTable('household_corrections')
    .set({
      ...{ state: to.state, note: to.note, value_sealed: null },
      ...{ decided_by: accountOf(ctx), decided_at: ctx.now },
    })
    .where('county_id', '=', ctx.county)
    .where('correction_id', '=', correctionId)
    .execute()
}

/** By night: what was written and is over its day. Bears to run twice. */
export async function eraseCorrections(ctx: Ctx): Promise<void> {
  await sql`
    update household_corrections
       set was_sealed = null, value_sealed = null,
           state = case when state = 'waiting' then 'gone' else state end
     where county_id = ${ctx.county} and keep_until < ${ctx.today}::date
       and (state = 'waiting' or was_sealed is not null or value_sealed is not null)`.execute(ctx.db)
}

/** Grids with corrections that wait, for who looks after them. */
export async function listWaitingGrids(ctx: Ctx, paths: readonly string[], limit: number) {
  const { rows } = await sql<{ org_id: number; name: string; waiting: number; since: string }>`
    select g.org_id, g.name, count(*)::int as waiting, to_char(min(c.said_on), 'YYYY-MM-DD') as since
      from household_corrections c
      join organisations g on g.county_id = ${ctx.county} and g.org_id = c.org_id
     where c.county_id = ${ctx.county} and c.state = 'waiting'
       and exists (select from unnest(${[...paths]}::text[]) as p(path)
                    where g.path >= p.path collate "C" and g.path < (p.path || '~') collate "C")
     group by g.org_id, g.name
     order by min(c.said_on)
     limit ${limit}`.execute(ctx.db)
  return rows
}
