import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'
import { takeLock } from '../../core/context/take-lock.ts'
import type { Lock } from '../../core/db/transaction.ts'
import type { Scope } from './derivation-queries.ts'

/**
 * Facts are followed beside each other, but never while what is asked changes: a fact that is not committed yet would
 * miss the new requirement, and it would miss the fact. Held to the end; taken before anything is read for it.
 */
export async function lockRequirements(ctx: Ctx, way: Lock['way']): Promise<void> {
  await takeLock(ctx, { name: 'requirements', way })
}

/**
 * One after the other for each organisation, in the order of the keys: of two records that together make up what is
 * asked, the second must see the first. A statement of its own, before the derivation.
 */
export async function lockOrgs(ctx: Ctx, orgIds: readonly number[]): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(${ctx.county}::int, o.key)
      from (select distinct hashtext('duties of ' || org_id) as key from unnest(${[...orgIds]}::int[]) as s(org_id)
             order by key offset 0) o`.execute(ctx.db)
}

export async function hasRequirements(ctx: Ctx): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('requirements')
    .select('requirement_id')
    .where('county_id', '=', ctx.county)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * A county's whole year takes longer than a page is let wait. Everything is joined then: the planner, which cannot see
 * through row-level security how many rows pass, would look them up one by one.
 */
export async function giveTime(ctx: Ctx): Promise<void> {
  await sql`
    select set_config('statement_timeout', '15min', true), set_config('work_mem', '128MB', true),
           set_config('enable_nestloop', 'off', true), set_config('jit', 'off', true)`.execute(ctx.db)
}

/**
 * Whose duties some facts may change, and on which days: who held it, all above it then, and whose members were there.
 * Of kinds of organisation of which something is asked at all.
 */
export async function listTouched(ctx: Ctx, factIds: readonly string[]): Promise<Scope[]> {
  const { county } = ctx
  const { rows } = await sql<{ day: string; org_ids: number[] }>`
    with recursive named as (
      select f.org_id, f.group_id, f.day, f.kind, f.source_id, f.member_id
        from facts f where f.county_id = ${county} and f.fact_id = any(${factIds}::uuid[])
    ),
    up (day, above_id) as (
      select distinct day, org_id from named where member_id is null
      union
      select u.day, h.parent_id
        from up u
        join org_history h
          on h.county_id = ${county} and h.org_id = u.above_id and h.valid_from <= u.day
         and (h.valid_to is null or h.valid_to > u.day)
       where h.parent_id is not null
    ),
    there as (
      select distinct n.day, a.org_id, a.group_id
        from (select distinct day, source_id from named where member_id is null) n
        join facts a on a.county_id = ${county} and a.source_id = n.source_id and a.kind = 'attendance'
    ),
    touched as (
      select day, above_id as org_id from up
      union select day, org_id from there
      union select day, group_id from there where group_id is not null
      union select day, org_id from named where kind = 'attendance'
      union select day, group_id from named where kind = 'attendance' and group_id is not null
    )
    select t.day, array_agg(t.org_id order by t.org_id) as org_ids
      from touched t
      join organisations o on o.county_id = ${county} and o.org_id = t.org_id
     where exists (select 1 from requirements r where r.county_id = ${county} and o.kind = any(r.org_kinds))
     group by t.day
     order by t.day`.execute(ctx.db)
  return rows.map((row) => ({ orgIds: row.org_ids, from: row.day, to: row.day }))
}

/** Whose line differs from the one before, and whose line is the first that the register has of them. */
export type Noted = { changed: number[]; awakened: number[] }

/**
 * Notes what the register says today of what decides who owes: full members, and whether there is a committee, which
 * is so with seven of them or with three people on it (支部工作条例). Only what has changed gets a line, and a day has
 * one: the last. `awakened` had no full member in any line before today's: the
 * register had not been filled in yet, and what it says today is what it says of the time before as well.
 */
export async function noteTraits(ctx: Ctx): Promise<Noted> {
  const { county, today } = ctx
  const { rows } = await sql<Noted>`
    with posts as (
      select p.member_id, string_agg(p.title, ' ') as titles from member_posts p
       where p.county_id = ${county} and p.kind = 'party' and p.valid_from <= ${today}::date
         and (p.valid_to is null or p.valid_to >= ${today}::date)
       group by p.member_id
    ),
    counted as (
      select m.org_id, count(*) filter (where m.stage = 'full') as members,
             count(*) filter (where concat_ws(' ', m.party_post, p.titles) ~ '书记|委员') as officers
        from members m left join posts p on p.member_id = m.member_id
       where m.county_id = ${county} and m.stage in ('full', 'probationary')
       group by m.org_id
    ),
    now_is as (
      select o.org_id, coalesce(c.members, 0)::int as members,
             o.kind in ('committee', 'general-branch') or coalesce(c.members, 0) >= 7 or coalesce(c.officers, 0) >= 3
               as has_committee
        from organisations o left join counted c on c.org_id = o.org_id
       where o.county_id = ${county} and o.dissolved_on is null
    ),
    before as (
      select t.org_id, coalesce(max(t.members) filter (where t.valid_from < ${today}::date), 0) = 0 as asleep,
             (array_agg(t.members order by t.valid_from desc))[1] as members,
             (array_agg(t.has_committee order by t.valid_from desc))[1] as has_committee
        from duty_traits t where t.county_id = ${county}
       group by t.org_id
    ),
    noted as (
      insert into duty_traits (county_id, org_id, valid_from, members, has_committee)
      select ${county}::int, n.org_id, ${today}::date, n.members, n.has_committee
        from now_is n left join before b on b.org_id = n.org_id
       where (b.members, b.has_committee) is distinct from (n.members, n.has_committee)
      on conflict (county_id, org_id, valid_from)
      do update set members = excluded.members, has_committee = excluded.has_committee
      returning org_id, members
    )
    select coalesce(array_agg(n.org_id) filter (where b.org_id is not null), '{}') as changed,
           coalesce(array_agg(n.org_id) filter (where b.asleep), '{}') as awakened
      from noted n left join before b on b.org_id = n.org_id`.execute(ctx.db)
  return rows[0] ?? { changed: [], awakened: [] }
}

/** The first day of which anything is asked, or null where nothing is. */
export async function readFirstAsked(ctx: Ctx): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('requirements')
    .select((eb) => eb.fn.min('valid_from').as('first'))
    .where('county_id', '=', ctx.county)
    .executeTakeFirst()
  return row?.first ?? null
}

/** The day up to which the clock has begun periods, or null before the first time. */
export async function readHorizon(ctx: Ctx): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('duty_horizons')
    .select('begun_to')
    .where('county_id', '=', ctx.county)
    .executeTakeFirst()
  return row?.begun_to ?? null
}

export async function moveHorizon(ctx: Ctx, begunTo: string): Promise<void> {
  await ctx.db
    .insertInto('duty_horizons')
    .values({ county_id: ctx.county, begun_to: begunTo })
    .onConflict((oc) => oc.column('county_id').doUpdateSet({ begun_to: begunTo }))
    .execute()
}
