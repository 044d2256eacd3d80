import * as contract from '../../../contract/pairings.ts'
import type { Ctx } from '../../core/context/context.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { listPlacesAt } from '../organisations/commands.ts'
import { demandPairing, dueBy, mayStart, reviewPairing, startPairing } from './commands.ts'
import { addHelpItem, endHelpItem, recordHelp, showHelp, voidHelp } from './help-commands.ts'
import { type HelpRecord, listHelps } from './help-queries.ts'
import { type ItemRow, listItems, readLabels } from './menu-queries.ts'
import { isOwn, mayWrite } from './policy.ts'
import { itemsOf, presentHelp, presentMenus, presentPairing, presentReview } from './present.ts'
import { countPairings, listBranches, listReviews, type PairingRecord, readPairings } from './queries.ts'

const uuid = /^[0-9a-f]{8}-/

function labelsOf(ctx: Ctx, helps: readonly HelpRecord[]) {
  return readLabels(
    ctx,
    helps.map(({ item }) => item).filter((item) => uuid.test(item)),
  )
}

/** What the branch of a pairing is offered: by itself and from above. */
const above = (added: readonly ItemRow[], { branch_path: path }: PairingRecord) =>
  added.filter((row) => path.startsWith(row.path))

export const pairingRoutes: Route[] = [
  endpoint(contract.getHelpMenus, async (ctx) => {
    const added = await listItems(
      ctx,
      ctx.actor.grants.map((grant) => grant.orgPath),
    )
    const places = await listPlacesAt(ctx, pathsWhere(ctx.actor, 'pairings.menus'))
    return { menus: presentMenus(ctx.actor, added), places }
  }),

  endpoint(contract.addHelpItem, async (ctx, { params, body }) => {
    await addHelpItem(ctx, params.orgId, body.menu, body.label)
    return { itemId: ctx.requestId }
  }),

  endpoint(contract.endHelpItem, async (ctx, { params: { itemId } }) => {
    await endHelpItem(ctx, itemId)
    return { itemId }
  }),

  endpoint(contract.listPairings, async (ctx, { query }) => {
    const paths = pathsWhere(ctx.actor, 'pairings.read')
    demand(paths.length > 0, 'access.denied')
    const { only, branchId, householdId, memberId } = query
    const filter = { paths, only, dueBy: dueBy(ctx), branchId, householdId, memberId }
    const rows = await readPairings(ctx, filter, query)
    const { count, ...totals } = await countPairings(ctx, filter)
    const sealer = await ctx.sealer()
    return {
      rows: rows.map((row) => presentPairing(ctx, sealer, row, filter.dueBy)),
      count,
      totals,
      branches: await listBranches(ctx, paths),
      abilities: { start: mayStart(ctx) },
    }
  }),

  endpoint(contract.startPairing, async (ctx, { body }) => ({
    pairingId: ctx.requestId,
    reviewOn: await startPairing(ctx, body),
  })),

  endpoint(contract.getPairing, async (ctx, { params: { pairingId } }) => {
    const pairing = await demandPairing(ctx, pairingId, false)
    const helps = await listHelps(ctx, [pairingId], 200)
    const labels = await labelsOf(ctx, helps)
    const added = above(await listItems(ctx, [pairing.branch_path]), pairing)
    const isOpen = pairing.ended_on === null
    const writes = isOpen && mayWrite(ctx.actor, pairing)
    return {
      ...presentPairing(ctx, await ctx.sealer(), pairing, dueBy(ctx)),
      items: itemsOf(ctx.actor, pairing.menu, added),
      rows: helps.map((help) => presentHelp(ctx.actor, pairing, help, labels)),
      reviews: (await listReviews(ctx, pairingId)).map(presentReview),
      abilities: { help: writes || (isOpen && isOwn(ctx.actor, pairing)), review: writes },
    }
  }),

  endpoint(contract.recordHelp, async (ctx, { params: { pairingId }, body }) => {
    await recordHelp(ctx, pairingId, body)
    return { helpId: ctx.requestId }
  }),

  endpoint(contract.showHelp, async (ctx, { params: { helpId } }) => {
    const { text, what } = await showHelp(ctx, helpId)
    return { text, moneyWhat: what }
  }),

  endpoint(contract.voidHelp, async (ctx, { params: { helpId }, body }) => {
    await voidHelp(ctx, helpId, body.reason)
    return { helpId }
  }),

  endpoint(contract.reviewPairing, async (ctx, { params: { pairingId }, body }) => ({
    reviewId: ctx.requestId,
    nextPairingId: await reviewPairing(ctx, pairingId, body),
  })),

  endpoint(contract.getOwnPairings, async (ctx) => {
    const { memberId } = ctx.actor
    demand(memberId, 'access.denied')
    const filter = { paths: [], ownId: memberId, only: 'all' as const, dueBy: dueBy(ctx), memberId }
    const rows = await readPairings(ctx, filter, { limit: 50, offset: 0 })
    const ids = rows.map((row) => row.pairing_id)
    const helps = await listHelps(ctx, ids, 10)
    const labels = await labelsOf(ctx, helps)
    const added = await listItems(ctx, [...new Set(rows.map((row) => row.branch_path))])
    const sealer = await ctx.sealer()
    return {
      rows: rows.map((row) => ({
        ...presentPairing(ctx, sealer, row, filter.dueBy),
        items: itemsOf(ctx.actor, row.menu, above(added, row)),
        last: helps
          .filter((help) => help.pairing_id === row.pairing_id)
          .map((help) => presentHelp(ctx.actor, row, help, labels)),
      })),
    }
  }),
]
