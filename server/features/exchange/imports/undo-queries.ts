import { sql } from 'kysely'
import type { Ctx } from '../../../core/context/context.ts'

/** Lines whose members have moved on since the import, or have been taken somewhere by it, or have records. */
export async function listTouched(ctx: Ctx, importId: string, limit: number): Promise<number[]> {
  const { rows } = await sql<{ line: number }>`
    select i.line
      from import_rows i
      left join members m on m.county_id = ${ctx.county} and m.member_id = i.subject_id
     where i.county_id = ${ctx.county} and i.import_id = ${importId} and i.made_version is not null
       and (m.version is distinct from i.made_version
            or (i.verdict = 'add' and (
                 exists (select 1 from accounts a where a.county_id = ${ctx.county} and a.member_id = i.subject_id)
              or exists (select 1 from facts f where f.county_id = ${ctx.county} and f.member_id = i.subject_id)
              or exists (select 1 from attendance t where t.county_id = ${ctx.county} and t.member_id = i.subject_id))))
    union
    select p.line
      from transfer_proposals p
     where p.county_id = ${ctx.county} and p.import_id = ${importId} and p.state = 'accepted' and p.line is not null
     order by line
     limit ${limit}`.execute(ctx.db)
  return rows.map((row) => row.line)
}

const made = ['line', 'verdict', 'subject_id', 'made_version', 'before_sealed'] as const

/** What the import made of one kind, in the order of whom it is about. */
export function listMade(
  ctx: Ctx,
  importId: string,
  verdict: 'add' | 'change',
  after: string | null,
  limit: number,
) {
  return ctx.db
    .selectFrom('import_rows')
    .select(made)
    .where('county_id', '=', ctx.county)
    .where('import_id', '=', importId)
    .where('verdict', '=', verdict)
    .where('made_version', 'is not', null)
    .where(sql<boolean>`subject_id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid`)
    .orderBy('subject_id')
    .limit(limit)
    .execute()
}

export async function countMade(ctx: Ctx, importId: string): Promise<number> {
  const row = await ctx.db
    .selectFrom('import_rows')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('county_id', '=', ctx.county)
    .where('import_id', '=', importId)
    .where('made_version', 'is not', null)
    .executeTakeFirstOrThrow()
  return row.count
}

/** Questions that nobody has answered yet are taken back. */
export async function withdrawProposals(ctx: Ctx, importId: string): Promise<void> {
  await ctx.db
    .updateTable('transfer_proposals')
    .set({ state: 'withdrawn', decided_by: ctx.actor.accountId, decided_at: ctx.now })
    .where('county_id', '=', ctx.county)
    .where('import_id', '=', importId)
    .where('state', '=', 'waiting')
    .execute()
}
