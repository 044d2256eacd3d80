import { z } from 'zod'
import { id, instant, orgId } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

const feed = z.object({
  feedId: id,
  /** Null: one's own calendar. */
  orgId: orgId.nullable(),
  name: z.string(),
  madeAt: instant,
  revokedAt: instant.nullable(),
})

/** One's own addresses. What an address is was told once, when it was made. */
export const listCalendarFeeds = defineEndpoint({
  method: 'GET',
  path: '/calendar-feeds',
  summary: '我的日历地址',
  access: 'signed-in',
  who: 'signed-in',
  output: z.object({
    rows: z.array(feed),
    /** Whose calendars there are to be had, besides one's own. */
    places: z.array(z.object({ orgId, name: z.string() })),
  }),
})

export const makeCalendarFeed = defineEndpoint({
  method: 'POST',
  path: '/calendar-feeds',
  summary: '要一个日历地址',
  access: 'signed-in',
  who: 'activities.read',
  body: z.strictObject({ orgId: orgId.nullable() }),
  /** Below the site's own address. */
  output: z.object({ feedId: id, path: z.string().startsWith('/calendar/') }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const revokeCalendarFeed = defineEndpoint({
  method: 'POST',
  path: '/calendar-feeds/:feedId/revocation',
  summary: '停用一个日历地址',
  access: 'signed-in',
  who: 'own',
  params: z.object({ feedId: id }),
  output: z.object({ feedId: id }),
  errors: ['not-found', 'state.wrong'],
})

export const calendarFeedEndpoints = { listCalendarFeeds, makeCalendarFeed, revokeCalendarFeed }
