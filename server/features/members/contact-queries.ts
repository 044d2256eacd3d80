import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'

export type ContactRow = {
  org_id: number
  member_id: string
  name: string
  mobile_sealed: Buffer | null
}

/**
 * Whom to ask in each organisation: whoever holds its secretary's office there by a grant, else a secretary by the posts
 * of the register, the secretary before a deputy.
 */
export async function listContactRows(ctx: Ctx, orgIds: readonly number[]): Promise<ContactRow[]> {
  const { county, today } = ctx
  const { rows } = await sql<ContactRow>`
    with candidates as (
      select g.org_id, a.member_id, 0 as rank
        from grants g join accounts a on a.county_id = ${county} and a.account_id = g.account_id
       where g.county_id = ${county} and g.org_id = any(${[...orgIds]}::int[]) and g.ended_at is null
         and g.role in ('branch-secretary', 'committee-secretary') and a.member_id is not null
         and g.valid_from <= ${today}::date and (g.valid_to is null or g.valid_to >= ${today}::date)
      union all
      select m.org_id, m.member_id, case when m.party_post ~ '副书记' then 2 else 1 end
        from members m
       where m.county_id = ${county} and m.org_id = any(${[...orgIds]}::int[]) and m.stage <> 'exited'
         and m.party_post ~ '书记'
    )
    select distinct on (c.org_id) c.org_id, m.member_id, m.name, m.mobile_sealed
      from candidates c
      join members m on m.county_id = ${county} and m.member_id = c.member_id and m.stage <> 'exited'
     order by c.org_id, c.rank, m.name_pinyin, m.member_id`.execute(ctx.db)
  return rows
}
