import * as contract from '../../../contract/households.ts'
import { may } from '../../core/context/may.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { demandGrid } from './grid-commands.ts'
import { readPlaces } from './grid-queries.ts'
import {
  addEntry,
  addHousehold,
  changeHousehold,
  checkHousehold,
  eraseEntry,
  removeHousehold,
  showEntry,
} from './household-commands.ts'
import { presentHousehold, staleBefore } from './household-present.ts'
import { countHouseholds, readEntries, readHouseholds } from './household-queries.ts'

export const householdRoutes: Route[] = [
  endpoint(contract.listHouseholds, async (ctx, { params: { orgId }, query }) => {
    const grid = await demandGrid(ctx, 'households.read', orgId)
    const { limit, offset } = query
    const filter = { orgId, staleBefore: query.stale ? staleBefore(ctx) : null }
    const rows = await readHouseholds(ctx, { ...filter, limit, offset })
    const entries = await readEntries(
      ctx,
      rows.map((row) => row.household_id),
    )
    const sealer = await ctx.sealer()
    const places = await readPlaces(ctx, [orgId])
    return {
      rows: rows.map((row) => presentHousehold(ctx, sealer, row, entries)),
      count: await countHouseholds(ctx, filter),
      staleCount: await countHouseholds(ctx, { orgId, staleBefore: staleBefore(ctx) }),
      gridName: grid.name,
      places: places.map((place) => ({ placeId: place.place_id, name: place.name })),
      abilities: { write: may(ctx.actor, 'households.write', grid) },
    }
  }),

  endpoint(contract.addHousehold, async (ctx, { params, body }) => ({
    householdId: await addHousehold(ctx, params.orgId, body),
  })),

  endpoint(contract.changeHousehold, async (ctx, { params: { householdId }, body }) => ({
    householdId,
    version: await changeHousehold(ctx, householdId, body),
  })),

  endpoint(contract.checkHousehold, async (ctx, { params: { householdId } }) => ({
    householdId,
    version: await checkHousehold(ctx, householdId),
  })),

  endpoint(contract.removeHousehold, async (ctx, { params: { householdId }, body }) => {
    await removeHousehold(ctx, householdId, body.reason)
    return { householdId }
  }),

  endpoint(contract.addHouseholdEntry, async (ctx, { params, body }) => ({
    entryId: await addEntry(ctx, params.householdId, body),
  })),

  endpoint(contract.eraseHouseholdEntry, async (ctx, { params: { householdId, entryId } }) => {
    await eraseEntry(ctx, householdId, entryId)
    return { entryId }
  }),

  endpoint(contract.showHouseholdEntry, async (ctx, { params, body }) => ({
    value: await showEntry(ctx, params, body.reason),
  })),
]
