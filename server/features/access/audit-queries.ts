import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'

export type LogFilter = {
  paths: readonly string[]
  from?: string | undefined
  to?: string | undefined
  /** Of who did it, of the member or of the place. */
  name?: string | undefined
  /** Only what was taken away as a file. */
  files?: 'true' | undefined
}

export type LogLine = {
  audit_id: string
  at: Date
  action: string
  name: string | null
  member_name: string | null
  org_name: string | null
  target_id: string | null
  address: string | null
  result: string
  file: string | null
}

/**
 * What was done at or below these paths: where the row names no place, where the member is now; where it names neither, at
 * the top alone. The connection counts days in Asia/Shanghai.
 */
function lines({ county }: Ctx, filter: LogFilter) {
  const { paths, from = null, to = null, name = null, files = null } = filter
  return sql`
      from audit_log l
      left join accounts a on a.county_id = ${county} and a.account_id = l.account_id
      left join members m on m.county_id = ${county} and m.member_id = l.member_id
      left join organisations o on o.county_id = ${county} and o.org_id = coalesce(l.org_id, m.org_id)
     where l.county_id = ${county}
       and exists (
         select 1 from unnest(${[...paths]}::text[]) as above(path)
           left join organisations r on r.county_id = ${county} and r.parent_id is null
          where starts_with(coalesce(o.path, r.path), above.path))
       and (${files}::text is null or l.action = 'file.downloaded')
       and (${from}::date is null or l.at >= ${from}::date)
       and (${to}::date is null or l.at < ${to}::date + 1)
       and (${name}::text is null or a.name = ${name} or m.name = ${name} or o.name = ${name})`
}

export async function listLogLines(
  ctx: Ctx,
  filter: LogFilter,
  page: { limit: number; offset: number },
): Promise<LogLine[]> {
  const { rows } = await sql<LogLine>`
    select l.audit_id, l.at, l.action, a.name, m.name as member_name, o.name as org_name, l.target_id, l.address, l.result,
           case when l.action = 'file.downloaded' then l.detail ->> 'file' end as file
    ${lines(ctx, filter)}
     order by l.at desc, l.audit_id desc
     limit ${page.limit} offset ${page.offset}`.execute(ctx.db)
  return rows
}

export async function countLogLines(ctx: Ctx, filter: LogFilter): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n ${lines(ctx, filter)}`.execute(ctx.db)
  return rows[0]?.n ?? 0
}
