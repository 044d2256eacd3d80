import { beforeAll, describe, expect, it } from 'vitest'
import { getDue } from '../../../contract/due.ts'
import { changeHousehold, removeHousehold } from '../../../contract/households.ts'
import * as contract from '../../../contract/rounds.ts'
import { listenToStatements } from '../../core/db/statement.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildOrg } from '../../test/tree.ts'
import {
  aDemand,
  addEntry,
  addHouseholds,
  aVisit,
  buildVisitTest,
  type VisitTest,
  visited,
} from '../../test/visits.ts'
import { eraseSides } from './merge-commands.ts'

const test = useTestApp()
let v: VisitTest
beforeAll(async () => {
  v = await buildVisitTest(test)
})
/** Later by so many minutes: further than the overlap of two reads. */
function later(minutes: number): void {
  test.clock.now = new Date(test.clock.now.getTime() + minutes * 60_000)
}
const hold = async (who: Person, cursor?: string) =>
  (await who.ask(contract.readHolding, { query: cursor ? { cursor } : {} })).body
const homesOf = (count: number) => addHouseholds(v.worker, v.tree.grid, count)
const anew = async () => (await homesOf(1))[0] ?? ''

describe('what a phone carries', () => {
  it('is all of the own grids at first, and then what changed, whatever changed it', async () => {
    const [a = '', b = '', c = '', gone = ''] = await homesOf(4)
    await addHouseholds(v.other, v.second, 1)
    await addEntry(v.worker, a, { kind: 'phone', purpose: 'contact', value: '13857512345' })
    later(10)
    const first = await hold(v.worker)
    expect(first).toMatchObject({ whole: true, gone: [], grids: [{ name: '第一网格' }] })
    expect(first.keepUntil).toBe('2026-11-27T23:59:59+08:00')
    expect(first.rows.find((row) => row.id === a)).toMatchObject({
      ...{
        heads: 3,
        phone: '138****2345',
        entries: ['phone:contact'],
        last: null,
        open: 0,
        due: null,
        version: 2,
      },
    })
    expect(JSON.stringify(first)).not.toContain('13857512345')
    later(10)
    const still = await hold(v.worker, first.cursor)
    expect(still).toMatchObject({ whole: false, rows: [], gone: [] })
    later(10)
    await visited(v.worker, [aVisit(b, { demand: aDemand() })])
    await addEntry(v.worker, c, { rhythmDays: 7 })
    await v.worker.ask(removeHousehold, { params: { householdId: gone }, body: { reason: 'moved' } })
    const next = await hold(v.worker, still.cursor)
    expect(next.gone).toEqual([gone])
    expect(next.rows.map((row) => row.id).toSorted()).toEqual([b, c].toSorted())
    expect(next.rows.find((row) => row.id === b)).toMatchObject({
      ...{ last: { on: '2026-11-20', met: true }, open: 1 },
    })
    // Agreed on the first of November, every seven days, and nobody has been there.
    expect(next.rows.find((row) => row.id === c)).toMatchObject({
      entries: ['care:visit'],
      due: '2026-11-08',
    })
    later(1)
    expect((await hold(v.worker, next.cursor)).rows.map((row) => row.id).toSorted()).toEqual(
      [b, c].toSorted(),
    )
  })

  it('is replaced as a whole when the grids are others, and refused with a mark that is none', async () => {
    const before = await hold(v.village)
    await buildOrg(test, { kind: 'grid', parentId: v.tree.village, name: '第三网格' })
    const village = await test.person('committee-secretary', v.tree.village)
    expect(await hold(village, before.cursor)).toMatchObject({ whole: true })
    expect((await v.worker.ask(contract.readHolding, { query: { cursor: 'x' } })).error.field).toBe(
      'query.cursor',
    )
    expect((await v.township.ask(contract.readHolding)).status).toBe(403)
    expect((await test.ask(contract.readHolding)).status).toBe(401)
    expect((await hold(v.stranger)).rows).toEqual([])
  })

  it('takes as many statements for many households as for few', async () => {
    const count = async () => {
      const sent: string[] = []
      listenToStatements((text) => void sent.push(text))
      await hold(v.worker)
      return sent.length
    }
    const few = await count()
    await homesOf(20)
    expect(await count()).toBe(few)
  })
})

describe('a round', () => {
  const take = (who: Person, householdIds: string[], requestId = newId()) =>
    who.ask(contract.takeRound, { requestId, body: { householdIds } })
  const looks = (requestId: string) =>
    test.system((ctx) =>
      ctx.db
        .selectFrom('audit_log')
        .select(['action', 'target_id', 'detail'])
        .where('county_id', '=', ctx.county)
        .where('action', '=', 'household.entry-seen')
        .execute()
        .then((rows) => rows.filter((row) => (row.detail as { round?: string }).round === requestId)),
    )

  it('has what is sensitive in clear, each look on record with the round, once however often it is sent', async () => {
    const [a = '', b = ''] = await homesOf(2)
    await addEntry(v.worker, a, { value: '送药' })
    await addEntry(v.worker, a, { kind: 'phone', purpose: 'contact', value: '13857512345' })
    const requestId = newId()
    const { body } = await take(v.worker, [a, b], requestId)
    expect(body).toMatchObject({ roundId: requestId, keepUntil: '2026-11-20T23:59:59+08:00' })
    expect(body.entries.map((one) => one.value).toSorted()).toEqual(['13857512345', '送药'])
    expect((await take(v.worker, [a, b], requestId)).body).toEqual(body)
    expect((await looks(requestId)).map((one) => one.target_id)).toEqual([a, a])
    const sent: string[] = []
    listenToStatements((text) => void sent.push(text))
    await take(v.worker, [a, b])
    expect(sent.filter((text) => text.includes('audit_log'))).toHaveLength(1)
  })

  it('is of the own grids alone, and of all or none', async () => {
    const home = await anew()
    for (const who of [v.other, v.stranger]) expect((await take(who, [home])).status).toBe(404)
    expect((await take(v.worker, [home, newId()])).status).toBe(404)
    expect((await take(v.township, [home])).status).toBe(403)
    expect((await test.ask(contract.takeRound, { body: { householdIds: [home] } })).status).toBe(401)
  })
})

describe('what was changed without a line', () => {
  type Changes = { contact?: string | null; headCount?: number; address?: string; placeId?: number | null }
  const merge = (who: Person, householdId: string, version: number, changes: Changes, requestId = newId()) =>
    who.ask(contract.mergeHousehold, { requestId, params: { householdId }, body: { version, changes } })
  const conflicts = async (who: Person, householdId: string) =>
    (await who.ask(contract.listMergeConflicts)).body.rows.filter((row) => row.householdId === householdId)
  const settle = (who: Person, conflictId: string, take: 'stands' | 'brought', version?: number) =>
    who.ask(contract.settleMergeConflict, {
      params: { conflictId },
      body: { take, ...(version !== undefined && { version }) },
    })
  const rowOf = async (householdId: string) =>
    (await hold(v.worker)).rows.find((row) => row.id === householdId)

  it('is taken field by field; what both changed is asked, and nobody comes last', async () => {
    const home = await anew()
    expect((await merge(v.worker, home, 1, { headCount: 5 })).body).toMatchObject({
      ...{ version: 2, merged: ['headCount'], conflicts: [] },
    })
    const other = await merge(v.village, home, 1, { contact: '王小明', headCount: 4 })
    expect(other.body).toMatchObject({ version: 3, merged: ['contact'], conflicts: [{ field: 'headCount' }] })
    expect(await rowOf(home)).toMatchObject({ contact: '王小明', heads: 5, version: 3 })
    const [asked] = await conflicts(v.worker, home)
    expect(asked).toMatchObject({
      fieldLabel: '人数',
      stands: { value: '5 人' },
      brought: { value: '4 人', by: '董长林' },
    })
    const due = (await v.worker.ask(getDue)).body.rows.find((row) => row.id === 'household-conflicts')
    expect(due).toMatchObject({ verb: '定下' })
    expect((await settle(v.worker, asked?.conflictId ?? '', 'brought', 1)).error.code).toBe('version.stale')
    const both = await Promise.all(
      [1, 2].map(() => settle(v.worker, asked?.conflictId ?? '', 'brought', asked?.version)),
    )
    expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(await rowOf(home)).toMatchObject({ heads: 4 })
    expect(await conflicts(v.worker, home)).toEqual([])
  })

  it('is asked once however often it is sent, and not at all where both say the same', async () => {
    const home = await anew()
    await merge(v.village, home, 1, { contact: '甲' })
    const requestId = newId()
    const first = await merge(v.worker, home, 1, { contact: '乙' }, requestId)
    expect((await merge(v.worker, home, 1, { contact: '乙' }, requestId)).body).toEqual(first.body)
    const again = await merge(v.worker, home, 1, { contact: '乙' })
    expect(again.body.conflicts).toEqual(first.body.conflicts)
    expect(await conflicts(v.worker, home)).toHaveLength(1)
    expect((await merge(v.worker, home, 1, { contact: '甲' })).body).toMatchObject({
      merged: ['contact'],
      version: 2,
    })
    await settle(v.village, first.body.conflicts[0]?.conflictId ?? '', 'stands')
    expect(await rowOf(home)).toMatchObject({ contact: '甲', version: 2 })
    const raw = await test.system((ctx) =>
      ctx.db.selectFrom('household_conflicts').selectAll().where('county_id', '=', ctx.county).execute(),
    )
    expect(JSON.stringify(raw)).not.toMatch(/甲|乙/)
    later(60 * 24 * 40)
    await test.system(eraseSides)
    const after = await test.system((ctx) =>
      ctx.db.selectFrom('household_conflicts').selectAll().where('county_id', '=', ctx.county).execute(),
    )
    expect(after.every((row) => row.brought_sealed === null)).toBe(true)
    later(-60 * 24 * 40)
  })

  it('sees what the office changed by its own form, and both at once are two sides', async () => {
    const home = await anew()
    const row = await rowOf(home)
    const sheet = { address: row?.address ?? '', placeId: null, contact: row?.contact ?? null, headCount: 9 }
    await v.village.ask(changeHousehold, { params: { householdId: home }, body: { ...sheet, version: 1 } })
    const met = await merge(v.worker, home, 1, { headCount: 2, contact: '李四' })
    expect(met.body).toMatchObject({ merged: ['contact'], conflicts: [{ field: 'headCount' }] })
    const other = await anew()
    const two = await Promise.all([
      merge(v.worker, other, 1, { contact: '甲' }),
      merge(v.village, other, 1, { contact: '乙' }),
    ])
    expect(two.flatMap((one) => one.body.conflicts)).toHaveLength(1)
    expect(two.flatMap((one) => one.body.merged)).toEqual(['contact'])
  })

  it('is refused where it cannot be, and to strangers', async () => {
    const [home = '', other = ''] = await homesOf(2)
    const address = (await rowOf(other))?.address ?? ''
    expect((await merge(v.worker, home, 1, { address })).error.code).toBe('conflict.duplicate')
    expect((await merge(v.worker, home, 1, { placeId: 999 })).error.code).toBe('input.invalid')
    expect((await merge(v.worker, home, 1, { address: '石桥 13857512345' })).error.code).toBe('input.invalid')
    expect((await merge(v.worker, home, 7, { headCount: 2 })).error.field).toBe('body.version')
    expect((await merge(v.worker, home, 1, {})).status).toBe(400)
    for (const who of [v.other, v.stranger])
      expect((await merge(who, home, 1, { headCount: 2 })).status).toBe(404)
    const params = { householdId: home }
    const body = { version: 1, changes: { headCount: 2 } }
    expect((await test.ask(contract.mergeHousehold, { params, body })).status).toBe(401)
    expect((await v.township.ask(contract.listMergeConflicts)).status).toBe(403)
    expect((await settle(v.worker, newId(), 'stands')).status).toBe(404)
    await merge(v.village, home, 1, { headCount: 2 })
    const asked = await merge(v.worker, home, 1, { headCount: 6 })
    const conflictId = asked.body.conflicts[0]?.conflictId ?? ''
    expect((await settle(v.other, conflictId, 'brought')).status).toBe(404)
    expect((await settle(v.stranger, conflictId, 'brought')).status).toBe(404)
  })
})
