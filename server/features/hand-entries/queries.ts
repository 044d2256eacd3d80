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
    .select(['m.member_id', 'm.name', 'm.stage', 'm.group_id', 'o.org_id', 'o.path', 'g.path as group_path'])
    .where('m.county_id', '=', ctx.county)
    .where('m.member_id', '=', memberId)
    .executeTakeFirst()
  if (!row) return undefined
  const branch = { orgId: row.org_id, path: row.path }
  const group =
    row.group_id !== null && row.group_path !== null ? { orgId: row.group_id, path: row.group_path } : null
  return { memberId: row.member_id, name: row.name, stage: row.stage, branch, group }
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
  procedureId: string
  day: string
  matter: string | null
  quantity: number | null
  points: number | null
  steps: number
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
      matter: entry.matter,
      quantity: entry.quantity,
      points: entry.points,
      steps: entry.steps,
      procedure_id: entry.procedureId,
      reason: entry.reason,
      state: 'proposed',
      proposed_by: accountOf(ctx),
      proposed_at: ctx.now,
    })
    .execute()
}

export type Claim = {
  memberId: string
  day: string
  matter: string | null
  points: number | null
}

/** How often the same has been declined: the matter of that day, or by hand the points of that day. */
export async function countDeclined(ctx: Ctx, { memberId, day, matter, points }: Claim): Promise<number> {
  const { count } = await ctx.db
    .selectFrom('hand_entries')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('county_id', '=', ctx.county)
    .where('member_id', '=', memberId)
    .where('day', '=', day)
    .where('state', '=', 'declined')
    .where(sql<boolean>`matter is not distinct from ${matter} and points is not distinct from ${points}`)
    .executeTakeFirstOrThrow()
  return count
}

/** Two who decide on one claim at once wait for each other. */
export async function lockHandEntry(ctx: Ctx, handEntryId: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('hand_entries')
    .select('hand_entry_id')
    .where('county_id', '=', ctx.county)
    .where('hand_entry_id', '=', handEntryId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row !== undefined
}

/** One claim, read after its lock, wherever this transaction may see it. */
export async function findHandEntry(ctx: Ctx, handEntryId: string): Promise<HandEntryRecord | undefined> {
  const { rows } = await listHandEntryRows(ctx, {
    paths: [''],
    ownId: null,
    handEntryId,
    limit: 1,
    offset: 0,
  })
  return rows[0]
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
      // The first of two yeses is a step of the procedure; only the last word decides.
      ...(decision.state !== 'seconded' && {
        decision_note: decision.note,
        decided_by: accountOf(ctx),
        decided_at: ctx.now,
      }),
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
  open?: boolean
  handEntryId?: string
  limit: number
  offset: number
}

function within(paths: readonly string[], column: string): RawBuilder<boolean> {
  return sql`exists (select from unnest(${[...paths]}::text[]) as p(path)
                      where ${sql.ref(column)} >= p.path and ${sql.ref(column)} < p.path || '~')`
}

/** How many claims of the same there are in these states, this one among them. */
function sameSql(ctx: Ctx, state: RawBuilder<boolean>): RawBuilder<number> {
  return sql<number>`(
    select count(*)::int from hand_entries x
     where x.county_id = ${ctx.county} and x.member_id = e.member_id and x.day = e.day
       and x.matter is not distinct from e.matter and x.points is not distinct from e.points and ${state})`
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
    .innerJoin('procedures as r', (join) =>
      join.on('r.county_id', '=', ctx.county).onRef('r.procedure_id', '=', 'e.procedure_id'),
    )
    .leftJoin('procedure_steps as s', (join) =>
      join
        .on('s.county_id', '=', ctx.county)
        .onRef('s.procedure_id', '=', 'e.procedure_id')
        .on('s.step', '=', 'second'),
    )
    .leftJoin('accounts as p', (join) =>
      join.on('p.county_id', '=', ctx.county).onRef('p.account_id', '=', 'e.proposed_by'),
    )
    .leftJoin('accounts as b', (join) =>
      join.on('b.county_id', '=', ctx.county).onRef('b.account_id', '=', 's.taken_by'),
    )
    .leftJoin('accounts as d', (join) =>
      join.on('d.county_id', '=', ctx.county).onRef('d.account_id', '=', 'e.decided_by'),
    )
    .leftJoin('point_matters as w', (join) =>
      join.on('w.county_id', '=', ctx.county).onRef('w.code', '=', 'e.matter'),
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
  if (filter.handEntryId) query = query.where('e.hand_entry_id', '=', filter.handEntryId)
  if (filter.open) query = query.where('r.closed_at', 'is', null)
  if (filter.state) query = query.where('e.state', '=', filter.state)
  return query
}

export async function listHandEntryRows(ctx: Ctx, filter: HandEntryFilter) {
  const query = readHandEntries(ctx, filter)
  const rows = await query
    .selectAll('e')
    .select(['o.short_name as org_name', 'o.path as org_path', 'm.name as member_name'])
    .select(['g.short_name as group_name', 'g.path as group_path', 'w.label as matter_label'])
    .select(['w.unit as matter_unit', 'r.due_on', 's.taken_by as seconded_by', 'b.name as seconded_by_name'])
    .select(['p.name as proposed_by_name', 'p.member_id as proposer_member_id'])
    .select(['d.name as decided_by_name', 'b.member_id as seconder_member_id'])
    .select([sameSql(ctx, sql`x.state <> 'declined'`).as('same_open_count')])
    .select([sameSql(ctx, sql`x.state = 'declined'`).as('same_declined')])
    .orderBy(sql`r.closed_at is not null`)
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

/** Does a fact stand that says that this member did this on this day? */
export async function hasAttended(
  ctx: Ctx,
  { memberId, day, activity }: { memberId: string; day: string; activity: string },
): Promise<boolean> {
  const { rows } = await sql<{ fact_id: string }>`
    select f.fact_id from facts f
     where f.county_id = ${ctx.county} and f.member_id = ${memberId} and f.day = ${day} and f.kind = 'attendance'
       and f.attrs ->> 'activity' = ${activity}
       and not exists (select 1 from fact_voids x where x.county_id = ${ctx.county} and x.fact_id = f.fact_id)
     limit 1`.execute(ctx.db)
  return rows.length > 0
}
