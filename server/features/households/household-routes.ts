import { findHouseholds as findSpec, mostFound } from '../../../contract/household-search.ts'
import * as contract from '../../../contract/households.ts'
import { may } from '../../core/context/may.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { dismissCorrection, showCorrection, takeCorrection } from './correction-commands.ts'
import { presentCorrection } from './correction-present.ts'
import { listCorrections, listWaiting } from './correction-queries.ts'
import { findHouseholds, findInGrid } from './find-households.ts'
import { demandGrid } from './grid-commands.ts'
import { readPlaces } from './grid-queries.ts'
import {
  addEntry,
  addHousehold,
  changeHousehold,
  checkHousehold,
  demandHousehold,
  eraseEntry,
  removeHousehold,
  showEntry,
} from './household-commands.ts'
import { presentHousehold, staleBefore } from './household-present.ts'
import { countHouseholds, readEntries, readHouseholds } from './household-queries.ts'
import { endHouseholdLink, makeHouseholdLink } from './link-commands.ts'
import { listOpen } from './link-queries.ts'
import { listStaleHouseholds } from './stale.ts'
import { writeTemplate } from './template.ts'

export const householdRoutes: Route[] = [
  endpoint(contract.listHouseholds, async (ctx, { params: { orgId }, query }) => {
    const grid = await demandGrid(ctx, 'households.read', orgId)
    const { offset, search } = query
    const limit = search ? Math.min(query.limit, mostFound) : query.limit
    const filter = {
      orgId,
      staleBefore: query.stale ? staleBefore(ctx) : null,
      waiting: query.waiting ?? false,
      among: search ? await findInGrid(ctx, grid.path, search) : undefined,
    }
    const rows = await readHouseholds(ctx, { ...filter, limit, offset })
    const ids = rows.map((row) => row.household_id)
    const parts = {
      entries: await readEntries(ctx, ids),
      links: await listOpen(ctx, ids),
      waiting: await listWaiting(ctx, ids),
    }
    const sealer = await ctx.sealer()
    const places = await readPlaces(ctx, [orgId])
    return {
      rows: rows.map((row) => presentHousehold(ctx, sealer, row, parts)),
      count: await countHouseholds(ctx, filter),
      staleCount: await countHouseholds(ctx, { orgId, staleBefore: staleBefore(ctx) }),
      waitingCount: await countHouseholds(ctx, { orgId, staleBefore: null, waiting: true }),
      gridName: grid.name,
      places: places.map((place) => ({ placeId: place.place_id, name: place.name })),
      abilities: { write: may(ctx.actor, 'households.write', grid) },
    }
  }),

  endpoint(findSpec, (ctx, { query }) => findHouseholds(ctx, query)),

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

  endpoint(contract.listStaleHouseholds, (ctx, { query }) => listStaleHouseholds(ctx, query)),

  endpoint(contract.getHouseholdTemplate, (ctx) => writeTemplate(ctx)),

  endpoint(contract.makeHouseholdLink, (ctx, { params }) => makeHouseholdLink(ctx, params.householdId)),

  endpoint(contract.endHouseholdLink, async (ctx, { params: { householdId } }) => {
    await endHouseholdLink(ctx, householdId)
    return { householdId }
  }),

  endpoint(contract.showHouseholdCorrection, async (ctx, { params }) => ({
    value: await showCorrection(ctx, params),
  })),

  endpoint(contract.takeHouseholdCorrection, async (ctx, { params, body }) => ({
    entryId: await takeCorrection(ctx, params, body),
  })),

  endpoint(contract.dismissHouseholdCorrection, async (ctx, { params, body }) => {
    await dismissCorrection(ctx, params, body.reason)
    return { correctionId: params.correctionId }
  }),

  endpoint(contract.listHouseholdCorrections, async (ctx, { params: { householdId } }) => {
    await demandHousehold(ctx, 'households.read', householdId, false)
    const sealer = await ctx.sealer()
    return {
      rows: (await listCorrections(ctx, householdId)).map((row) => presentCorrection(sealer, row)),
    }
  }),
]
