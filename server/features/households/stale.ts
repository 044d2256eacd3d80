import type { Ctx } from '../../core/context/context.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { staleBefore } from './household-present.ts'
import * as q from './stale-queries.ts'

/** By grid, what of the register nobody has looked at for half a year; the grids in the order of the tree. */
export async function listStaleHouseholds(ctx: Ctx, page: { limit: number; offset: number }) {
  const paths = pathsWhere(ctx.actor, 'households.read')
  demand(paths.length > 0, 'access.denied')
  const before = staleBefore(ctx)
  const rows = await q.readStaleGrids(ctx, { paths, before, ...page })
  const { count, households, stale, waiting } = await q.sumStaleGrids(ctx, { paths, before })
  return {
    rows: rows.map(({ org_id: orgId, village_name: villageName, oldest_on: oldestOn, ...row }) => ({
      ...row,
      orgId,
      villageName,
      oldestOn,
    })),
    count,
    total: { households, stale, waiting },
  }
}
