import { type RawBuilder, sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type TeamPersonRow = {
  person_id: string
  team_id: string
  member_id: string | null
  branch_path: string | null
  name: string | null
  phone_sealed: Buffer | null
  joined_on: string
  left_on: string | null
  expires_on: string | null
}

function readPeople(ctx: Ctx, where: RawBuilder<unknown>): RawBuilder<TeamPersonRow> {
  return sql<TeamPersonRow>`
    select p.person_id, p.team_id, p.member_id, b.path as branch_path, coalesce(m.name, p.name) as name,
           p.phone_sealed, p.joined_on, p.left_on, p.expires_on
      from team_people p
      left join organisations b on b.county_id = ${ctx.county} and b.org_id = p.branch_id
      left join members m on m.county_id = ${ctx.county} and m.member_id = p.member_id
     where p.county_id = ${ctx.county} and ${where}
     order by p.member_id is null, p.added_at, p.person_id`
}

/** Who belongs to it now. */
export async function listPeople(ctx: Ctx, teamId: string): Promise<TeamPersonRow[]> {
  const where = sql`p.team_id = ${teamId}::uuid and p.left_on is null
    and (p.expires_on is null or p.expires_on >= ${ctx.today}::date)`
  return (await readPeople(ctx, where).execute(ctx.db)).rows
}

export async function findTeamPerson(ctx: Ctx, personId: string): Promise<TeamPersonRow | undefined> {
  return (await readPeople(ctx, sql`p.person_id = ${personId}::uuid`).execute(ctx.db)).rows[0]
}

export type NewTeamPerson = {
  personId: string
  memberId: string | null
  branchId: number | null
  name: string | null
  /** In hexadecimal: JSON holds no bytes. */
  phone: string | null
  consentOn: string | null
  expiresOn: string | null
}

/** One statement for a team of 260. */
export async function insertPeople(
  ctx: Ctx,
  team: { team_id: string; org_id: number },
  rows: readonly NewTeamPerson[],
): Promise<void> {
  await sql`
    insert into team_people (county_id, person_id, team_id, org_id, branch_id, member_id, name, phone_sealed,
                             consent_on, expires_on, joined_on, added_by, added_at)
    select ${ctx.county}, r."personId", ${team.team_id}::uuid, ${team.org_id}, r."branchId", r."memberId", r.name,
           decode(r.phone, 'hex'), r."consentOn", r."expiresOn", ${ctx.today}::date, ${accountOf(ctx)}::uuid, ${ctx.now}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
        "personId" uuid, "branchId" int, "memberId" uuid, name text, phone text, "consentOn" date, "expiresOn" date
      )`.execute(ctx.db)
}

export async function findBranches(ctx: Ctx, memberIds: readonly string[]) {
  const rows = await ctx.db
    .selectFrom('members')
    .select(['member_id', 'org_id', 'stage'])
    .where('county_id', '=', ctx.county)
    .where('member_id', '=', sql<string>`any(${[...memberIds]}::uuid[])`)
    .execute()
  return new Map(rows.filter((row) => row.stage !== 'exited').map((row) => [row.member_id, row.org_id]))
}

/** False when the person has left already. What a volunteer let be known is erased in the same statement. */
export async function leave(ctx: Ctx, personId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update team_people
       set left_on = ${ctx.today}::date, name = null, phone_sealed = null,
           erased_at = case when member_id is null then ${ctx.now}::timestamptz end
     where county_id = ${ctx.county} and person_id = ${personId}::uuid and left_on is null`.execute(ctx.db)
  return (numAffectedRows ?? 0n) > 0n
}

/** Turns that are still to come; today's was begun. */
export async function dropTurnsOf(ctx: Ctx, personId: string): Promise<void> {
  await sql`
    delete from roster_turns
     where county_id = ${ctx.county} and person_id = ${personId}::uuid and day > ${ctx.today}::date`.execute(
    ctx.db,
  )
}

/** Names and telephones of volunteers whose day of consent is over. */
export async function eraseOver(ctx: Ctx): Promise<void> {
  await sql`
    update team_people
       set name = null, phone_sealed = null, erased_at = ${ctx.now}, left_on = coalesce(left_on, expires_on)
     where county_id = ${ctx.county} and expires_on < ${ctx.today}::date and erased_at is null`.execute(
    ctx.db,
  )
}
