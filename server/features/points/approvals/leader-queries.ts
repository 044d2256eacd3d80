import { sql } from 'kysely'
import type { Ctx } from '../../../core/context/context.ts'
import type { Leader } from '../../../core/procedure/deciders.ts'

/** Who leads these groups today, each with the members who are kin to them. */
export async function listLeaders(ctx: Ctx, groupIds: readonly number[]): Promise<Leader[]> {
  const { rows } = await sql<Leader>`
    select g.org_id as "orgId", g.account_id as "accountId", a.member_id as "memberId",
           array(select case when k.member_id = a.member_id then k.kin_id else k.member_id end
                   from member_kin k
                  where k.county_id = ${ctx.county}
                    and (k.member_id = a.member_id or k.kin_id = a.member_id)) as kin
      from grants g
      join accounts a on a.county_id = ${ctx.county} and a.account_id = g.account_id and a.disabled_at is null
     where g.county_id = ${ctx.county} and g.org_id = any(${groupIds}::int[]) and g.role = 'group-leader'
       and g.ended_at is null and g.valid_from <= ${ctx.today}
       and (g.valid_to is null or g.valid_to >= ${ctx.today})`.execute(ctx.db)
  return rows
}
