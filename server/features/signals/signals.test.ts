import { beforeAll, describe, expect, it } from 'vitest'
import * as activities from '../../../contract/activities.ts'
import { getDue } from '../../../contract/due.ts'
import * as hand from '../../../contract/hand-entries.ts'
import { recordHonour } from '../../../contract/honours.ts'
import * as contract from '../../../contract/signals.ts'
import { buildCrowd } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildScheme } from '../../test/points.ts'
import { buildTree, type Tree } from '../../test/tree.ts'
import { limits } from './limits.ts'
import { monthToTell, saySignal } from './rules.ts'

const test = useTestApp('2026-12-02T09:00:00+08:00')
let tree: Tree
let secretary: Person
let deputy: Person
let neighbour: Person
let members: string[]

const at = (index: number) => members[index % members.length] as string

async function meet(who: Person, orgId: number, day: string, memberIds: readonly string[]) {
  const invited = { whom: 'named' as const, memberIds: [...memberIds] }
  const body = { orgId, kind: 'major-clean-up' as const, title: `打扫 ${day}`, day, invited }
  expect((await who.ask(activities.recordActivity, { body })).error).toBeUndefined()
}

async function honour(certificateNo: number, awardedOn = '2026-12-01') {
  const body = {
    memberId: at(certificateNo),
    title: `先进${certificateNo}`,
    level: 'town' as const,
    issuer: '镇党委',
    certificateNo: String(certificateNo),
    awardedOn,
  }
  expect((await secretary.ask(recordHonour, { body })).error).toBeUndefined()
}

async function claim(index: number, quantity: number) {
  const claimed = {
    memberId: at(index),
    day: '2026-11-30',
    matter: 'volunteer-hours',
    quantity,
    reason: '值守',
  }
  const body = { ...claimed, day: `2026-11-${String(10 + (index % 20)).padStart(2, '0')}` }
  const { handEntryId } = (await deputy.ask(hand.proposeHandEntry, { body })).body
  const decision = { params: { handEntryId }, body: { approve: true } }
  expect((await secretary.ask(hand.decideHandEntry, decision)).status).toBe(200)
}

const kindsOf = async (who: Person) =>
  (await who.ask(contract.listSignals)).body.rows.map((row) => row.kind).toSorted()

beforeAll(async () => {
  tree = await buildTree(test)
  members = await buildCrowd(test, tree.branch, 30)
  await buildScheme(test, tree.village)
  secretary = await test.person('branch-secretary', tree.branch, { name: '沈书记' })
  deputy = await test.person('branch-deputy', tree.branch, { name: '林副' })
  neighbour = await test.person('branch-secretary', tree.sibling)
})

describe('signals', () => {
  it('are none in an ordinary month, nor one record short of each', async () => {
    for (let i = 0; i < limits.manyAtOnce.records - 1; i += 1) await honour(i)
    await meet(secretary, tree.branch, '2026-11-20', members.slice(0, 5))
    await meet(secretary, tree.branch, '2026-11-21', members.slice(0, 5))
    await meet(secretary, tree.branch, '2026-11-22', members.slice(1, 6))
    for (let i = 0; i < limits.roundNumbers.records - 1; i += 1) await claim(i, 1000)
    await honour(100, '2026-11-02')
    // The nineteen and the nine claims were told of by two, and the last honour is the twentieth: said so, once.
    expect(await kindsOf(secretary)).toEqual(['many-at-once'])
  })

  it('open to their records and say that there may be a good reason', async () => {
    await meet(secretary, tree.branch, '2026-11-23', members.slice(1, 6))
    await meet(secretary, tree.branch, '2026-11-24', members.slice(1, 6))
    await claim(15, 1000)
    await honour(101, '2026-11-01')
    const { rows, below } = (await secretary.ask(contract.listSignals)).body
    expect(below).toEqual([])
    const byKind = new Map(rows.map((row) => [row.kind, row]))
    expect([...byKind.keys()].toSorted()).toEqual([...contract.signalKinds].toSorted())
    expect(rows).toHaveLength(4)
    expect(byKind.get('same-rolls')).toMatchObject({
      from: '2026-11-22',
      to: '2026-11-24',
      records: [{ title: '打扫 2026-11-22' }, { title: '打扫 2026-11-23' }, { title: '打扫 2026-11-24' }],
    })
    expect(byKind.get('round-numbers')?.records).toHaveLength(10)
    expect(byKind.get('round-numbers')?.sentence).toMatch(/^林副记的 10 个数量/)
    expect(byKind.get('long-after')?.records).toMatchObject([{ kind: 'honour', title: '先进101' }])
    expect(byKind.get('many-at-once')?.sentence).toMatch(/^沈书记在 30 分钟里记了 21 条/)
    for (const row of rows) expect(row.sentence).toMatch(/也许.*看一眼就好。$/)
  })

  it('are above the branch counts without a name, elsewhere nothing, and not for who sees no points', async () => {
    const name = '临溪村书记'
    const above = await test.person('committee-secretary', tree.committee, { name })
    const { body } = await above.ask(contract.listSignals)
    const counts = { 'many-at-once': 1, 'same-rolls': 1, 'round-numbers': 1, 'long-after': 1 }
    expect(body).toMatchObject({ rows: [], below: [{ orgId: tree.branch, orgName: '石桥支部', counts }] })
    expect(JSON.stringify(body)).not.toMatch(/沈书记|林副|先进/)
    expect(await kindsOf(neighbour)).toEqual([])
    const county = await test.newCounty('邻县')
    const far = await test.person('county-officer', county.rootId, { county })
    expect((await far.ask(contract.listSignals)).body).toMatchObject({ rows: [], below: [] })
    expect((await test.ask(contract.listSignals)).error.code).toBe('auth.required')
    for (const role of ['group-leader', 'county-admin', 'member'] as const) {
      const who = await test.person(role, tree.branch)
      expect((await who.ask(contract.listSignals)).error.code).toBe('access.denied')
    }
  })

  it('are a line for the secretary on the first days of a month, for what was recorded in the month before', async () => {
    const lineOf = async () => {
      const who = await test.person('branch-secretary', tree.branch)
      return (await who.ask(getDue)).body.rows.find((row) => row.id.startsWith('signals'))
    }
    const now = test.clock.now
    expect(await lineOf()).toMatchObject({ title: '上个月的记录有 4 处值得看一看', link: '/signals' })
    test.clock.now = new Date('2026-12-06T09:00:00+08:00')
    expect(await lineOf()).toBeUndefined()
    test.clock.now = now
  })
})

it('tells of the month before on its first days only', () => {
  expect(monthToTell('2027-01-05')).toEqual({ from: '2026-12-01' })
  expect(monthToTell('2026-12-01')).toEqual({ from: '2026-11-01' })
  expect(monthToTell('2026-12-06')).toBeNull()
  expect(saySignal({ kind: 'same-rolls', by_name: null, count: 3 })).toMatch(/^接连 3 次活动/)
})
