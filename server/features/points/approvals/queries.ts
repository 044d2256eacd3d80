import { type RawBuilder, sql } from 'kysely'
import { accountOf, type Ctx } from '../../../core/context/context.ts'
import { pathsWhere } from '../../../core/context/paths-where.ts'
import { takeLock } from '../../../core/context/take-lock.ts'

export type WaitingRow = {
  fact_id: string
  rule_code: string
  rule_name: string
  points: number
  day: string
  member_id: string
  member_name: string
  org_id: number
  org_name: string
  path: string
  group_id: number | null
  group_name: string | null
  group_path: string | null
  recorded_by: string
  recorded_by_member: string | null
  recorded_at: Date
  /** Which of the rule's steps is next, and whoever took the one before. */
  step: number
  steps: number
  before_by: string | null
  before_by_member: string | null
  before_at: Date | null
  total: number
}

type Page = { limit: number; offset: number; only?: { factId: string; ruleCode: string } }

/**
 * The ways in which somebody is asked or concerned, as `fact_id, rule_id` of what is held back: by the organisation, as
 * the member, as leader of the group. Each looks up its facts by an index; in one condition with "or" none would serve, and
 * a way that nobody could come by would still read all facts of the county.
 */
function waysSql({ county, actor }: Ctx, { only }: Page): RawBuilder<unknown>[] {
  const deciding = pathsWhere(actor, 'points.decide')
  const own = pathsWhere(actor, 'points.names')
  const led = actor.grants.filter((grant) => grant.role === 'group-leader').map((grant) => grant.orgId)
  // Asked for one fact, the statement begins at that fact; "is null or" would read all of them.
  const one = only ? sql`and f.fact_id = ${only.factId} and r.code = ${only.ruleCode}` : sql``
  const way = (orgs: RawBuilder<unknown>, who: RawBuilder<unknown>) => sql`
    select f.fact_id, r.rule_id
      from held r ${orgs}
      join facts f on f.county_id = ${county} and f.org_id = r.org_id and f.kind = r.fact_kind
       and f.day between r.valid_from and r.valid_to and f.attrs @> r.pattern ${one}
     where ${who}`
  const orgs = sql`join organisations o on o.county_id = ${county} and o.org_id = r.org_id`
  const within = sql`o.path = any(${own}::text[])
    or exists (select 1 from unnest(${deciding}::text[]) as above(path)
                where left(o.path, length(above.path)) = above.path)`
  const groups = sql`join organisations g on g.county_id = ${county} and g.parent_id = r.org_id`
  return [
    ...(own.length + deciding.length > 0 ? [way(orgs, within)] : []),
    ...(actor.memberId ? [way(sql``, sql`f.member_id = ${actor.memberId}::uuid`)] : []),
    ...(led.length > 0
      ? [way(groups, sql`r.approval_steps > 1 and g.org_id = any(${led}::int[]) and f.group_id = g.org_id`)]
      : []),
  ]
}

/**
 * Facts that a rule in force holds back until somebody has spoken. They are points with names: shown where they are
 * decided, in the person's own branch, and to the person. Row-level security holds the scope underneath.
 */
export async function listWaiting(ctx: Ctx, page: Page): Promise<WaitingRow[]> {
  const { county } = ctx
  const ways = waysSql(ctx, page)
  if (ways.length === 0) return []
  const { rows } = await sql<WaitingRow>`
    with held as materialized (
      select r.rule_id, r.code, r.fact_kind, r.pattern, r.approval_steps, c.org_id, c.valid_from, c.valid_to
        from point_rules r
        join point_coverage c on c.county_id = ${county} and c.version_id = r.version_id
       where r.county_id = ${county} and r.needs_approval
    ),
    near as materialized (${sql.join(ways, sql` union `)})
    select f.fact_id, r.code as rule_code, r.name as rule_name, r.points, f.day, f.member_id, m.name as member_name,
           f.org_id, o.short_name as org_name, o.path, f.group_id, g.short_name as group_name, g.path as group_path,
           f.recorded_by, rb.member_id as recorded_by_member,
           f.recorded_at, coalesce(b.step, 0) + 1 as step, r.approval_steps as steps, b.decided_by as before_by,
           ba.member_id as before_by_member, b.decided_at as before_at, count(*) over ()::int as total
      from near n
      join point_rules r on r.county_id = ${county} and r.rule_id = n.rule_id
      join facts f on f.county_id = ${county} and f.fact_id = n.fact_id
      join members m on m.county_id = ${county} and m.member_id = f.member_id
      join organisations o on o.county_id = ${county} and o.org_id = f.org_id
      left join organisations g on g.county_id = ${county} and g.org_id = f.group_id
      join accounts rb on rb.county_id = ${county} and rb.account_id = f.recorded_by
      left join fact_voids x on x.county_id = ${county} and x.fact_id = f.fact_id
      left join lateral (
        select a.step, a.decided_by, a.decided_at from point_approvals a
         where a.county_id = ${county} and a.fact_id = f.fact_id and a.rule_code = r.code
         order by a.step desc limit 1
      ) b on true
      left join accounts ba on ba.county_id = ${county} and ba.account_id = b.decided_by
     where x.fact_id is null and f.source_kind <> 'hand-entry'
       and not exists (select 1 from point_approvals a
                        where a.county_id = ${county} and a.fact_id = f.fact_id and a.rule_code = r.code
                          and (a.step = r.approval_steps or not a.approved))
     order by f.day, f.fact_id
     limit ${page.limit} offset ${page.offset}`.execute(ctx.db)
  return rows
}

export type ApprovalWish = {
  factId: string
  ruleCode: string
  orgId: number
  step: number
  approved: boolean
  note: string | null
}

export async function insertApproval(ctx: Ctx, wish: ApprovalWish): Promise<void> {
  await ctx.db
    .insertInto('point_approvals')
    .values({
      county_id: ctx.county,
      fact_id: wish.factId,
      rule_code: wish.ruleCode,
      step: wish.step,
      decided_at: ctx.now,
      approved: wish.approved,
      org_id: wish.orgId,
      decided_by: accountOf(ctx),
      note: wish.note,
    })
    .execute()
}

/** Two who decide on one fact at once wait for each other. */
export async function lockFact(ctx: Ctx, factId: string): Promise<void> {
  await takeLock(ctx, { name: factId, way: 'to-change' })
}
