import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RequestOf } from '../../../contract/endpoint.ts'
import { countGrid, getGrid } from '../../../contract/grids.ts'
import * as contract from '../../../contract/households.ts'
import { tasks } from '../../app.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildNaturalVillages } from '../../test/grids.ts'
import { buildOrg, buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let second: number
let worker: Person
let placeId: number

type Wish = RequestOf<typeof contract.addHousehold>['body']
type Entry = RequestOf<typeof contract.addHouseholdEntry>['body']

beforeAll(async () => {
  tree = await buildTree(test)
  second = await buildOrg(test, { kind: 'grid', parentId: tree.village, name: '第二网格' })
  placeId = (await buildNaturalVillages(test, { village: tree.village, grid: tree.grid }, ['东溪']))[0] ?? 0
})

/** Moves the clock, and signs the grid worker in there: a session ends when nobody works for a while. */
async function moveTo(now: string): Promise<void> {
  test.clock.now = new Date(now)
  worker = await test.person('grid-worker', tree.grid, { name: '许金娣' })
}

beforeEach(() => moveTo('2026-11-20T09:00:00+08:00'))

let made = 0
function household(more: Partial<Wish> = {}): Wish {
  made += 1
  return { address: `东溪${made}号`, placeId, contact: '王阿根', headCount: 3, ...more }
}

function entry(more: Partial<Entry> = {}): Entry {
  const phone = { kind: 'phone', value: '138 0000 5678', purpose: 'contact' } as const
  return { ...phone, basis: 'consent', agreedOn: '2026-11-01', expiresOn: '2027-11-01', ...more }
}

const add = (more: Partial<Wish> = {}, who = worker, orgId = tree.grid) =>
  who.ask(contract.addHousehold, { params: { orgId }, body: household(more) })

async function added(more: Partial<Wish> = {}): Promise<string> {
  return (await add(more)).body.householdId
}

const addEntry = (householdId: string, more: Partial<Entry> = {}) =>
  worker.ask(contract.addHouseholdEntry, { params: { householdId }, body: entry(more) })

async function listed(who = worker, query: object = {}) {
  return (
    await who.ask(contract.listHouseholds, { params: { orgId: tree.grid }, query: { limit: 200, ...query } })
  ).body
}

async function one(householdId: string) {
  return (await listed()).rows.find((row) => row.householdId === householdId)
}

function stored(householdId: string) {
  return test.system(async (ctx) => ({
    households: await ctx.db
      .selectFrom('households')
      .selectAll()
      .where('county_id', '=', ctx.county)
      .where('household_id', '=', householdId)
      .execute(),
    entries: await ctx.db
      .selectFrom('household_entries')
      .selectAll()
      .where('county_id', '=', ctx.county)
      .where('household_id', '=', householdId)
      .orderBy('recorded_at')
      .execute(),
  }))
}

describe('the register of households', () => {
  it('[001-27] keeps address, contact and number of people, says when it was looked at, and what is stale', async () => {
    const householdId = await added({ headCount: 5 })
    expect(await one(householdId)).toMatchObject({
      placeName: '东溪',
      contact: '王阿根',
      headCount: 5,
      checkedOn: '2026-11-20',
      isStale: false,
      isNewResident: false,
    })
    await moveTo('2027-05-23T09:00:00+08:00')
    const stale = await listed(worker, { stale: true })
    expect(stale).toMatchObject({ count: stale.staleCount })
    expect(stale.rows.map((row) => row.householdId)).toContain(householdId)
    const checked = await worker.ask(contract.checkHousehold, { params: { householdId }, body: {} })
    expect(checked.body.version).toBe(2)
    expect(await one(householdId)).toMatchObject({ checkedOn: '2027-05-23', isStale: false })
  })

  it('has no place for an opinion or a label', async () => {
    for (const more of [{ attitude: '支持' }, { label: '重点户' }, { religion: '无' }]) {
      const refused = await worker.ask(contract.addHousehold, {
        params: { orgId: tree.grid },
        body: { ...household(), ...more },
      })
      expect(refused.error.code).toBe('input.invalid')
    }
  })

  it('enters one address once, also of two at once; a replay is the same household', async () => {
    const body = household()
    const send = (requestId?: string) =>
      worker.ask(contract.addHousehold, {
        params: { orgId: tree.grid },
        body,
        ...(requestId && { requestId }),
      })
    const both = await Promise.all([send(), send()])
    expect(both.map((each) => each.error?.code ?? 'done').toSorted()).toEqual(['conflict.duplicate', 'done'])
    const again = { params: { orgId: tree.grid }, body: household(), requestId: newId() }
    const first = await worker.ask(contract.addHousehold, again)
    expect((await worker.ask(contract.addHousehold, again)).body).toEqual(first.body)
  })

  it('keeps new residents until a day, and refuses a village of another grid', async () => {
    expect((await add({ isNewResident: true })).error.field).toBe('body.keepUntil')
    expect((await add({ isNewResident: true, keepUntil: '2029-01-01' })).error.field).toBe('body.keepUntil')
    expect((await add({ address: '东溪 13800005678' })).error.field).toBe('body.address')
    expect((await add({ placeId: 999 })).error.field).toBe('body.placeId')
    expect((await add({ isNewResident: true, keepUntil: '2027-06-30' })).status).toBe(200)
  })

  it('is corrected by who saw the newest version; of two at once one is told', async () => {
    const householdId = await added()
    const change = (headCount: number) =>
      worker.ask(contract.changeHousehold, {
        params: { householdId },
        body: { ...household(), headCount, version: 1 },
      })
    const both = await Promise.all([change(4), change(6)])
    expect(both.map((each) => each.error?.code ?? 'done').toSorted()).toEqual(['done', 'version.stale'])
  })

  it('feeds the counters of the grid where the grid says so', async () => {
    const before = await listed()
    const people = before.rows.reduce((sum, row) => sum + row.headCount, 0)
    const counted = { countedOn: '2026-11-20', representatives: 9, enterprises: 3, lived: null }
    await worker.ask(countGrid, { params: { orgId: tree.grid }, body: counted })
    const figures = async () => (await worker.ask(getGrid, { params: { orgId: tree.grid } })).body.figures
    expect(await figures()).toMatchObject({ households: before.count, population: people })
    await added({ isNewResident: true, keepUntil: '2027-06-30', headCount: 7 })
    expect(await figures()).toMatchObject({ households: before.count + 1, population: people + 7 })
  })
})

describe('what is sensitive', () => {
  it('is sealed, masked, shown for a reason that is kept, and replaced by the next of its kind', async () => {
    const householdId = await added()
    const { body } = await addEntry(householdId)
    expect((await one(householdId))?.entries).toMatchObject([
      { kindLabel: '联系电话', masked: '138****5678', purposeLabel: '有事联系本户', basisLabel: '本人同意' },
    ])
    const raw = JSON.stringify(await stored(householdId))
    expect(raw).not.toMatch(/13800005678|王阿根/)
    const params = { householdId, entryId: body.entryId }
    const typed = await worker.ask(contract.showHouseholdEntry, {
      params,
      body: { reason: '打 13800005678 通知' },
    })
    expect(typed.error.field).toBe('body.reason')
    const shown = await worker.ask(contract.showHouseholdEntry, { params, body: { reason: '通知停水' } })
    expect(shown.body.value).toBe('13800005678')
    await addEntry(householdId, { value: '0574-88001234' })
    expect((await one(householdId))?.entries.map((each) => each.masked)).toEqual(['0574******34'])
    const gone = await worker.ask(contract.showHouseholdEntry, { params, body: { reason: '再看' } })
    expect(gone.error.code).toBe('state.wrong')
    expect((await stored(householdId)).entries.map((row) => row.erased_why)).toEqual(['replaced', null])
  })

  it('needs a purpose of the list, a basis and a day on which it goes', async () => {
    const householdId = await added()
    const field = async (more: Partial<Entry>) => (await addEntry(householdId, more)).error.field
    expect(await field({ value: '12' })).toBe('body.value')
    expect(await field({ purpose: 'opinion' })).toBe('body.purpose')
    expect(await field({ agreedOn: '2026-12-01', expiresOn: '2027-01-01' })).toBe('body.agreedOn')
    expect(await field({ expiresOn: '2029-11-02' })).toBe('body.expiresOn')
    expect(await field({ kind: 'care', purpose: 'visit', value: '每周看望', expiresOn: '2027-11-02' })).toBe(
      'body.expiresOn',
    )
    const care = { kind: 'care', purpose: 'visit', value: '每周看望一次' } as const
    expect((await addEntry(householdId, care)).status).toBe(200)
    expect((await one(householdId))?.entries).toMatchObject([{ kindLabel: '约定的关照', masked: null }])
  })

  it('goes at once when the consent is taken back, once', async () => {
    const householdId = await added()
    const { entryId } = (await addEntry(householdId)).body
    const erase = () =>
      worker.ask(contract.eraseHouseholdEntry, { params: { householdId, entryId }, body: {} })
    const both = await Promise.all([erase(), erase()])
    expect(both.map((each) => each.error?.code ?? 'done').toSorted()).toEqual(['done', 'state.wrong'])
    expect((await stored(householdId)).entries[0]).toMatchObject({
      value_sealed: null,
      erased_why: 'withdrawn',
    })
  })

  it('goes by itself when its day is over, and a household that was kept until a day with all of it', async () => {
    const kept = await added()
    const passing = await added({ isNewResident: true, keepUntil: '2026-12-31' })
    await addEntry(kept, { expiresOn: '2026-12-01' })
    await addEntry(passing)
    await moveTo('2027-01-01T00:20:00+08:00')
    expect((await one(kept))?.entries).toEqual([])
    expect(await one(passing)).toBeUndefined()
    for (const _again of [1, 2]) await tasks(test.app.runtime)['erase-expired']?.({}, {} as never)
    expect((await stored(kept)).entries).toMatchObject([{ value_sealed: null, erased_why: 'expired' }])
    const { households, entries } = await stored(passing)
    expect(households).toMatchObject([{ address: '', contact_sealed: null, place_id: null }])
    expect(entries).toMatchObject([{ value_sealed: null, erased_why: 'removed' }])
  })

  it('is erased with the household that moved away or asks for it', async () => {
    const householdId = await added()
    await addEntry(householdId)
    const remove = () =>
      worker.ask(contract.removeHousehold, { params: { householdId }, body: { reason: 'asked' } })
    const both = await Promise.all([remove(), remove()])
    expect(both.map((each) => each.error?.code ?? 'done').toSorted()).toEqual(['done', 'not-found'])
    expect((await stored(householdId)).entries[0]?.value_sealed).toBeNull()
    expect((await addEntry(householdId)).error.code).toBe('not-found')
  })
})

it('is open to those who look after the grid and the village, and to nobody above or beside', async () => {
  const householdId = await added()
  const { entryId } = (await addEntry(householdId)).body
  const county = await test.newCounty('邻县')
  const codes = async (who: Pick<Person, 'ask'>) => [
    (await who.ask(contract.listHouseholds, { params: { orgId: tree.grid } })).error?.code,
    (await who.ask(contract.addHousehold, { params: { orgId: tree.grid }, body: household() })).error?.code,
    (await who.ask(contract.checkHousehold, { params: { householdId }, body: {} })).error?.code,
    (
      await who.ask(contract.changeHousehold, {
        params: { householdId },
        body: { ...household(), version: 2 },
      })
    ).error?.code,
    (await who.ask(contract.addHouseholdEntry, { params: { householdId }, body: entry() })).error?.code,
    (await who.ask(contract.eraseHouseholdEntry, { params: { householdId, entryId }, body: {} })).error?.code,
    (
      await who.ask(contract.showHouseholdEntry, {
        params: { householdId, entryId },
        body: { reason: '看看' },
      })
    ).error?.code,
    (await who.ask(contract.removeHousehold, { params: { householdId }, body: { reason: 'moved' } })).error
      ?.code,
  ]
  const all = (code: string) => Array.from({ length: 8 }, () => code)
  expect(await codes(test)).toEqual(all('auth.required'))
  expect(await codes(await test.person('grid-worker', second))).toEqual(all('not-found'))
  expect(await codes(await test.person('branch-secretary', tree.branch))).toEqual(all('not-found'))
  const stranger = await test.person('committee-secretary', county.rootId, { county })
  expect(await codes(stranger)).toEqual(all('not-found'))
  expect(await codes(await test.person('township-officer', tree.township))).toEqual(all('access.denied'))
  expect(await codes(await test.person('county-officer', test.county.rootId))).toEqual(all('access.denied'))
  expect((await listed(await test.person('committee-secretary', tree.village))).count).toBeGreaterThan(0)
})
