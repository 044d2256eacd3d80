import { isDeepStrictEqual } from 'node:util'
import * as contract from '../../../contract/boards.ts'
import { loadCalendar } from '../../core/clock/calendar-days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, inScope, may } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { listHistory } from '../../core/procedure/run.ts'
import { placeOf } from '../organisations/commands.ts'
import { loadBoard, loadSheet } from './board.ts'
import { prepareAgain, preparePublication, publish, sendBack, withdraw } from './commands.ts'
import { addUp } from './compose.ts'
import { maySeePublications, maySeeSnapshot } from './policy.ts'
import * as present from './present.ts'
import * as publications from './publication-queries.ts'
import * as q from './queries.ts'
import { periodOf } from './rules.ts'
import * as snapshots from './snapshot-queries.ts'

const readers = ['boards.read', 'boards.prepare', 'boards.review'] as const

export const boardRoutes: Route[] = [
  endpoint(contract.getBoard, async (ctx, { params, query }) => {
    const place = await placeOf(ctx, params.orgId)
    demandMay(ctx.actor, 'points.totals', place)
    const period = periodOf(query, ctx.today)
    const board = await loadBoard(ctx, place, period)
    const prepare = board.named && may(ctx.actor, 'boards.prepare', place)
    return {
      organisation: { orgId: place.orgId, name: place.name },
      period,
      ...board,
      abilities: { prepare },
    }
  }),

  endpoint(contract.getBoardEntries, async (ctx, { params, query }) => {
    const { orgId, memberId } = params
    const place = await placeOf(ctx, orgId)
    const isOwn = memberId === ctx.actor.memberId
    demand(place && (isOwn || inScope(ctx.actor, place)), 'not-found')
    demand(isOwn || may(ctx.actor, 'points.names', place), 'access.denied')
    const period = periodOf(query, ctx.today)
    const { from, to } = period
    const entries = await q.listEntries(ctx, { orgId, from, to, memberId, ruleId: query.ruleId })
    const standing = entries.filter((entry) => entry.points !== 0)
    return {
      period,
      entries: standing.map(present.presentEntry),
      points: standing.reduce((sum, entry) => sum + entry.points, 0),
      reversed: entries.length - standing.length,
    }
  }),

  endpoint(contract.getBoardRecords, async (ctx, { params, query }) => {
    const place = await placeOf(ctx, params.orgId)
    demandMay(ctx.actor, 'points.totals', place)
    const { from, to } = periodOf(query, ctx.today)
    const { ruleId, limit, offset } = query
    const rows = await q.listRecords(ctx, { path: place.path, from, to, ruleId, limit, offset })
    return { rows: rows.map(present.presentRecord), count: rows[0]?.total ?? 0 }
  }),

  endpoint(contract.listPublications, async (ctx, { query }) => {
    const paths = pathsWhere(ctx.actor, ...readers)
    demand(paths.length > 0, 'access.denied')
    const rows = await publications.listPublicationRows(ctx, { paths, ...query })
    return { rows: rows.map((row) => present.presentPublication(row, ctx.today)), count: rows[0]?.total ?? 0 }
  }),

  endpoint(contract.getPublication, (ctx, { params }) => describePublication(ctx, params.publicationId)),

  endpoint(contract.preparePublication, (ctx, { body }) => preparePublication(ctx, body)),

  endpoint(contract.prepareAgain, (ctx, { params, body }) => prepareAgain(ctx, params.publicationId, body)),

  endpoint(contract.publishPublication, async (ctx, { params }) => {
    const { address, ...published } = await publish(ctx, params.publicationId)
    return { ...published, path: present.publicPath(address) }
  }),

  endpoint(contract.returnPublication, async (ctx, { params, body }) => {
    await sendBack(ctx, params.publicationId, body.note)
    return params
  }),

  endpoint(contract.withdrawPublication, async (ctx, { params, body }) => {
    await withdraw(ctx, params.publicationId, body.note)
    return params
  }),
]

async function describePublication(ctx: Ctx, publicationId: string) {
  const { actor, today } = ctx
  const paths = actor.grants.map((grant) => grant.orgPath)
  const [row] = await publications.listPublicationRows(ctx, { paths, publicationId, limit: 1, offset: 0 })
  demand(row, 'not-found')
  demand(maySeePublications(actor, row), 'access.denied')
  const isSeen = maySeeSnapshot(actor, row, { state: row.state, expiresOn: row.expires_on }, today)
  const snapshot = isSeen ? await snapshots.findSnapshot(ctx, publicationId) : null
  const history = (await listHistory(ctx, [row.procedure_id])).get(row.procedure_id) ?? []
  const marks = await snapshots.listMarks(ctx, publicationId)
  return {
    ...present.presentPublication(row, today),
    snapshot,
    marks: marks.map(present.presentMark),
    stale: row.state === 'prepared' && snapshot !== null && (await isStale(ctx, row, snapshot)),
    days: present.presentDays(row, { today, calendar: await loadCalendar(ctx), taken: history }),
    steps: history.map(present.presentStep),
    printPath: snapshot && row.state !== 'withdrawn' ? `/print/boards/${publicationId}` : null,
    abilities: present.presentAbilities(row, actor, history),
  }
}

/** Has anything been recorded or corrected since that changes a figure of the list? */
async function isStale(
  ctx: Ctx,
  row: publications.PublicationRow,
  snapshot: contract.BoardSnapshot,
): Promise<boolean> {
  const span = { from: row.period_from, to: row.period_to }
  const { columns, lines, moved } = await loadSheet(ctx, { orgId: row.org_id, path: row.path }, span)
  const now = lines.map(({ cells, points }) => ({ cells, points }))
  const then = snapshot.rows.map(({ cells, points }) => ({ cells, points }))
  const totals = addUp(columns.length, [...lines, ...(moved ? [moved] : [])])
  return !isDeepStrictEqual([now, totals], [then, snapshot.totals])
}
