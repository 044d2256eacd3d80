import { activityKinds, activityLabel } from '../../../contract/activity-kinds.ts'
import * as contract from '../../../contract/duty-lists.ts'
import { demandMay, may } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { placeOf } from '../organisations/commands.ts'
import * as commands from './commands.ts'
import * as n from './nomination-queries.ts'
import { presentDuty, presentKinds, presentNomination } from './present.ts'
import * as q from './queries.ts'

export const dutyListRoutes: Route[] = [
  endpoint(contract.getDutyLists, async (ctx, { params: { orgId } }) => {
    const place = await placeOf(ctx, orgId)
    demandMay(ctx.actor, 'worklists.read', place)
    const duties = await q.listDuties(ctx, place.path)
    // Whoever leads a group alone sees the group's duties, not whom the branch puts forward.
    const nominations = place.kind === 'group' ? [] : await n.listNominations(ctx, place.path)
    const seen = nominations.filter((row) => may(ctx.actor, 'members.read', row))
    const mayWrite = may(ctx.actor, 'duty-lists.write', place)
    return {
      orgId,
      orgName: place.name,
      rows: duties.map((row) => presentDuty(ctx.actor, row)),
      groups: await q.listGroups(ctx, place.path),
      kinds: presentKinds(await q.listKinds(ctx, place.path)),
      activities: activityKinds.map((activity) => ({ activity, label: activityLabel(activity) })),
      nominations: seen.map((row) => presentNomination(ctx.actor, row)),
      abilities: { assign: mayWrite, nominate: mayWrite, addKind: commands.mayAddKind(ctx.actor, place) },
    }
  }),
  endpoint(contract.addDutyKind, async (ctx, { params, body }) => {
    await commands.addKind(ctx, params.orgId, body)
    return { kind: ctx.requestId }
  }),
  endpoint(contract.assignDuty, async (ctx, { params, body }) => {
    await commands.assignDuty(ctx, params.orgId, body)
    return { groupDutyId: ctx.requestId }
  }),
  endpoint(contract.endGroupDuty, async (ctx, { params, body }) => {
    await commands.endDuty(ctx, params.groupDutyId, body.reason)
    return params
  }),
  endpoint(contract.listDutyRecords, async (ctx, { params }) => {
    const duty = await q.findDuty(ctx, params.groupDutyId)
    demand(duty, 'not-found')
    demandMay(ctx.actor, 'worklists.read', { orgId: duty.group_id, path: duty.group_path })
    const rows = await q.listRecords(ctx, duty)
    return {
      rows: rows.map((row) => ({
        factId: row.fact_id,
        day: row.day,
        title: activityLabel(duty.activity),
        present: row.present,
        link: `/activities/${row.source_id}`,
      })),
    }
  }),
  endpoint(contract.nominateReserve, async (ctx, { params, body }) => {
    await commands.nominate(ctx, params.orgId, body)
    return { nominationId: ctx.requestId }
  }),
  endpoint(contract.withdrawNomination, async (ctx, { params, body }) => {
    await commands.withdrawNomination(ctx, params.nominationId, body.reason)
    return params
  }),
  endpoint(contract.listMyNominations, async (ctx) => {
    const { memberId } = ctx.actor
    const rows = memberId ? await n.listOf(ctx, memberId) : []
    return { rows: rows.map((row) => presentNomination(ctx.actor, row)) }
  }),
]
