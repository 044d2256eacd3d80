import { z } from 'zod'
import { id } from '../../contract/common.ts'
import { page } from '../core/http/page.ts'
import { renderPrintedBooklet } from './booklet.ts'
import { loadPrintedBooklet } from './booklet-load.ts'

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
    const booklet = await loadPrintedBooklet(ctx, params.memberId, query.year)
    return { html: renderPrintedBooklet(booklet, query.size ?? 'plain') }
  },
)
