import { sql } from 'kysely'
import type { TeachingSort } from '../../../contract/teaching.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type TeachingEntry = { kind: string; name: string; detail: string | null }

function readTeaching(ctx: Ctx) {
  return ctx.db
    .selectFrom('teaching as t')
    .innerJoin('organisations as o', (join) =>
      join.on('o.county_id', '=', ctx.county).onRef('o.org_id', '=', 't.org_id'),
    )
    .selectAll('t')
    .select(['o.short_name as org_name', 'o.path'])
    .where('t.county_id', '=', ctx.county)
}

/** Those in use first. */
export function listTeaching(ctx: Ctx, sort?: TeachingSort) {
  const query = sort ? readTeaching(ctx).where('t.sort', '=', sort) : readTeaching(ctx)
  return query
    .orderBy(sql`t.ended_at is not null`)
    .orderBy('t.sort')
    .orderBy('t.kind')
    .orderBy('t.added_at')
    .limit(1_000)
    .execute()
}
export type TeachingRecord = Awaited<ReturnType<typeof listTeaching>>[number]

export function findTeaching(ctx: Ctx, teachingId: string) {
  return readTeaching(ctx).where('t.teaching_id', '=', teachingId).executeTakeFirst()
}

/** Some of them by id, ended ones among them: a past activity keeps the name. */
export function listNamed(ctx: Ctx, teachingIds: readonly string[]) {
  return readTeaching(ctx)
    .where('t.teaching_id', '=', sql<string>`any(${[...teachingIds]}::uuid[])`)
    .execute()
}

/** Answers false when the same organisation keeps one of this name already. */
export async function insertTeaching(
  ctx: Ctx,
  { orgId, sort, ...entry }: TeachingEntry & { orgId: number; sort: TeachingSort },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await ctx.db
    .insertInto('teaching')
    .values({
      county_id: ctx.county,
      teaching_id: ctx.requestId,
      org_id: orgId,
      sort,
      ...entry,
      added_by: accountOf(ctx),
      added_at: ctx.now,
    })
    .onConflict((it) => it.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows > 0n
}

/** Is the name taken by another of the same sort and organisation? */
export async function isTaken(ctx: Ctx, row: TeachingRecord, name: string): Promise<boolean> {
  const other = await ctx.db
    .selectFrom('teaching')
    .select('teaching_id')
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', row.org_id)
    .where('sort', '=', row.sort)
    .where('name', '=', name)
    .where('ended_at', 'is', null)
    .where('teaching_id', '<>', row.teaching_id)
    .executeTakeFirst()
  return other !== undefined
}

export async function updateTeaching(ctx: Ctx, teachingId: string, entry: TeachingEntry): Promise<void> {
  await ctx.db
    .updateTable('teaching')
    .set(entry)
    .where('county_id', '=', ctx.county)
    .where('teaching_id', '=', teachingId)
    .execute()
}

export async function endTeaching(ctx: Ctx, teachingId: string, reason: string): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('teaching')
    .set({ ended_by: accountOf(ctx), ended_at: ctx.now, end_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('teaching_id', '=', teachingId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
