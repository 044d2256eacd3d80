import * as contract from '../../../contract/grids.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { countGrid, demandGrid, drawGrid, endGridStaff, nameGridStaff } from './grid-commands.ts'
import { presentCount, presentStaff } from './grid-present.ts'
import { readCountHistory, readStaff } from './grid-queries.ts'
import { describeGrid, listGrids } from './grids.ts'

export const gridRoutes: Route[] = [
  endpoint(contract.listGrids, (ctx, { query }) => listGrids(ctx, query)),

  endpoint(contract.getGrid, async (ctx, { params: { orgId } }) => {
    const grid = await demandGrid(ctx, 'grids.read', orgId)
    const row = await describeGrid(ctx, grid)
    const former = await readStaff(ctx, [orgId], true)
    const counts = await readCountHistory(ctx, orgId)
    return {
      ...row,
      villageId: grid.villageId,
      formerStaff: former.map(presentStaff),
      counts: counts.map(presentCount),
    }
  }),

  endpoint(contract.countGrid, async (ctx, { params, body }) => ({
    countId: await countGrid(ctx, params.orgId, body),
  })),

  endpoint(contract.nameGridStaff, async (ctx, { params, body }) => ({
    staffId: await nameGridStaff(ctx, params.orgId, body),
  })),

  endpoint(contract.endGridStaff, async (ctx, { params, body }) => {
    await endGridStaff(ctx, params, body)
    return { staffId: params.staffId }
  }),

  endpoint(contract.drawGrid, async (ctx, { params, body }) => ({
    version: await drawGrid(ctx, params.orgId, body),
  })),
]
