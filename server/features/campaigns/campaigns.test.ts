import { beforeAll, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/campaigns.ts'
import { getDue } from '../../../contract/due.ts'
import { readHolding } from '../../../contract/rounds.ts'
import { voidVisit } from '../../../contract/visit-lists.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import {
  addEntry,
  addHouseholds,
  aVisit,
  buildVisitTest,
  type VisitTest,
  visited,
} from '../../test/visits.ts'

const test = useTestApp()
let v: VisitTest
let homes: string[]
let others: string[]
const home = (i: number) => homes[i] ?? ''
beforeAll(async () => {
  v = await buildVisitTest(test)
  homes = await addHouseholds(v.worker, v.tree.grid, 4)
  others = await addHouseholds(v.other, v.second, 2)
})

type Days = { startsOn?: string; untilOn?: string }
const start = (who: Person, orgId: number, days: Days = {}, requestId = newId()) =>
  who.ask(contract.startCampaign, {
    requestId,
    params: { orgId },
    body: { name: '秋季走遍每一户', startsOn: '2026-11-10', untilOn: '2026-11-30', ...days },
  })

describe('a campaign', () => {
  it('[000-01] goes over all households by a day, and each figure opens to who was there', async () => {
    const { campaignId } = (await start(v.township, v.tree.township)).body
    const wish = aVisit(home(0))
    const closed = { door: false, met: false, card: true, talk: false }
    await visited(v.worker, [
      wish,
      aVisit(home(1), { quartet: closed }),
      aVisit(home(2), { visitedOn: '2026-11-09' }),
    ])
    const get = async (who: Person) => (await who.ask(contract.getCampaign, { params: { campaignId } })).body
    expect(await get(v.township)).toMatchObject({
      state: 'running',
      coverage: { households: 6, visited: 2, met: 1, percent: 33 },
      rows: [
        { name: '第一网格', kind: 'grid', households: 4, visited: 2, met: 1, percent: 50 },
        { name: '第二网格', households: 2, visited: 0, percent: 0 },
      ],
      abilities: { end: true },
    })
    // Who looks after one grid sees that grid.
    expect(await get(v.other)).toMatchObject({ coverage: { households: 2 }, abilities: { end: false } })
    const open = async (who: Person, only: 'visited' | 'met' | 'left', orgId = v.tree.grid) =>
      (await who.ask(contract.listCampaignHouseholds, { params: { campaignId }, query: { orgId, only } }))
        .body
    expect((await open(v.worker, 'met')).rows).toMatchObject([
      {
        householdId: home(0),
        address: expect.stringContaining('石桥'),
        visit: { on: '2026-11-20', by: '许金娣' },
      },
    ])
    expect((await open(v.worker, 'visited')).count).toBe(2)
    const left = await open(v.township, 'left')
    expect(left).toMatchObject({ count: 2, rows: [{ address: null, visit: null }, { address: null }] })
    // A phone is told by when.
    const carried = (await v.worker.ask(readHolding)).body.rows
    expect(carried.find((row) => row.id === home(2))?.due).toBe('2026-11-30')
    expect(carried.find((row) => row.id === home(0))?.due).toBeNull()
    const voiding = { params: { visitId: wish.visitId }, body: { reason: '记错了户' } }
    expect((await v.worker.ask(voidVisit, voiding)).status).toBe(200)
    expect((await get(v.township)).coverage).toMatchObject({ visited: 1, met: 0 })
  })

  it('of a county is told by township, and goes into one', async () => {
    const officer = await test.person('county-officer', test.county.rootId)
    const { campaignId } = (await start(officer, test.county.rootId)).body
    const get = async (within?: number) =>
      (await officer.ask(contract.getCampaign, { params: { campaignId }, query: within ? { within } : {} }))
        .body
    expect((await get()).rows).toMatchObject([{ name: '青禾镇', kind: 'township', households: 6 }])
    expect((await get(v.tree.township)).rows.map((row) => row.kind)).toEqual(['grid', 'grid'])
    expect(
      (await v.township.ask(contract.getCampaign, { params: { campaignId } })).body.coverage.households,
    ).toBe(6)
  })

  it('is started and ended above, once, with days that can be', async () => {
    expect((await start(v.village, v.tree.village)).status).toBe(403)
    expect((await start(v.township, v.tree.village)).status).toBe(403)
    expect((await start(v.stranger, v.tree.township)).status).toBe(404)
    const field = async (days: Days) => (await start(v.township, v.tree.township, days)).error.field
    expect(await field({ untilOn: '2026-11-01' })).toBe('body.untilOn')
    expect(await field({ startsOn: '2026-10-01', untilOn: '2026-11-19' })).toBe('body.untilOn')
    expect(await field({ untilOn: '2028-11-19' })).toBe('body.untilOn')
    const requestId = newId()
    const first = await start(v.township, v.tree.township, {}, requestId)
    expect((await start(v.township, v.tree.township, {}, requestId)).body).toEqual(first.body)
    const params = { campaignId: first.body.campaignId }
    const end = (who: Person) => who.ask(contract.endCampaign, { params, body: {} })
    expect((await end(v.village)).status).toBe(403)
    expect((await end(v.stranger)).status).toBe(404)
    const both = await Promise.all([end(v.township), end(v.township)])
    expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const list = (await v.village.ask(contract.listCampaigns)).body.rows
    expect(list.find((row) => row.campaignId === params.campaignId)?.state).toBe('over')
    expect((await v.stranger.ask(contract.getCampaign, { params })).status).toBe(404)
    const query = { orgId: v.tree.grid }
    expect((await v.stranger.ask(contract.listCampaignHouseholds, { params, query })).status).toBe(404)
    expect((await test.ask(contract.listCampaigns)).status).toBe(401)
  })
})

describe('a month', () => {
  const plan = (
    who: Person,
    householdIds: string[],
    visitorId?: string,
    month = '2026-11',
    requestId = newId(),
  ) =>
    who.ask(contract.planVisits, {
      requestId,
      params: { orgId: v.tree.grid },
      body: { month, householdIds, ...(visitorId && { visitorId }) },
    })
  const plans = async (who: Person, month?: string) =>
    (
      await who.ask(contract.listVisitPlans, {
        params: { orgId: v.tree.grid },
        query: month ? { month } : {},
      })
    ).body

  it('[000-03] has a plan for each who visits, done by visits and never ticked', async () => {
    const [a = '', b = ''] = await addHouseholds(v.worker, v.tree.grid, 2)
    expect((await plan(v.worker, [a])).body.planned).toBe(1)
    const both = await Promise.all([1, 2].map(() => plan(v.village, [a, b], v.worker.accountId)))
    expect(both.reduce((sum, one) => sum + one.body.planned, 0)).toBe(1)
    const carried = (await v.worker.ask(readHolding)).body.rows
    expect(carried.find((row) => row.id === a)?.due).toBe('2026-11-30')
    // Somebody else's visit is not the one that was planned.
    await visited(v.village, [aVisit(a)])
    expect((await plans(v.worker)).rows.map((row) => row.doneOn)).toEqual([null, null])
    await visited(v.worker, [aVisit(a)])
    const held = await plans(v.worker)
    expect(held.rows.map((row) => row.doneOn)).toEqual(['2026-11-20', null])
    expect(held.visitors.find((one) => one.name === '许金娣')).toMatchObject({ planned: 2, done: 1 })
    expect((await plans(v.township)).rows[0]?.address).toBeNull()
    const dropped = held.rows.find((row) => row.householdId === b)?.planId ?? ''
    const drop = (who: Person) =>
      who.ask(contract.dropPlannedVisit, { params: { planId: dropped }, body: {} })
    for (const who of [v.other, v.stranger]) expect((await drop(who)).status).toBe(404)
    expect((await drop(v.worker)).status).toBe(200)
    expect((await drop(v.worker)).error.code).toBe('state.wrong')
    expect((await plans(v.worker)).rows).toHaveLength(1)
  })

  it('is planned where one visits, ahead, and for who visits there', async () => {
    expect((await plan(v.worker, [home(0)], v.village.accountId)).status).toBe(403)
    expect((await plan(v.village, [home(0)], v.stranger.accountId)).error.field).toBe('body.visitorId')
    expect((await plan(v.worker, [others[0] ?? ''])).status).toBe(404)
    expect((await plan(v.worker, [home(0)], undefined, '2026-10')).error.field).toBe('body.month')
    expect((await plan(v.stranger, [home(0)])).status).toBe(404)
    const requestId = newId()
    const first = await plan(v.worker, [home(0)], undefined, '2026-12', requestId)
    expect((await plan(v.worker, [home(0)], undefined, '2026-12', requestId)).body).toEqual(first.body)
    expect((await plans(v.worker, '2026-12')).rows).toHaveLength(1)
  })

  it('[000-14] suggests care that is due first, then who was visited longest ago, and says whose rhythm is over', async () => {
    const [cared = ''] = await addHouseholds(v.other, v.second, 1)
    await addEntry(v.other, cared, { value: '每周看望', rhythmDays: 7 })
    await visited(v.other, [aVisit(others[0] ?? '', { visitedOn: '2026-10-02' })])
    await visited(v.other, [aVisit(cared, { visitedOn: '2026-11-10' })])
    const params = { orgId: v.second }
    const { rows } = (await v.other.ask(contract.suggestVisits, { params })).body
    expect(rows.map(({ householdId, because }) => [householdId, because])).toEqual([
      [cared, 'care'],
      [others[1], 'longest'],
      [others[0], 'longest'],
    ])
    expect((await v.township.ask(contract.suggestVisits, { params })).status).toBe(403)
    expect((await v.stranger.ask(contract.suggestVisits, { params })).status).toBe(404)
    const care = (await v.other.ask(contract.listCareDue)).body.rows
    expect(care).toMatchObject([{ householdId: cared, rhythmDays: 7, dueOn: '2026-11-17', late: true }])
    expect((await v.township.ask(contract.listCareDue)).status).toBe(403)
    // Knocking at a closed door is no visit to who waits.
    const quartet = { door: true, met: false, card: false, talk: false }
    await visited(v.other, [aVisit(cared, { quartet })])
    expect((await v.other.ask(contract.listCareDue)).body.rows[0]?.dueOn).toBe('2026-11-17')
    const due = (await v.other.ask(getDue)).body.rows.find((row) => row.id === 'care-visits')
    expect(due).toMatchObject({ state: 'late', dueOn: '2026-11-17' })
    await visited(v.other, [aVisit(cared)])
    expect((await v.other.ask(contract.listCareDue)).body.rows[0]?.dueOn).toBe('2026-11-27')
  })
})
