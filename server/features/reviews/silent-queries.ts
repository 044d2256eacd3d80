import { sql } from 'kysely'
import type { HandEntryState } from '../../../contract/hand-entries.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import { opener, sealWords } from './sealing.ts'

export type SilentRow = {
  fact_id: string
  rule_id: number
  org_id: number
  member_id: string
  name: string
  day: string
  rule_name: string
  scheme_name: string
  mode: 'bands' | 'table'
  /** Hundredths of the unit; of a table what stands in the record. */
  quantity: number | null
  value: string | null
  answer_id: string | null
  reason: string | null
  points: number | null
  entry_state: HandEntryState | null
  answered_by: string | null
  answered_at: Date | null
}
type Stored = Omit<SilentRow, 'reason'> & { reason_sealed: Buffer | null }

export type SilentLook = { orgIds: readonly number[]; since: string; factId?: string; ruleId?: number }

/**
 * Facts that a rule of a scheme counts by bands or by a table, and that lie in no band and in no row of it, where the
 * scheme leaves that to a person. Below the first band nothing is meant to be given: that is no hole. Each with the last
 * answer that somebody gave.
 */
export async function listSilent(ctx: Ctx, look: SilentLook): Promise<SilentRow[]> {
  const { county } = ctx
  const { rows } = await sql<Stored>`
    select f.fact_id, r.rule_id, f.org_id, m.member_id, m.name, f.day, r.name as rule_name, s.name as scheme_name, r.mode,
           f.quantity, f.attrs ->> r.table_key as value, w.answer_id, w.reason_sealed, h.points,
           h.state as entry_state, a.name as answered_by, w.answered_at
      from point_coverage c
      join point_versions v
        on v.county_id = ${county} and v.version_id = c.version_id and v.terms ->> 'whereSilent' = 'person'
      join point_schemes s on s.county_id = ${county} and s.scheme_id = v.scheme_id
      join point_rules r
        on r.county_id = ${county} and r.version_id = c.version_id and r.class <> 'veto' and r.subject = 'member'
       and r.mode in ('bands', 'table')
      join facts f
        on f.county_id = ${county} and f.org_id = c.org_id and f.kind = r.fact_kind and f.day >= ${look.since}::date
       and f.day between c.valid_from and c.valid_to and f.attrs @> r.pattern
       and f.day >= coalesce(r.valid_from, f.day) and f.day <= coalesce(r.valid_to, f.day)
      join members m on m.county_id = ${county} and m.member_id = f.member_id
      left join lateral (
        select * from silent_answers l
         where l.county_id = ${county} and l.fact_id = f.fact_id and l.rule_id = r.rule_id
         order by l.answered_at desc, l.answer_id desc limit 1
      ) w on true
      left join hand_entries h on h.county_id = ${county} and h.hand_entry_id = w.hand_entry_id
      left join accounts a on a.county_id = ${county} and a.account_id = w.answered_by
     where c.county_id = ${county} and c.org_id = any(${[...look.orgIds]}::int[])
       and (${look.factId ?? null}::uuid is null or f.fact_id = ${look.factId ?? null}::uuid)
       and (${look.ruleId ?? null}::int is null or r.rule_id = ${look.ruleId ?? null}::int)
       and not exists (select from fact_voids x where x.county_id = ${county} and x.fact_id = f.fact_id)
       and case r.mode
             when 'table' then f.attrs ->> r.table_key is not null
              and not coalesce(r.points_table, '{}'::jsonb) ? (f.attrs ->> r.table_key)
             else coalesce(f.quantity, 0) > (select min((b.band ->> 'from')::bigint)
                                               from jsonb_array_elements(r.bands) as b(band))
              and not exists (select from jsonb_array_elements(r.bands) as b(band)
                               where coalesce(f.quantity, 0) >= (b.band ->> 'from')::bigint
                                 and coalesce(f.quantity, 0) <= coalesce((b.band ->> 'to')::bigint, f.quantity))
           end
     order by f.day, f.fact_id, r.sort
     limit 1000`.execute(ctx.db)
  const open = await opener(ctx)
  return rows.map(({ reason_sealed: sealed, ...row }) => ({
    ...row,
    reason: row.answer_id && sealed && open('reason', row.answer_id, sealed),
  }))
}

/** Two who answer for the same fact at once wait for each other. */
export async function lockMember(ctx: Ctx, memberId: string): Promise<void> {
  await sql`select member_id from members
             where county_id = ${ctx.county} and member_id = ${memberId} for no key update`.execute(ctx.db)
}

export type NewAnswer = {
  orgId: number
  memberId: string
  factId: string
  ruleId: number
  handEntryId: string | null
  reason: string
}

export async function insertAnswer(ctx: Ctx, row: NewAnswer): Promise<void> {
  await ctx.db
    .insertInto('silent_answers')
    .values({
      county_id: ctx.county,
      answer_id: ctx.requestId,
      org_id: row.orgId,
      member_id: row.memberId,
      fact_id: row.factId,
      rule_id: row.ruleId,
      hand_entry_id: row.handEntryId,
      reason_sealed: await sealWords(ctx, 'reason', ctx.requestId, row.reason),
      answered_by: accountOf(ctx),
      answered_at: ctx.now,
    })
    .execute()
}
