import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { findVillage } from '../../core/names/find-village.ts'
import * as places from './place-queries.ts'
import { pathsAbove } from './place-rules.ts'

export type GridProposal = { gridId: number; gridName: string; village: string }

/**
 * The grid that each registration leads to, by the natural villages of the village above the branch (or of whatever
 * stands above it). Two statements for however many people. The answer is in the order of the wishes.
 */
export async function proposeGrids(
  ctx: Ctx,
  wishes: readonly { orgPath: string; place: string | null }[],
): Promise<(GridProposal | null)[]> {
  const paths = [
    ...new Set(wishes.filter(({ place }) => place).flatMap(({ orgPath }) => pathsAbove(orgPath))),
  ]
  if (paths.length === 0) return wishes.map(() => null)
  const above = await places.findByPaths(ctx, paths)
  const villages = await places.listVillages(
    ctx,
    above.map((org) => org.org_id),
  )
  const pathOf = new Map(above.map((org) => [org.org_id, org.path]))
  return wishes.map(({ orgPath, place }) => {
    const near = villages.filter((village) => orgPath.startsWith(pathOf.get(village.org_id) ?? '-'))
    const found = findVillage(
      place,
      near.map((row) => ({ name: row.name, gridId: row.grid_id })),
    )
    const grid = found && near.find((row) => row.grid_id === found.gridId)
    return found && grid ? { gridId: found.gridId, gridName: grid.grid_name, village: found.name } : null
  })
}

/** A grid to be put in by hand: living, and in the same township as the branch (in the county where there is none). */
export async function demandGrid(
  ctx: Ctx,
  gridId: number,
  orgPaths: readonly string[],
): Promise<places.OrgRow> {
  const grid = await places.findOrg(ctx, gridId)
  demand(grid?.kind === 'grid' && !grid.dissolved_on, 'input.invalid', {
    field: 'body.gridId',
    message: '没有这个网格，请另选。',
  })
  const above = await places.findByPaths(ctx, [...new Set(orgPaths.flatMap(pathsAbove))])
  const townships = above.filter((org) => org.kind === 'township').map((org) => org.path)
  const isNear = orgPaths.every((path) => {
    const township = townships.find((above) => path.startsWith(above))
    return !township || grid.path.startsWith(township)
  })
  demand(isNear, 'input.invalid', { field: 'body.gridId', message: '这个网格不在支部所在的乡镇，请另选。' })
  return grid
}

/** A group of the branch itself. */
export async function demandGroup(ctx: Ctx, groupId: number, orgPaths: readonly string[]): Promise<void> {
  const group = await places.findOrg(ctx, groupId)
  demand(group?.kind === 'group' && !group.dissolved_on, 'input.invalid', {
    field: 'body.groupId',
    message: '没有这个党小组，请另选。',
  })
  demand(
    orgPaths.every((path) => group.path.startsWith(path)),
    'input.invalid',
    { field: 'body.groupId', message: '这个党小组不在本支部，请另选。' },
  )
}
