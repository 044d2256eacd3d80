import * as contract from '../../../contract/recognitions.ts'
import { demandMay } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { placeOf } from '../organisations/commands.ts'
import * as commands from './commands.ts'
import { presentCounts, presentKinds, presentRecognition } from './present.ts'
import { countByBranch, listRecognitionRows, listRecords } from './queries.ts'

export const recognitionRoutes: Route[] = [
  endpoint(contract.listRecognitions, async (ctx, { query }) => {
    const branches = pathsWhere(ctx.actor, 'recognitions.read')
    const givers = pathsWhere(ctx.actor, 'recognitions.write')
    demand(branches.length + givers.length > 0, 'access.denied')
    const rows = await listRecognitionRows(ctx, { scope: { branches, givers, ownId: null }, ...query })
    return {
      rows: rows.map((row) => presentRecognition(ctx.actor, row)),
      count: rows[0]?.total ?? 0,
      kinds: presentKinds(),
    }
  }),

  endpoint(contract.getOwnRecognitions, async (ctx) => {
    const scope = { branches: [], givers: [], ownId: ctx.actor.memberId }
    const rows = await listRecognitionRows(ctx, { scope, limit: 200, offset: 0 })
    return { rows: rows.map((row) => presentRecognition(ctx.actor, row)) }
  }),

  endpoint(contract.getRecognitionCounts, async (ctx, { params, query }) => {
    const place = await placeOf(ctx, params.orgId)
    demandMay(ctx.actor, 'recognitions.count', place)
    const year = query.year ?? Number(ctx.today.slice(0, 4))
    return { year, ...presentCounts(await countByBranch(ctx, place.path, year)) }
  }),

  endpoint(contract.listRecognitionRecords, async (ctx, { params, query }) => {
    await commands.demandMember(ctx, params.orgId, query.memberId)
    return { rows: await listRecords(ctx, query.memberId) }
  }),

  endpoint(contract.recordRecognition, async (ctx, { params, body }) => ({
    recognitionId: ctx.requestId,
    consent: await commands.recordRecognition(ctx, params.orgId, body),
  })),

  endpoint(contract.answerConsent, async (ctx, { params: { recognitionId }, body }) => ({
    recognitionId,
    consent: await commands.answerConsent(ctx, recognitionId, body),
  })),

  endpoint(contract.releaseRecognition, async (ctx, { params, body }) => {
    await commands.releaseRecognition(ctx, params.recognitionId, body.givenOn)
    return params
  }),

  endpoint(contract.takeDownRecognition, async (ctx, { params, body }) => {
    await commands.takeDown(ctx, params.recognitionId, body.note)
    return params
  }),

  endpoint(contract.withdrawRecognition, async (ctx, { params, body }) => {
    await commands.withdrawRecognition(ctx, params.recognitionId, body.reason)
    return params
  }),
]
