import { sql } from 'kysely'
import type { TalkPair } from '../../../contract/talk-pairs.ts'
import type { TalkMatter } from '../../../contract/talks.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import { takeLock } from '../../core/context/take-lock.ts'
import type { Held, Person } from './rules.ts'

/** What is settled about a branch's year is so in turn: of the last two talks the second sees the first. */
export async function lockYear(ctx: Ctx, orgId: number, year: number): Promise<void> {
  await takeLock(ctx, { name: `talks of ${orgId} ${year}`, way: 'to-change' })
}

/**
 * Who talks in some branches, in the order of the register, and what each is there today. 副书记 is of the committee;
 * who is out of reach or whose membership rests owes nothing.
 */
export async function listPeople(
  ctx: Ctx,
  orgIds: readonly number[] | 'all',
): Promise<(Person & { orgId: number })[]> {
  const which = orgIds === 'all' ? sql`true` : sql`m.org_id = any(${[...orgIds]}::int[])`
  const { rows } = await sql<Person & { orgId: number }>`
    select m.org_id as "orgId", m.member_id as "memberId", m.name,
           case when t.titles ~ '(^|[^副])书记' then 'secretary'
                when t.titles ~ '书记|委员' then 'committee' else 'member' end as post
      from members m
      join organisations o on o.county_id = ${ctx.county} and o.org_id = m.org_id and o.kind = 'branch'
     cross join lateral (
       select concat_ws(' ', m.party_post, (
         select string_agg(p.title, ' ') from member_posts p
          where p.county_id = ${ctx.county} and p.member_id = m.member_id and p.kind = 'party'
            and p.valid_from <= ${ctx.today}::date
            and (p.valid_to is null or p.valid_to >= ${ctx.today}::date))) as titles
     ) t
     where m.county_id = ${ctx.county} and ${which} and m.stage in ('probationary', 'full') and not m.is_lost
       and m.standing in ('normal', 'restored')
     order by m.org_id, m.name_pinyin, m.member_id`.execute(ctx.db)
  return rows
}

export type NewTalk = {
  orgId: number
  pair: TalkPair
  oneId: string
  otherId: string
  day: string
  matter: TalkMatter
}

export async function insertTalk(ctx: Ctx, talk: NewTalk): Promise<void> {
  await ctx.db
    .insertInto('pair_talks')
    .values({
      county_id: ctx.county,
      talk_id: ctx.requestId,
      org_id: talk.orgId,
      pair: talk.pair,
      one_id: talk.oneId,
      other_id: talk.otherId,
      day: talk.day,
      matter: talk.matter,
      recorded_by: accountOf(ctx),
      recorded_at: ctx.now,
    })
    .execute()
}

/** Is there one of the same two on the same day, written down by whomever? */
export async function hasSuchOne(ctx: Ctx, { orgId, oneId, otherId, day }: NewTalk): Promise<boolean> {
  const { rows } = await sql`
    select 1 from pair_talks
     where county_id = ${ctx.county} and org_id = ${orgId} and day = ${day}::date and ended_at is null
       and (one_id, other_id) in ((${oneId}::uuid, ${otherId}::uuid), (${otherId}::uuid, ${oneId}::uuid))
     limit 1`.execute(ctx.db)
  return rows.length > 0
}

/** What was held in some branches in a year. */
export async function listHeld(
  ctx: Ctx,
  orgIds: readonly number[] | 'all',
  year: number,
): Promise<(Held & { orgId: number })[]> {
  const which = orgIds === 'all' ? sql`true` : sql`t.org_id = any(${[...orgIds]}::int[])`
  const { rows } = await sql<Held & { orgId: number }>`
    select t.org_id as "orgId", t.pair, t.one_id as "oneId", t.other_id as "otherId", t.day
      from pair_talks t
     where t.county_id = ${ctx.county} and ${which} and t.ended_at is null
       and t.day between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`.execute(ctx.db)
  return rows
}

export type TalkRow = {
  talk_id: string
  org_id: number
  org_name: string
  path: string
  pair: TalkPair
  one_id: string
  other_id: string
  one_name: string
  other_name: string
  day: string
  matter: TalkMatter
  recorded_by: string
  by_name: string | null
  recorded_at: Date
  ended_at: Date | null
}

type Which =
  | { talkId: string }
  | { orgId: number; year: number }
  | { memberId: string | null; accountId: string | null }

function whichSql(which: Which) {
  if ('talkId' in which) return sql`t.talk_id = ${which.talkId}`
  if ('orgId' in which)
    return sql`t.org_id = ${which.orgId} and t.ended_at is null
      and t.day between ${`${which.year}-01-01`}::date and ${`${which.year}-12-31`}::date`
  const { memberId, accountId } = which
  return sql`t.ended_at is null and (t.one_id = ${memberId}::uuid or t.other_id = ${memberId}::uuid
      or t.recorded_by = ${accountId}::uuid)`
}

/** The newest first. Who has left the branch since has no name here. */
export async function listTalks(ctx: Ctx, which: Which): Promise<TalkRow[]> {
  const { rows } = await sql<TalkRow>`
    select t.talk_id, t.org_id, o.short_name as org_name, o.path, t.pair, t.one_id, t.other_id,
           coalesce(x.name, '不在本支部的党员') as one_name, coalesce(y.name, '不在本支部的党员') as other_name,
           t.day, t.matter, t.recorded_by, a.name as by_name, t.recorded_at, t.ended_at
      from pair_talks t
      join organisations o on o.county_id = ${ctx.county} and o.org_id = t.org_id
      left join members x on x.county_id = ${ctx.county} and x.member_id = t.one_id
      left join members y on y.county_id = ${ctx.county} and y.member_id = t.other_id
      left join accounts a on a.county_id = ${ctx.county} and a.account_id = t.recorded_by
     where t.county_id = ${ctx.county} and ${whichSql(which)}
     order by t.day desc, t.talk_id desc
     limit 1000`.execute(ctx.db)
  return rows
}

export async function endTalk(ctx: Ctx, talkId: string, reason: string): Promise<void> {
  await ctx.db
    .updateTable('pair_talks')
    .set({ ended_at: ctx.now, end_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('talk_id', '=', talkId)
    .execute()
}

/** A member's branch, where it is one. */
export async function findBranch(ctx: Ctx, memberId: string) {
  const row = await ctx.db
    .selectFrom('members as m')
    .innerJoin('organisations as o', (join) =>
      join.onRef('o.org_id', '=', 'm.org_id').on('o.county_id', '=', ctx.county),
    )
    .select(['o.org_id', 'o.short_name', 'o.path'])
    .where('m.county_id', '=', ctx.county)
    .where('m.member_id', '=', memberId)
    .where('o.kind', '=', 'branch')
    .executeTakeFirst()
  return row && { orgId: row.org_id, name: row.short_name, path: row.path }
}
