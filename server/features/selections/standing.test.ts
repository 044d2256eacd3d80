import { beforeEach, describe, expect, it } from 'vitest'
import { getBooklet } from '../../../contract/booklets.ts'
import * as contract from '../../../contract/selections.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { countStatements } from '../../test/boards.ts'
import { buildScheme } from '../../test/points.ts'
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
    await buildScheme(test, at.tree.committee)
    await world.givePoints(test, idOf('丁小红'), '2026-05-01', 2)
    await world.givePoints(test, idOf('王阿根'), '2026-05-01', 1)
    await world.givePoints(test, idOf('王阿根'), '2025-12-31', 1)
    const selectionId = await world.opened(at.secretary, at.tree.branch, { minimumPoints: 2000 })
    const { body } = await eligible(at.secretary, selectionId)
    const row = (name: string) => body.rows.find((one) => one.name === name)
    expect(row('丁小红')).toMatchObject({ eligible: true, gate: 'points', points: 2000 })
    expect(row('王阿根')).toMatchObject({
      eligible: false,
      reason: '没有岗位，这一年积分 10 分，不到 20 分',
    })
    for (const name of ['丁小红', '王阿根']) {
      const params = { memberId: idOf(name) }
      const booklet = await at.secretary.ask(getBooklet, { params, query: { year: 2026 } })
      expect(row(name)?.points).toBe(booklet.body.total)
    }
    // A value of one's own: with ten points asked for, both may stand.
    const lower = await world.opened(at.secretary, at.tree.branch, { title: '先锋', minimumPoints: 1000 })
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

describe('nominating', () => {
  let selectionId: string
  beforeEach(async () => {
    for (const name of ['丁小红', '方志明', '叶春燕'])
      await world.holdPost(test, idOf(name), { orgId: at.tree.branch })
    selectionId = await world.opened(at.secretary, at.tree.branch)
  })

  it('is by the office or by a member for another, never for oneself, and with words', async () => {
    expect((await nominate(at.secretary, selectionId, idOf('方志明'))).status).toBe(200)
    expect((await nominate(at.member, selectionId, idOf('丁小红'))).status).toBe(200)
    expect((await nominate(at.deputy, selectionId, idOf('叶春燕'))).error.message).toMatch(/不能提自己/)
    const wordless = { ...one(selectionId), body: { memberId: idOf('叶春燕'), reason: ' ' } }
    expect((await at.secretary.ask(contract.nominate, wordless)).error.field).toBe('body.reason')
    const mine = await world.seen(at.member, selectionId)
    expect(mine.own?.candidate).toBe(true)
    expect(mine.nominations.map(({ name, nominatedBy }) => [name, nominatedBy])).toEqual([
      ['丁小红', '方志明'],
      ['方志明', '沈国良'],
    ])
    // A member sees why, and never how many points somebody else has.
    expect(mine.nominations[0]?.standing).toMatchObject({ gate: 'post', points: null })
    expect(await stranger((who) => nominate(who, selectionId, idOf('丁小红')))).toEqual([404, 401])
  })

  it('offers a member the names of the own branch that could stand, and nothing else of them', async () => {
    const { body } = await at.member.ask(contract.listNominees, one(selectionId))
    expect(body.rows).toEqual(
      ['丁小红', '叶春燕'].map((name) => ({ memberId: idOf(name), name, branchName: '石桥支部' })),
    )
    const refusal = await nominate(at.member, selectionId, idOf('林秀兰'))
    expect(refusal.error.message).toBe('这位同志这次不在参评的范围里，可以请支部书记看一看。')
    expect((await at.committee.ask(contract.listNominees, one(selectionId))).body.rows).toEqual([])
    expect(await stranger((who) => who.ask(contract.listNominees, one(selectionId)))).toEqual([404, 401])
  })

  it('stays inside the branch: neither above it nor beside it', async () => {
    expect((await nominate(at.committee, selectionId, idOf('丁小红'))).error.code).toBe('access.denied')
    expect((await nominate(at.secretary, selectionId, idOf('徐东溪'))).error.code).toBe('not-found')
    const wide = await world.opened(at.committee, at.tree.committee)
    expect((await nominate(at.secretary, wide, idOf('丁小红'))).status).toBe(200)
    expect((await nominate(at.member, wide, idOf('徐东溪'))).error.code).toBe('not-found')
    const above = await world.seen(at.committee, wide)
    expect(above.nominations[0]).toMatchObject({ name: '丁小红', standing: { gate: 'post', points: null } })
  })

  it('is once a person, of two at once as well, and one however often it is sent', async () => {
    const requestId = newId()
    const sent = () => nominate(at.secretary, selectionId, idOf('丁小红'), requestId)
    const answers = await Promise.all([sent(), sent(), nominate(at.deputy, selectionId, idOf('丁小红'))])
    expect(new Set(answers.filter((one) => one.status === 200).map((one) => one.body.candidateId)).size).toBe(
      1,
    )
    expect((await world.seen(at.secretary, selectionId)).candidates).toBe(1)
    expect((await nominate(at.member, selectionId, idOf('丁小红'))).error.code).toBe('conflict.duplicate')
  })

  it('ends on its day and with its close', async () => {
    await nominate(at.secretary, selectionId, idOf('丁小红'))
    await world.comeBack(test, at, '2026-12-01')
    expect((await nominate(at.secretary, selectionId, idOf('方志明'))).error.code).toBe('state.wrong')
    expect((await world.seen(at.secretary, selectionId)).abilities.nominate).toBe(false)
    await world.comeBack(test, at, '2026-11-30')
    await world.stepped(at.secretary, selectionId, 'close')
    expect((await nominate(at.secretary, selectionId, idOf('方志明'))).error.code).toBe('state.wrong')
    await world.stepped(at.secretary, selectionId, 'reopen', '有人漏了')
    expect((await nominate(at.secretary, selectionId, idOf('方志明'))).status).toBe(200)
  })

  it('is taken off with a reason by the candidate, by who nominated, or by the office, until it is decided', async () => {
    const off = (who: Person, candidateId: string, note = '本人不愿意', requestId = newId()) =>
      who.ask(contract.withdrawCandidate, { params: { selectionId, candidateId }, requestId, body: { note } })
    const own = await world.nominated(at.secretary, selectionId, idOf('方志明'))
    const other = await world.nominated(at.secretary, selectionId, idOf('丁小红'))
    expect((await off(at.member, other)).error.code).toBe('access.denied')
    expect(await stranger((who) => off(who, own))).toEqual([404, 401])
    const requestId = newId()
    const twice = await Promise.all([
      off(at.member, own, '不愿意', requestId),
      off(at.member, own, '不愿意', requestId),
    ])
    expect(twice.some(({ status }) => status === 200)).toBe(true)
    expect((await off(at.deputy, own)).error.message).toBe('这个提名已经撤下了。')
    const { nominations, candidates } = await world.seen(at.secretary, selectionId)
    expect(candidates).toBe(1)
    expect(nominations.at(-1)?.withdrawn).toEqual({ by: '方志明', note: '不愿意' })
    // Nominated again by somebody else: what was taken off stays on record beside it.
    expect((await nominate(at.deputy, selectionId, idOf('方志明'))).status).toBe(200)
    expect((await off(at.committee, other)).status).toBe(200)
    await world.stepped(at.secretary, selectionId, 'close')
    const [last] = (await world.seen(at.secretary, selectionId)).nominations
    const body = { chosen: [last?.candidateId ?? ''], note: '研究' }
    // By ballot, as it was said when it was opened.
    expect((await at.secretary.ask(contract.decideSelection, { ...one(selectionId), body })).status).toBe(409)
    expect((await off(at.deputy, last?.candidateId ?? '')).status).toBe(200)
  })
})
