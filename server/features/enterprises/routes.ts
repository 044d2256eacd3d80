import * as contract from '../../../contract/enterprises.ts'
import { may, mayAnywhere } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { addEnterprise, changeEnterprise, closeEnterprise, demandGrid, fulfilOrder } from './commands.ts'
import { loadInspections, loadRevisit } from './inspection-commands.ts'
import { presentInspections, presentOneRevisit } from './inspection-present.ts'
import { presentEnterprise, presentRevisit } from './present.ts'
import { countEnterprises, listOrders, readEnterprises, readGrids } from './queries.ts'
import { correctRevisit, recordRevisit } from './revisit-commands.ts'
import { listRevisits } from './revisit-queries.ts'
import { quarterOf } from './rules.ts'

export const enterpriseRoutes: Route[] = [
  endpoint(contract.listEnterprises, async (ctx, { query }) => {
    const paths = pathsWhere(ctx.actor, 'grids.read')
    demand(paths.length > 0, 'access.denied')
    const grids = await readGrids(ctx, paths, null)
    const quarter = quarterOf(ctx.today).from
    const reach = { orgIds: grids.map((grid) => grid.orgId), quarter, enterpriseId: null }
    const { limit, offset, due = false } = query
    const rows = await readEnterprises(ctx, { ...reach, due, limit, offset })
    const ids = rows.map((row) => row.enterprise_id)
    const orders = await listOrders(ctx, ids, true)
    const sealer = await ctx.sealer()
    return {
      rows: rows.map((row) => presentEnterprise(ctx, sealer, row, orders)),
      count: await countEnterprises(ctx, { ...reach, due }),
      dueCount: await countEnterprises(ctx, { ...reach, due: true }),
      grids: grids
        .filter((grid) => may(ctx.actor, 'households.write', grid))
        .map(({ orgId, name }) => ({ orgId, name })),
      abilities: { write: mayAnywhere(ctx.actor, 'households.write') },
    }
  }),

  endpoint(contract.getEnterprise, async (ctx, { params: { enterpriseId } }) => {
    const grids = await readGrids(ctx, [''], null)
    const orgIds = grids.map((grid) => grid.orgId)
    const reach = { orgIds, quarter: quarterOf(ctx.today).from, due: false, enterpriseId }
    const [row] = await readEnterprises(ctx, { ...reach, limit: 1, offset: 0 })
    demand(row, 'not-found')
    const grid = await demandGrid(ctx, 'grids.read', row.org_id)
    const orders = await listOrders(ctx, [enterpriseId], false)
    return {
      ...presentEnterprise(ctx, await ctx.sealer(), row, orders),
      revisits: (await listRevisits(ctx, enterpriseId)).map(presentRevisit),
      abilities: { write: may(ctx.actor, 'households.write', grid) },
    }
  }),

  endpoint(contract.addEnterprise, async (ctx, { params, body }) => ({
    enterpriseId: ctx.requestId,
    version: await addEnterprise(ctx, params.orgId, body),
  })),

  endpoint(contract.changeEnterprise, async (ctx, { params: { enterpriseId }, body }) => ({
    enterpriseId,
    version: await changeEnterprise(ctx, enterpriseId, body),
  })),

  endpoint(contract.closeEnterprise, async (ctx, { params: { enterpriseId } }) => {
    await closeEnterprise(ctx, enterpriseId)
    return { enterpriseId }
  }),

  endpoint(contract.recordRevisit, async (ctx, { params, body }) => ({
    revisitId: ctx.requestId,
    ...(await recordRevisit(ctx, params.enterpriseId, body)),
  })),

  endpoint(contract.getRevisit, async (ctx, { params }) =>
    presentOneRevisit(await loadRevisit(ctx, params.revisitId)),
  ),

  endpoint(contract.correctRevisit, async (ctx, { params, body }) => ({
    revisitId: params.revisitId,
    ...(await correctRevisit(ctx, params.revisitId, body)),
  })),

  endpoint(contract.listInspections, async (ctx, { params, query }) =>
    presentInspections(await loadInspections(ctx, params.memberId, query.year)),
  ),

  endpoint(contract.fulfilOrder, async (ctx, { params: { orderId }, body }) => {
    await fulfilOrder(ctx, orderId, body)
    return { orderId }
  }),
]
