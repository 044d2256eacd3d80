import * as duties from '../../../contract/duties.ts'
import { requirementTemplates } from '../../../contract/requirement-templates.ts'
import * as contract from '../../../contract/requirements.ts'
import { mayAnywhere } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { askPlea, closeDuties, decidePlea, withdrawPlea } from './plea-commands.ts'
import { presentRequirement } from './present.ts'
import { declareRequirement, endRequirement, setOwnDay } from './requirement-commands.ts'
import { listOwnDays, listPlaces, listRequirements } from './requirement-queries.ts'

const templates = requirementTemplates.map(({ key, note, terms }) => ({
  key,
  note,
  terms: contract.requirementTerms.parse(terms),
}))

const touches = (paths: readonly string[], path: string) =>
  paths.some((own) => own.startsWith(path) || path.startsWith(own))

export const dutyRoutes: Route[] = [
  endpoint(contract.listRequirements, async (ctx) => {
    demand(mayAnywhere(ctx.actor, 'activities.read'), 'access.denied')
    const paths = pathsWhere(ctx.actor, 'activities.read')
    const rows = (await listRequirements(ctx)).filter((row) => touches(paths, row.path))
    const ownDays = (await listOwnDays(ctx)).filter((row) => touches(paths, row.path))
    return {
      rows: rows.map((row) => presentRequirement(ctx.actor, row, ownDays)),
      templates,
      places: await listPlaces(ctx, pathsWhere(ctx.actor, 'requirements.write')),
      ownDayPlaces: await listPlaces(ctx, pathsWhere(ctx.actor, 'requirements.write', 'activities.write')),
    }
  }),

  endpoint(contract.declareRequirement, async (ctx, { body }) => ({
    requirementId: await declareRequirement(ctx, body),
  })),

  endpoint(contract.endRequirement, async (ctx, { params, body }) => {
    await endRequirement(ctx, params.requirementId, body)
    return params
  }),

  endpoint(contract.setOwnDay, async (ctx, { params, body }) => {
    await setOwnDay(ctx, { ...params, ...body })
    return { requirementId: params.requirementId }
  }),

  endpoint(duties.askPlea, async (ctx, { body }) => ({
    pleaId: ctx.requestId,
    dueOn: await askPlea(ctx, body),
  })),

  endpoint(duties.decidePlea, async (ctx, { params, body }) => ({
    pleaId: params.pleaId,
    state: await decidePlea(ctx, params.pleaId, body),
  })),

  endpoint(duties.withdrawPlea, async (ctx, { params }) => {
    await withdrawPlea(ctx, params.pleaId)
    return params
  }),

  endpoint(duties.closeDuties, async (ctx, { params, body }) => {
    await closeDuties(ctx, params.orgId, body.to)
    return { orgId: params.orgId, closedTo: body.to }
  }),
]
