import { beforeAll, describe, expect, it } from 'vitest'
import * as activities from '../../../../contract/activities.ts'
import * as contract from '../../../../contract/approvals.ts'
import { buildRegister } from '../../../test/activities.ts'
import { type Person, useTestApp } from '../../../test/app.ts'
import { buildScheme } from '../../../test/points.ts'
import { buildTree, type Tree } from '../../../test/tree.ts'

const test = useTestApp('2026-11-20T19:00:00+08:00')
let tree: Tree
let secretary: Person
let author: string
let others: string[]

beforeAll(async () => {
  tree = await buildTree(test)
  await buildScheme(test, tree.committee)
  const names = ['沈国良', '林秀兰', '王阿大']
  const branch = (await buildRegister(
    test,
    names.map((name) => ({ orgId: tree.branch, name })),
  )) as [string, ...string[]]
  ;[author, ...others] = branch
  secretary = await test.person('branch-secretary', tree.branch, { memberId: author })
  const sibling = await test.person('branch-secretary', tree.sibling)
  const [neighbour] = (await buildRegister(test, [{ orgId: tree.sibling, name: '邻支部人' }])) as [string]
  await cleanUp(secretary, tree.branch, branch)
  await cleanUp(sibling, tree.sibling, [neighbour])
})

/** A major clean-up, for whose points somebody else's word is needed. */
async function cleanUp(who: Person, orgId: number, memberIds: string[]): Promise<void> {
  const invited = { whom: 'named' as const, memberIds }
  const body = { orgId, kind: 'major-clean-up' as const, title: '大整治', day: '2026-11-18', invited }
  expect((await who.ask(activities.recordActivity, { body })).status).toBe(200)
}

async function namesFor(who: Person): Promise<Set<string>> {
  const { rows, count } = (await who.ask(contract.listApprovals)).body
  expect(count).toBe(rows.length)
  return new Set(rows.map((row) => row.memberName))
}

const ofBranch = new Set(['林秀兰', '沈国良', '王阿大'])

describe('points that wait for a word', () => {
  it('are listed for who decides on them, in the own branch, and for oneself', async () => {
    const above = await test.person('committee-secretary', tree.committee)
    expect(await namesFor(above)).toEqual(new Set([...ofBranch, '邻支部人']))
    expect(await namesFor(secretary)).toEqual(ofBranch)
    expect(await namesFor(await test.person('branch-deputy', tree.branch))).toEqual(ofBranch)
    expect(await namesFor(await test.person('branch-secretary', tree.sibling))).toEqual(new Set(['邻支部人']))
    expect(
      await namesFor(await test.person('member', tree.branch, { memberId: others[0] as string })),
    ).toEqual(new Set(['林秀兰']))
  })

  it.each([
    ['a township officer', 'township-officer', () => tree.township],
    ['a county officer', 'county-officer', () => test.county.rootId],
    ['an administrator', 'county-admin', () => test.county.rootId],
    ['a supervisor', 'supervisor', () => tree.township],
    ['a grid worker', 'grid-worker', () => tree.village],
    ['a secretary elsewhere', 'branch-secretary', () => tree.elsewhere.branch],
  ] as const)('are not listed for %s, and no count of them', async (_who, role, at) => {
    const { body } = await (await test.person(role, at())).ask(contract.listApprovals)
    expect(body).toEqual({ rows: [], count: 0 })
  })

  it('are counted behind the last page too', async () => {
    const page = await secretary.ask(contract.listApprovals, { query: { limit: 1, offset: 50 } })
    expect(page.body).toEqual({ rows: [], count: 3 })
  })

  it('are not decided by who recorded them, through no account of that person', async () => {
    const other = await test.person('committee-secretary', tree.committee, { memberId: author })
    const { rows } = (await other.ask(contract.listApprovals)).body
    const ability = Object.fromEntries(rows.map((row) => [row.memberName, row.abilities.decide]))
    expect(ability).toEqual({ 沈国良: false, 林秀兰: false, 王阿大: false, 邻支部人: true })
    const row = rows.find((one) => one.memberName === '林秀兰')
    const params = { factId: row?.factId as string, ruleCode: row?.ruleCode as string }
    const body = { approved: true }
    expect((await other.ask(contract.decideApproval, { params, body })).error.code).toBe('access.denied')
    const third = await test.person('branch-deputy', tree.branch)
    expect((await third.ask(contract.decideApproval, { params, body })).status).toBe(200)
  })
})
