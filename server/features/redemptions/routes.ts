import * as contract from '../../../contract/redemptions.ts'
import type { Ctx } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { listPlacesAt } from '../organisations/commands.ts'
import * as commands from './commands.ts'
import { mayServe } from './policy.ts'
import { presentAtDesk, presentForDesk, presentForMember, presentItem, presentRedemption } from './present.ts'
import * as q from './queries.ts'
import { listRedemptions } from './redemption-queries.ts'

export const redemptionRoutes: Route[] = [
  endpoint(contract.listProgrammes, async (ctx) => {
    const paths = pathsWhere(ctx.actor, 'redemptions.open', 'redemptions.serve')
    demand(paths.length > 0, 'access.denied')
    const rows = await q.listProgrammesAt(ctx, paths)
    const mayOpenAt = await listPlacesAt(ctx, pathsWhere(ctx.actor, 'redemptions.open'))
    return {
      rows: rows.map((row) => ({ ...presentForDesk(row, ctx.today), waiting: row.waiting })),
      mayOpenAt,
    }
  }),

  endpoint(contract.openProgramme, async (ctx, { params, body }) => {
    await commands.openProgramme(ctx, params.orgId, body)
    return { programmeId: ctx.requestId }
  }),

  endpoint(contract.getProgramme, async (ctx, { params: { programmeId }, query }) => {
    const programme = await q.findProgramme(ctx, programmeId)
    demand(programme && mayServe(ctx.actor, programme), 'not-found')
    const items = await q.listItems(ctx, [programmeId])
    const rows = await listRedemptions(ctx, { of: { programmeId }, ...query })
    return {
      programme: presentForDesk(programme, ctx.today),
      items: items.map(presentItem),
      redemptions: {
        rows: rows.map((row) => presentAtDesk(ctx.actor, row)),
        count: rows[0]?.total ?? 0,
      },
      abilities: {
        change: may(ctx.actor, 'redemptions.open', programme) && !programme.closed_at,
        serve: mayServe(ctx.actor, programme),
      },
    }
  }),

  endpoint(contract.closeProgramme, async (ctx, { params, body }) => {
    await commands.closeProgramme(ctx, params.programmeId, body.reason)
    return params
  }),

  endpoint(contract.addRedemptionItem, async (ctx, { params, body }) => {
    await commands.addItem(ctx, params.programmeId, body)
    return { itemId: ctx.requestId }
  }),

  endpoint(contract.restockItem, async (ctx, { params: { itemId }, body }) => ({
    itemId,
    stock: await commands.restock(ctx, itemId, body.add),
  })),

  endpoint(contract.retireItem, async (ctx, { params }) => {
    await commands.retireItem(ctx, params.itemId)
    return params
  }),

  endpoint(contract.getOwnRedemptions, async (ctx) => {
    const { memberId } = ctx.actor
    if (!memberId) return { programmes: [], redemptions: [] }
    const rows = await listRedemptions(ctx, { of: { memberId }, limit: 200, offset: 0 })
    return {
      programmes: await programmesFor(ctx, memberId),
      redemptions: rows.map((row) => presentRedemption(ctx.actor, row)),
    }
  }),

  endpoint(contract.redeem, async (ctx, { params, body }) => ({
    redemptionId: ctx.requestId,
    ...(await commands.redeem(ctx, params.itemId, body)),
  })),

  endpoint(contract.handOver, async (ctx, { params }) => {
    await commands.handOver(ctx, params.redemptionId)
    return params
  }),

  endpoint(contract.cancelRedemption, async (ctx, { params, body }) => {
    await commands.cancelRedemption(ctx, params.redemptionId, body.reason)
    return params
  }),
]

async function programmesFor(ctx: Ctx, memberId: string) {
  const member = await q.findRedeemer(ctx, memberId, { lock: false })
  const rows = member ? await q.listProgrammesFor(ctx, member.path) : []
  const ids = rows.map((row) => row.programme_id)
  const items = await q.listItems(ctx, ids)
  const accounts = await q.listAccounts(ctx, memberId, ids)
  return rows.flatMap((row) => {
    const account = accounts.get(row.programme_id)
    return account ? [presentForMember(row, items, account, ctx.today)] : []
  })
}
