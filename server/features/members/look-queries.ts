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

function takenBelow(ctx: Ctx, paths: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select 1 from organisations o, unnest(${paths}::text[]) as above(path)
     where o.county_id = ${ctx.county} and o.org_id = l.org_id
       and left(o.path, length(above.path)) = above.path)`
}
