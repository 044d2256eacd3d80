import type { Ctx } from '../../core/context/context.ts'

/** A member with the branch and the grid, as far as the reader's scope lets one be found. */
export function findPerson(ctx: Ctx, memberId: string) {
  return ctx.db
    .selectFrom('members as m')
    .innerJoin('organisations as o', (join) =>
      join.on('o.county_id', '=', ctx.county).onRef('o.org_id', '=', 'm.org_id'),
    )
    .select(['m.member_id', 'm.name', 'm.org_id', 'm.grid_id', 'm.stage', 'o.path'])
    .where('m.county_id', '=', ctx.county)
    .where('m.member_id', '=', memberId)
    .executeTakeFirst()
}
export type PersonRow = NonNullable<Awaited<ReturnType<typeof findPerson>>>
