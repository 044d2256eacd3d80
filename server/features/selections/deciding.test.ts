import { beforeEach, describe, expect, it } from 'vitest'
import * as resultContract from '../../../contract/selection-results.ts'
import { newId } from '../../core/ids.ts'
import { close, planned } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import * as world from '../../test/selections.ts'

const test = useTestApp()
let at: world.SelectionTest
const idOf = (name: string) => at.ids[name] ?? ''
const one = (selectionId: string) => ({ params: { selectionId } })
const elsewhere = () => test.person('branch-secretary', at.tree.elsewhere.branch)

beforeEach(async () => {
  at = await world.buildSelectionTest(test)
  for (const name of ['丁小红', '王阿根', '叶春燕'])
    await world.holdPost(test, idOf(name), { orgId: at.tree.branch })
})

const { vote } = world

const decide = (who: Person, selectionId: string, chosen: string[], more = {}, requestId = newId()) =>
  who.ask(resultContract.decideSelection, {
    ...one(selectionId),
    requestId,
    body: { chosen, note: '支委会研究', ...more },
  })

describe('the ballot', () => {
  let selectionId: string
  let first: string
  let second: string
  let counts: Record<string, world.Counts>
  beforeEach(async () => {
    const made = await world.readyToDecide(at, ['丁小红', '王阿根'])
    selectionId = made.selectionId
    ;[first = '', second = ''] = made.candidateIds
    counts = { [first]: [4, 0, 0], [second]: [3, 1, 0] }
  })

  it('is recorded as it was counted, at the meeting where it was, and chooses within the places', async () => {
    const activityId = await planned(at.secretary, at.tree.branch, {
      kind: 'members-assembly',
      title: '党员大会',
    })
    await close(at.secretary, activityId)
    const { status, body } = await vote(at.secretary, selectionId, counts, { activityId })
    expect([status, body.chosen]).toEqual([200, [first]])
    const seen = await world.seen(at.committee, selectionId)
    expect(seen).toMatchObject({
      state: 'decided',
      voters: 5,
      ballot: { entitled: 5, present: 4 },
      meeting: { activityId, title: '党员大会' },
      days: { used: 0, allowed: 3 },
    })
    expect(seen.nominations.map(({ name, votes, chosen }) => [name, votes?.for, chosen])).toEqual([
      ['丁小红', 4, true],
      ['王阿根', 3, false],
    ])
    expect(seen.list?.snapshot).toEqual({
      version: 1,
      title: '优秀共产党员',
      year: 2026,
      orgName: '石桥支部',
      placeName: '临溪村',
      how: '11月20日党员大会上无记名投票产生',
      rows: [{ name: '丁小红', branchName: '石桥支部' }],
      contact: { place: '', hours: '', telephone: '' },
      preparedBy: '沈国良',
    })
    // Before it is published, only who works on it sees what was decided.
    expect((await world.seen(at.member, selectionId)).list).toBeNull()
  })

  it('must add up, and names its field', async () => {
    const refused = async (more: object, tallies = counts) =>
      (await vote(at.secretary, selectionId, tallies, more)).error.field
    expect(await refused({ entitled: 6 })).toBe('body.entitled')
    expect(await refused({ present: 6 })).toBe('body.present')
    expect(await refused({ present: 2 })).toBe('body.present')
    expect(await refused({ present: 5 })).toBe('body.tallies.0.for')
    expect(await refused({}, { [first]: [4, 0, 0] })).toBe('body.tallies')
    const later = await planned(at.secretary, at.tree.branch, { day: '2026-11-25' })
    expect(await refused({ activityId: later })).toBe('body.activityId')
    expect(await refused({ activityId: newId() })).toBe('body.activityId')
    expect((await world.seen(at.secretary, selectionId)).state).toBe('deciding')
  })

  it('that chooses nobody is kept with its counts and why, and the next one chooses', async () => {
    const level = { [first]: [3, 1, 0], [second]: [3, 1, 0] } as const
    const requestId = newId()
    const sent = () => vote(at.secretary, selectionId, level, {}, requestId)
    const [once, again] = await Promise.all([sent(), sent()])
    expect(once.body).toEqual(again.body)
    expect(once.body).toMatchObject({ chosen: [], round: 1, failed: expect.stringContaining('票数一样') })
    const none = await vote(at.secretary, selectionId, { [first]: [2, 1, 1], [second]: [2, 1, 1] })
    expect(none.body).toMatchObject({ chosen: [], round: 2, failed: expect.stringContaining('没有人过') })
    const waiting = await world.seen(at.secretary, selectionId)
    expect(waiting).toMatchObject({
      state: 'deciding',
      ballot: null,
      list: null,
      abilities: { decide: true },
    })
    expect(waiting.nominations.map((one) => [one.votes, one.chosen])).toEqual([
      [null, null],
      [null, null],
    ])
    expect((await world.seen(at.member, selectionId)).rounds).toEqual([])
    expect((await vote(at.secretary, selectionId, counts)).body).toMatchObject({ chosen: [first], round: 3 })
    const { rounds, steps } = await world.seen(at.committee, selectionId)
    expect(
      rounds.map(({ round, heldOn, present, failed }) => [round, heldOn, present, failed !== null]),
    ).toEqual([
      [1, '2026-11-20', 4, true],
      [2, '2026-11-20', 4, true],
      [3, '2026-11-20', 4, false],
    ])
    expect(rounds[0]?.failed).toBe('名额最后一个，丁小红、王阿根票数一样，没有选出来。请再投一次。')
    expect(rounds[0]?.tallies).toEqual([
      { name: '丁小红', for: 3, against: 1, abstain: 0 },
      { name: '王阿根', for: 3, against: 1, abstain: 0 },
    ])
    expect(steps.map((step) => step.label)).toEqual([
      '开始评选',
      '结束提名',
      '投票没有选出来',
      '投票没有选出来',
      '记投票结果',
    ])
  })

  it('of two that choose nobody at once makes two rounds', async () => {
    const level = { [first]: [3, 1, 0], [second]: [3, 1, 0] } as const
    const both = await Promise.all([at.secretary, at.committee].map((who) => vote(who, selectionId, level)))
    expect(new Set(both.map((one) => one.body.round))).toEqual(new Set([1, 2]))
  })

  it('is recorded by who runs it and stands in no case of their own', async () => {
    expect((await vote(at.member, selectionId, counts)).error.code).toBe('access.denied')
    expect((await vote(await elsewhere(), selectionId, counts)).status).toBe(404)
    expect((await vote({ ...at.secretary, ask: test.ask }, selectionId, counts)).status).toBe(401)
    await world.stepped(at.secretary, selectionId, 'reopen', '补一位')
    const third = await world.nominated(at.secretary, selectionId, idOf('叶春燕'))
    await world.stepped(at.deputy, selectionId, 'close')
    const own = await vote(at.deputy, selectionId, { ...counts, [third]: [0, 4, 0] })
    expect(own.error.message).toMatch(/^这件事和您本人有关/)
    const { abilities } = await world.seen(at.deputy, selectionId)
    expect(abilities).toMatchObject({ decide: false, cancel: false })
  })

  it('is one of two at once, and one however often it is sent', async () => {
    const requestId = newId()
    const sent = () => vote(at.secretary, selectionId, counts, {}, requestId)
    const answers = await Promise.all([sent(), sent(), vote(at.committee, selectionId, counts)])
    expect(answers.some(({ status }) => status === 200)).toBe(true)
    const { steps } = await world.seen(at.secretary, selectionId)
    expect(steps.filter(({ label }) => label === '记投票结果')).toHaveLength(1)
    expect((await vote(at.deputy, selectionId, counts)).error.code).toBe('state.wrong')
  })

  it('asks anew who may stand on the day it decides', async () => {
    await test.system(async (ctx) => {
      await ctx.db
        .updateTable('members')
        .set({ standing: 'suspended' })
        .where('county_id', '=', ctx.county)
        .where('member_id', '=', idOf('王阿根'))
        .execute()
    })
    const answer = await vote(at.secretary, selectionId, counts)
    expect([answer.status, answer.error.message]).toEqual([
      409,
      '王阿根现在不能参评：现在是停止党籍。请先撤下这个提名，写明原因。',
    ])
  })
})

describe('a decision', () => {
  it('is in words, within the places and among the candidates', async () => {
    const { selectionId, candidateIds } = await world.readyToDecide(at, ['丁小红', '王阿根'], {
      method: 'decision',
    })
    const [first = ''] = candidateIds
    const field = async (chosen: string[], more = {}) =>
      (await decide(at.secretary, selectionId, chosen, more)).error.field
    expect(await field(candidateIds)).toBe('body.chosen')
    expect(await field([newId()])).toBe('body.chosen')
    expect(await field([])).toBe('body.chosen')
    expect(await field([first], { note: ' ' })).toBe('body.note')
    const mobile = { place: '', hours: '', telephone: '13800001111' }
    expect(await field([first], { contact: mobile })).toBe('body.contact.telephone')
    const guarded = await decide(at.secretary, selectionId, [first], {
      contact: { place: '找沈国良 13812345678', hours: '', telephone: '' },
    })
    expect(guarded.error.message).toMatch(/地点里有电话号码（138\*+/)
    expect((await vote(at.secretary, selectionId, {})).status).toBe(400)
    expect((await decide(await elsewhere(), selectionId, [first])).status).toBe(404)
    expect((await decide(at.member, selectionId, [first])).error.code).toBe('access.denied')
    const requestId = newId()
    const sent = () => decide(at.secretary, selectionId, [first], {}, requestId)
    const answers = await Promise.all([sent(), sent(), decide(at.committee, selectionId, [first])])
    expect(answers.some(({ status }) => status === 200)).toBe(true)
    expect((await world.seen(at.secretary, selectionId)).decision).toBe('支委会研究')
    expect((await decide(at.secretary, selectionId, [first])).error.code).toBe('state.wrong')
  })
})
