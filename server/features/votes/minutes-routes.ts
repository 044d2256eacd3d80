import * as contract from '../../../contract/minutes.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, may } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { placeOf } from '../organisations/commands.ts'
import { findMeeting } from './meeting-queries.ts'
import { askSecondView, formFor, reviewMinutes, setForm } from './minutes-commands.ts'
import * as q from './minutes-queries.ts'
import { mayReview, sightOf } from './policy.ts'
import { presentReview } from './present.ts'

async function loadReview(ctx: Ctx, activityId: string) {
  const meeting = await findMeeting(ctx, activityId)
  demand(meeting, 'not-found')
  const sight = sightOf(ctx.actor, meeting)
  demand(sight.whole, 'access.denied')
  const all = await q.listReviews(ctx, activityId)
  const asked = await q.findAsked(ctx, activityId, meeting.closings)
  const now = all.filter((one) => one.closing === meeting.closings)
  const written = meeting.state === 'closed' && Boolean(meeting.minutes)
  const open = now.length === 0 || (now.length === 1 && asked && now[0]?.reviewed_by !== ctx.actor.accountId)
  return {
    reviews: all.map((row) => presentReview(row, meeting.closings)),
    asked: asked
      ? { reason: asked.reason, byName: asked.name ?? '', at: asked.asked_at.toISOString() }
      : null,
    abilities: {
      review: written && Boolean(open) && mayReview(ctx.actor, meeting),
      askAgain: written && now.length === 1 && !asked && sight.writes,
    },
  }
}

export const minutesRoutes: Route[] = [
  endpoint(contract.getMinutesReview, (ctx, { params }) => loadReview(ctx, params.activityId)),
  endpoint(contract.reviewMinutes, async (ctx, { params, body }) => {
    await reviewMinutes(ctx, params.activityId, body)
    return { grade: body.grade }
  }),
  endpoint(contract.askSecondView, async (ctx, { params, body }) => {
    await askSecondView(ctx, params.activityId, body.reason)
    return params
  }),
  endpoint(contract.listMinutesToReview, async (ctx, { query }) => {
    const paths = pathsWhere(ctx.actor, 'minutes.review')
    demand(paths.length > 0, 'access.denied')
    const rows = await q.listWaiting(ctx, { paths, ...query })
    return {
      rows: rows.map(({ activity_id: activityId, org_name: orgName, title, day, minutes, second }) => ({
        ...{ activityId, orgName, title, day, minutes, second },
      })),
      count: rows[0]?.total ?? 0,
    }
  }),
  endpoint(contract.getMinutesForm, async (ctx, { params }) => {
    const place = await placeOf(ctx, params.orgId)
    demandMay(ctx.actor, 'activities.read', place)
    const { form, row } = await formFor(ctx, place.path)
    const change = may(ctx.actor, 'requirements.write', place)
    return { form, orgName: row?.org_name ?? null, own: row?.org_id === params.orgId, abilities: { change } }
  }),
  endpoint(contract.setMinutesForm, async (ctx, { params, body }) => {
    await setForm(ctx, params.orgId, body)
    return params
  }),
]
