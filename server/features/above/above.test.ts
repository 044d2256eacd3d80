import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AboveFigures, getAboveBoard } from '../../../contract/above.ts'
import { askPlea, type DutyCell, decidePlea, getDutyStrip } from '../../../contract/duties.ts'
import { getSession } from '../../../contract/session.ts'
import { asOperator, buildPlaced, buildReader, countSlowly, liveOn, type Placed } from '../../test/above.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { recorded } from '../../test/cases.ts'
import { hold } from '../../test/duties.ts'
import { startKeeping } from './keep.ts'
import { deleteGrant, insertGrant, namePrefecture } from './operator-queries.ts'

const test = useTestApp()
const today = '2026-11-20'
const quick = { every: 50, gap: 100, unseen: { every: 50, gap: 100 }, rest: 500 }
/** Of a machine that has much else to do; the bench measures the two seconds. */
const patience = { timeout: 20_000, interval: 100 }
let yong: Placed
let hai: Placed
let wen: Placed
let wan: Placed
let keeper: ReturnType<typeof startKeeping>

beforeAll(async () => {
  yong = await buildPlaced(test, { name: '甬江县', code: '330299', members: 5 })
  hai = await buildPlaced(test, { name: '海曙县', code: '330298', members: 3 })
  wen = await buildPlaced(test, { name: '温平县', code: '330399', members: 2 })
  wan = await buildPlaced(test, { name: '皖东县', code: '340199', members: 1 })
  await liveOn(test, yong, ['2026-08-05', '2026-10-09', '2026-11-06', '2026-11-10'])
  await liveOn(test, hai, ['2026-10-05'])
  await liveOn(test, wan, [])
  await asOperator(test, (client) => namePrefecture(client, '3302', '宁波市'))
  keeper = startKeeping(test.app.runtime, quick)
}, 60_000)
afterAll(() => keeper?.stop())

const look = (who: Person, prefix?: string, month?: string) =>
  who.ask(getAboveBoard, { query: { prefix, month } })
const figuresOf = (row: AboveFigures & object): AboveFigures => {
  const { counties, branches, members, activities, dutiesDue, dutiesDone, dutiesLate, casesOpen, casesLate } =
    row
  return { counties, branches, members, activities, dutiesDue, dutiesDone, dutiesLate, casesOpen, casesLate }
}
const add = (all: readonly AboveFigures[]) =>
  all.reduce((sum, one) => {
    const keys = Object.keys(sum) as (keyof AboveFigures)[]
    return Object.fromEntries(keys.map((key) => [key, sum[key] + one[key]])) as AboveFigures
  })
const settled = async () => {
  const look = async () => (await test.app.runtime.platform.query('select from county_changes')).rows.length
  await expect.poll(look, patience).toBe(0)
}

describe('the boards above the counties', () => {
  it('add up level by level to a slow count of every row, in this month and in earlier ones', async () => {
    const reader = await buildReader(test, [''])
    await excuseOne(hai)
    await settled()
    await expect.poll(async () => (await look(reader)).body.totals.counties, patience).toBe(5)
    for (const month of ['2026-11', '2026-10', '2026-09', '2026-08', '2026-06']) {
      const slow = (one: Placed) => countSlowly(test, one.county, month, today)
      const [a, b, c, d, home] = [
        ...(await Promise.all([yong, hai, wen, wan].map(slow))),
        await countSlowly(test, test.county, month, today),
      ] as [AboveFigures, AboveFigures, AboveFigures, AboveFigures, AboveFigures]
      const country = (await look(reader, '', month)).body
      expect(country.rows.map((row) => [row.code, row.name, row.opens])).toEqual([
        ['33', '浙江省', true],
        ['34', '安徽省', true],
        ['none', '没有填区划代码的县', true],
      ])
      expect(country.rows.map(figuresOf)).toEqual([add([a, b, c]), d, home])
      expect(country.totals).toEqual(add([a, b, c, d, home]))
      const province = (await look(reader, '33', month)).body
      expect(province.rows.map((row) => [row.code, row.name])).toEqual([
        ['3302', '宁波市'],
        ['3303', '3303'],
      ])
      expect(province.rows.map(figuresOf)).toEqual([add([a, b]), c])
      const prefecture = (await look(reader, '3302', month)).body
      expect(prefecture.path.map((one) => one.name)).toEqual(['全国', '浙江省', '宁波市'])
      expect(prefecture.rows.map((row) => [row.code, row.name, row.opens])).toEqual([
        ['330298', '海曙县', false],
        ['330299', '甬江县', false],
      ])
      expect(prefecture.rows.map(figuresOf)).toEqual([b, a])
      const unplaced = (await look(reader, 'none', month)).body
      expect(unplaced.rows.map(figuresOf)).toEqual([home])
    }
    // Else all of the above would hold of noughts.
    const { totals } = (await look(reader, '3302')).body
    expect(
      Math.min(totals.activities, totals.dutiesDone, totals.dutiesLate, totals.casesLate),
    ).toBeGreaterThan(0)
    expect(totals.casesOpen).toBeGreaterThan(totals.casesLate)
  })

  it('hold no id and no name of a person', async () => {
    const reader = await buildReader(test, [''])
    const text = JSON.stringify((await look(reader, '3302')).body)
    expect(text).not.toContain(yong.secretary.accountId)
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/)
  })

  it('show what was written in a county soon after', async () => {
    const reader = await buildReader(test, ['3303'])
    await settled()
    const before = (await look(reader)).body.totals
    await recorded(wen.secretary, wen.tree.branch)
    await hold(wen.secretary, wen.tree.branch, 'theme-day', '2026-11-12')
    await expect
      .poll(async () => {
        const { totals } = (await look(reader)).body
        return [totals.casesOpen - before.casesOpen, totals.activities - before.activities]
      }, patience)
      .toEqual([1, 1])
  })

  it('offer only months that are kept', async () => {
    const reader = await buildReader(test, ['33'])
    const { months } = (await look(reader)).body
    expect(months).toEqual({ first: '2025-11', last: '2026-11' })
    for (const month of ['2025-10', '2026-12'])
      expect((await look(reader, '33', month)).error).toMatchObject({
        code: 'input.invalid',
        field: 'query.month',
      })
  })
})

const isOverdue = ({ state, dueOn }: DutyCell) => state === 'late' && dueOn >= '2026-11-01'

/** Excuses the branch from one of the things that it has not done this month. */
async function excuseOne({ secretary, officer, tree }: Placed): Promise<void> {
  const { body: strip } = await secretary.ask(getDutyStrip, { params: { orgId: tree.branch }, query: {} })
  const row = strip.rows.find(({ orgId, cells }) => orgId === tree.branch && cells.some(isOverdue))
  const cell = row?.cells.find(isOverdue)
  const asked = await secretary.ask(askPlea, {
    body: {
      kind: 'excuse',
      orgId: tree.branch,
      requirementId: cell?.requirementId ?? '',
      periodStart: cell?.periodStart ?? '',
      reason: '台风',
    },
  })
  const decided = await officer.ask(decidePlea, {
    params: { pleaId: asked.body.pleaId },
    body: { approve: true, note: null },
  })
  expect(decided.status).toBe(200)
}

describe('who may look', () => {
  it('is nobody by a role, and who has not signed in is told so', async () => {
    const officer = await test.person('county-officer', test.county.rootId)
    expect((await look(officer)).error.code).toBe('access.denied')
    expect((await officer.ask(getSession)).body.looksAbove).toBe(false)
    expect((await test.ask(getAboveBoard, {})).error.code).toBe('auth.required')
  })

  it('sees the part that was granted and nothing beside or above it', async () => {
    const reader = await buildReader(test, ['33'])
    expect((await reader.ask(getSession)).body.looksAbove).toBe(true)
    const own = (await look(reader)).body
    expect(own.path).toEqual([{ code: '33', name: '浙江省' }])
    expect(own.rows.every((row) => row.code.startsWith('33'))).toBe(true)
    expect(own.totals.counties).toBe(3)
    for (const prefix of ['', '34', '3401', 'none'])
      expect((await look(reader, prefix)).error.code).toBe('not-found')
    const narrow = await buildReader(test, ['3302', '34'])
    const { path, others, totals } = (await look(narrow)).body
    expect([path[0]?.name, others.map((one) => one.name), totals.counties]).toEqual(['安徽省', ['宁波市'], 1])
    expect((await look(narrow, '33')).error.code).toBe('not-found')
    expect((await look(narrow, '3302')).body.path).toEqual([{ code: '3302', name: '宁波市' }])
  })

  it('is said once however often the operator says it, also by two at once, and ends with the next request', async () => {
    const reader = await buildReader(test, [])
    const named = { login: reader.login, prefix: '34' }
    const both = await Promise.all([1, 2].map(() => asOperator(test, (client) => insertGrant(client, named))))
    expect(both.filter(Boolean)).toHaveLength(1)
    expect(await asOperator(test, (client) => insertGrant(client, named))).toBe(false)
    expect((await look(reader)).status).toBe(200)
    expect(await asOperator(test, (client) => deleteGrant(client, named))).toBe(true)
    expect(await asOperator(test, (client) => deleteGrant(client, named))).toBe(false)
    expect((await look(reader)).error.code).toBe('access.denied')
    const { rows } = await test.app.runtime.platform.query(
      `select action, target_kind, detail from audit_log
        where county_id = $1 and target_id = $2 and action like 'above.%' order by audit_id`,
      [test.county.county, reader.accountId],
    )
    expect(rows).toEqual([
      { action: 'above.granted', target_kind: 'account', detail: { prefix: '34' } },
      { action: 'above.revoked', target_kind: 'account', detail: { prefix: '34' } },
    ])
  })
})
