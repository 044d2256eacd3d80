import { sql } from 'kysely'
import type { KinRelation } from '../../../../contract/kin.ts'
import { accountOf, type Ctx } from '../../../core/context/context.ts'

export type KinRow = {
  other_id: string
  /** Not known where the other stands outside the reader's scope. */
  name: string | null
  org_name: string | null
  relation: KinRelation
  noted_of_other: boolean
  noted_at: Date
}

/** The kin of a member, whichever of the two it was noted of. */
export async function listKinRows(ctx: Ctx, memberId: string): Promise<KinRow[]> {
  const { rows } = await sql<KinRow>`
    select k.other_id, m.name, o.short_name as org_name, k.relation, k.noted_of_other, k.noted_at
      from (select case when member_id = ${memberId} then kin_id else member_id end as other_id,
                   member_id <> ${memberId} as noted_of_other, relation, noted_at
              from member_kin
             where county_id = ${ctx.county} and (member_id = ${memberId} or kin_id = ${memberId})) k
      left join members m on m.county_id = ${ctx.county} and m.member_id = k.other_id
      left join organisations o on o.county_id = ${ctx.county} and o.org_id = m.org_id
     order by k.noted_at, k.other_id`.execute(ctx.db)
  return rows
}

/** People of a branch who bear this name, or the one with this id wherever the reader's scope reaches. */
export function findOthers(
  ctx: Ctx,
  asked: { memberId: string } | { name: string },
  orgId: number,
): Promise<{ member_id: string; name: string }[]> {
  const query = ctx.db
    .selectFrom('members')
    .select(['member_id', 'name'])
    .where('county_id', '=', ctx.county)
    .limit(2)
  return 'memberId' in asked
    ? query.where('member_id', '=', asked.memberId).execute()
    : query
        .where('name', '=', asked.name)
        .where('org_id', '=', orgId)
        .where('stage', '<>', 'exited')
        .execute()
}

export type NewKin = { memberId: string; kinId: string; relation: KinRelation; orgId: number }

export async function insertKin(ctx: Ctx, { memberId, kinId, relation, orgId }: NewKin): Promise<void> {
  await ctx.db
    .insertInto('member_kin')
    .values({
      county_id: ctx.county,
      member_id: memberId,
      kin_id: kinId,
      relation,
      org_id: orgId,
      noted_by: accountOf(ctx),
      noted_at: ctx.now,
    })
    .execute()
}

/** Answers whether there was anything to remove. */
export async function deleteKin(ctx: Ctx, memberId: string, kinId: string): Promise<boolean> {
  const result = await sql`
    delete from member_kin
     where county_id = ${ctx.county}
       and (member_id = ${memberId} and kin_id = ${kinId} or member_id = ${kinId} and kin_id = ${memberId})`.execute(
    ctx.db,
  )
  return (result.numAffectedRows ?? 0n) > 0n
}

/** Does one of these members hold an office today, through any account of theirs? */
export async function holdsOffice(ctx: Ctx, memberIds: readonly string[]): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('accounts as a')
    .innerJoin('grants as g', (join) =>
      join.onRef('g.account_id', '=', 'a.account_id').on('g.county_id', '=', ctx.county),
    )
    .select('g.grant_id')
    .where('a.county_id', '=', ctx.county)
    .where('a.member_id', '=', sql<string>`any(${[...memberIds]}::uuid[])`)
    .where('g.role', '<>', 'member')
    .where('g.ended_at', 'is', null)
    .where((eb) => eb.or([eb('g.valid_to', 'is', null), eb('g.valid_to', '>=', ctx.today)]))
    .executeTakeFirst()
  return row !== undefined
}
