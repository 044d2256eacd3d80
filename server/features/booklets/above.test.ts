import { beforeAll, describe, expect, it } from 'vitest'
import * as activities from '../../../contract/activities.ts'
import * as contract from '../../../contract/booklets.ts'
import * as hand from '../../../contract/hand-entries.ts'
import * as honours from '../../../contract/honours.ts'
import { buildRegister } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildScheme } from '../../test/points.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

/** Above the branch a figure opens to what gave points, never to whom. */
const test = useTestApp('2026-11-20T19:00:00+08:00')
let tree: Tree
let secretary: Person
let officer: Person
let honourId: string
let handEntryId: string
let activityId: string

// Both name the person in their own words, as people write them.
const title = '优秀党员林秀兰'
const reason = '林秀兰抢修水管'

beforeAll(async () => {
  tree = await buildTree(test)
  await buildScheme(test, tree.committee)
  secretary = await test.person('branch-secretary', tree.branch)
  officer = await test.person('township-officer', tree.township)
  const second = await test.person('committee-secretary', tree.committee)
  const [memberId] = (await buildRegister(test, [{ orgId: tree.branch, name: '林秀兰' }])) as [string]
  const honour = { memberId, title, issuer: '镇党委', awardedOn: '2026-07-01' }
  const body = { ...honour, level: 'town', certificateNo: '镇 2026-07' } as const
  honourId = (await secretary.ask(honours.recordHonour, { body })).body.honourId
  const wish = { memberId, day: '2026-11-10', points: 150, reason }
  handEntryId = (await secretary.ask(hand.proposeHandEntry, { body: wish })).body.handEntryId
  await second.ask(hand.decideHandEntry, { params: { handEntryId }, body: { approve: true } })
  const invited = { whom: 'named' as const, memberIds: [memberId] }
  const mediation = { orgId: tree.branch, kind: 'mediation' as const, title: '调解', day: '2026-11-18' }
  activityId = (await secretary.ask(activities.recordActivity, { body: { ...mediation, invited } })).body
    .activityId
})

/** The one entry that a rule has given, as somebody reads it in the list, with the chain behind it. */
async function readEntry(who: Person, ruleName: string) {
  const params = { orgId: tree.branch }
  const { rules } = (await who.ask(contract.getTotals, { params, query: { year: 2026 } })).body
  const ruleId = rules.find((rule) => rule.ruleName === ruleName)?.ruleId as number
  const { rows } = (await who.ask(contract.listEntries, { params, query: { year: 2026, ruleId } })).body
  expect(rows).toHaveLength(1)
  const [row] = rows
  const chain = await who.ask(contract.getEntry, {
    params: { factId: row?.factId as string, ruleId: row?.ruleId as number },
  })
  expect(chain.status).toBe(200)
  return { row, chain: chain.body }
}

describe('an entry of one person alone', () => {
  it.each([
    ['市、区、镇荣誉', 'honour', '荣誉', title, () => honourId],
    ['人工记分', 'hand-entry', '人工记分', reason, () => handEntryId],
  ])(
    'of “%s” tells the branch whose and which, and above it only the kind',
    async (rule, kind, label, words, id) => {
      const inside = await readEntry(secretary, rule)
      expect(inside.row).toMatchObject({ label: '林秀兰', source: { kind, id: id(), title: words } })
      expect(inside.chain.source).toMatchObject({ kind, id: id(), title: words })
      expect(inside.chain.fact.saying).toContain(words)

      const above = await readEntry(officer, rule)
      expect(above.row).toMatchObject({ label: '党员', source: { kind, id: null, title: label } })
      expect(above.row?.points).toBe(inside.row?.points)
      expect(above.chain.source).toMatchObject({ kind, id: null, title: label })
      expect(above.chain.points).toBe(inside.chain.points)
      const told = JSON.stringify(above)
      for (const secret of ['林秀兰', '水管', '优秀', id()]) expect(told).not.toContain(secret)
    },
  )
})

describe('an entry of an activity', () => {
  it('leads above the branch to the activity of many, and names nobody', async () => {
    const above = await readEntry(officer, '邻里纠纷调解')
    expect(above.row).toMatchObject({ label: '党员', source: { kind: 'activity', id: activityId } })
    expect(above.chain.source).toMatchObject({ kind: 'activity', id: activityId, title: '调解' })
    expect(JSON.stringify(above)).not.toContain('林秀兰')
    expect((await readEntry(secretary, '邻里纠纷调解')).row?.label).toBe('林秀兰')
  })
})

describe('the list behind a figure', () => {
  it('tells its count behind the last page too', async () => {
    const params = { orgId: tree.branch }
    const { rules } = (await secretary.ask(contract.getTotals, { params, query: { year: 2026 } })).body
    const ruleId = rules[0]?.ruleId as number
    const page = (offset: number) =>
      secretary.ask(contract.listEntries, { params, query: { year: 2026, ruleId, limit: 1, offset } })
    expect((await page(0)).body).toMatchObject({ count: 1 })
    expect((await page(50)).body).toEqual({ rows: [], count: 1 })
  })
})
