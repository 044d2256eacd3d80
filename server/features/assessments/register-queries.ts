import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'
import type { Registered } from './rules.ts'

export type RegisterRow = Registered & { member_id: string; name: string; on_committee: boolean }

/** The members of a branch in the order of the register, with what decides who takes part on that day. */
export async function listRegister(ctx: Ctx, orgId: number, day: string): Promise<RegisterRow[]> {
  const { rows } = await sql<RegisterRow>`
    select m.member_id, m.name, m.stage, m.standing, m.is_lost, e.cause as exemption,
           coalesce(m.party_post ~ '书记|委员', false) or exists (
             select 1 from member_posts p
              where p.county_id = ${ctx.county} and p.member_id = m.member_id and p.kind = 'party'
                and p.title ~ '书记|委员' and p.valid_from <= ${day}::date
                and (p.valid_to is null or p.valid_to >= ${day}::date)) as on_committee
      from members m
      left join (
        select member_id, min(cause) as cause from member_exemptions
         where county_id = ${ctx.county} and valid_from <= ${day}::date
           and (valid_to is null or valid_to >= ${day}::date)
         group by member_id
      ) e on e.member_id = m.member_id
     where m.county_id = ${ctx.county} and m.org_id = ${orgId} and m.stage in ('probationary', 'full')
     order by m.name_pinyin, m.member_id`.execute(ctx.db)
  return rows
}
