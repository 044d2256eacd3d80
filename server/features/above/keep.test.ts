import { setTimeout as delay } from 'node:timers/promises'
import { beforeAll, expect, it } from 'vitest'
import { todayIn } from '../../core/clock/today.ts'
import { withClient } from '../../core/db/embedded/roles.ts'
import type { Scope } from '../../core/db/scope.ts'
import { inTransaction } from '../../core/db/transaction.ts'
import { buildPlaced, buildReader, countSlowly, type Placed } from '../../test/above.ts'
import { useTestApp } from '../../test/app.ts'
import { recorded } from '../../test/cases.ts'
import { goTo } from '../../test/duties.ts'
import { buildMembers } from '../../test/people.ts'
import { countCounty, takeTurn } from './count-queries.ts'
import { startKeeping } from './keep.ts'
import { recentMonths } from './spans.ts'

const test = useTestApp()
const quick = { every: 30, gap: 60, unseen: { every: 30, gap: 3_600_000 }, rest: 300 }
const patience = { timeout: 20_000, interval: 50 }
let one: Placed

beforeAll(async () => {
  one = await buildPlaced(test, { name: '甬江县', code: '330299', members: 4 })
}, 60_000)

const scope = (): Scope => ({ county: one.county.county, orgs: 'county' })
const figuresOf = async (county = one.county.county) => {
  const { rows } = await test.app.runtime.platform.query(
    `select branches, members, cases_open as "casesOpen", cases_late as "casesLate", whole_on, refreshed_at
       from county_figures where county_id = $1`,
    [county],
  )
  return rows[0]
}
const marks = async () => {
  const { rows } = await test.app.runtime.platform.query('select from county_changes where county_id = $1', [
    one.county.county,
  ])
  return rows.length
}

it('as long as nobody may look, a county is counted now and then, and at once when somebody may', async () => {
  const keeper = startKeeping(test.app.runtime, quick)
  await expect.poll(async () => (await figuresOf())?.whole_on, patience).toBeTruthy()
  await recorded(one.secretary, one.tree.branch)
  // Ten rounds of the keeper.
  await delay(300)
  expect([await marks(), (await figuresOf()).casesOpen]).toEqual([1, 1])
  await buildReader(test, ['33'])
  await expect.poll(async () => (await figuresOf()).casesOpen, patience).toBe(2)
  await keeper.stop()
})

it('counts by two processes at once come to what stands there, whoever of them is stopped', async () => {
  const keepers = [startKeeping(test.app.runtime, quick), startKeeping(test.app.runtime, quick)]
  try {
    const writes = Array.from({ length: 12 }, () => recorded(one.secretary, one.tree.branch))
    await Promise.all(writes.slice(0, 6))
    await keepers[0]?.stop()
    await Promise.all(writes)
    await expect.poll(marks, patience).toBe(0)
    const { branches, members, casesOpen, casesLate } = await countSlowly(
      test,
      one.county,
      '2026-11',
      todayIn(test.clock.now),
    )
    expect(casesOpen).toBe(14)
    expect(await figuresOf()).toMatchObject({ branches, members, casesOpen, casesLate })
  } finally {
    await Promise.all(keepers.map((keeper) => keeper.stop()))
  }
})

it('a count that is cut off takes nothing away: the next one finds the county where it was', async () => {
  const before = await figuresOf()
  await recorded(one.secretary, one.tree.branch)
  const waiting = await marks()
  expect(waiting).toBeGreaterThan(0)
  const today = todayIn(test.clock.now)
  const cut = inTransaction(test.app.runtime.app, scope(), async ({ db }) => {
    const wish = { county: one.county.county, today, months: recentMonths(today), whole: false }
    await countCounty(db, wish)
    throw new Error('killed')
  })
  await expect(cut).rejects.toThrow('killed')
  expect([await marks(), await figuresOf()]).toEqual([waiting, before])
  const keeper = startKeeping(test.app.runtime, quick)
  await expect.poll(async () => (await figuresOf()).casesOpen, patience).toBe(before.casesOpen + 1)
  await keeper.stop()
})

it('is one process at a time, and the next sees what the one before has done', async () => {
  const { app } = test.app.runtime
  const { county } = one.county
  const wish = { county, today: todayIn(test.clock.now), months: recentMonths('2026-11-20'), whole: false }
  await recorded(one.secretary, one.tree.branch)
  const first = await inTransaction(app, scope(), async ({ db }) => {
    const turn = await takeTurn(db, county)
    const other = await inTransaction(app, scope(), (beside) => takeTurn(beside.db, county))
    await countCounty(db, wish)
    return [turn, other]
  })
  expect(first).toEqual([
    { isOurs: true, hasChanged: true },
    { isOurs: false, hasChanged: true },
  ])
  expect(await inTransaction(app, scope(), ({ db }) => takeTurn(db, county))).toEqual({
    isOurs: true,
    hasChanged: false,
  })
})

it('what was counted in a transaction that began early is as new as what it saw', async () => {
  const { app } = test.app.runtime
  const wish = {
    ...{ county: one.county.county, today: todayIn(test.clock.now), whole: false },
    months: recentMonths('2026-11-20'),
  }
  const before = await figuresOf()
  await inTransaction(app, scope(), async ({ db, query }) => {
    await query('select now()', [])
    await inTransaction(app, scope(), (beside) => countCounty(beside.db, wish))
    await buildMembers(test, [{ orgId: one.tree.branch }], one.county)
    await countCounty(db, wish)
  })
  expect(await marks()).toBe(0)
  expect((await figuresOf()).members).toBe(before.members + 1)
})

it('a new day is counted in every county, though nobody writes', async () => {
  const keeper = startKeeping(test.app.runtime, quick)
  const now = test.clock.now
  await expect.poll(async () => (await figuresOf()).whole_on, patience).toBe('2026-11-20')
  const { casesLate } = await figuresOf()
  goTo(test, '2027-01-15')
  await expect.poll(async () => (await figuresOf()).whole_on, patience).toBe('2027-01-15')
  expect((await figuresOf()).casesLate).toBeGreaterThan(casesLate)
  await keeper.stop()
  test.clock.now = now
})

it('a county that cannot be counted holds up no other, and is tried again', async () => {
  const other = await buildPlaced(test, { name: '海曙县', code: '330298', members: 1 })
  await withClient(test.database.adminUrl, async (admin) => {
    await admin.query(
      `alter table county_figures add constraint broken check (county_id <> ${one.county.county}) not valid`,
    )
    await recorded(one.secretary, one.tree.branch)
    const held = await figuresOf()
    const keeper = startKeeping(test.app.runtime, quick)
    await expect.poll(async () => (await figuresOf(other.county.county))?.casesOpen, patience).toBe(1)
    expect((await figuresOf()).casesOpen).toBe(held.casesOpen)
    await admin.query('alter table county_figures drop constraint broken')
    await expect.poll(async () => (await figuresOf()).casesOpen, patience).toBe(held.casesOpen + 1)
    await keeper.stop()
  })
})

it('a county whose count takes long holds up no other', async () => {
  const other = await buildPlaced(test, { name: '北仑县', code: '330297', members: 1 })
  const keeper = startKeeping(test.app.runtime, quick)
  await expect.poll(async () => (await figuresOf(other.county.county))?.casesOpen, patience).toBe(1)
  await withClient(test.database.adminUrl, async (admin) => {
    await admin.query('begin')
    await admin.query('select from county_figures where county_id = $1 for update', [one.county.county])
    await recorded(one.secretary, one.tree.branch)
    const waits = `select from pg_locks l join pg_database d on d.oid = l.database
                    where d.datname = current_database() and l.relation = 'county_figures'::regclass and l.locktype = 'tuple'`
    await expect.poll(async () => (await admin.query(waits)).rows.length, patience).toBe(1)
    await recorded(other.secretary, other.tree.branch)
    // Sooner than the database gives up waiting for the row.
    const soon = { timeout: 10_000, interval: 50 }
    await expect.poll(async () => (await figuresOf(other.county.county)).casesOpen, soon).toBe(2)
    expect(await marks()).toBeGreaterThan(0)
    await admin.query('commit')
  })
  await expect.poll(marks, patience).toBe(0)
  await keeper.stop()
})

it('a write that is taken back leaves no mark', async () => {
  const keeper = startKeeping(test.app.runtime, quick)
  await expect.poll(marks, patience).toBe(0)
  await keeper.stop()
  const failing = test.system(async () => {
    throw new Error('refused')
  }, one.county)
  await expect(failing).rejects.toThrow('refused')
  expect(await marks()).toBe(0)
})
