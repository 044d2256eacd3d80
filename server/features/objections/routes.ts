import type { ObjectionState } from '../../../contract/objections.ts'
import * as contract from '../../../contract/objections.ts'
import { loadCalendar } from '../../core/clock/calendar-days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { mayAnywhere } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { listHistory } from '../../core/procedure/run.ts'
import { answerAppeal, appealObjection } from './appeal-commands.ts'
import { answerObjection, raiseObjection, recordObjection, showContact } from './commands.ts'
import { listObjectionRows, type ObjectionFilter, type ObjectionRow } from './list-queries.ts'
import { presentObjection } from './present.ts'

export const objectionRoutes: Route[] = [
  endpoint(contract.raiseObjection, (ctx, { body }) => raiseObjection(ctx, body)),

  endpoint(contract.recordObjection, (ctx, { params, body }) => recordObjection(ctx, params.orgId, body)),

  endpoint(contract.listObjections, async (ctx, { query }) => {
    const { orgId, publicationId: windowId, state, mine, limit, offset } = query
    const open = state && state === 'open'
    const rows = await listObjectionRows(ctx, {
      scope: scopeOf(ctx, mine),
      ...{ orgId, windowId, open, limit, offset },
    })
    return { rows: await presentAll(ctx, rows), count: rows[0]?.total ?? 0 }
  }),

  endpoint(contract.getObjection, async (ctx, { params }) => {
    const { objectionId } = params
    const one = { objectionId, limit: 1, offset: 0 }
    const ofOffice = await listObjectionRows(ctx, { scope: scopeOf(ctx, false), ...one })
    const rows = ofOffice[0] ? ofOffice : await listObjectionRows(ctx, { scope: scopeOf(ctx, true), ...one })
    const [presented] = await presentAll(ctx, rows)
    demand(presented, 'not-found')
    return presented
  }),

  endpoint(contract.answerObjection, async (ctx, { params, body }) => ({
    objectionId: params.objectionId,
    state: await answerObjection(ctx, params.objectionId, body),
  })),

  endpoint(contract.appealObjection, async (ctx, { params, body }) => ({
    objectionId: params.objectionId,
    dueOn: (await appealObjection(ctx, params.objectionId, body)).dueOn,
  })),

  endpoint(contract.answerAppeal, async (ctx, { params, body }) => ({
    objectionId: params.objectionId,
    state: (await answerAppeal(ctx, params.objectionId, body)) as ObjectionState,
  })),

  endpoint(contract.showObjectionContact, async (ctx, { params, body }) => ({
    contact: await showContact(ctx, params.objectionId, body.reason),
  })),
]

/** What one answers; whoever answers nobody has only the own. */
function scopeOf(ctx: Ctx, mine: boolean): ObjectionFilter['scope'] {
  const paths = pathsWhere(ctx.actor, 'objections.answer')
  const answers = paths.length > 0 || mayAnywhere(ctx.actor, 'objections.review')
  return mine || !answers ? { own: true } : { paths }
}

async function presentAll(ctx: Ctx, rows: readonly ObjectionRow[]) {
  const history = await listHistory(
    ctx,
    rows.map((row) => row.procedure_id),
  )
  const around = { actor: ctx.actor, today: ctx.today, calendar: await loadCalendar(ctx), history }
  return rows.map((row) => presentObjection(row, around))
}
