import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'
import { rawPoints } from './derivation-queries.ts'

/** A fact that is not recorded yet: where and when it would count, and what rules would look at. */
export type WouldBe = {
  orgId: number
  day: string
  kind: string
  quantity: number
  attrs: Record<string, unknown>
}

export type Foreseen = {
  code: string
  name: string
  /** Before any ceiling, in hundredths. */
  points: number
  /** Is there a ceiling, a floor or another way to count over several? */
  limited: boolean
  /** How many people's yes the rule asks for. */
  steps: number
}

/** The rules in force that would count it, each with what it gives by itself: the arithmetic is the derivation's own. */
export async function foresee(ctx: Ctx, fact: WouldBe): Promise<Foreseen[]> {
  const { county } = ctx
  const { rows } = await sql<Foreseen>`
    select r.code, r.name, ${rawPoints} as points,
           exists (select 1 from point_limit_rules l where l.county_id = ${county} and l.rule_id = r.rule_id) as limited,
           case when r.needs_approval then r.approval_steps else 1 end as steps
      from (select ${fact.day}::date as day, ${fact.quantity}::int as quantity,
                   ${JSON.stringify(fact.attrs)}::jsonb as attrs) f
      join point_coverage c
        on c.county_id = ${county} and c.org_id = ${fact.orgId} and f.day between c.valid_from and c.valid_to
      join point_rules r
        on r.county_id = ${county} and r.version_id = c.version_id and r.fact_kind = ${fact.kind}
       and r.class <> 'veto' and f.attrs @> r.pattern
       and f.day >= coalesce(r.valid_from, f.day) and f.day <= coalesce(r.valid_to, f.day)
     order by r.sort, r.code`.execute(ctx.db)
  return rows
}

/** The county's own matters that may be proposed on this day. */
export function listOwnMatters(ctx: Ctx) {
  return ctx.db
    .selectFrom('point_matters')
    .select(['code', 'label', 'unit'])
    .where('county_id', '=', ctx.county)
    .where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>', ctx.today)]))
    .orderBy('added_at')
    .orderBy('code')
    .execute()
}

/** Matters that the rules in force count for a branch today, each with the first such rule's name. */
export async function listCounted(ctx: Ctx, orgId: number): Promise<{ matter: string; name: string }[]> {
  const { rows } = await sql<{ matter: string; name: string }>`
    select distinct on (t.matter) t.matter, r.name
      from point_coverage c
      join point_rules r on r.county_id = ${ctx.county} and r.version_id = c.version_id
     cross join lateral (
       select case r.fact_kind when 'conduct' then r.pattern ->> 'matter' when 'attendance' then r.pattern ->> 'activity' end
     ) t(matter)
     where c.county_id = ${ctx.county} and c.org_id = ${orgId}
       and ${ctx.today}::date between c.valid_from and c.valid_to
       and t.matter is not null and r.class <> 'veto'
     order by t.matter, r.sort`.execute(ctx.db)
  return rows
}
