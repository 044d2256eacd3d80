import { z } from 'zod'
import { orgId } from '../../contract/common.ts'
import { demand } from '../core/errors/problem.ts'
import { page } from '../core/http/page.ts'
import { listGrids } from '../features/households/grids.ts'
import { placeOf } from '../features/organisations/commands.ts'
import { gridsOnASheet, renderGridSheet } from './grid-sheet.ts'

/** The sheet for the wall, of a village or of one grid. */
export const printedGridSheet = page(
  {
    method: 'GET',
    path: '/print/organisations/:orgId/grids',
    access: 'signed-in',
    params: z.object({ orgId }),
  },
  async (ctx, { params }) => {
    const { rows } = await listGrids(ctx, { orgId: params.orgId, limit: gridsOnASheet, offset: 0 })
    const place = await placeOf(ctx, params.orgId)
    demand(place, 'not-found')
    return { html: renderGridSheet({ placeName: place.name, today: ctx.today, grids: rows }) }
  },
)
