import { z } from 'zod'
import { orgId } from '../../contract/common.ts'
import { demandMay } from '../core/context/may.ts'
import { page } from '../core/http/page.ts'
import { findDoor, listWall } from '../features/cases/page-queries.ts'
import { doorPath } from '../features/cases/rules.ts'
import { placeOf } from '../features/organisations/commands.ts'
import { renderWishesWall } from './wishes-wall.ts'

/** The wishes that hang at a place's door, on paper, for who reads its cases. */
export const printedWishesWall = page(
  {
    method: 'GET',
    path: '/print/organisations/:orgId/wishes',
    access: 'signed-in',
    params: z.object({ orgId }),
  },
  async (ctx, { params, site }) => {
    const place = await placeOf(ctx, params.orgId)
    demandMay(ctx.actor, 'cases.read', place)
    const door = await findDoor(ctx, params)
    const wall = await listWall(ctx, params.orgId)
    return {
      html: renderWishesWall({
        placeName: place.name,
        today: ctx.today,
        wall,
        door: door ? `${site}${doorPath(door.address)}` : null,
      }),
    }
  },
)
