import { type EntryKind, purposes } from '../../../contract/households.ts'
import * as contract from '../../../contract/rounds.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Handler, type Route } from '../../core/http/endpoint.ts'
import { openEntry } from '../households/household-commands.ts'
import { presentCarried } from './carried.ts'
import { listConflicts } from './conflicts.ts'
import * as holding from './holding-queries.ts'
import { mergeHousehold, settleConflict } from './merge-commands.ts'
import { takeRound } from './round-commands.ts'
import { endOfDay, gridsThatFit, keepCarriedUntil, makeCursor, readCursor } from './rules.ts'

const readHolding: Handler<typeof contract.readHolding> = async (ctx, { query }) => {
  const paths = pathsWhere(ctx.actor, 'visits.write')
  demand(paths.length > 0, 'access.denied')
  const grids = gridsThatFit(await holding.readGrids(ctx, paths), contract.carriedHouseholds)
  const orgIds = grids.map((grid) => grid.org_id)
  const since = readCursor(query.cursor, orgIds)
  const sealer = await ctx.sealer()
  const rows = await holding.readCarried(ctx, orgIds, since)
  return {
    cursor: makeCursor(ctx.now, orgIds),
    whole: since === null,
    grids: grids.map((grid) => ({ orgId: grid.org_id, name: grid.name })),
    places: await holding.readPlaces(ctx, orgIds),
    rows: rows.map((row) => presentCarried(sealer, row)),
    gone: since ? await holding.readGone(ctx, orgIds, since) : [],
    keepUntil: keepCarriedUntil(ctx.today),
  }
}

export const roundRoutes: Route[] = [
  endpoint(contract.readHolding, readHolding, { isLarge: true }),

  endpoint(contract.takeRound, async (ctx, { body }) => {
    const entries = await takeRound(ctx, body.householdIds)
    const sealer = await ctx.sealer()
    return {
      roundId: ctx.requestId,
      keepUntil: endOfDay(ctx.today),
      entries: entries.map((entry) => {
        const kind = entry.kind as EntryKind
        const labels: Record<string, string> = purposes[kind]
        return {
          householdId: entry.household_id,
          entryId: entry.entry_id,
          kind,
          purposeLabel: labels[entry.purpose] ?? entry.purpose,
          value: openEntry(sealer, entry.entry_id, entry.value_sealed),
          expiresOn: entry.expires_on,
        }
      }),
    }
  }),

  endpoint(contract.mergeHousehold, (ctx, { params, body }) => mergeHousehold(ctx, params.householdId, body)),

  endpoint(contract.listMergeConflicts, async (ctx) => {
    const paths = pathsWhere(ctx.actor, 'households.write')
    demand(paths.length > 0, 'access.denied')
    return { rows: await listConflicts(ctx, paths) }
  }),

  endpoint(contract.settleMergeConflict, (ctx, { params, body }) =>
    settleConflict(ctx, params.conflictId, body),
  ),
]
