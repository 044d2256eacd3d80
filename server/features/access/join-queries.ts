import { sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import { newId } from '../../core/ids.ts'

/** Locked before it is asked for an account: who waits here sees what the one before has made. */
export async function lockMember(ctx: Ctx, memberId: string) {
  const { rows } = await sql<{ name: string; stage: string; path: string }>`
    select m.name, m.stage, o.path
      from members m
      join organisations o on o.county_id = ${ctx.county} and o.org_id = m.org_id
     where m.county_id = ${ctx.county} and m.member_id = ${memberId}
       for no key update of m`.execute(ctx.db)
  return rows[0]
}

/** Where an account holds a role now. */
export async function listPlacesOf(ctx: Ctx, accountId: string): Promise<{ path: string }[]> {
  const { rows } = await sql<{ path: string }>`
    select distinct o.path
      from grants g
      join organisations o on o.county_id = ${ctx.county} and o.org_id = g.org_id
     where g.county_id = ${ctx.county} and g.account_id = ${accountId} and g.ended_at is null
       and (g.valid_to is null or g.valid_to >= ${ctx.today}::date)`.execute(ctx.db)
  return rows
}

/** Those of exactly this name in the branches at, below or around these places, who have no account. */
export async function listMembersNamed(ctx: Ctx, name: string, paths: readonly string[]) {
  const { rows } = await sql<{ memberId: string; name: string; orgName: string }>`
    select m.member_id as "memberId", m.name, o.name as "orgName"
      from members m
      join organisations o on o.county_id = ${ctx.county} and o.org_id = m.org_id
     where m.county_id = ${ctx.county} and m.name = ${name} and m.stage <> 'exited'
       and exists (select from unnest(${[...paths]}::text[]) as p(path)
                    where starts_with(o.path, p.path) or starts_with(p.path, o.path))
       and not exists (select from accounts a where a.county_id = ${ctx.county} and a.member_id = m.member_id)
     order by o.path, m.member_id
     limit 20`.execute(ctx.db)
  return rows
}

export async function setMember(ctx: Ctx, accountId: string, memberId: string | null): Promise<void> {
  await ctx.db
    .updateTable('accounts')
    .set({ member_id: memberId })
    .where('county_id', '=', ctx.county)
    .where('account_id', '=', accountId)
    .execute()
}

export async function insertJoin(
  ctx: Ctx,
  { accountId, memberId, reason }: { accountId: string; memberId: string; reason: string },
): Promise<void> {
  await ctx.db
    .insertInto('account_joins')
    .values({
      county_id: ctx.county,
      join_id: newId(),
      account_id: accountId,
      member_id: memberId,
      joined_by: accountOf(ctx),
      joined_at: ctx.now,
      reason,
    })
    .execute()
}

/** Answers whether one stood. */
export async function endJoin(ctx: Ctx, accountId: string, reason: string): Promise<boolean> {
  const result = await ctx.db
    .updateTable('account_joins')
    .set({ ended_by: accountOf(ctx), ended_at: ctx.now, end_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export type JoinRow = {
  account_id: string
  member_id: string
  /** Not known where the member stands outside the reader's scope. */
  member_name: string | null
  by_name: string | null
  joined_at: Date
  reason: string
  ended_at: Date | null
  ended_by_name: string | null
  end_reason: string | null
}

export async function listJoins(ctx: Ctx, accountIds: readonly string[]): Promise<JoinRow[]> {
  const { rows } = await sql<JoinRow>`
    select j.account_id, j.member_id, m.name as member_name, b.name as by_name, j.joined_at, j.reason, j.ended_at,
           e.name as ended_by_name, j.end_reason
      from account_joins j
      left join members m on m.county_id = ${ctx.county} and m.member_id = j.member_id
      left join accounts b on b.county_id = ${ctx.county} and b.account_id = j.joined_by
      left join accounts e on e.county_id = ${ctx.county} and e.account_id = j.ended_by
     where j.county_id = ${ctx.county} and j.account_id = any(${[...accountIds]}::uuid[])
     order by j.joined_at, j.join_id`.execute(ctx.db)
  return rows
}
