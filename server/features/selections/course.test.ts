import { beforeEach, describe, expect, it } from 'vitest'
import * as awardContract from '../../../contract/awards.ts'
import { getDue } from '../../../contract/due.ts'
import { answerObjection, listObjections } from '../../../contract/objections.ts'
import * as contract from '../../../contract/selections.ts'
import { newId } from '../../core/ids.ts'
import { close, planned } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { sendForm, visit, wordsOf } from '../../test/boards.ts'
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

type Counts = readonly [ayes: number, against: number, abstain: number]

function vote(
  who: Person,
  selectionId: string,
  counts: Record<string, Counts>,
  more: { entitled?: number; present?: number; activityId?: string } = {},
  requestId = newId(),
) {
  const tallies = Object.entries(counts).map(([candidateId, [ayes, against, abstain]]) => ({
    candidateId,
    for: ayes,
    against,
    abstain,
  }))
  const body = { entitled: 5, present: 4, tallies, ...more }
  return who.ask(contract.recordVote, { ...one(selectionId), requestId, body })
}

const decide = (who: Person, selectionId: string, chosen: string[], more = {}, requestId = newId()) =>
  who.ask(contract.decideSelection, {
    ...one(selectionId),
    requestId,
    body: { chosen, note: '支委会研究', ...more },
  })

describe('the ballot', () => {
  let selectionId: string
  let first: string
  let second: string
  let counts: Record<string, Counts>
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
    expect(await refused({}, { [first]: [3, 1, 0], [second]: [3, 1, 0] })).toBe('body.tallies')
    expect(await refused({}, { [first]: [2, 1, 1], [second]: [2, 1, 1] })).toBe('body.tallies')
    const later = await planned(at.secretary, at.tree.branch, { day: '2026-11-25' })
    expect(await refused({ activityId: later })).toBe('body.activityId')
    expect(await refused({ activityId: newId() })).toBe('body.activityId')
    expect((await world.seen(at.secretary, selectionId)).state).toBe('deciding')
  })

  it('is recorded by who runs it and stands in no case of their own', async () => {
    expect((await vote(at.member, selectionId, counts)).error.code).toBe('access.denied')
    expect((await vote(await elsewhere(), selectionId, counts)).status).toBe(404)
    expect((await vote({ ...at.secretary, ask: test.ask }, selectionId, counts)).status).toBe(401)
    await world.stepped(at.secretary, selectionId, 'reopen', '补一位')
    const third = await world.nominated(at.secretary, selectionId, idOf('叶春燕'))
    await world.stepped(at.deputy, selectionId, 'close')
    const own = await vote(at.deputy, selectionId, { ...counts, [third]: [0, 4, 0] })
    expect(own.error.message).toMatch(/^这件事和您本人有关，请支部里另一位同志来记投票结果/)
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

describe('review and publication', () => {
  it('needs a second person, and none who stands', async () => {
    const { selectionId, candidateIds } = await world.readyToDecide(at, ['丁小红', '叶春燕'], {
      method: 'decision',
    })
    await decide(at.secretary, selectionId, [candidateIds[0] ?? ''])
    expect((await world.step(at.secretary, selectionId, 'publish')).error.message).toBe(
      '复核要由另一个人来办。',
    )
    expect((await world.step(at.deputy, selectionId, 'publish')).error.message).toMatch(/和您本人有关/)
    expect((await world.step(at.member, selectionId, 'publish')).error.code).toBe('access.denied')
    expect((await world.step(await elsewhere(), selectionId, 'publish')).status).toBe(404)
    expect((await world.step(at.committee, selectionId, 'return')).error.field).toBe('body.note')
    const requestId = newId()
    const sent = () => world.step(at.committee, selectionId, 'publish', null, requestId)
    const answers = await Promise.all([sent(), sent(), world.step(at.township, selectionId, 'publish')])
    const done = answers.filter(({ status }) => status === 200)
    expect(new Set(done.map(({ body }) => body.path)).size).toBe(1)
    expect(done[0]?.body).toMatchObject({ state: 'published', closesOn: '2026-11-27' })
    expect(done[0]?.body.path).toMatch(/^\/public\/selections\/[\w-]{22}$/)
    expect((await world.step(at.committee, selectionId, 'publish')).error.code).toBe('state.wrong')
  })

  it('shows anyone who was chosen and nothing more, takes objections, and goes by itself', async () => {
    await world.givePoints(test, idOf('丁小红'))
    const { selectionId, path } = await world.publishedSelection(at)
    const page = await visit(test, path)
    expect(page.statusCode).toBe(200)
    expect(page.headers['x-robots-tag']).toContain('noindex')
    const words = wordsOf(page)
    expect(words).toContain('2026 年优秀共产党员名单')
    expect(words).toContain('丁小红 石桥支部')
    expect(words).not.toMatch(/王阿根|[0-9] 分\b|一致同意/)
    expect(page.body).not.toMatch(new RegExp(`<script|${idOf('丁小红')}`))
    // A member is led to it, also from the start; the address is nobody's to guess.
    expect((await world.seen(at.member, selectionId)).list?.path).toBe(path)
    expect((await visit(test, `/public/selections/${'x'.repeat(22)}`)).statusCode).toBe(404)

    const form = await visit(test, `${path}/objections/new`)
    const request = /name="request" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
    const fields = { request, row: '0', text: '他上半年不在村里', contact: '' }
    const answers = [
      await sendForm(test, `${path}/objections`, fields),
      await sendForm(test, `${path}/objections`, fields),
    ]
    expect(answers.map((one) => one.statusCode)).toEqual([200, 200])
    expect(wordsOf(await visit(test, path))).toContain('有意见，核对中')
    const { body } = await at.secretary.ask(listObjections, { query: { state: 'open' } })
    expect(body.count).toBe(1)
    expect(body.rows[0]).toMatchObject({
      memberName: '丁小红',
      publication: { title: '2026 年优秀共产党员名单', page: `/selections/${selectionId}` },
    })
    expect((await world.seen(at.secretary, selectionId)).list?.openObjections).toBe(1)
    expect(
      (await sendForm(test, `${path}/objections`, { ...fields, request: newId(), row: '7' })).statusCode,
    ).toBe(400)

    await world.comeBack(test, at, '2026-11-30')
    expect(wordsOf(await visit(test, `${path}/objections/new`))).toContain('公示期已满')
    const late = await sendForm(test, `${path}/objections`, { ...fields, request: newId() })
    expect(late.statusCode).toBe(409)
    await world.comeBack(test, at, '2026-12-07')
    expect((await visit(test, path)).statusCode).toBe(404)
  })

  it('is recalled with a reason, decided anew, and published at another address', async () => {
    const { selectionId, path, second } = await world.publishedSelection(at)
    expect((await world.step(at.secretary, selectionId, 'recall')).error.field).toBe('body.note')
    await world.stepped(at.secretary, selectionId, 'recall', '有人反映，再核实')
    expect((await visit(test, path)).statusCode).toBe(410)
    expect((await world.seen(at.member, selectionId)).list).toBeNull()
    await decide(at.secretary, selectionId, [second])
    const again = await world.stepped(at.committee, selectionId, 'publish')
    expect(again.path).not.toBe(path)
    expect(wordsOf(await visit(test, again.path ?? ''))).toContain('王阿根')
    expect((await visit(test, path)).statusCode).toBe(410)
  })

  it('is sent back to be decided again, and cancelled with a reason at any time before the awards', async () => {
    const { selectionId, candidateIds } = await world.readyToDecide(at, ['丁小红'], { method: 'decision' })
    await decide(at.secretary, selectionId, candidateIds)
    await world.stepped(at.committee, selectionId, 'return', '会议没有写明')
    const returned = await world.seen(at.secretary, selectionId)
    expect([returned.state, returned.list]).toEqual(['deciding', null])
    expect(returned.steps.at(-1)).toMatchObject({ label: '退回', by: '董长林', note: '会议没有写明' })
    await decide(at.secretary, selectionId, candidateIds)
    const { path } = await world.stepped(at.committee, selectionId, 'publish')
    await world.stepped(at.secretary, selectionId, 'cancel', '上级统一安排')
    expect((await visit(test, path ?? '')).statusCode).toBe(410)
    expect((await world.step(at.secretary, selectionId, 'close')).error.code).toBe('state.wrong')
    // A selection of the same title may be opened again.
    expect(await world.opened(at.secretary, at.tree.branch)).not.toBe(selectionId)
  })

  it('is not closed while nobody is nominated', async () => {
    const selectionId = await world.opened(at.secretary, at.tree.branch)
    expect((await world.step(at.secretary, selectionId, 'close')).error.message).toMatch(/还没有人被提名/)
  })
})

it('stands on the start page of whoever has the next step, and of nobody else', async () => {
  const due = async (who: Person) =>
    (await who.ask(getDue)).body.rows.filter((row) => row.link.startsWith('/selections/'))
  const verbs = async (who: Person) => (await due(who)).map((row) => row.verb)
  const selectionId = await world.opened(at.secretary, at.tree.branch, { nominateUntil: '2026-11-20' })
  const candidateId = await world.nominated(at.secretary, selectionId, idOf('叶春燕'))
  expect(await verbs(at.secretary)).toEqual([])
  await world.comeBack(test, at, '2026-11-23')
  expect(await due(at.secretary)).toEqual([
    expect.objectContaining({
      title: '石桥支部 2026 年优秀共产党员提名到期，可以结束提名',
      verb: '结束',
      link: `/selections/${selectionId}`,
    }),
  ])
  await world.stepped(at.secretary, selectionId, 'close')
  expect([await verbs(at.secretary), await verbs(at.deputy), await verbs(at.member)]).toEqual([
    ['记票'],
    [],
    [],
  ])
  await vote(at.secretary, selectionId, { [candidateId]: [4, 0, 0] })
  expect([await verbs(at.secretary), await verbs(at.deputy), await verbs(at.committee)]).toEqual([
    [],
    [],
    ['复核'],
  ])
  expect((await due(at.committee))[0]?.dueOn).toBe('2026-11-26')
  await world.stepped(at.committee, selectionId, 'publish')
  expect(await verbs(at.secretary)).toEqual([])
  await world.comeBack(test, at, '2026-12-01')
  expect([await verbs(at.secretary), await verbs(at.deputy)]).toEqual([['表彰'], []])
})

it('awards nobody while an objection waits, and once it is answered, does', async () => {
  const { selectionId, path, first } = await world.publishedSelection(at)
  const form = await visit(test, `${path}/objections/new`)
  const request = /name="request" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
  await sendForm(test, `${path}/objections`, { request, row: '', text: '名额太少', contact: '' })
  await world.comeBack(test, at, '2026-11-30')
  const award = () =>
    at.secretary.ask(awardContract.giveAwards, { ...one(selectionId), body: { awardedOn: '2026-11-30' } })
  expect((await award()).error.message).toBe('还有 1 件异议没有答复，答复以后再表彰。')
  expect((await world.seen(at.secretary, selectionId)).abilities.award).toBe(false)
  const { body } = await at.secretary.ask(listObjections, { query: { state: 'open' } })
  const params = { objectionId: body.rows[0]?.objectionId ?? '' }
  const answered = await at.secretary.ask(answerObjection, {
    params,
    body: { upheld: false, answer: '名额是上级定的' },
  })
  expect(answered.status).toBe(200)
  expect((await award()).status).toBe(200)
  expect(first).not.toBe('')
})
