import { beforeEach, describe, expect, it } from 'vitest'
import { getPublication } from '../../../contract/boards.ts'
import { getDue } from '../../../contract/due.ts'
import * as contract from '../../../contract/objections.ts'
import { tasks } from '../../app.ts'
import { newId } from '../../core/ids.ts'
import { close, reopen } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { type BoardTest, buildBoardTest, goTo, published } from '../../test/boards.ts'

const test = useTestApp()
let board: BoardTest
let wang: Person

beforeEach(async () => {
  goTo(test, '2026-11-20')
  board = await buildBoardTest(test)
  wang = await memberNamed('王阿根')
})

const memberNamed = (name: string) =>
  test.person('member', board.tree.branch, { name, memberId: board.ids[name] ?? '' })
const one = (objectionId: string) => ({ params: { objectionId } })
const see = async (who: Person, objectionId: string) =>
  (await who.ask(contract.getObjection, one(objectionId))).body
const answer = (who: Person, objectionId: string) =>
  who.ask(contract.answerObjection, {
    ...one(objectionId),
    body: { upheld: false, answer: '查了签到，那天请了假。' },
  })
type Channel = 'in-person' | 'telephone' | 'paper'
const appeal = (who: Person, objectionId: string, channel: Channel | null = null, requestId = newId()) =>
  who.ask(contract.appealObjection, {
    requestId,
    ...one(objectionId),
    body: { text: '签到簿上有我的名字', channel },
  })
const review = (who: Person, objectionId: string, more: { upheld?: boolean; activity?: string } = {}) =>
  who.ask(contract.answerAppeal, {
    ...one(objectionId),
    body: {
      upheld: more.upheld ?? false,
      answer: '又看了一遍签到簿。',
      correction: more.activity ? { kind: 'activity', id: more.activity } : null,
    },
  })
const dueFor = async (who: Person) =>
  (await who.ask(getDue)).body.rows
    .filter(({ link }) => link.startsWith('/objections/'))
    .map(({ title, verb, dueOn }) => ({ title, verb, dueOn }))

/** Objected to by a member, answered not in favour by who is given. */
async function declined(by: Person = board.secretary): Promise<string> {
  const body = { about: { factId: null }, text: '7月16日我来了，没有记' }
  const { objectionId } = (await wang.ask(contract.raiseObjection, { body })).body
  expect((await answer(by, objectionId)).status).toBe(200)
  return objectionId
}

async function appealed(by?: Person): Promise<string> {
  const objectionId = await declined(by)
  expect((await appeal(wang, objectionId)).status).toBe(200)
  return objectionId
}

async function correctMeeting(): Promise<string> {
  const meeting = board.activities['党员大会'] ?? ''
  await reopen(test, board.secretary, meeting, '王阿根来了')
  expect((await close(board.secretary, meeting, { roll: { exceptions: [] } })).status).toBe(200)
  return meeting
}

describe('appealing', () => {
  it('takes a declined objection one level up, within five working days, with every step on view', async () => {
    const objectionId = await declined()
    expect(await see(wang, objectionId)).toMatchObject({
      state: 'declined',
      appealBy: '2026-11-27',
      appeal: null,
      abilities: { appeal: true, answerAppeal: false },
    })
    expect(await dueFor(wang)).toEqual([{ title: '您的异议答复了', verb: '看答复', dueOn: '2026-11-27' }])
    goTo(test, '2026-11-27')
    wang = await memberNamed('王阿根')
    expect((await appeal(wang, objectionId)).body).toEqual({ objectionId, dueOn: '2026-12-04' })
  })

  it('is answered above with the last word, by somebody who had no part in it', async () => {
    const objectionId = await appealed()
    expect(await see(wang, objectionId)).toMatchObject({
      state: 'appealed',
      dueOn: '2026-11-27',
      appealBy: null,
      appeal: {
        orgName: '临溪村党委',
        text: '签到簿上有我的名字',
        daysUsed: 0,
        daysAllowed: 5,
        answer: null,
      },
      abilities: { appeal: false },
    })
    const due = { title: '复议石桥支部答复过的一件异议', verb: '复议', dueOn: '2026-11-27' }
    expect(await dueFor(board.committee)).toEqual([due])
    expect(await dueFor(board.secretary)).toEqual([])
    expect(await dueFor(wang)).toEqual([])
    expect((await review(board.committee, objectionId)).body).toEqual({
      objectionId,
      state: 'appeal-declined',
    })
    expect(await see(wang, objectionId)).toMatchObject({
      state: 'appeal-declined',
      dueOn: null,
      appealBy: null,
      answer: '查了签到，那天请了假。',
      appeal: { answer: '又看了一遍签到簿。', answeredBy: '董长林' },
    })
    expect((await appeal(wang, objectionId)).error.code).toBe('state.wrong')
    expect((await review(board.committee, objectionId)).error.code).toBe('state.wrong')
    const steps = await test.system((ctx) =>
      ctx.db
        .selectFrom('procedure_steps as s')
        .innerJoin('procedures as p', (join) =>
          join.onRef('p.procedure_id', '=', 's.procedure_id').on('p.county_id', '=', ctx.county),
        )
        .select(['s.step', 's.note'])
        .where('s.county_id', '=', ctx.county)
        .where('p.subject_id', '=', objectionId)
        .orderBy('s.step_no')
        .execute(),
    )
    expect(steps.map(({ step }) => step)).toEqual(['raise', 'decline', 'appeal', 'decline-appeal'])
    expect(steps[2]?.note).toBe('签到簿上有我的名字')
  })

  it('is upheld only once the record has been corrected', async () => {
    const objectionId = await appealed()
    const activity = board.activities['党员大会'] ?? ''
    const promise = await review(board.committee, objectionId, { upheld: true, activity })
    expect(promise.error).toMatchObject({ code: 'state.wrong', field: 'body.correction' })
    await correctMeeting()
    const done = await review(board.committee, objectionId, { upheld: true, activity })
    expect(done.body.state).toBe('appeal-upheld')
    expect((await see(wang, objectionId)).appeal?.correction).toEqual({ kind: 'activity', id: activity })
  })

  it('is not for an answer in favour, for one that is not given yet, for somebody else, nor too late', async () => {
    const body = { about: { factId: null }, text: '我来了' }
    const { objectionId: open } = (await wang.ask(contract.raiseObjection, { body })).body
    expect((await appeal(wang, open)).error.code).toBe('state.wrong')
    const correction = { kind: 'activity' as const, id: await correctMeeting() }
    const upheld = { upheld: true, answer: '补上了', correction }
    await board.secretary.ask(contract.answerObjection, { ...one(open), body: upheld })
    expect((await appeal(wang, open)).error.code).toBe('state.wrong')
    const objectionId = await declined()
    expect((await appeal(await memberNamed('丁小红'), objectionId)).error.code).toBe('access.denied')
    expect((await appeal(board.secretary, objectionId, 'paper')).error.message).toMatch(/自己申请/)
    const stranger = await test.person('committee-secretary', board.tree.elsewhere.township)
    expect((await appeal(stranger, objectionId, 'paper')).error.code).toBe('not-found')
    const nobody = await test.ask(contract.appealObjection, { ...one(objectionId), body: { text: '不服' } })
    expect(nobody.error.code).toBe('auth.required')
    const empty = await wang.ask(contract.appealObjection, { ...one(objectionId), body: { text: ' ' } })
    expect(empty.error.field).toBe('body.text')
  })

  it('happens once: of two at once, of a replay', async () => {
    const objectionId = await declined()
    const requestId = newId()
    const both = await Promise.all([appeal(wang, objectionId), appeal(wang, objectionId)])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect((await review(board.committee, objectionId)).status).toBe(200)
    const second = await declined()
    const first = await appeal(wang, second, null, requestId)
    expect((await appeal(wang, second, null, requestId)).body).toEqual(first.body)
    const reviews = await Promise.all([review(board.committee, second), review(board.committee, second)])
    expect(reviews.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  })

  it('is done by the office for somebody without an account, on what they said or wrote', async () => {
    const made = await board.secretary.ask(contract.recordObjection, {
      params: { orgId: board.tree.branch },
      body: {
        channel: 'in-person',
        about: { memberId: board.ids['王阿根'] ?? '', factId: null },
        text: '他说那天来了',
      },
    })
    const { objectionId } = made.body
    await answer(board.secretary, objectionId)
    expect((await see(board.deputy, objectionId)).abilities).toMatchObject({
      appeal: false,
      recordAppeal: true,
    })
    expect((await appeal(board.deputy, objectionId)).error).toMatchObject({ field: 'body.channel' })
    expect((await appeal(wang, objectionId, 'paper')).error.code).toBe('access.denied')
    expect((await appeal(board.deputy, objectionId, 'paper')).status).toBe(200)
    expect((await see(board.committee, objectionId)).appeal?.channelLabel).toBe('写在纸上的')
  })
})

describe('who has the last word', () => {
  it('is the level above the branch, and nobody in it', async () => {
    const objectionId = await appealed()
    expect((await review(board.secretary, objectionId)).error.code).toBe('access.denied')
    expect((await review(board.deputy, objectionId)).error.code).toBe('access.denied')
    expect((await review(wang, objectionId)).error.code).toBe('access.denied')
    const stranger = await test.person('committee-secretary', board.tree.elsewhere.township)
    expect((await review(stranger, objectionId)).error.code).toBe('not-found')
    const abroad = await test.newCounty('别县')
    const foreigner = await test.person('county-officer', abroad.rootId, { county: abroad })
    expect((await review(foreigner, objectionId)).error.code).toBe('not-found')
    // The township learns of it only where the committee has nobody who may answer.
    expect((await review(board.township, objectionId)).error.code).toBe('access.denied')
    const seen = await board.township.ask(contract.getObjection, one(objectionId))
    expect(seen.error.code).toBe('not-found')
  })

  it('is never who answered first: then it falls to the next above', async () => {
    const objectionId = await appealed(board.committee)
    expect(await dueFor(board.committee)).toEqual([])
    const own = await review(board.committee, objectionId)
    expect(own.error.message).toBe('复议答复要由另一个人来办。')
    expect(await dueFor(board.township)).toHaveLength(1)
    expect((await review(board.township, objectionId)).body.state).toBe('appeal-declined')
  })

  it('is never the person concerned nor kin', async () => {
    await test.system(async (ctx) => {
      await ctx.db
        .insertInto('member_kin')
        .values({
          county_id: ctx.county,
          member_id: board.ids['林秀兰'] ?? '',
          kin_id: board.ids['王阿根'] ?? '',
          relation: '夫妻',
          org_id: board.tree.branch,
          noted_by: board.secretary.accountId,
          noted_at: ctx.now,
        })
        .execute()
    })
    const kin = await test.person('committee-secretary', board.tree.committee, {
      memberId: board.ids['林秀兰'] ?? '',
    })
    const objectionId = await appealed()
    expect((await see(kin, objectionId)).abilities.answerAppeal).toBe(false)
    expect((await review(kin, objectionId)).error.message).toMatch(/您的亲属/)
    const self = await test.person('committee-secretary', board.tree.committee, { memberId: wang.memberId })
    expect((await review(self, objectionId)).error.code).toBe('access.denied')
    expect((await review(board.committee, objectionId)).status).toBe(200)
  })
})

describe('until the last word', () => {
  const marks = async (publicationId: string, who = board.township) =>
    (await who.ask(getPublication, { params: { publicationId } })).body.marks.map(({ state }) => state)

  it('the published row says that it is looked into, as often as it is', async () => {
    const { publicationId } = await published(board)
    const objectionId = await declined()
    expect(await marks(publicationId)).toEqual(['kept'])
    await appeal(wang, objectionId)
    expect(await marks(publicationId)).toEqual(['open'])
    await review(board.committee, objectionId)
    expect(await marks(publicationId)).toEqual(['kept'])
  })

  it('the same is not objected to anew; the way is the appeal', async () => {
    await declined()
    const body = { about: { factId: null }, text: '再说一遍' }
    const again = await wang.ask(contract.raiseObjection, { body })
    expect(again.error).toMatchObject({
      code: 'conflict.duplicate',
      message: expect.stringMatching(/申请复议/),
    })
  })

  it('the clock makes an answer final that nobody appealed in time', async () => {
    const { publicationId } = await published(board)
    const objectionId = await declined()
    const settle = () => tasks(test.app.runtime)['close-publications']?.({}, {} as never)
    goTo(test, '2026-11-27')
    await settle()
    board.township = await test.person('township-officer', board.tree.township)
    expect(await marks(publicationId)).toEqual(['kept'])
    goTo(test, '2026-11-28')
    wang = await memberNamed('王阿根')
    const secretary = await test.person('branch-secretary', board.tree.branch)
    board.township = await test.person('township-officer', board.tree.township)
    const late = await appeal(wang, objectionId)
    expect(late.error.message).toBe('申请复议的期限过了，这个答复已经生效。')
    await settle()
    expect(await marks(publicationId)).toEqual(['kept'])
    expect(await see(secretary, objectionId)).toMatchObject({ state: 'settled', appealBy: null })
    expect((await appeal(wang, objectionId)).error.code).toBe('state.wrong')
  })
})
