import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'

export type PleaRow = {
  plea_id: string
  kind: 'excuse' | 'correction'
  org_id: number
  org_name: string
  path: string
  requirement_id: string
  name: string
  period_start: string
  reason: string
  state: 'asked' | 'approved' | 'declined' | 'withdrawn'
  asked_by: string
  asked_by_name: string | null
  asked_at: Date
  due_on: string | null
  decided_by_name: string | null
  decided_at: Date | null
  note: string | null
  total: number
}

/** What was asked at and below a path, the oldest first; only what still waits, if so. */
export async function listPleas(
  ctx: Ctx,
  { paths, open, limit, offset }: { paths: readonly string[]; open: boolean; limit: number; offset: number },
): Promise<PleaRow[]> {
  const { rows } = await sql<PleaRow>`
    select p.plea_id, p.kind, p.org_id, o.short_name as org_name, o.path, p.requirement_id, r.name, p.period_start,
           p.reason, p.state, p.asked_by, aa.name as asked_by_name, p.asked_at, pr.due_on, da.name as decided_by_name,
           p.decided_at, p.note, count(*) over ()::int as total
      from duty_pleas p
      join organisations o on o.county_id = ${ctx.county} and o.org_id = p.org_id
      join requirements r on r.county_id = ${ctx.county} and r.requirement_id = p.requirement_id
      join procedures pr on pr.county_id = ${ctx.county} and pr.procedure_id = p.procedure_id
      left join accounts aa on aa.county_id = ${ctx.county} and aa.account_id = p.asked_by
      left join accounts da on da.county_id = ${ctx.county} and da.account_id = p.decided_by
     where p.county_id = ${ctx.county} and (not ${open}::boolean or p.state = 'asked')
       and exists (select 1 from unnest(${[...paths]}::text[]) as u(path)
                    where o.path >= u.path and o.path < u.path || '~')
     order by p.asked_at, p.plea_id
     limit ${limit} offset ${offset}`.execute(ctx.db)
  return rows
}
