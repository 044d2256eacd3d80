import { createHash, randomBytes } from 'node:crypto'
import { loadCalendar } from '../../core/clock/calendar-days.ts'
import { addMonths } from '../../core/clock/days.ts'
import { startOfDay } from '../../core/clock/today.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, may } from '../../core/context/may.ts'
import { takeLock } from '../../core/context/take-lock.ts'
import { demand } from '../../core/errors/problem.ts'
import { placeOf } from '../organisations/commands.ts'
import { eventOfActivity, eventOfTask } from './events.ts'
import { eventsOfItem } from './plan-events.ts'
import * as plans from './plan-queries.ts'
import * as q from './queries.ts'

/** 256 random bits, of which only the hash is kept. */
export function hashOfAddress(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

const mostFeeds = 10

/** Makes an address; answers it this once. */
export async function makeFeed(ctx: Ctx, orgId: number | null): Promise<string> {
  if (orgId !== null) demandMay(ctx.actor, 'activities.read', await placeOf(ctx, orgId))
  await takeLock(ctx, { name: `calendar feeds ${ctx.actor.accountId}`, way: 'to-change' })
  const living = (await q.listFeeds(ctx)).filter((row) => row.revoked_at === null)
  demand(living.length < mostFeeds, 'state.wrong', {
    message: `最多 ${mostFeeds} 个日历地址，请先停用一个不用的。`,
  })
  const token = randomBytes(32).toString('base64url')
  await q.insertFeed(ctx, { orgId, hash: hashOfAddress(token) })
  ctx.audit({ action: 'calendar-feed.made', target: { kind: 'calendar-feed', id: ctx.requestId }, orgId })
  return token
}

export async function revokeFeed(ctx: Ctx, feedId: string): Promise<void> {
  const feed = (await q.listFeeds(ctx)).find((row) => row.feed_id === feedId)
  demand(feed, 'not-found')
  demand(await q.revokeFeed(ctx, feedId), 'state.wrong', { message: '这个地址已经停用了。' })
  ctx.audit({
    action: 'calendar-feed.revoked',
    target: { kind: 'calendar-feed', id: feedId },
    orgId: feed.org_id,
  })
}

/** The calendar behind an address, read as the person whose it is: null once that person may not read there any more. */
export async function renderFeed(ctx: Ctx, feed: q.FeedRow): Promise<string | null> {
  const span = { from: addMonths(ctx.today, -3), to: addMonths(ctx.today, 13) }
  const stamp = startOfDay(ctx.today)
  // With the library behind it, which only who has a feed needs.
  const { renderCalendar } = await import('./ics.ts')
  if (feed.org_id === null) {
    const activities = ctx.actor.memberId ? await q.listOwnActivities(ctx, span) : []
    const tasks = await q.listOwnTasks(ctx, span)
    const events = [...activities.map(eventOfActivity), ...tasks.map(eventOfTask)]
    return renderCalendar('支部通：我的', events, stamp)
  }
  if (!feed.path || !may(ctx.actor, 'activities.read', { path: feed.path })) return null
  const activities = await q.listActivitiesOf(ctx, feed.org_id, span)
  const events = [...activities.map(eventOfActivity), ...(await listPlanEvents(ctx, feed.org_id))]
  return renderCalendar(`支部通：${feed.org_name}`, events, stamp)
}

async function listPlanEvents(ctx: Ctx, orgId: number) {
  const year = Number(ctx.today.slice(0, 4))
  const items = await plans.listPlanned(ctx, orgId, [year, year + 1])
  if (items.length === 0) return []
  const touched = await plans.listTouchedOf(
    ctx,
    items.map((item) => item.item_id),
  )
  const calendar = await loadCalendar(ctx)
  // What is past and never became an activity was not held: it is no date to keep.
  return items.flatMap((item) =>
    eventsOfItem(
      { ...item, from_day: item.from_day > ctx.today ? item.from_day : ctx.today },
      touched.filter((row) => row.item_id === item.item_id),
      calendar,
    ),
  )
}
