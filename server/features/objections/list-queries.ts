import { type RawBuilder, sql } from 'kysely'
import type { ObjectionChannel, ObjectionRecord } from '../../../contract/objections.ts'
import { roles, verbsOf } from '../../../contract/roles.ts'
import type { Ctx } from '../../core/context/context.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'

export type ObjectionRow = {
  objection_id: string
  org_id: number
  org_name: string
  path: string
  state: string
  due_on: string | null
  procedure_id: string
  channel: ObjectionChannel
  concerned: string | null
  member_name: string | null
  window_id: string | null
  window_title: string | null
  window_page: string | null
  source_kind: string | null
  source_id: string | null
  fact_id: string | null
  rule_id: number | null
  body: string
  raised_by: string | null
  raised_by_member: string | null
  raised_by_name: string | null
  raised_at: Date
  answer: string | null
  correction_kind: ObjectionRecord['kind'] | null
  correction_id: string | null
  answered_by_name: string | null
  answered_at: Date | null
  contact_sealed: Buffer | null
  appeal_org_id: number | null
  appeal_org_name: string | null
  appeal_path: string | null
  appeal_channel: Exclude<ObjectionChannel, 'public-page'> | null
  appeal_body: string | null
  appealed_at: Date | null
  appeal_answer: string | null
  appeal_correction_kind: ObjectionRecord['kind'] | null
  appeal_correction_id: string | null
  appeal_answered_by_name: string | null
  appeal_answered_at: Date | null
  /** Does the second instance fall to this reader: there, or above where nobody there may answer? */
  to_review: boolean
  total: number
}

export type ObjectionFilter = {
  /** Those that the reader raised, or those at and below these paths and those that fall to it in second instance. */
  scope: { own: true } | { paths: readonly string[] }
  objectionId?: string | undefined
  orgId?: number | undefined
  windowId?: string | undefined
  /** True: an answer is waited for, in either instance. */
  open?: boolean | undefined
  limit: number
  offset: number
}

const reviewers = roles.filter((role) => verbsOf(role).includes('objections.review'))

/**
 * An appeal falls to the organisation that it was sent to. Where nobody there may answer it (the only one has answered
 * first, or is concerned, or kin) it falls to the next above that has somebody: it must not lie.
 */
function fallsToReader(ctx: Ctx, paths: readonly string[]): RawBuilder<boolean> {
  const { county } = ctx
  return sql<boolean>`(b.appeal_org_id is not null and exists (
    select 1 from unnest(${[...paths]}::text[]) as own(path)
     where starts_with(ao.path, own.path)
       and not exists (
         select 1
           from grants rg
           join organisations ro on ro.county_id = ${county} and ro.org_id = rg.org_id
           join accounts rc on rc.county_id = ${county} and rc.account_id = rg.account_id and rc.disabled_at is null
          where rg.county_id = ${county} and rg.role = any(${reviewers}::text[]) and rg.ended_at is null
            and rg.valid_from <= ${ctx.today}::date and (rg.valid_to is null or rg.valid_to >= ${ctx.today}::date)
            and starts_with(ao.path, ro.path) and length(ro.path) > length(own.path)
            and rc.account_id is distinct from b.answered_by and rc.account_id is distinct from b.raised_by
            and (rc.member_id is null or rc.member_id is distinct from aa.member_id
                                     and rc.member_id is distinct from ra.member_id
                                     and rc.member_id is distinct from coalesce(b.member_id, g.member_id))
            and not exists (
              select 1 from member_kin k
               where k.county_id = ${county}
                 and (k.member_id = rc.member_id and k.kin_id = coalesce(b.member_id, g.member_id)
                   or k.kin_id = rc.member_id and k.member_id = coalesce(b.member_id, g.member_id))))))`
}

function within(ctx: Ctx, scope: ObjectionFilter['scope']): RawBuilder<boolean> {
  // Two accounts of one member are one person.
  if ('own' in scope) {
    const { accountId, memberId } = ctx.actor
    return sql`(b.raised_by = ${accountId}::uuid or ra.member_id = ${memberId}::uuid)`
  }
  return sql`(exists (select 1 from unnest(${[...scope.paths]}::text[]) as granted(path)
                       where starts_with(o.path, granted.path))
              or ${fallsToReader(ctx, pathsWhere(ctx.actor, 'objections.review'))})`
}

/** What waits first, by its last day, then the answered, newest first. What a row of a page meant is looked up here. */
export async function listObjectionRows(ctx: Ctx, filter: ObjectionFilter): Promise<ObjectionRow[]> {
  const { county } = ctx
  const { objectionId = null, orgId = null, windowId = null, open = null } = filter
  const { rows } = await sql<ObjectionRow>`
    select b.objection_id, b.org_id, o.short_name as org_name, o.path, p.state, p.due_on, b.procedure_id, b.channel,
           coalesce(b.member_id, g.member_id) as concerned, m.name as member_name, b.window_id,
           w.title as window_title, w.page as window_page, f.source_kind, f.source_id, f.fact_id,
           coalesce(b.rule_id, g.rule_ids[b.fact_no + 1]) as rule_id, b.body, b.raised_by, ra.member_id as raised_by_member,
           ra.name as raised_by_name, b.raised_at, b.answer, b.correction_kind, b.correction_id, aa.name as answered_by_name, b.answered_at,
           b.contact_sealed, b.appeal_org_id, ao.short_name as appeal_org_name, ao.path as appeal_path,
           b.appeal_channel, b.appeal_body, b.appealed_at, b.appeal_answer, b.appeal_correction_kind,
           b.appeal_correction_id, pa.name as appeal_answered_by_name, b.appeal_answered_at,
           ${fallsToReader(ctx, pathsWhere(ctx.actor, 'objections.review'))} as to_review,
           count(*) over ()::int as total
      from objections b
      join organisations o on o.county_id = ${county} and o.org_id = b.org_id
      join procedures p on p.county_id = ${county} and p.procedure_id = b.procedure_id
      left join organisations ao on ao.county_id = ${county} and ao.org_id = b.appeal_org_id
      left join objection_windows w on w.county_id = ${county} and w.window_id = b.window_id
      left join objection_figures g
        on g.county_id = ${county} and g.window_id = b.window_id and g.row_no = b.row_no
      left join members m on m.county_id = ${county} and m.member_id = coalesce(b.member_id, g.member_id)
      left join facts f on f.county_id = ${county} and f.fact_id = coalesce(b.fact_id, g.fact_ids[b.fact_no + 1])
      left join accounts ra on ra.county_id = ${county} and ra.account_id = b.raised_by
      left join accounts aa on aa.county_id = ${county} and aa.account_id = b.answered_by
      left join accounts pa on pa.county_id = ${county} and pa.account_id = b.appeal_answered_by
     where b.county_id = ${county} and ${within(ctx, filter.scope)}
       and (${objectionId}::uuid is null or b.objection_id = ${objectionId}::uuid)
       and (${orgId}::int is null or b.org_id = ${orgId}::int)
       and (${windowId}::uuid is null or b.window_id = ${windowId}::uuid)
       and (${open}::boolean is null or (p.state in ('raised', 'appealed')) = ${open}::boolean)
     order by p.state not in ('raised', 'appealed'), case when p.state in ('raised', 'appealed') then p.due_on end,
              coalesce(b.appeal_answered_at, b.answered_at) desc, b.objection_id
     limit ${filter.limit} offset ${filter.offset}`.execute(ctx.db)
  return rows
}
