import * as contract from '../../../contract/laggards.ts'
import { talkMeasureLabels } from '../../../contract/laggards.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, may } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { listHistory } from '../../core/procedure/run.ts'
import { placeOf } from '../organisations/commands.ts'
import { type CaseRow, countByBranch, listCases, listTalkRecords, listWords } from './case-queries.ts'
import * as commands from './commands.ts'
import { listOwnLeftOut } from './left-out-queries.ts'
import { composeLetter } from './letter.ts'
import { maySeeBasis, maySeeTalk } from './policy.ts'
import { presentHeading, presentLaggard, presentTalk, presentThreshold } from './present.ts'
import * as q from './queries.ts'
import { spanOf } from './rules.ts'

export const laggardRoutes: Route[] = [
  endpoint(contract.getLaggards, async (ctx, { params: { orgId } }) => {
    const place = await commands.demandBranch(ctx, orgId)
    const thresholds = await q.listThresholds(ctx, [orgId], ctx.today)
    const views = []
    // Two measures at most: the number of statements does not grow with the branch.
    for (const { measure, points } of thresholds) {
      if (points === null) continue
      const span = spanOf(measure, ctx.today)
      const rows = await q.listBelow(ctx, { orgId, span, threshold: points })
      views.push({
        measure,
        measureLabel: talkMeasureLabels[measure],
        ...span,
        threshold: points,
        rows: rows.map((row) => presentLaggard(ctx.actor, row, ctx.today)),
      })
    }
    return {
      orgId,
      orgName: place.name,
      thresholds: thresholds.map(presentThreshold),
      views,
      abilities: { setThreshold: may(ctx.actor, 'talks.threshold', place) },
    }
  }),

  endpoint(contract.setThreshold, async (ctx, { params, body }) => {
    await commands.setThreshold(ctx, params.orgId, body)
    return { thresholdId: ctx.requestId }
  }),

  endpoint(contract.leaveOut, async (ctx, { params, body }) => {
    await commands.leaveOut(ctx, params.orgId, body)
    return { leftOutId: ctx.requestId }
  }),

  endpoint(contract.takeBackIn, async (ctx, { params }) => {
    await commands.takeBackIn(ctx, params.leftOutId)
    return params
  }),

  endpoint(contract.beginTalk, async (ctx, { params, body }) => {
    await commands.beginTalk(ctx, params.orgId, body)
    return { caseId: ctx.requestId }
  }),

  endpoint(contract.listTalks, async (ctx, { query }) => {
    const rows = await listCases(ctx, { scope: { paths: await reachOf(ctx, query.orgId) }, ...query })
    return { rows: rows.map(presentHeading), count: rows[0]?.total ?? 0 }
  }),

  endpoint(contract.getOwnTalks, async (ctx) => {
    const { memberId } = ctx.actor
    if (!memberId) return { rows: [], leftOut: [] }
    const rows = await listCases(ctx, { scope: { memberId }, limit: 200, offset: 0 })
    const leftOut = await listOwnLeftOut(ctx, memberId)
    return {
      rows: rows.map(presentHeading),
      leftOut: leftOut.map((row) => ({
        reason: row.reason,
        until: row.until,
        byName: row.name ?? '',
        recordedAt: row.recorded_at.toISOString(),
      })),
    }
  }),

  endpoint(contract.getTalk, async (ctx, { params: { caseId } }) => {
    const [row] = await listCases(ctx, { scope: { paths: [''] }, caseId, limit: 1, offset: 0 })
    demand(row && maySeeTalk(ctx.actor, row), 'not-found')
    const history = (await listHistory(ctx, [row.procedure_id])).get(row.procedure_id) ?? []
    return presentTalk(ctx.actor, row, {
      talks: await listTalkRecords(ctx, caseId),
      words: await listWords(ctx, caseId),
      history,
      proposal: await propose(ctx, row),
      objects: may(ctx.actor, 'objections.answer', row),
    })
  }),

  endpoint(contract.writeLetter, async (ctx, { params: { caseId }, body }) => ({
    caseId,
    state: await commands.writeLetter(ctx, caseId, body.words),
  })),

  endpoint(contract.recordTalk, async (ctx, { params: { caseId }, body }) => ({
    caseId,
    state: await commands.recordTalk(ctx, caseId, body),
  })),

  endpoint(contract.settleTalk, async (ctx, { params: { caseId }, body }) => ({
    caseId,
    state: await commands.settleTalk(ctx, caseId, body),
  })),

  endpoint(contract.reportMistake, async (ctx, { params: { caseId }, body }) => {
    const state = await commands.reportMistake(ctx, caseId, body.text)
    return { caseId, state, objectionId: ctx.requestId }
  }),

  endpoint(contract.closeTalk, async (ctx, { params: { caseId }, body }) => ({
    caseId,
    state: await commands.closeTalk(ctx, caseId, body.note),
  })),

  endpoint(contract.addWords, async (ctx, { params, body }) => {
    await commands.addWords(ctx, params.caseId, body.text)
    return { wordsId: ctx.requestId }
  }),

  endpoint(contract.getTalkCounts, async (ctx, { params }) => {
    const place = await placeOf(ctx, params.orgId)
    demandMay(ctx.actor, 'points.totals', place)
    const rows = await countByBranch(ctx, place.path)
    return { branches: rows.map(({ org_id: orgId, is_on: isOn, ...row }) => ({ orgId, isOn, ...row })) }
  }),
]

async function reachOf(ctx: Ctx, orgId: number | undefined): Promise<string[]> {
  if (orgId === undefined) {
    const paths = pathsWhere(ctx.actor, 'talks.read')
    demand(paths.length > 0, 'access.denied')
    return paths
  }
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'talks.read', place)
  return [place.path]
}

/** A letter to begin with, while it may still be written, for who may write it. */
async function propose(ctx: Ctx, row: CaseRow): Promise<string | null> {
  const { state, member_id: memberId, org_id: orgId, org_name: orgName } = row
  const writes = may(ctx.actor, 'talks.hold', row) && memberId !== ctx.actor.memberId
  if (!writes || !maySeeBasis(ctx.actor, row) || (state !== 'begun' && state !== 'lettered')) return null
  const span = { from: row.span_from, to: row.span_to }
  return composeLetter({
    name: row.member_name ?? '',
    orgName,
    today: ctx.today,
    span: row.measure === 'year' ? { from: span.from, to: ctx.today } : span,
    recorded: await q.listRecorded(ctx, memberId, span),
    possible: await q.listPossible(ctx, orgId, ctx.today),
  })
}
