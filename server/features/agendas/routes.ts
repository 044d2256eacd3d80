import { activityKinds, activityLabel } from '../../../contract/activity-kinds.ts'
import * as contract from '../../../contract/agendas.ts'
import * as teaching from '../../../contract/teaching.ts'
import { demandMay, mayAnywhere } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { listPlacesAt, placeOf } from '../organisations/commands.ts'
import * as commands from './commands.ts'
import { writing } from './policy.ts'
import * as present from './present.ts'
import * as q from './queries.ts'
import { findLacking } from './rules.ts'
import * as teachers from './teaching-commands.ts'
import * as t from './teaching-queries.ts'

const touches = (paths: readonly string[], path: string) =>
  paths.some((own) => own.startsWith(path) || path.startsWith(own))

export const agendaRoutes: Route[] = [
  endpoint(contract.listAgendaTemplates, async (ctx) => {
    demand(mayAnywhere(ctx.actor, 'activities.read'), 'access.denied')
    const paths = pathsWhere(ctx.actor, 'activities.read')
    const rows = (await q.listTemplates(ctx)).filter((row) => touches(paths, row.path))
    return {
      rows: rows.map((row) => present.presentTemplate(ctx.actor, row)),
      ready: [...present.ready],
      kinds: activityKinds.map((kind) => ({ kind, label: activityLabel(kind) })),
      places: await listPlacesAt(ctx, pathsWhere(ctx.actor, ...writing)),
    }
  }),

  endpoint(contract.getAgendaTemplate, async (ctx, { params }) => {
    demand(mayAnywhere(ctx.actor, 'activities.read'), 'access.denied')
    const row = await q.findTemplate(ctx, params.templateId)
    demand(row && touches(pathsWhere(ctx.actor, 'activities.read'), row.path), 'not-found')
    const versions = await q.listVersions(ctx, row.org_id, row.kind)
    return {
      template: present.presentTemplate(ctx.actor, row),
      versions: versions.map((one) => present.presentTemplate(ctx.actor, one)),
    }
  }),

  endpoint(contract.declareAgenda, async (ctx, { body }) => ({
    templateId: await commands.declareAgenda(ctx, body),
  })),

  endpoint(contract.endAgenda, async (ctx, { params, body }) => {
    await commands.endAgenda(ctx, params.templateId, body)
    return params
  }),

  endpoint(contract.getAgenda, async (ctx, { params, query: { kind, day = ctx.today } }) => {
    const place = await placeOf(ctx, params.orgId)
    demandMay(ctx.actor, 'activities.write', place)
    const agenda = await commands.agendaOf(ctx, place, { kind, day })
    const segments = await commands.proposeSegments(ctx, place, agenda, day)
    return {
      segments: await commands.nameSegments(ctx, segments),
      choices: agenda.items.filter((item) => item.use === 'choice'),
      free: agenda.free,
      names: agenda.names,
      lacking: findLacking(agenda, []),
      ...present.presentChoices(await t.listTeaching(ctx)),
    }
  }),

  endpoint(teaching.listTeaching, async (ctx, { query }) => {
    demand(mayAnywhere(ctx.actor, 'activities.read'), 'access.denied')
    const rows = await t.listTeaching(ctx, query.sort)
    return {
      rows: rows.map((row) => present.presentTeaching(ctx.actor, row)),
      places: await listPlacesAt(ctx, pathsWhere(ctx.actor, ...writing)),
    }
  }),

  endpoint(teaching.addTeaching, async (ctx, { params, body }) => {
    await teachers.addTeaching(ctx, params.orgId, body)
    return { teachingId: ctx.requestId }
  }),

  endpoint(teaching.changeTeaching, async (ctx, { params, body }) => {
    await teachers.changeTeaching(ctx, params.teachingId, body)
    return params
  }),

  endpoint(teaching.endTeaching, async (ctx, { params, body }) => {
    await teachers.endTeaching(ctx, params.teachingId, body.reason)
    return params
  }),
]
