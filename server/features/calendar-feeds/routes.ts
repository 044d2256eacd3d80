import * as contract from '../../../contract/calendar-feeds.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { listPlacesAt } from '../organisations/commands.ts'
import { makeFeed, revokeFeed } from './commands.ts'
import { listFeeds } from './queries.ts'

export const calendarFeedRoutes: Route[] = [
  endpoint(contract.listCalendarFeeds, async (ctx) => ({
    rows: (await listFeeds(ctx)).map((row) => ({
      feedId: row.feed_id,
      orgId: row.org_id,
      name: row.org_name ?? '我自己的',
      madeAt: row.made_at.toISOString(),
      revokedAt: row.revoked_at?.toISOString() ?? null,
    })),
    places: await listPlacesAt(ctx, pathsWhere(ctx.actor, 'activities.read')),
  })),

  endpoint(contract.makeCalendarFeed, async (ctx, { body }) => ({
    feedId: ctx.requestId,
    path: `/calendar/${await makeFeed(ctx, body.orgId)}.ics`,
  })),

  endpoint(contract.revokeCalendarFeed, async (ctx, { params }) => {
    await revokeFeed(ctx, params.feedId)
    return params
  }),
]
