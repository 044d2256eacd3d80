import * as contract from '../../../contract/activities.ts'
import { activityLabel } from '../../../contract/activity-kinds.ts'
import { type SegmentKind, segmentKindLabels } from '../../../contract/segments.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, may, mayAnywhere } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { agendaOf, labelTopics, nameSegments, proposeSegments } from '../agendas/commands.ts'
import { closeActivity, recordActivity, saveRoll } from './closing-commands.ts'
import { cancelActivity, changeActivity, planActivity, reopenActivity } from './commands.ts'
import {
  countByKind,
  countByPart,
  countDistinctMembers,
  listFacts,
  listReopenings,
  sumOutputs,
} from './figures-queries.ts'
import { findActivity, findLastOfKind, listActivityRows, listOwn } from './list-queries.ts'
import { abilitiesOf, seesReason, viewOf } from './policy.ts'
import * as present from './present.ts'
import { findOrg, listOrgs, type Org } from './queries.ts'
import { countInvited, listRoll } from './roll-queries.ts'
import { hideHomes, invitationFor, nextInRhythm, partsOf } from './rules.ts'

/** One activity as far as the reader sees it, and the rows of its roll that are shown. */
async function loadForRead(ctx: Ctx, activityId: string) {
  const row = await findActivity(ctx, activityId)
  demand(row, 'not-found')
  const places = await listOrgs(ctx, [row.org_id, ...row.branches])
  const subject = { orgId: row.org_id, branches: row.branches, roll: row.roll }
  const view = viewOf(ctx.actor, subject, places)
  const all = view.rows === 'all'
  const branchIds = view.rows === 'all' ? [] : view.rows.branchIds
  const rows = await listRoll(ctx, activityId, { all, branchIds, ownId: view.ownId })
  const roll = rows.map((one) => {
    const { member_id: memberId, branch_id: branchId } = one
    return present.presentRollRow(one, seesReason(ctx.actor, { memberId, branchId }, row.org_id, places))
  })
  const state = row.state as contract.ActivityState
  const host = places.get(row.org_id) as Org
  const abilities = abilitiesOf(ctx.actor, { state, day: row.day }, host, ctx.today)
  const writes = may(ctx.actor, 'activities.write', host)
  return { row, view, roll, state, abilities, writes }
}

async function pathsFor(ctx: Ctx, orgId: number | undefined): Promise<string[]> {
  if (orgId === undefined) {
    demand(mayAnywhere(ctx.actor, 'activities.read'), 'access.denied')
    return pathsWhere(ctx.actor, 'activities.read')
  }
  const org = await findOrg(ctx, orgId)
  demandMay(ctx.actor, 'activities.read', org)
  return [org.path]
}

const reading: Route[] = [
  endpoint(contract.listActivities, async (ctx, { query: { orgId, ...filter } }) => {
    const { rows, count } = await listActivityRows(ctx, { ...filter, paths: await pathsFor(ctx, orgId) })
    const abilities = { plan: mayAnywhere(ctx.actor, 'activities.write') }
    return { rows: rows.map(present.presentActivity), count, abilities }
  }),

  endpoint(contract.listMyActivities, async (ctx, { query }) => {
    if (!ctx.actor.memberId) return { rows: [], count: 0 }
    const { rows, count } = await listOwn(ctx, ctx.actor.memberId, query)
    return { rows: rows.map(present.presentOwn), count }
  }),

  endpoint(contract.getActivity, async (ctx, { params }) => {
    const { row, view, roll, abilities, writes } = await loadForRead(ctx, params.activityId)
    const facts = await listFacts(ctx, params.activityId)
    const reopenings = view.whole ? await listReopenings(ctx, params.activityId) : []
    const shown = new Set(roll.map((one) => one.memberId))
    const named = await nameSegments(ctx, partsOf(row.segments))
    const segments = writes || view.ownId !== null ? named : hideHomes(named)
    return {
      activity: present.presentDetail(row, segments, view.whole),
      roll,
      facts: present.presentFacts(facts, shown, view.whole),
      corrections: present.presentCorrections(reopenings, facts, present.endOf(row), view.rows === 'all'),
      abilities,
    }
  }),

  endpoint(contract.getRoll, async (ctx, { params }) => {
    const { row, roll, state, abilities } = await loadForRead(ctx, params.activityId)
    const { activity_id: activityId, title, day, version } = row
    const { saveRoll: save, close } = abilities
    const heading = { activityId, title, day, state, version }
    return { ...heading, rows: roll, reasons: present.reasonChoices, abilities: { saveRoll: save, close } }
  }),

  endpoint(contract.proposeActivity, async (ctx, { params, query: { kind } }) => {
    const org = await findOrg(ctx, params.orgId)
    demandMay(ctx.actor, 'activities.write', org)
    const last = await findLastOfKind(ctx, params.orgId, kind)
    const expected = await countInvited(ctx, org, invitationFor(kind))
    const day = last ? nextInRhythm(last.day, ctx.today) : ctx.today
    const agenda = await agendaOf(ctx, org, { kind, day })
    const segments = await nameSegments(ctx, await proposeSegments(ctx, org, agenda, day))
    const fresh = { kind, title: activityLabel(kind), day, segments, expected }
    if (!last) return { ...fresh, startsAt: null, endsAt: null, place: null, asLastTime: null }
    const { startsAt, endsAt, place } = present.presentHeading(last)
    return { ...fresh, startsAt, endsAt, place, asLastTime: last.activity_id }
  }),

  endpoint(contract.getParticipation, async (ctx, { params, query: { from, to } }) => {
    demand(from <= to, 'input.invalid', { field: 'query.to', message: '结束的日期要在开始的日期之后。' })
    const [path = ''] = await pathsFor(ctx, params.orgId)
    const span = { path, from, to }
    const kinds = await countByKind(ctx, span)
    const parts = await countByPart(ctx, span, 'kind')
    const topics = await countByPart(ctx, span, 'topic')
    const labels = await labelTopics(
      ctx,
      topics.map((one) => one.part),
    )
    return {
      from,
      to,
      activities: kinds.reduce((sum, one) => sum + one.activities, 0),
      personTimes: kinds.reduce((sum, one) => sum + one.person_times, 0),
      members: await countDistinctMembers(ctx, span),
      outputs: await sumOutputs(ctx, span),
      kinds: kinds.map(({ kind, activities, person_times: personTimes }) => ({
        kind,
        kindLabel: activityLabel(kind),
        activities,
        personTimes,
      })),
      parts: parts.map(({ part, activities, person_times: personTimes }) => ({
        part: part as SegmentKind,
        label: segmentKindLabels[part as SegmentKind],
        activities,
        personTimes,
      })),
      topics: topics.map(({ part, activities, person_times: personTimes }) => ({
        topic: part,
        label: labels.get(part) ?? part,
        activities,
        personTimes,
      })),
    }
  }),
]

const writing: Route[] = [
  endpoint(contract.planActivity, (ctx, { body }) => planActivity(ctx, body)),
  endpoint(contract.changeActivity, (ctx, { params, body }) => changeActivity(ctx, params.activityId, body)),
  endpoint(contract.saveRoll, (ctx, { params, body }) => saveRoll(ctx, params.activityId, body)),
  endpoint(contract.closeActivity, (ctx, { params, body }) => closeActivity(ctx, params.activityId, body)),
  endpoint(contract.recordActivity, (ctx, { body }) => recordActivity(ctx, body)),

  endpoint(contract.reopenActivity, async (ctx, { params, body }) => ({
    activityId: params.activityId,
    version: await reopenActivity(ctx, params.activityId, body.reason),
  })),

  endpoint(contract.cancelActivity, async (ctx, { params, body }) => ({
    activityId: params.activityId,
    version: await cancelActivity(ctx, params.activityId, body.reason),
  })),
]

export const activityRoutes: Route[] = [...reading, ...writing]
