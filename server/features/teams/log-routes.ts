import * as contract from '../../../contract/duty-logs.ts'
import type { Ctx } from '../../core/context/context.ts'
import { inScope, may } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { placeOf } from '../organisations/commands.ts'
import { logWork, raiseFinding, withdrawLog } from './log-commands.ts'
import { countLogs, type LogFilter, listLogs, sumLogs } from './log-queries.ts'
import { presentLog, presentTotal, sumTotals } from './present.ts'
import { listOwnTurns } from './roster-queries.ts'
import { listOwnWork } from './work-queries.ts'

/** Logs of the places whose work this actor reads, and the own. Errors: not-found, access.denied. */
async function scopeOf(ctx: Ctx, orgId: number | undefined): Promise<LogFilter> {
  const { actor } = ctx
  const paths = pathsWhere(actor, 'posts.read')
  demand(paths.length > 0 || actor.memberId !== null, 'access.denied')
  if (orgId === undefined) return { paths, ownId: actor.memberId }
  const place = await placeOf(ctx, orgId)
  demand(place && inScope(actor, place), 'not-found')
  demand(may(actor, 'posts.read', place) || actor.memberId !== null, 'access.denied')
  return { paths, ownId: actor.memberId, at: place.path }
}

export const logRoutes: Route[] = [
  endpoint(contract.logWork, async (ctx, { body }) => {
    await logWork(ctx, body)
    return { logId: ctx.requestId }
  }),
  endpoint(contract.withdrawLog, async (ctx, { params, body }) => {
    await withdrawLog(ctx, params.logId, body.reason)
    return params
  }),
  endpoint(contract.raiseFinding, (ctx, { params, body }) => raiseFinding(ctx, params.logId, body.urgency)),
  endpoint(contract.listLogs, async (ctx, { query: { limit, offset, orgId, ...by } }) => {
    const filter = { ...by, ...(await scopeOf(ctx, orgId)) }
    const rows = await listLogs(ctx, filter, { limit, offset })
    return { rows: rows.map((row) => presentLog(ctx, row)), count: await countLogs(ctx, filter) }
  }),
  endpoint(contract.totalLogs, async (ctx, { query }) => {
    const year = query.year ?? Number(ctx.today.slice(0, 4))
    const filter = { ...(await scopeOf(ctx, query.orgId)), year }
    const rows = await sumLogs(ctx, filter, query.by)
    return { year, all: sumTotals(rows), rows: rows.map((row) => presentTotal(ctx, row, query.by)) }
  }),
  endpoint(contract.getOwnWork, async (ctx) => {
    const { memberId } = ctx.actor
    if (memberId === null) return { works: [], turns: [], logs: [] }
    const works = await listOwnWork(ctx, memberId)
    const turns = await listOwnTurns(ctx, memberId)
    const logs = await listLogs(ctx, { paths: [], ownId: memberId }, { limit: 10, offset: 0 })
    return {
      works: works.map(({ kind, id, ...rest }) => ({ work: { kind, id }, ...rest })),
      turns: turns.map((row) => ({
        day: row.day,
        teamName: row.team_name,
        title: row.title,
        startsAt: row.starts_at,
      })),
      logs: logs.map((row) => presentLog(ctx, row)),
    }
  }),
]
