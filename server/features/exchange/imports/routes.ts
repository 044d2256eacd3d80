import * as contract from '../../../../contract/imports.ts'
import { demandMay, may } from '../../../core/context/may.ts'
import { endpoint, type Route } from '../../../core/http/endpoint.ts'
import {
  applyImport,
  decideImportRows,
  discardImport,
  inspectUpload,
  recheckImport,
  startImport,
  undoImport,
} from './commands.ts'
import { listOf } from './lists.ts'
import { demandImport, verbOf } from './policy.ts'
import { presentDetail, presentImport } from './present.ts'
import { findImport, findPlace, listImportRecords } from './queries.ts'
import { writeRefused } from './refused-commands.ts'
import { presentRow } from './row-present.ts'
import { countRows, listRows } from './row-queries.ts'
import { possibleActs } from './state-rules.ts'

export const importRoutes: Route[] = [
  endpoint(
    contract.uploadRegister,
    async (ctx, { query, file }) => ({ importId: await startImport(ctx, query, file) }),
    { before: (actor, { query, file }) => inspectUpload(actor, query.what, file.bytes) },
  ),

  endpoint(contract.listImports, async (ctx, { query }) => {
    const org = await findPlace(ctx, query.orgId)
    const place = org && { orgId: org.org_id, path: org.path }
    demandMay(ctx.actor, verbOf(query.what), place)
    const { rows, count } = await listImportRecords(ctx, { path: place.path, what: query.what }, query)
    return {
      rows: rows.map((row) => presentImport(ctx.actor, row, ctx.now)),
      count,
      abilities: { upload: may(ctx.actor, verbOf(query.what), place) },
    }
  }),

  endpoint(contract.getImport, async (ctx, { params }) => {
    const found = await findImport(ctx, params.importId)
    demandImport(ctx.actor, found)
    return presentDetail(ctx.actor, found, await countRows(ctx, params.importId), ctx.now)
  }),

  endpoint(contract.listImportRows, async (ctx, { params: { importId }, query }) => {
    const found = await findImport(ctx, importId)
    demandImport(ctx.actor, found)
    const { verdict = null, accepted = null, ...page } = query
    const { rows, count } = await listRows(ctx, importId, { verdict, accepted }, page)
    const { decide: decides } = possibleActs(found, ctx.now)
    const sealer = await ctx.sealer()
    const seen = { list: listOf(found.what), importId, sealer, today: ctx.today, decides }
    return { rows: rows.map((row) => presentRow(row, seen)), count }
  }),

  endpoint(contract.decideImportRows, (ctx, { params, body }) =>
    decideImportRows(ctx, params.importId, body),
  ),

  endpoint(contract.applyImport, async (ctx, { params: { importId }, body }) => ({
    importId,
    state: await applyImport(ctx, importId, body.rows),
  })),

  endpoint(contract.undoImport, async (ctx, { params: { importId } }) => ({
    importId,
    state: await undoImport(ctx, importId),
  })),

  endpoint(contract.recheckImport, async (ctx, { params: { importId } }) => {
    await recheckImport(ctx, importId)
    return { importId }
  }),

  endpoint(contract.discardImport, async (ctx, { params: { importId } }) => {
    await discardImport(ctx, importId)
    return { importId }
  }),

  endpoint(contract.downloadRefused, (ctx, { params }) => writeRefused(ctx, params.importId)),
]
