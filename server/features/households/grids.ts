import type { GridRow } from '../../../contract/grids.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { type GridParts, presentGrid } from './grid-present.ts'
import * as q from './grid-queries.ts'

/** Where a list of grids looks: one place and below, or wherever this actor reads grids. */
async function reachOf(ctx: Ctx, orgId: number | undefined): Promise<string[]> {
  if (orgId !== undefined) {
    const org = await q.findOrg(ctx, orgId)
    demandMay(ctx.actor, 'grids.read', org)
    return [org.path]
  }
  const paths = pathsWhere(ctx.actor, 'grids.read')
  demand(paths.length > 0, 'access.denied')
  return paths
}

/** What stands beside grids, as many statements for one as for all of them. */
async function loadParts(ctx: Ctx, grids: readonly q.GridOrg[]): Promise<GridParts> {
  const orgIds = grids.map((grid) => grid.orgId)
  const counts = await q.readCounts(ctx, orgIds)
  const staff = await q.readStaff(ctx, orgIds, false)
  const places = await q.readPlaces(ctx, orgIds)
  return { counts, staff, places, drawings: await q.readDrawings(ctx, orgIds) }
}

export async function listGrids(
  ctx: Ctx,
  wish: { orgId?: number | undefined; limit: number; offset: number },
): Promise<{ rows: GridRow[]; count: number }> {
  const paths = await reachOf(ctx, wish.orgId)
  const grids = await q.readGrids(ctx, { paths, limit: wish.limit, offset: wish.offset })
  const parts = await loadParts(ctx, grids)
  return {
    rows: grids.map((grid) => presentGrid(ctx, grid, parts)),
    count: await q.countGrids(ctx, paths),
  }
}

export async function describeGrid(ctx: Ctx, grid: q.GridOrg): Promise<GridRow> {
  return presentGrid(ctx, grid, await loadParts(ctx, [grid]))
}
