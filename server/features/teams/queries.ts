import { type RawBuilder, sql } from 'kysely'
import type { teamKinds } from '../../../contract/teams.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import type { Reach } from '../posts/reach-commands.ts'

export type TeamKind = (typeof teamKinds)[number]
export type TeamRow = {
  team_id: string
  org_id: number
  org_name: string
  path: string
  name: string
  kind: TeamKind
  founded_on: string
  closed_on: string | null
  members: number
  volunteers: number
}

/** Is the row's organisation `o` within reach? */
export function withinReach({ paths, gridId }: Reach): RawBuilder<unknown> {
  return sql`(o.org_id = ${gridId}::int or exists (
    select 1 from unnest(${[...paths]}::text[]) as p (at)
     where o.path >= p.at collate "C" and o.path < (p.at || '~') collate "C"))`
}

function readTeams(ctx: Ctx, where: RawBuilder<unknown>): RawBuilder<TeamRow> {
  return sql<TeamRow>`
    select t.team_id, t.org_id, o.short_name as org_name, o.path, t.name, t.kind, t.founded_on, t.closed_on,
           coalesce(n.members, 0) as members, coalesce(n.volunteers, 0) as volunteers
      from teams t
      join organisations o on o.county_id = ${ctx.county} and o.org_id = t.org_id
      left join (
        select team_id, count(member_id)::int as members, (count(*) - count(member_id))::int as volunteers
          from team_people
         where county_id = ${ctx.county} and left_on is null
           and (expires_on is null or expires_on >= ${ctx.today}::date)
         group by team_id
      ) n on n.team_id = t.team_id
     where t.county_id = ${ctx.county} and ${where}`
}

export async function listTeams(
  ctx: Ctx,
  reach: Reach,
  { limit, offset }: { limit: number; offset: number },
): Promise<TeamRow[]> {
  const { rows } = await sql<TeamRow>`
    select * from (${readTeams(ctx, sql`t.closed_on is null and ${withinReach(reach)}`)}) x
     order by x.path, x.name, x.team_id limit ${limit} offset ${offset}`.execute(ctx.db)
  return rows
}

export async function countTeams(ctx: Ctx, reach: Reach): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
      from teams t
      join organisations o on o.county_id = ${ctx.county} and o.org_id = t.org_id
     where t.county_id = ${ctx.county} and t.closed_on is null and ${withinReach(reach)}`.execute(ctx.db)
  return rows[0]?.count ?? 0
}

export async function findTeam(ctx: Ctx, teamId: string): Promise<TeamRow | undefined> {
  return (await readTeams(ctx, sql`t.team_id = ${teamId}::uuid`).execute(ctx.db)).rows[0]
}

export async function insertTeam(
  ctx: Ctx,
  orgId: number,
  wish: { name: string; kind: TeamKind; foundedOn: string },
): Promise<void> {
  await ctx.db
    .insertInto('teams')
    .values({
      ...{ county_id: ctx.county, team_id: ctx.requestId, org_id: orgId, name: wish.name, kind: wish.kind },
      ...{ founded_on: wish.foundedOn, founded_by: accountOf(ctx), founded_at: ctx.now },
    })
    .execute()
}

export async function closeTeam(ctx: Ctx, teamId: string, reason: string): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('teams')
    .set({ closed_on: ctx.today, close_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('team_id', '=', teamId)
    .where('closed_on', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
