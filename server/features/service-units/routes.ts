import { serviceMatterLabels } from '../../../contract/service-matters.ts'
import * as contract from '../../../contract/service-units.ts'
import type { Ctx } from '../../core/context/context.ts'
import { inScope, may } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { listPlacesAt, placeOf } from '../organisations/commands.ts'
import * as commands from './commands.ts'
import { countLogs, listLogs, type ServiceLogRow } from './log-queries.ts'
import { listSignUps } from './people-queries.ts'
import { mayReadUnit, mayRecordFor, maySignUp } from './policy.ts'
import * as q from './queries.ts'

/** Counts of services are for who reads them: a member sees the own. */
function present(ctx: Ctx, row: q.UnitRow) {
  const { actor } = ctx
  const reads = mayReadUnit(actor, row)
  return {
    unitId: row.unit_id,
    orgId: row.org_id,
    orgName: row.org_name,
    name: row.name,
    branchId: row.branch_id,
    registeredOn: row.registered_on,
    endedOn: row.ended_on,
    people: reads ? row.people : null,
    services: reads ? row.services : null,
    residentsProblems: reads ? row.residents : null,
    communityProblems: reads ? row.community : null,
    abilities: {
      write: row.ended_on === null && may(actor, 'posts.write', row),
      signUp: row.ended_on === null && maySignUp(actor, row),
      record: row.ended_on === null && mayRecordFor(actor, row),
    },
  }
}

function presentLog(ctx: Ctx, row: ServiceLogRow) {
  const { actor } = ctx
  const own = row.member_id === actor.memberId
  const records = [row.path, row.branch_path].some((path) => may(actor, 'posts.record', { path }))
  const reads = [row.path, row.branch_path].some((path) => may(actor, 'posts.read', { path }))
  return {
    logId: row.log_id,
    unitId: row.unit_id,
    unitName: row.unit_name,
    orgName: row.org_name,
    name: own || reads ? row.name : null,
    day: row.day,
    what: row.what,
    matter: row.matter,
    matterLabel: serviceMatterLabels[row.matter],
    problems: row.problems,
    withdrawReason: row.withdraw_reason,
    abilities: { withdraw: row.withdraw_reason === null && (own || records) },
  }
}

/** Where this actor reads services; somebody who only belongs there sees the units, and of services the own. */
async function pathsOf(
  ctx: Ctx,
  orgId: number | undefined,
  { units }: { units: boolean },
): Promise<string[]> {
  const { actor } = ctx
  if (orgId !== undefined) {
    const place = await placeOf(ctx, orgId)
    demand(place && inScope(actor, place), 'not-found')
    demand(may(actor, 'posts.read', place) || actor.memberId !== null, 'access.denied')
    return may(actor, 'posts.read', place) || units ? [place.path] : []
  }
  const reads = pathsWhere(actor, 'posts.read')
  demand(reads.length > 0 || actor.memberId !== null, 'access.denied')
  return units && actor.memberId !== null ? actor.grants.map((grant) => grant.orgPath) : reads
}

export const serviceUnitRoutes: Route[] = [
  endpoint(contract.listServiceUnits, async (ctx, { query: { orgId, limit, offset, year: asked } }) => {
    const year = asked ?? Number(ctx.today.slice(0, 4))
    const scope = { paths: await pathsOf(ctx, orgId, { units: true }), year }
    const rows = await q.listUnits(ctx, scope, { limit, offset })
    const { count, people, services, residents, community } = await q.sumUnits(ctx, scope)
    const reads = pathsWhere(ctx.actor, 'posts.read').length > 0
    return {
      rows: rows.map((row) => present(ctx, row)),
      count,
      year,
      all: reads ? { people, services, residentsProblems: residents, communityProblems: community } : null,
      places: await listPlacesAt(ctx, pathsWhere(ctx.actor, 'posts.write')),
    }
  }),
  endpoint(contract.registerServiceUnits, async (ctx, { params, body }) => {
    await commands.registerUnits(ctx, params.orgId, body.rows)
    return { registered: body.rows.length }
  }),
  endpoint(contract.endServiceUnit, async (ctx, { params, body }) => {
    await commands.endUnit(ctx, params.unitId, body.reason)
    return params
  }),
  endpoint(contract.getServiceUnit, async (ctx, { params }) => {
    const unit = await commands.demandUnit(ctx, params.unitId)
    const reads = mayReadUnit(ctx.actor, unit)
    const signed = (await listSignUps(ctx, params.unitId)).filter(
      (row) => reads || row.member_id === ctx.actor.memberId,
    )
    return {
      ...present(ctx, unit),
      signedUp: signed.map((row) => ({
        signUpId: row.sign_up_id,
        memberId: row.member_id,
        name: row.name,
        skill: row.skill,
        signedOn: row.signed_on,
        own: row.member_id === ctx.actor.memberId,
      })),
    }
  }),
  endpoint(contract.signUpForService, async (ctx, { params, body }) => {
    await commands.signUp(ctx, params.unitId, body)
    return { signUpId: ctx.requestId }
  }),
  endpoint(contract.leaveService, async (ctx, { params: { unitId, signUpId } }) => {
    await commands.leaveService(ctx, unitId, signUpId)
    return { signUpId }
  }),
  endpoint(contract.logService, async (ctx, { params, body }) => {
    await commands.logService(ctx, params.unitId, body)
    return { logId: ctx.requestId }
  }),
  endpoint(contract.withdrawService, async (ctx, { params, body }) => {
    await commands.withdrawService(ctx, params.logId, body.reason)
    return params
  }),
  endpoint(contract.listServiceLogs, async (ctx, { query: { orgId, limit, offset, ...by } }) => {
    const filter = { ...by, paths: await pathsOf(ctx, orgId, { units: false }), ownId: ctx.actor.memberId }
    const rows = await listLogs(ctx, filter, { limit, offset })
    return { rows: rows.map((row) => presentLog(ctx, row)), count: await countLogs(ctx, filter) }
  }),
]
