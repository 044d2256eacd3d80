import { z } from 'zod'
import { id } from '../../contract/common.ts'
import { demand } from '../core/errors/problem.ts'
import { page } from '../core/http/page.ts'
import { mayServe } from '../features/redemptions/policy.ts'
import { findProgramme } from '../features/redemptions/queries.ts'
import { listRedemptions } from '../features/redemptions/redemption-queries.ts'
import { renderRedemptionList } from './redemption-list.ts'

/** More than this is no list that anybody signs. */
const most = 2_000

/** For the desk of the organisation that opened it. */
export const printedRedemptionList = page(
  {
    method: 'GET',
    path: '/print/redemption-programmes/:programmeId/list',
    access: 'signed-in',
    params: z.object({ programmeId: id }),
  },
  async (ctx, { params: { programmeId } }) => {
    const programme = await findProgramme(ctx, programmeId)
    demand(programme && mayServe(ctx.actor, programme), 'not-found')
    const rows = await listRedemptions(ctx, { of: { programmeId }, standing: true, limit: most, offset: 0 })
    return {
      html: renderRedemptionList({
        orgName: programme.org_name,
        programmeName: programme.name,
        today: ctx.today,
        rows: rows.map((row) => ({
          memberName: row.member_name ?? '不在本支部的党员',
          branchName: row.branch_name,
          itemName: row.item_name,
          quantity: row.quantity,
        })),
      }),
    }
  },
)
