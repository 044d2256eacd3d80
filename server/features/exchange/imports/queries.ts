import { sql } from 'kysely'
import type { ListWhat } from '../../../../contract/imports.ts'
import { accountOf, type Ctx } from '../../../core/context/context.ts'
import type { NamedBranch } from '../register/branch-rules.ts'

/**
 * For the rest of the transaction every statement is planned for what it is asked and for the tables as they are now.
 * A plan that a connection keeps from when a table was almost empty reads all of it once for each of a thousand rows:
 * 15 s a batch instead of 10 ms, until the server's own statistics catch up.
 */
export async function planAnew(ctx: Ctx): Promise<void> {
  await sql`set local plan_cache_mode = 'force_custom_plan'`.execute(ctx.db)
}

export function findPlace(ctx: Ctx, orgId: number) {
  return ctx.db
    .selectFrom('organisations')
    .select(['org_id', 'kind', 'name', 'path', 'dissolved_on'])
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .executeTakeFirst()
}

/** Every living branch of the county with the names of what stands above it; the tree is no secret inside its county. */
export async function listBranches(ctx: Ctx): Promise<NamedBranch[]> {
  const { rows } = await sql<{
    org_id: number
    path: string
    name: string
    short_name: string
    above: string[] | null
  }>`
    select b.org_id, b.path, b.name, b.short_name,
           array(select unnest(array[a.name, a.short_name])
                   from organisations a
                  where a.county_id = ${ctx.county} and a.path = any(array(
                          select left(b.path, n) from generate_series(4, length(b.path) - 4, 4) as n))) as above
      from organisations b
     where b.county_id = ${ctx.county} and b.kind = 'branch' and b.dissolved_on is null
     order by b.path`.execute(ctx.db)
  return rows.map((row) => ({
    orgId: row.org_id,
    path: row.path,
    names: [...new Set([row.name, row.short_name])],
    above: row.above ?? [],
  }))
}

export type NewImport = {
  importId: string
  orgId: number
  fileId: string
  what: ListWhat
  fileName: string
  expiresOn: string
}

export async function insertImport(ctx: Ctx, row: NewImport): Promise<void> {
  await ctx.db
    .insertInto('imports')
    .values({
      county_id: ctx.county,
      import_id: row.importId,
      org_id: row.orgId,
      what: row.what,
      file_id: row.fileId,
      file_name: row.fileName,
      state: 'reading',
      attempt: 1,
      rows_done: 0,
      rows_total: null,
      summary: '{}',
      failed_lines: [],
      expires_on: row.expiresOn,
      created_by: accountOf(ctx),
      created_at: ctx.now,
      moved_at: ctx.now,
    })
    .execute()
}

function fromImports(ctx: Ctx) {
  return ctx.db
    .selectFrom('imports as i')
    .innerJoin('organisations as o', (join) =>
      join
        .onRef('o.county_id', '=', 'i.county_id')
        .onRef('o.org_id', '=', 'i.org_id')
        .on('o.county_id', '=', ctx.county),
    )
    .leftJoin('accounts as a', (join) =>
      join
        .onRef('a.county_id', '=', 'i.county_id')
        .onRef('a.account_id', '=', 'i.created_by')
        .on('a.county_id', '=', ctx.county),
    )
    .selectAll('i')
    .select(['o.name as org_name', 'o.path as org_path', 'o.kind as org_kind', 'a.name as created_by_name'])
    .where('i.county_id', '=', ctx.county)
}

export function findImport(ctx: Ctx, importId: string) {
  return fromImports(ctx).where('i.import_id', '=', importId).executeTakeFirst()
}

/** Locked until the commit: what is decided, applied and undone comes one after the other. */
export function lockImport(ctx: Ctx, importId: string) {
  return fromImports(ctx).where('i.import_id', '=', importId).forUpdate('i').executeTakeFirst()
}

export type ImportRecord = NonNullable<Awaited<ReturnType<typeof findImport>>>

export async function listImportRecords(
  ctx: Ctx,
  { path, what }: { path: string; what: ListWhat },
  page: { limit: number; offset: number },
): Promise<{ rows: ImportRecord[]; count: number }> {
  const query = fromImports(ctx)
    .where('i.what', '=', what)
    .where('o.path', '>=', path)
    .where('o.path', '<', `${path}~`)
  const rows = await query
    .orderBy('i.created_at', 'desc')
    .orderBy('i.import_id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  const { count } = await query
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return { rows, count }
}

/** Dry runs that the actor asked for and has not yet decided on; the oldest first. */
export function listOwnReady(ctx: Ctx, limit: number) {
  return fromImports(ctx)
    .where('i.state', '=', 'ready')
    .where('i.created_by', '=', accountOf(ctx))
    .orderBy('i.created_at')
    .limit(limit)
    .execute()
}

/**
 * Members of some branches, and how many of them no row of the import is about. Two counts instead of a join, and each
 * row's member by its key (`offset 0` keeps it so): what a join of both tables would do is anybody's guess.
 */
export async function countAgainstRegister(
  ctx: Ctx,
  importId: string,
  orgIds: readonly number[],
): Promise<{ now: number; untouched: number }> {
  const ids = [...orgIds]
  const living = await sql<{ count: number }>`
    select count(*) as count
      from members
     where county_id = ${ctx.county} and org_id = any(${ids}::int[]) and stage <> 'exited'`.execute(ctx.db)
  const named = await sql<{ count: number }>`
    select count(distinct m.member_id) as count
      from import_rows r
     cross join lateral (
       select o.member_id
         from members o
        where o.county_id = ${ctx.county} and o.member_id = r.subject_id
          and o.org_id = any(${ids}::int[]) and o.stage <> 'exited'
       offset 0
     ) m
     where r.county_id = ${ctx.county} and r.import_id = ${importId} and r.subject_id is not null`.execute(
    ctx.db,
  )
  const now = living.rows[0]?.count ?? 0
  return { now, untouched: now - (named.rows[0]?.count ?? 0) }
}

/** Members of some branches with these names, by which a row without an ID number may find its person. */
export function listByName(ctx: Ctx, orgIds: readonly number[], names: readonly string[]) {
  return ctx.db
    .selectFrom('members')
    .select(['member_id', 'org_id', 'name', 'birth_on'])
    .select(sql<boolean>`id_hash is not null`.as('has_id'))
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', sql<number>`any(${[...orgIds]}::int[])`)
    .where('name', '=', sql<string>`any(${[...names]}::text[])`)
    .where('stage', '<>', 'exited')
    .orderBy('member_id')
    .execute()
}

export type NameRow = Awaited<ReturnType<typeof listByName>>[number]
