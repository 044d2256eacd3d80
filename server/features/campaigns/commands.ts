import { daysBetween } from '../../core/clock/days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, may } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { placeOf } from '../organisations/commands.ts'
import * as q from './campaign-queries.ts'

/** All households of a township or county by a day, a year ahead at the most. Answers its number. */
export async function startCampaign(
  ctx: Ctx,
  orgId: number,
  wish: { name: string; startsOn: string; untilOn: string },
): Promise<string> {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'campaigns.write', place)
  demand(place.kind === 'township' || place.kind === 'county', 'access.denied', {
    message: '集中走访由乡镇或县里发起。',
  })
  demand(wish.untilOn >= wish.startsOn && wish.untilOn >= ctx.today, 'input.invalid', {
    field: 'body.untilOn',
    message: '最后一天要在开始以后，也不能已经过去。',
  })
  demand(Math.abs(daysBetween(wish.startsOn, ctx.today)) <= 366, 'input.invalid', { field: 'body.startsOn' })
  demand(daysBetween(wish.startsOn, wish.untilOn) <= 366, 'input.invalid', {
    field: 'body.untilOn',
    message: '一次集中走访最长一年，请把最后一天写近一点。',
  })
  await q.insertCampaign(ctx, { orgId, ...wish })
  ctx.audit({
    action: 'visit-campaign.started',
    target: { kind: 'visit-campaign', id: ctx.requestId },
    orgId,
  })
  return ctx.requestId
}

export async function endCampaign(ctx: Ctx, campaignId: string): Promise<void> {
  const campaign = await demandCampaign(ctx, campaignId)
  demand(may(ctx.actor, 'campaigns.write', campaign), 'access.denied')
  demand(await q.endCampaign(ctx, campaignId), 'state.wrong', { message: '这次集中走访已经结束了。' })
  const target = { kind: 'visit-campaign', id: campaignId }
  ctx.audit({ action: 'visit-campaign.ended', target, orgId: campaign.org_id })
}

/** One that goes over a place of this reader. Errors: not-found. */
export async function demandCampaign(ctx: Ctx, campaignId: string): Promise<q.CampaignRow> {
  const [campaign] = await q.readCampaigns(ctx, { campaignId })
  const near = ctx.actor.grants.some(
    ({ orgPath }) => campaign && (orgPath.startsWith(campaign.path) || campaign.path.startsWith(orgPath)),
  )
  demand(campaign && near, 'not-found')
  return campaign
}
