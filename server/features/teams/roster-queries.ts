import { type RawBuilder, sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import type { Reach } from '../posts/reach-commands.ts'
import { withinReach } from './queries.ts'

export type RosterRow = {
  roster_id: string
  team_id: string
  team_name: string
  org_id: number
  path: string
  title: string
  rrule: string
  season_from: string
  season_to: string
  starts_at: string | null
  ends_at: string | null
  per_day: number
  ended_on: string | null
}

function readRosters(ctx: Ctx, where: RawBuilder<unknown>): RawBuilder<RosterRow> {
  return sql<RosterRow>`
    select r.roster_id, r.team_id, t.name as team_name, r.org_id, o.path, r.title, r.rrule, r.season_from, r.season_to,
           r.starts_at, r.ends_at, r.per_day, r.ended_on
      from rosters r
      join teams t on t.county_id = ${ctx.county} and t.team_id = r.team_id
      join organisations o on o.county_id = ${ctx.county} and o.org_id = r.org_id
     where r.county_id = ${ctx.county} and ${where}
     order by r.ended_on is not null, r.season_to desc, r.roster_id
     limit 100`
}

export async function listRosters(ctx: Ctx, teamId: string): Promise<RosterRow[]> {
  return (await readRosters(ctx, sql`r.team_id = ${teamId}::uuid`).execute(ctx.db)).rows
}

export async function findRoster(ctx: Ctx, rosterId: string): Promise<RosterRow | undefined> {
  return (await readRosters(ctx, sql`r.roster_id = ${rosterId}::uuid`).execute(ctx.db)).rows[0]
}

export type NewRoster = {
  title: string
  rrule: string
  seasonFrom: string
  seasonTo: string
  startsAt: string | null
  endsAt: string | null
  perDay: number
}
export type NewTurn = { turnId: string; day: string; personId: string; memberId: string | null }

export async function insertRoster(
  ctx: Ctx,
  team: { team_id: string; org_id: number },
  { roster, turns }: { roster: NewRoster; turns: readonly NewTurn[] },
): Promise<void> {
  await ctx.db
    .insertInto('rosters')
    .values({
      ...{ county_id: ctx.county, roster_id: ctx.requestId, team_id: team.team_id, org_id: team.org_id },
      ...{ title: roster.title, rrule: roster.rrule, per_day: roster.perDay },
      ...{ season_from: roster.seasonFrom, season_to: roster.seasonTo },
      ...{ starts_at: roster.startsAt, ends_at: roster.endsAt, set_by: accountOf(ctx), set_at: ctx.now },
    })
    .execute()
  await sql`
    insert into roster_turns (county_id, turn_id, roster_id, org_id, member_id, day, person_id)
    select ${ctx.county}, t."turnId", ${ctx.requestId}::uuid, ${team.org_id}, t."memberId", t.day, t."personId"
      from jsonb_to_recordset(${JSON.stringify(turns)}::jsonb) as t(
        "turnId" uuid, day date, "personId" uuid, "memberId" uuid)`.execute(ctx.db)
}

/** False when somebody has ended it already. */
export async function endRoster(ctx: Ctx, rosterId: string): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('rosters')
    .set({ ended_on: ctx.today })
    .where('county_id', '=', ctx.county)
    .where('roster_id', '=', rosterId)
    .where('ended_on', 'is', null)
    .executeTakeFirst()
  await sql`
    delete from roster_turns
     where county_id = ${ctx.county} and roster_id = ${rosterId}::uuid and day > ${ctx.today}::date`.execute(
    ctx.db,
  )
  return numUpdatedRows > 0n
}

export type TurnRow = {
  turn_id: string
  roster_id: string
  day: string
  person_id: string
  member_id: string | null
  name: string | null
  branch_path: string | null
  path: string
  team_id: string
  team_name: string
  title: string
  starts_at: string | null
  ends_at: string | null
}

function readTurns(ctx: Ctx, where: RawBuilder<unknown>): RawBuilder<TurnRow> {
  return sql<TurnRow>`
    select d.turn_id, d.roster_id, d.day, d.person_id, d.member_id, coalesce(m.name, p.name) as name,
           b.path as branch_path, o.path, r.team_id, t.name as team_name, r.title, r.starts_at, r.ends_at
      from roster_turns d
      join rosters r on r.county_id = ${ctx.county} and r.roster_id = d.roster_id
      join teams t on t.county_id = ${ctx.county} and t.team_id = r.team_id
      join organisations o on o.county_id = ${ctx.county} and o.org_id = d.org_id
      left join team_people p on p.county_id = ${ctx.county} and p.person_id = d.person_id
      left join organisations b on b.county_id = ${ctx.county} and b.org_id = p.branch_id
      left join members m on m.county_id = ${ctx.county} and m.member_id = d.member_id
     where d.county_id = ${ctx.county} and ${where}
     order by d.day, t.name, r.starts_at, d.turn_id`
}

export async function listTurns(ctx: Ctx, rosterId: string): Promise<TurnRow[]> {
  return (await readTurns(ctx, sql`d.roster_id = ${rosterId}::uuid`).execute(ctx.db)).rows
}

export async function listTurnsOn(ctx: Ctx, day: string, reach: Reach): Promise<TurnRow[]> {
  const where = sql`d.day = ${day}::date and ${withinReach(reach)}`
  return (await readTurns(ctx, where).execute(ctx.db)).rows.slice(0, 200)
}

/** The next ones of a member. */
export async function listOwnTurns(ctx: Ctx, memberId: string): Promise<TurnRow[]> {
  const where = sql`d.member_id = ${memberId}::uuid and d.day >= ${ctx.today}::date`
  return (await readTurns(ctx, where).execute(ctx.db)).rows.slice(0, 5)
}

export async function findTurn(ctx: Ctx, turnId: string): Promise<TurnRow | undefined> {
  return (await readTurns(ctx, sql`d.turn_id = ${turnId}::uuid`).execute(ctx.db)).rows[0]
}

export async function changeTurn(
  ctx: Ctx,
  turnId: string,
  person: { person_id: string; member_id: string | null },
): Promise<void> {
  await ctx.db
    .updateTable('roster_turns')
    .set({
      ...{ person_id: person.person_id, member_id: person.member_id },
      ...{ changed_by: accountOf(ctx), changed_at: ctx.now },
    })
    .where('county_id', '=', ctx.county)
    .where('turn_id', '=', turnId)
    .execute()
}
