import { z } from 'zod'
import { type Page, page } from '../core/http/page.ts'
import { findPublishedNotice } from '../features/visits/notice-queries.ts'
import { renderGone } from './notices.ts'
import { renderVisitNotice } from './visit-notice-page.ts'

/** As for every published list: that it was taken back is seen within a minute. */
const maxAge = 60

/** The counts of a month's visits, as anyone reads them: HTML without a script. */
export const visitNoticePages: readonly Page[] = [
  page(
    {
      method: 'GET',
      path: '/public/visits/:address',
      access: 'anyone',
      params: z.object({ address: z.string().max(64) }),
      query: z.object({
        size: z.enum(['large']).optional().catch(undefined),
        contrast: z.enum(['high']).optional().catch(undefined),
      }),
    },
    async (ctx, { params: { address }, query }) => {
      const notice = await findPublishedNotice(ctx, address)
      if (!notice) return { html: renderGone(), status: 410 }
      return { html: renderVisitNotice({ address, ...notice }, query), maxAge }
    },
  ),
]
