import { z } from 'zod'
import { id } from '../../contract/common.ts'
import { demand } from '../core/errors/problem.ts'
import { page } from '../core/http/page.ts'
import { maySeePoints } from '../features/booklets/policy.ts'
import { groupByMonth, presentEntries } from '../features/booklets/present.ts'
import * as q from '../features/booklets/queries.ts'
import { renderPrintedBooklet } from './booklet.ts'

/** For the member and the member's own branch, as the booklet itself. */
export const printedBooklet = page(
  {
    method: 'GET',
    path: '/print/members/:memberId/booklet',
    access: 'signed-in',
    params: z.object({ memberId: id }),
    query: z.object({
      year: z.coerce.number().int().min(1949).max(2200).optional().catch(undefined),
      size: z.enum(['large']).optional().catch(undefined),
    }),
  },
  async (ctx, { params, query }) => {
    const reader = await q.findReader(ctx, params.memberId)
    demand(reader && maySeePoints(ctx.actor, reader.memberId, reader), 'not-found')
    const year = query.year ?? Number(ctx.today.slice(0, 4))
    const [from, to] = [`${year}-01-01`, `${year}-12-31`]
    const start = await q.findStart(ctx, reader.orgId, to)
    const rows = await q.listMemberEntries(ctx, reader.memberId, { from, to })
    const { name, orgName, gridName } = reader
    const posts = await q.listPosts(ctx, reader.memberId)
    const months = groupByMonth(presentEntries(rows, start))
    const booklet = { year, today: ctx.today, start, months, member: { name, orgName, gridName, posts } }
    return { html: renderPrintedBooklet(booklet, query.size ?? 'plain') }
  },
)
