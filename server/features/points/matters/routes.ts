import * as contract from '../../../../contract/matters.ts'
import { mayAnywhere } from '../../../core/context/may.ts'
import { demand } from '../../../core/errors/problem.ts'
import { endpoint, type Route } from '../../../core/http/endpoint.ts'
import { addOwnMatter, endOwnMatter } from './commands.ts'
import { mayWriteMatters } from './policy.ts'
import { findRoot, listMatterRows, type MatterRow } from './queries.ts'

function presentMatter(row: MatterRow, writes: boolean) {
  return {
    code: row.code,
    label: row.label,
    unit: row.unit,
    addedByName: row.added_by_name ?? '',
    addedAt: row.added_at.toISOString(),
    endedOn: row.ended_on,
    abilities: { end: writes && row.ended_on === null },
  }
}

export const matterRoutes: Route[] = [
  endpoint(contract.listOwnMatters, async (ctx) => {
    demand(mayAnywhere(ctx.actor, 'schemes.read'), 'access.denied')
    const writes = mayWriteMatters(ctx.actor, await findRoot(ctx))
    const rows = await listMatterRows(ctx)
    return { rows: rows.map((row) => presentMatter(row, writes)), abilities: { add: writes } }
  }),

  endpoint(contract.addOwnMatter, async (ctx, { body }) => ({ code: await addOwnMatter(ctx, body) })),

  endpoint(contract.endOwnMatter, async (ctx, { params }) => {
    await endOwnMatter(ctx, params.code)
    return params
  }),
]
