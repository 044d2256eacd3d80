import { sql } from 'kysely'
import { accountOf, type Ctx } from '../../../core/context/context.ts'
import { newId } from '../../../core/ids.ts'
import { hex, rowColumns } from './row-queries.ts'

/** After which row a page begins; the first page has none. */
export type Additions = { toOrgId: number; line: number }

/** Accepted additions, place by place, in the order of the file: so that people get their ids in this order. */
export function listAdditions(ctx: Ctx, importId: string, after: Additions | null, limit: number) {
  const { toOrgId, line } = after ?? { toOrgId: 0, line: 0 }
  return ctx.db
    .selectFrom('import_rows')
    .select(rowColumns)
    .where('county_id', '=', ctx.county)
    .where('import_id', '=', importId)
    .where('verdict', '=', 'add')
    .where('accepted', '=', true)
    .where(sql<boolean>`(to_org_id, line) > (${toOrgId}::int, ${line}::int)`)
    .orderBy('to_org_id')
    .orderBy('line')
    .limit(limit)
    .execute()
}

export type RowRecord = Awaited<ReturnType<typeof listAdditions>>[number]

/** Accepted changes in the order of whom they are about, in which these are always locked. */
export function listChanges(ctx: Ctx, importId: string, after: string | null, limit: number) {
  return ctx.db
    .selectFrom('import_rows')
    .select(rowColumns)
    .where('county_id', '=', ctx.county)
    .where('import_id', '=', importId)
    .where('verdict', '=', 'change')
    .where('accepted', '=', true)
    .where(sql<boolean>`subject_id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid`)
    .orderBy('subject_id')
    .limit(limit)
    .execute()
}

export type MadeRow = { line: number; subjectId: string; madeVersion: number; before: Buffer | null }

/** Notes whom a row made or changed, to which version, and what was before. */
export async function markMade(ctx: Ctx, importId: string, rows: readonly MadeRow[]): Promise<void> {
  const records = rows.map((row) => ({
    line: row.line,
    subject_id: row.subjectId,
    made_version: row.madeVersion,
    before_sealed: row.before && hex(row.before),
  }))
  await sql`
    update import_rows i
       set subject_id = r.subject_id, made_version = r.made_version, before_sealed = r.before_sealed
      from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as r(
        line int, subject_id uuid, made_version int, before_sealed bytea)
     where i.county_id = ${ctx.county} and i.import_id = ${importId} and i.line = r.line`.execute(ctx.db)
}

/** Puts every accepted row about somebody in another branch before the level above. */
export async function proposeTransfers(
  ctx: Ctx,
  { importId, orgId }: { importId: string; orgId: number },
): Promise<number> {
  const found = await ctx.db
    .selectFrom('import_rows')
    .select(['line', 'subject_id as member_id', 'to_org_id'])
    .where('county_id', '=', ctx.county)
    .where('import_id', '=', importId)
    .where('verdict', '=', 'elsewhere')
    .where('accepted', '=', true)
    .orderBy('line')
    .execute()
  const records = found.map((row) => ({ ...row, proposal_id: newId() }))
  if (records.length === 0) return 0
  await sql`
    insert into transfer_proposals (county_id, proposal_id, org_id, to_org_id, member_id, import_id, line, state,
                                    created_by, created_at)
    select ${ctx.county}, r.proposal_id, ${orgId}, r.to_org_id, r.member_id, ${importId}, r.line, 'waiting',
           ${accountOf(ctx)}, ${ctx.now}
      from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as r(
        proposal_id uuid, line int, member_id uuid, to_org_id int)
     order by r.member_id
    on conflict do nothing`.execute(ctx.db)
  return records.length
}
