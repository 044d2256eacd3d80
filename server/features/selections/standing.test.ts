import { beforeEach, describe, expect, it } from 'vitest'
import { getBooklet } from '../../../contract/booklets.ts'
import * as contract from '../../../contract/selections.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { countStatements } from '../../test/boards.ts'
import { buildScheme, document001 } from '../../test/points.ts'
import * as world from '../../test/selections.ts'

const test = useTestApp()
let at: world.SelectionTest
const idOf = (name: string) => at.ids[name] ?? ''
const elsewhere = () => test.person('branch-secretary', at.tree.elsewhere.branch)

beforeEach(async () => {
  at = await world.buildSelectionTest(test)
})

const one = (selectionId: string) => ({ params: { selectionId } })
const open = (who: Person, orgId: number, more = {}, requestId = newId()) =>
  who.ask(contract.openSelection, { requestId, body: world.openingOf(orgId, more) })
const nominate = (who: Person, selectionId: string, memberId: string, requestId = newId()) =>
  who.ask(contract.nominate, { ...one(selectionId), requestId, body: { memberId, reason: '热心' } })
const eligible = (who: Person, selectionId: string, orgId = at.tree.branch) =>
  who.ask(contract.listEligible, { params: { selectionId, orgId } })

async function stranger(ask: (who: Person) => Promise<{ status: number }>): Promise<number[]> {
  const nobody = { ...at.secretary, ask: test.ask }
  return [(await ask(await elsewhere())).status, (await ask(nobody)).status]
}

describe('opening', () => {
  it('is for who runs selections there, and for nobody else', async () => {
    const { branch, committee } = at.tree
    expect((await open(at.secretary, branch)).status).toBe(200)
    expect((await open(at.committee, committee)).status).toBe(200)
    expect((await open(at.secretary, committee)).error.code).toBe('not-found')
    const leader = await test.person('group-leader', branch)
    expect((await open(leader, branch, { title: '另一个' })).error.code).toBe('access.denied')
    expect(await stranger((who) => open(who, branch))).toEqual([404, 401])
  })

  it('asks for terms that make sense, and for its own minimum of points', async () => {
    const { branch, group } = at.tree
    const field = async (more: object, orgId = branch) => (await open(at.secretary, orgId, more)).error.field
    expect(await field({ year: 2027 })).toBe('body.year')
    expect(await field({ nominateUntil: '2026-11-19' })).toBe('body.nominateUntil')
    expect(await field({ quota: 0 })).toBe('body.quota')
    expect(await field({ minimumPoints: undefined })).toBe('body.minimumPoints')
    expect(await field({}, group)).toBe('body.orgId')
    const known = await open(at.secretary, branch, { minimumPoints: 1250 })
    expect((await world.seen(at.secretary, known.body.selectionId)).minimumPoints).toBe(1250)
  })

  it('is one of a title and year, also of two at once, and one however often it is sent', async () => {
    const { branch } = at.tree
    const requestId = newId()
    const sent = () => open(at.secretary, branch, {}, requestId)
    const answers = await Promise.all([sent(), sent(), open(at.deputy, branch)])
    const done = new Set(answers.filter(({ status }) => status === 200).map(({ body }) => body.selectionId))
    expect(done.size).toBe(1)
    expect((await open(at.deputy, branch)).error.code).toBe('conflict.duplicate')
    const { body } = await at.secretary.ask(contract.listSelections, { query: { orgId: branch } })
    expect([body.count, body.rows[0]?.stateLabel]).toEqual([1, '提名中'])
  })
})

describe('who may stand', () => {
  it('[001-12] lets whoever held a post of service in the year stand, and says which', async () => {
    const { branch } = at.tree
    await world.holdPost(test, idOf('王阿根'), { orgId: branch, title: '环境卫生', to: '2026-01-01' })
    await world.holdPost(test, idOf('林秀兰'), { orgId: branch, from: '2025-01-01', to: '2025-12-31' })
    await world.holdPost(test, idOf('丁小红'), { orgId: branch, kind: 'party', title: '宣传委员' })
    const selectionId = await world.opened(at.secretary, branch, { minimumPoints: null })
    const { body } = await eligible(at.secretary, selectionId)
    const said = Object.fromEntries(body.rows.map(({ name, gate, reason }) => [name, [gate, reason]]))
    expect(said).toMatchObject({
      王阿根: ['post', '这一年在“环境卫生”岗位上'],
      林秀兰: [null, '这一年没有岗位'],
      丁小红: [null, '这一年没有岗位'],
      钱预备: [null, '预备党员这次不参评'],
      丁积极: [null, '还不是党员，是入党积极分子'],
    })
    expect((await nominate(at.secretary, selectionId, idOf('林秀兰'))).error).toMatchObject({
      code: 'input.invalid',
      message: '林秀兰这次不能参评：这一年没有岗位。',
    })
    expect((await nominate(at.secretary, selectionId, idOf('王阿根'))).status).toBe(200)
    // The post is given up after the fact: it was held in the year all the same. The year before, nobody held one.
    const last = await world.opened(at.secretary, branch, { year: 2025, minimumPoints: null })
    const before = await eligible(at.secretary, last)
    expect(before.body.rows.filter((row) => row.eligible).map((row) => row.name)).toEqual(['林秀兰'])
  })

  it('[001-13] without a post asks for the opener’s own minimum of points, as the booklet adds them up', async () => {
    // Everybody begins the year with five points: the booklet counts them, and so does the gate.
    await buildScheme(test, at.tree.committee, { ...document001, startPoints: 500 })
    await world.givePoints(test, idOf('丁小红'), '2026-05-01', 2)
    await world.givePoints(test, idOf('王阿根'), '2026-05-01', 1)
    await world.givePoints(test, idOf('王阿根'), '2025-12-31', 1)
    const selectionId = await world.opened(at.secretary, at.tree.branch, { minimumPoints: 2500 })
    const { body } = await eligible(at.secretary, selectionId)
    const row = (name: string) => body.rows.find((one) => one.name === name)
    expect(row('丁小红')).toMatchObject({ eligible: true, gate: 'points', points: 2500 })
    expect(row('王阿根')).toMatchObject({
      eligible: false,
      reason: '没有岗位，这一年积分 15 分，不到 25 分',
    })
    for (const name of ['丁小红', '王阿根']) {
      const params = { memberId: idOf(name) }
      const booklet = await at.secretary.ask(getBooklet, { params, query: { year: 2026 } })
      expect(row(name)?.points).toBe(booklet.body.total)
    }
    // A value of one's own: with fifteen points asked for, both may stand.
    const lower = await world.opened(at.secretary, at.tree.branch, { title: '先锋', minimumPoints: 1500 })
    const both = (await eligible(at.secretary, lower)).body.rows.filter((one) => one.eligible)
    expect(both.map((one) => one.name)).toEqual(['丁小红', '王阿根'])
    // Nothing is kept: what is posted later counts with the next look.
    await world.givePoints(test, idOf('王阿根'), '2026-06-01', 1)
    expect((await nominate(at.secretary, selectionId, idOf('王阿根'))).status).toBe(200)
  })

  it('shows names and points to the branch alone, counts above it, and to a member the own standing', async () => {
    const { branch, committee } = at.tree
    await world.holdPost(test, idOf('方志明'), { orgId: branch })
    const selectionId = await world.opened(at.committee, committee, { minimumPoints: null })
    expect((await eligible(at.secretary, selectionId)).status).toBe(200)
    expect((await eligible(at.committee, selectionId)).error.code).toBe('access.denied')
    expect((await eligible(at.township, selectionId)).error.code).toBe('access.denied')
    expect((await eligible(at.member, selectionId)).error.code).toBe('access.denied')
    expect((await eligible(at.secretary, selectionId, at.tree.sibling)).error.code).toBe('not-found')
    expect(await stranger((who) => eligible(who, selectionId))).toEqual([404, 401])
    const above = await world.seen(at.committee, selectionId)
    expect(above.branches).toEqual([
      expect.objectContaining({ name: '石桥支部', members: 6, byPost: 1, byPoints: 0, named: false }),
      expect.objectContaining({ name: '东溪支部', members: 1, byPost: 0, named: false }),
    ])
    expect(JSON.stringify(above)).not.toMatch(/方志明|丁小红|徐东溪/)
    const own = await world.seen(at.member, selectionId)
    expect(own.own).toMatchObject({ eligible: true, gate: 'post', points: 0, branchName: '石桥支部' })
    expect(own.branches).toEqual([])
  })

  it('is found by the branches below and by nobody beside', async () => {
    const selectionId = await world.opened(at.committee, at.tree.committee)
    const found = async (who: Person) => (await who.ask(contract.listSelections)).body.count
    expect([await found(at.secretary), await found(at.member), await found(at.township)]).toEqual([1, 1, 1])
    expect(await found(await elsewhere())).toBe(0)
    const auditor = await test.person('auditor', test.county.rootId)
    expect(await found(auditor)).toBe(0)
    const other = await test.newCounty('别县')
    const there = await test.person('county-officer', other.rootId, { county: other })
    expect((await there.ask(contract.getSelection, one(selectionId))).status).toBe(404)
    expect((await test.ask(contract.listSelections)).status).toBe(401)
    const sibling = await test.person('branch-secretary', at.tree.sibling)
    const own = await world.opened(at.secretary, at.tree.branch, { title: '本支部的' })
    expect((await sibling.ask(contract.getSelection, one(own))).status).toBe(404)
  })

  it('takes no more statements for more people', async () => {
    const selectionId = await world.opened(at.secretary, at.tree.branch)
    const few = await countStatements(() => world.seen(at.secretary, selectionId))
    await Promise.all(world.names.map((name) => world.holdPost(test, idOf(name), { orgId: at.tree.branch })))
    for (const name of world.names.slice(0, 4)) await nominate(at.secretary, selectionId, idOf(name))
    const more = await countStatements(() => world.seen(at.secretary, selectionId))
    expect(more.answer.nominations).toHaveLength(4)
    expect(more.statements).toBe(few.statements)
  })
})
