import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'

/** The action under which the audit log keeps that a number was shown. */
export const lookAction = 'member.revealed'

/** Who was shown one of this member's numbers, at or below these paths: the log itself knows no scope. */
export async function listLookRows(
  ctx: Ctx,
  memberId: string,
  where: readonly string[] | 'everywhere',
  page: { limit: number; offset: number },
) {
  const all = ctx.db
    .selectFrom('audit_log as l')
    .where('l.county_id', '=', ctx.county)
    .where('l.member_id', '=', memberId)
    .where('l.action', '=', lookAction)
  const query = where === 'everywhere' ? all : all.where(takenBelow(ctx, where))
  const rows = await query
    .leftJoin('accounts as a', (join) =>
      join
        .onRef('a.county_id', '=', 'l.county_id')
        .onRef('a.account_id', '=', 'l.account_id')
        .on('a.county_id', '=', ctx.county),
    )
    .select(['l.audit_id', 'l.at', 'l.detail', 'a.name'])
    .orderBy('l.at', 'desc')
    .orderBy('l.audit_id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  const { count } = await query
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return { rows, count }
}

export type LookFilter = {
  paths: readonly string[]
  from?: string | undefined
  to?: string | undefined
  /** Of who looked, or of whom. */
  name?: string | undefined
  limit: number
  offset: number
}

export type LoggedLook = {
  audit_id: string
  at: Date
  detail: unknown
  name: string | null
  member_id: string | null
  member_name: string | null
  org_id: number | null
  org_name: string | null
  total: number
}

/** All looks at or below these paths; the connection counts days in Asia/Shanghai. */
export async function listLoggedLooks(ctx: Ctx, filter: LookFilter): Promise<LoggedLook[]> {
  const { county } = ctx
  const { paths, from = null, to = null, name = null, limit, offset } = filter
  const { rows } = await sql<LoggedLook>`
    select l.audit_id, l.at, l.detail, a.name, l.member_id, m.name as member_name, l.org_id, o.name as org_name,
           count(*) over ()::int as total
      from audit_log l
      join organisations o on o.county_id = ${county} and o.org_id = l.org_id
      left join accounts a on a.county_id = ${county} and a.account_id = l.account_id
      left join members m on m.county_id = ${county} and m.member_id = l.member_id
     where l.county_id = ${county} and l.action = ${lookAction}
       and exists (select 1 from unnest(${[...paths]}::text[]) as above(path) where starts_with(o.path, above.path))
       and (${from}::date is null or l.at >= ${from}::date)
       and (${to}::date is null or l.at < ${to}::date + 1)
       and (${name}::text is null or a.name = ${name} or m.name = ${name})
     order by l.at desc, l.audit_id desc
     limit ${limit} offset ${offset}`.execute(ctx.db)
  return rows
}

function takenBelow(ctx: Ctx, paths: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select 1 from organisations o, unnest(${paths}::text[]) as above(path)
     where o.county_id = ${ctx.county} and o.org_id = l.org_id
       and left(o.path, length(above.path)) = above.path)`
}
