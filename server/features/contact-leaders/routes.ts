import * as contacts from '../../../contract/contact-leaders.ts'
import * as reviews from '../../../contract/stage-reviews.ts'
import { addDays } from '../../core/clock/days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { listHistory } from '../../core/procedure/run.ts'
import { placeOf } from '../organisations/commands.ts'
import { demandLinkable, endContact, linkLeader } from './link-commands.ts'
import * as links from './link-queries.ts'
import { presentCoverage, presentMeeting, presentPast, presentReview, presentRow } from './present.ts'
import * as q from './queries.ts'
import { demandMeeting, takeReviewStep } from './review-commands.ts'

const month = 31

async function demandReadable(ctx: Ctx, orgId: number) {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'activities.read', place)
  return { path: place.path, name: place.name }
}

export const contactRoutes: Route[] = [
  endpoint(contacts.listContacts, async (ctx, { params, query }) => {
    const place = await demandReadable(ctx, params.orgId)
    const rows = await links.listCoverage(ctx, place.path, query)
    const orgIds = rows.map((row) => row.org_id)
    const current = orgIds.length > 0 ? await links.listLinks(ctx, orgIds, true) : []
    return {
      orgName: place.name,
      rows: rows.map((row) => presentCoverage(ctx.actor, row, current)),
      count: rows[0]?.total ?? 0,
      uncovered: rows[0]?.uncovered ?? 0,
    }
  }),

  endpoint(contacts.getContactForm, async (ctx, { params }) => {
    const place = await demandLinkable(ctx, params.orgId)
    const people = await links.listCandidates(ctx, place.path)
    return {
      orgName: place.name,
      people: people.map(({ account_id: accountId, ...one }) => ({ accountId, ...one })),
      from: ctx.today,
      to: `${Number(ctx.today.slice(0, 4)) + 1}-12-31`,
    }
  }),

  endpoint(contacts.linkLeader, async (ctx, { params, body }) => {
    await linkLeader(ctx, params.orgId, body)
    return { linkId: ctx.requestId }
  }),

  endpoint(contacts.endContact, async (ctx, { params, body }) => {
    await endContact(ctx, params.linkId, body.reason)
    return params
  }),

  endpoint(contacts.getContactHistory, async (ctx, { params }) => {
    const place = await demandReadable(ctx, params.orgId)
    const rows = await links.listLinks(ctx, [params.orgId], false)
    return { orgName: place.name, rows: rows.map(presentPast) }
  }),

  endpoint(contacts.getOwnContacts, async (ctx) => {
    const own = await links.listOwnLinks(ctx)
    const around = { from: addDays(ctx.today, -month), to: addDays(ctx.today, month) }
    const meetings = own.length > 0 ? await q.listOwnMeetings(ctx, around, 'first') : []
    const isComing = (row: q.MeetingRow) => row.state === 'planned' && row.day >= ctx.today
    return {
      rows: own.map((row) => ({
        orgId: row.org_id,
        orgName: row.name,
        from: row.valid_from,
        to: row.valid_to,
        planned: row.planned,
      })),
      coming: meetings.filter(isComing).map(presentMeeting),
      held: meetings
        .filter((row) => !isComing(row))
        .toReversed()
        .map(presentMeeting),
    }
  }),

  endpoint(reviews.getStageReview, async (ctx, { params: { activityId } }) => {
    const meeting = await demandMeeting(ctx, activityId)
    const { procedure_id: procedureId } = meeting
    const history = procedureId ? ((await listHistory(ctx, [procedureId])).get(procedureId) ?? []) : []
    return presentReview(ctx, meeting, { history, leaders: await q.listLeaderNames(ctx, meeting.org_id) })
  }),

  endpoint(reviews.takeReviewStep, async (ctx, { params: { activityId }, body }) => ({
    activityId,
    state: await takeReviewStep(ctx, activityId, body),
  })),

  endpoint(reviews.listStageReviews, async (ctx, { params, query }) => {
    const place = await demandReadable(ctx, params.orgId)
    const days = { from: addDays(ctx.today, -3 * month), to: addDays(ctx.today, 14) }
    const rows = await q.listReviews(ctx, place.path, { ...query, ...days })
    return { orgName: place.name, rows: rows.map(presentRow), count: rows[0]?.total ?? 0 }
  }),
]
