import * as contract from '../../../contract/reviews.ts'
import { demandMay } from '../../core/context/may.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { placeOf } from '../organisations/commands.ts'
import { answerSilence, demandBranch, earliestOf, loadCases, recordReview } from './commands.ts'
import { presentCase, presentLook, presentSilent } from './present.ts'
import { listBranches, listReviews } from './queries.ts'
import { listSilent } from './silent-queries.ts'

export const reviewRoutes: Route[] = [
  endpoint(contract.getReviews, async (ctx, { params: { orgId } }) => {
    const place = await demandBranch(ctx, orgId)
    const cases = await loadCases(ctx, [orgId])
    const silent = await listSilent(ctx, { orgIds: [orgId], since: earliestOf(ctx.today) })
    return {
      orgId,
      orgName: place.name,
      cases: cases.map((one) => presentCase(ctx.actor, one)),
      silent: silent.map((row) => presentSilent(ctx.actor, row)),
    }
  }),

  endpoint(contract.recordReview, async (ctx, { params, body }) => {
    await recordReview(ctx, params.orgId, body)
    return { reviewId: ctx.requestId }
  }),

  endpoint(contract.answerSilence, async (ctx, { params, body }) => ({
    answerId: ctx.requestId,
    handEntryId: await answerSilence(ctx, params.orgId, body),
  })),

  endpoint(contract.getOwnReviews, async (ctx) => {
    const { memberId } = ctx.actor
    const rows = memberId ? await listReviews(ctx, { memberId }) : []
    return {
      rows: rows.map((row) => ({
        ...presentLook(row),
        orgName: row.org_name,
        schemeName: row.scheme_name,
      })),
    }
  }),

  endpoint(contract.getReviewCounts, async (ctx, { params }) => {
    const place = await placeOf(ctx, params.orgId)
    demandMay(ctx.actor, 'points.totals', place)
    const branches = await listBranches(ctx, place.path)
    const cases = await loadCases(
      ctx,
      branches.map((one) => one.orgId),
    )
    const count = (orgId: number, isLooked: boolean) =>
      cases.filter((one) => one.orgId === orgId && one.looks.length > 0 === isLooked).length
    return {
      branches: branches
        .map(({ orgId, name }) => ({ orgId, name, waiting: count(orgId, false), looked: count(orgId, true) }))
        .filter(({ waiting, looked }) => waiting + looked > 0),
    }
  }),
]
