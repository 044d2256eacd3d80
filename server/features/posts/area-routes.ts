import * as contract from '../../../contract/areas.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { addArea, closeArea, contractArea, demandArea, endAreaContract } from './area-commands.ts'
import { countAreas, listAreas } from './area-queries.ts'
import { listContracts, listTermsOf } from './contract-queries.ts'
import { presentArea, presentTerm } from './present.ts'
import { reachOf } from './reach-commands.ts'

export const areaRoutes: Route[] = [
  endpoint(contract.listAreas, async (ctx, { query: { orgId, vacant, limit, offset } }) => {
    const filter = { reach: await reachOf(ctx, orgId), vacant }
    const rows = await listAreas(ctx, filter, { limit, offset })
    const standing = await listContracts(
      ctx,
      rows.flatMap((row) => row.contract_id ?? []),
    )
    return { rows: rows.map((row) => presentArea(ctx, row, standing)), ...(await countAreas(ctx, filter)) }
  }),
  endpoint(contract.getArea, async (ctx, { params }) => {
    const area = await demandArea(ctx, params.areaId)
    const terms = await listTermsOf(ctx, params.areaId)
    return { ...presentArea(ctx, area, terms), terms: terms.map((row) => presentTerm(ctx, row)) }
  }),
  endpoint(contract.addArea, async (ctx, { params, body }) => {
    await addArea(ctx, params.orgId, body)
    return { areaId: ctx.requestId }
  }),
  endpoint(contract.contractArea, async (ctx, { params, body }) => {
    await contractArea(ctx, params.areaId, body)
    return { contractId: ctx.requestId }
  }),
  endpoint(contract.endAreaContract, async (ctx, { params, body }) => {
    await endAreaContract(ctx, params.contractId, body.reason)
    return params
  }),
  endpoint(contract.closeArea, async (ctx, { params, body }) => {
    await closeArea(ctx, params.areaId, body.reason)
    return params
  }),
]
