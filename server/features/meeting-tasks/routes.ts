import * as contract from '../../../contract/meeting-tasks.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, inScope, may, mayAnywhere } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { placeOf } from '../organisations/commands.ts'
import { assignTask, settleTask } from './commands.ts'
import { maySee } from './policy.ts'
import { presentOwner, presentTask } from './present.ts'
import * as q from './queries.ts'

/** Own tasks for anybody; those of organisations for who reads there. */
async function withinFor(ctx: Ctx, orgId: number | undefined, mine: boolean) {
  if (mine) return q.isOwn(ctx)
  if (orgId === undefined) {
    demand(mayAnywhere(ctx.actor, 'activities.read'), 'access.denied')
    return q.isAtOrBelow(pathsWhere(ctx.actor, 'activities.read'))
  }
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'activities.read', place)
  return q.isAtOrBelow([place.path])
}

export const meetingTaskRoutes: Route[] = [
  endpoint(contract.getActivityTasks, async (ctx, { params: { activityId } }) => {
    const meeting = await q.findMeeting(ctx, activityId)
    demand(meeting, 'not-found')
    const rows = (await q.listOfActivity(ctx, activityId)).filter((row) => maySee(ctx.actor, row))
    const called = ctx.actor.memberId !== null && meeting.roll.includes(ctx.actor.memberId)
    const reads = may(ctx.actor, 'activities.read', meeting)
    const place = { orgId: meeting.org_id, path: meeting.path }
    if (!reads && !called && rows.length === 0) {
      demand(inScope(ctx.actor, place), 'not-found')
      demand(false, 'access.denied')
    }
    const assign = may(ctx.actor, 'activities.write', meeting) && meeting.state !== 'cancelled'
    const owners = assign ? await q.listOwners(ctx, meeting) : []
    return {
      rows: rows.map((row) => presentTask(ctx, row)),
      owners: owners.map(presentOwner),
      abilities: { assign },
    }
  }),

  endpoint(contract.listMeetingTasks, async (ctx, { query: { orgId, mine, ...filter } }) => {
    const within = await withinFor(ctx, orgId, mine !== undefined)
    const { rows, count } = await q.listTasks(ctx, { ...filter, within })
    return { rows: rows.map((row) => presentTask(ctx, row)), count }
  }),

  endpoint(contract.assignTask, async (ctx, { params, body }) => {
    await assignTask(ctx, params.activityId, body)
    return { taskId: ctx.requestId }
  }),

  endpoint(contract.finishTask, async (ctx, { params, body }) => {
    await settleTask(ctx, params.taskId, { state: 'done', note: body.note })
    return params
  }),

  endpoint(contract.withdrawTask, async (ctx, { params, body }) => {
    await settleTask(ctx, params.taskId, { state: 'withdrawn', note: body.note })
    return params
  }),

  endpoint(contract.getCadreWeeks, async (ctx, { params, query }) => {
    const place = await placeOf(ctx, params.orgId)
    demandMay(ctx.actor, 'activities.read', place)
    const rows = await q.listWeeks(ctx, place.path, query.weeks)
    return {
      orgId: place.orgId,
      orgName: place.name,
      rows: rows.map((row) => ({
        weekFrom: row.week_from,
        weekTo: row.week_to,
        activityId: row.activity_id,
        activityDay: row.day,
        attended: row.attended,
        cadre: row.cadre,
        tasks: row.tasks,
        done: row.done,
      })),
    }
  }),
]
