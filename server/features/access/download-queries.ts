import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'

export type DownloadFilter = {
  paths: readonly string[]
  from?: string | undefined
  to?: string | undefined
  /** Of who took it, or of whom it is. */
  name?: string | undefined
  limit: number
  offset: number
}

export type DownloadRow = {
  audit_id: string
  at: Date
  detail: { file: string }
  name: string | null
  member_name: string | null
  org_name: string | null
  total: number
}

/**
 * Files taken at or below these paths. One whose log names no place stands where the member is now; where it names neither,
 * it is told at the top alone. The connection counts days in Asia/Shanghai.
 */
export async function listDownloadRows(ctx: Ctx, filter: DownloadFilter): Promise<DownloadRow[]> {
  const { county } = ctx
  const { paths, from = null, to = null, name = null, limit, offset } = filter
  const { rows } = await sql<DownloadRow>`
    select l.audit_id, l.at, l.detail, a.name, m.name as member_name, o.name as org_name, count(*) over ()::int as total
      from audit_log l
      left join accounts a on a.county_id = ${county} and a.account_id = l.account_id
      left join members m on m.county_id = ${county} and m.member_id = l.member_id
      left join organisations o on o.county_id = ${county} and o.org_id = coalesce(l.org_id, m.org_id)
     where l.county_id = ${county} and l.action = 'file.downloaded'
       and exists (
         select 1 from unnest(${[...paths]}::text[]) as above(path)
           left join organisations r on r.county_id = ${county} and r.parent_id is null
          where starts_with(coalesce(o.path, r.path), above.path))
       and (${from}::date is null or l.at >= ${from}::date)
       and (${to}::date is null or l.at < ${to}::date + 1)
       and (${name}::text is null or a.name = ${name} or m.name = ${name})
     order by l.at desc, l.audit_id desc
     limit ${limit} offset ${offset}`.execute(ctx.db)
  return rows
}
