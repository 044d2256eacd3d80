import { beforeEach, describe, expect, it } from 'vitest'
import * as resultContract from '../../../contract/selection-results.ts'
import * as contract from '../../../contract/selections.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import * as world from '../../test/selections.ts'

const test = useTestApp()
let at: world.SelectionTest
const idOf = (name: string) => at.ids[name] ?? ''
const elsewhere = () => test.person('branch-secretary', at.tree.elsewhere.branch)

beforeEach(async () => {
  at = await world.buildSelectionTest(test)
})

const one = (selectionId: string) => ({ params: { selectionId } })
const nominate = (who: Person, selectionId: string, memberId: string, requestId = newId()) =>
  who.ask(contract.nominate, { ...one(selectionId), requestId, body: { memberId, reason: '热心' } })

async function stranger(ask: (who: Person) => Promise<{ status: number }>): Promise<number[]> {
  const nobody = { ...at.secretary, ask: test.ask }
  return [(await ask(await elsewhere())).status, (await ask(nobody)).status]
}

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
    expect(
      (await at.secretary.ask(resultContract.decideSelection, { ...one(selectionId), body })).status,
    ).toBe(409)
    expect((await off(at.deputy, last?.candidateId ?? '')).status).toBe(200)
  })
})
