import { type RawBuilder, sql } from 'kysely'
import type { HandEntryState } from '../../../contract/hand-entries.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

/** The member with the branch and the group whose leader may speak for them; undefined out of scope. */
export async function findMember(ctx: Ctx, memberId: string) {
  const row = await ctx.db
    .selectFrom('members as m')
    .innerJoin('organisations as o', (join) =>
      join
        .onRef('o.county_id', '=', 'm.county_id')
        .onRef('o.org_id', '=', 'm.org_id')
        .on('o.county_id', '=', ctx.county),
    )
    .leftJoin('organisations as g', (join) =>
      join.on('g.county_id', '=', ctx.county).onRef('g.org_id', '=', 'm.group_id'),
    )
    .select(['m.member_id', 'm.stage', 'm.group_id', 'o.org_id', 'o.path', 'g.path as group_path'])
    .where('m.county_id', '=', ctx.county)
    .where('m.member_id', '=', memberId)
    .executeTakeFirst()
  if (!row) return undefined
  const branch = { orgId: row.org_id, path: row.path }
  const group =
    row.group_id !== null && row.group_path !== null ? { orgId: row.group_id, path: row.group_path } : null
  return { memberId: row.member_id, stage: row.stage, branch, group }
}

export function findOrg(ctx: Ctx, orgId: number) {
  return ctx.db
    .selectFrom('organisations')
    .select(['org_id as orgId', 'path'])
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .executeTakeFirst()
}

export type NewHandEntry = {
  handEntryId: string
  memberId: string
  orgId: number
  groupId: number | null
  day: string
  points: number
  reason: string
}

export async function insertHandEntry(ctx: Ctx, entry: NewHandEntry): Promise<void> {
  await ctx.db
    .insertInto('hand_entries')
    .values({
      county_id: ctx.county,
      hand_entry_id: entry.handEntryId,
      member_id: entry.memberId,
      org_id: entry.orgId,
      group_id: entry.groupId,
      day: entry.day,
      points: entry.points,
      reason: entry.reason,
      state: 'proposed',
      proposed_by: accountOf(ctx),
      proposed_at: ctx.now,
    })
    .execute()
}

/** The entry under a lock, with the member behind the account that proposed it. */
export function lockHandEntry(ctx: Ctx, handEntryId: string) {
  return ctx.db
    .selectFrom('hand_entries as e')
    .leftJoin('accounts as p', (join) =>
      join.on('p.county_id', '=', ctx.county).onRef('p.account_id', '=', 'e.proposed_by'),
    )
    .select(['e.member_id', 'e.org_id', 'e.day', 'e.points', 'e.state', 'e.proposed_by'])
    .select('p.member_id as proposer_member_id')
    .where('e.county_id', '=', ctx.county)
    .where('e.hand_entry_id', '=', handEntryId)
    .forNoKeyUpdate('e')
    .executeTakeFirst()
}

export async function markDecided(
  ctx: Ctx,
  handEntryId: string,
  decision: { state: HandEntryState; note: string | null },
): Promise<void> {
  await ctx.db
    .updateTable('hand_entries')
    .set({
      state: decision.state,
      decision_note: decision.note,
      decided_by: accountOf(ctx),
      decided_at: ctx.now,
    })
    .where('county_id', '=', ctx.county)
    .where('hand_entry_id', '=', handEntryId)
    .execute()
}

export type HandEntryFilter = {
  /** Where one proposes or decides, at or below; the own entries of `ownId` besides. */
  paths: readonly string[]
  ownId: string | null
  memberId?: string | undefined
  state?: HandEntryState | undefined
  limit: number
  offset: number
}

function within(paths: readonly string[], column: string): RawBuilder<boolean> {
  return sql`exists (select from unnest(${[...paths]}::text[]) as p(path)
                      where ${sql.ref(column)} >= p.path and ${sql.ref(column)} < p.path || '~')`
}

function readHandEntries(ctx: Ctx, filter: HandEntryFilter) {
  let query = ctx.db
    .selectFrom('hand_entries as e')
    .innerJoin('organisations as o', (join) =>
      join
        .onRef('o.county_id', '=', 'e.county_id')
        .onRef('o.org_id', '=', 'e.org_id')
        .on('o.county_id', '=', ctx.county),
    )
    .leftJoin('organisations as g', (join) =>
      join.on('g.county_id', '=', ctx.county).onRef('g.org_id', '=', 'e.group_id'),
    )
    .leftJoin('members as m', (join) =>
      join.on('m.county_id', '=', ctx.county).onRef('m.member_id', '=', 'e.member_id'),
    )
    .leftJoin('accounts as p', (join) =>
      join.on('p.county_id', '=', ctx.county).onRef('p.account_id', '=', 'e.proposed_by'),
    )
    .leftJoin('accounts as d', (join) =>
      join.on('d.county_id', '=', ctx.county).onRef('d.account_id', '=', 'e.decided_by'),
    )
    .where('e.county_id', '=', ctx.county)
    .where((eb) =>
      eb.or([
        eb('e.member_id', '=', filter.ownId),
        within(filter.paths, 'o.path'),
        within(filter.paths, 'g.path'),
      ]),
    )
  if (filter.memberId) query = query.where('e.member_id', '=', filter.memberId)
  if (filter.state) query = query.where('e.state', '=', filter.state)
  return query
}

export async function listHandEntryRows(ctx: Ctx, filter: HandEntryFilter) {
  const query = readHandEntries(ctx, filter)
  const rows = await query
    .selectAll('e')
    .select(['o.name as org_name', 'o.path as org_path', 'm.name as member_name'])
    .select(['p.name as proposed_by_name', 'p.member_id as proposer_member_id', 'd.name as decided_by_name'])
    .orderBy(sql`e.state <> 'proposed'`)
    .orderBy('e.proposed_at', 'desc')
    .orderBy('e.hand_entry_id', 'desc')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute()
  const { count } = await query
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return { rows, count }
}
export type HandEntryRecord = Awaited<ReturnType<typeof listHandEntryRows>>['rows'][number]
