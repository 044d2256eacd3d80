import { sql } from 'kysely'
import type { ExclusionGround, ExclusionState } from '../../../contract/quorum.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type ExclusionRow = {
  exclusion_id: string
  member_id: string
  name: string
  org_id: number
  org_name: string
  path: string
  ground: ExclusionGround
  since: string
  state: ExclusionState
  proposed_by: string
  proposed_by_name: string | null
  proposed_at: Date
  decided_by_name: string | null
  decided_at: Date | null
  decision_note: string | null
  counts_from: string | null
  approved_in: string | null
  last_day: string | null
  end_reason: string | null
}

function readExclusions(ctx: Ctx) {
  return ctx.db
    .selectFrom('roll_exclusions as x')
    .innerJoin('organisations as o', (join) =>
      join.on('o.county_id', '=', ctx.county).onRef('o.org_id', '=', 'x.org_id'),
    )
    .innerJoin('members as m', (join) =>
      join.on('m.county_id', '=', ctx.county).onRef('m.member_id', '=', 'x.member_id'),
    )
    .leftJoin('accounts as p', (join) =>
      join.on('p.county_id', '=', ctx.county).onRef('p.account_id', '=', 'x.proposed_by'),
    )
    .leftJoin('accounts as d', (join) =>
      join.on('d.county_id', '=', ctx.county).onRef('d.account_id', '=', 'x.decided_by'),
    )
    .select([
      'x.exclusion_id',
      'x.member_id',
      'm.name',
      'x.org_id',
      'o.name as org_name',
      'o.path',
      'x.ground',
    ])
    .select(['x.since', 'x.state', 'x.proposed_by', 'x.proposed_at', 'x.decided_at', 'x.decision_note'])
    .select(['x.counts_from', 'x.approved_in', 'x.last_day', 'x.end_reason'])
    .select(['p.name as proposed_by_name', 'd.name as decided_by_name'])
    .where('x.county_id', '=', ctx.county)
}

export async function listExclusionRows(ctx: Ctx, path: string): Promise<ExclusionRow[]> {
  const rows = await readExclusions(ctx)
    .where('o.path', '>=', path)
    .where('o.path', '<', `${path}~`)
    .orderBy('x.proposed_at', 'desc')
    .orderBy('x.exclusion_id')
    .limit(500)
    .execute()
  return rows as unknown as ExclusionRow[]
}

/** Locked: of two who decide at once the second finds it decided. */
export async function lockExclusion(ctx: Ctx, exclusionId: string): Promise<ExclusionRow | undefined> {
  await ctx.db
    .selectFrom('roll_exclusions')
    .select('exclusion_id')
    .where('county_id', '=', ctx.county)
    .where('exclusion_id', '=', exclusionId)
    .forNoKeyUpdate()
    .execute()
  const row = await readExclusions(ctx).where('x.exclusion_id', '=', exclusionId).executeTakeFirst()
  return row as unknown as ExclusionRow | undefined
}

/** A member with the branch, for who writes there. */
export function findMember(ctx: Ctx, memberId: string) {
  return ctx.db
    .selectFrom('members as m')
    .innerJoin('organisations as o', (join) =>
      join.on('o.county_id', '=', ctx.county).onRef('o.org_id', '=', 'm.org_id'),
    )
    .select(['m.member_id', 'm.org_id', 'o.path', 'm.stage'])
    .where('m.county_id', '=', ctx.county)
    .where('m.member_id', '=', memberId)
    .executeTakeFirst()
}

/** Answers false where one is asked or in force already. */
export async function insertExclusion(
  ctx: Ctx,
  wish: { memberId: string; orgId: number; ground: ExclusionGround; since: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await ctx.db
    .insertInto('roll_exclusions')
    .values({
      county_id: ctx.county,
      exclusion_id: ctx.requestId,
      member_id: wish.memberId,
      org_id: wish.orgId,
      ground: wish.ground,
      since: wish.since,
      state: 'proposed',
      proposed_by: accountOf(ctx),
      proposed_at: ctx.now,
    })
    .onConflict((oc) =>
      oc
        .columns(['county_id', 'member_id'])
        .where(sql<boolean>`state in ('proposed', 'consented', 'in-force') and last_day is null`)
        .doNothing(),
    )
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

type Change = Partial<{
  state: ExclusionState
  decided_by: string
  decided_at: Date
  decision_note: string
  approved_in: string
  counts_from: string
  last_day: string
  ended_by: string
  ended_at: Date
  end_reason: string
}>

export async function changeExclusion(ctx: Ctx, exclusionId: string, change: Change): Promise<void> {
  await ctx.db
    .updateTable('roll_exclusions')
    .set(change)
    .where('county_id', '=', ctx.county)
    .where('exclusion_id', '=', exclusionId)
    .execute()
}

type Followed = { exclusion_id: string; org_id: number; member_id: string; stands: boolean }

/**
 * What these assemblies had passed, now that they are corrected: it counts from the day on which the assembly was held
 * after all; where none was held, or before the consent, it waits for another. Answers what has changed.
 */
export async function followAssemblies(ctx: Ctx, activityIds: readonly string[]): Promise<Followed[]> {
  const { rows } = await sql<Followed>`
    with passed as (
      select x.exclusion_id, a.day,
             a.kind = 'members-assembly' and a.state = 'closed'
               and a.day >= (x.decided_at at time zone 'Asia/Shanghai')::date as stands
        from roll_exclusions x
        join activities a on a.county_id = ${ctx.county} and a.activity_id = x.approved_in
       where x.county_id = ${ctx.county} and x.approved_in = any(${[...activityIds]}::uuid[])
    )
    update roll_exclusions x
       set counts_from = case when p.stands then p.day end,
           approved_in = case when p.stands then x.approved_in end,
           state = case when x.state = 'in-force' and not p.stands then 'consented' else x.state end
      from passed p
     where x.county_id = ${ctx.county} and x.exclusion_id = p.exclusion_id
       and (not p.stands or x.counts_from is distinct from p.day)
    returning x.exclusion_id, x.org_id, x.member_id, p.stands`.execute(ctx.db)
  return rows
}
