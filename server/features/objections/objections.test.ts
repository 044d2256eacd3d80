import { beforeEach, describe, expect, it } from 'vitest'
import { getPublication, withdrawPublication } from '../../../contract/boards.ts'
import { getDue } from '../../../contract/due.ts'
import * as contract from '../../../contract/objections.ts'
import { newId } from '../../core/ids.ts'
import { findFlaws } from '../../core/procedure/table.ts'
import { close, reopen } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { type BoardTest, buildBoardTest, goTo, published } from '../../test/boards.ts'
import { objectionProcedure } from './procedure.ts'

const test = useTestApp()
let board: BoardTest
/** 王阿根, who was ill on 16 July and says that he was there. */
let wang: Person

beforeEach(async () => {
  goTo(test, '2026-11-20')
  board = await buildBoardTest(test)
  wang = await memberNamed('王阿根')
})

const memberNamed = (name: string) =>
  test.person('member', board.tree.branch, { name, memberId: board.ids[name] ?? '' })
const raise = (who: Person, body: Parameters<typeof bodyOf>[0] = {}, requestId = newId()) =>
  who.ask(contract.raiseObjection, { requestId, body: bodyOf(body) })
function bodyOf(more: { about?: { factId: string | null; ruleId?: number } | ListAbout; text?: string }) {
  return { about: more.about ?? { factId: null }, text: more.text ?? '7月16日我来了，没有记' }
}
type ListAbout = { publicationId: string; row?: number | null; fact?: number | null }

const one = (objectionId: string) => ({ params: { objectionId } })
const see = async (who: Person, objectionId: string) =>
  (await who.ask(contract.getObjection, one(objectionId))).body
const answer = (who: Person, objectionId: string, more: { upheld?: boolean; activity?: string } = {}) =>
  who.ask(contract.answerObjection, {
    ...one(objectionId),
    body: {
      upheld: more.upheld ?? false,
      answer: '查了签到，那天请了假。',
      correction: more.activity ? { kind: 'activity', id: more.activity } : null,
    },
  })
async function raised(who: Person = wang, more: Parameters<typeof bodyOf>[0] = {}): Promise<string> {
  const { body, status, error } = await raise(who, more)
  if (status !== 200) throw new Error(error.message)
  return body.objectionId
}
const listFor = async (who: Person, query: { mine?: string; state?: 'open' | 'answered' } = {}) =>
  (await who.ask(contract.listObjections, { query })).body
async function correctMeeting(): Promise<string> {
  const meeting = board.activities['党员大会'] ?? ''
  await reopen(test, board.secretary, meeting, '王阿根来了')
  expect((await close(board.secretary, meeting, { roll: { exceptions: [] } })).status).toBe(200)
  return meeting
}
async function entryOf(name: string) {
  const memberId = board.ids[name] ?? ''
  return test.system(async (ctx) => {
    const row = await ctx.db
      .selectFrom('point_entries')
      .select(['fact_id', 'rule_id'])
      .where('county_id', '=', ctx.county)
      .where('member_id', '=', memberId)
      .orderBy('day')
      .executeTakeFirstOrThrow()
    return { factId: row.fact_id, ruleId: row.rule_id }
  })
}

it('is a sound procedure', () => {
  expect(findFlaws(objectionProcedure)).toEqual([])
})

describe('raising', () => {
  it('is open to a member at any time about the own entries, published or not, to be answered in three days', async () => {
    const { status, body } = await raise(wang)
    expect(status).toBe(200)
    expect(body.dueOn).toBe('2026-11-25')
    const about = await entryOf('王阿根')
    const second = await raise(wang, { about, text: '清理河道我不在' })
    expect(second.status).toBe(200)
    const rows = (await listFor(wang)).rows
    expect(
      rows.map(({ text, state, daysUsed, daysAllowed }) => [text, state, daysUsed, daysAllowed]),
    ).toEqual([
      ['7月16日我来了，没有记', 'raised', 0, 3],
      ['清理河道我不在', 'raised', 0, 3],
    ])
    expect(rows[1]?.record).toEqual({ kind: 'activity', id: board.activities['清理河道、路边'] })
  })

  it('is not open about somebody else’s entry, unless it hangs before the public', async () => {
    const about = await entryOf('方志明')
    expect((await raise(wang, { about })).error).toMatchObject({
      code: 'not-found',
      field: 'body.about.factId',
    })
    const { publicationId } = await published(board)
    const { status, body } = await raise(wang, { about: { publicationId, row: 2, fact: 2 } })
    expect(status).toBe(200)
    expect(await see(board.deputy, body.objectionId)).toMatchObject({
      memberName: '方志明',
      record: { kind: 'activity', id: board.activities['调解张家李家的墙'] },
      publication: { publicationId },
    })
  })

  it('ends with the last day of publication, the own entries excepted', async () => {
    const { publicationId } = await published(board)
    goTo(test, '2026-11-27')
    const onTheLastDay = await memberNamed('丁小红')
    expect((await raise(onTheLastDay, { about: { publicationId, row: 0 } })).status).toBe(200)
    goTo(test, '2026-11-30')
    const late = await memberNamed('丁小红')
    const refused = await raise(late, { about: { publicationId, row: 2 } })
    expect([refused.error.code, refused.error.message.slice(0, 8)]).toEqual([
      'state.wrong',
      '公示期已经过了。',
    ])
    expect((await raise(late)).status).toBe(200)
  })

  it('ends with a withdrawal', async () => {
    const { publicationId } = await published(board)
    const note = '发错了'
    await board.secretary.ask(withdrawPublication, { params: { publicationId }, body: { note } })
    expect((await raise(wang, { about: { publicationId } })).error.code).toBe('state.wrong')
  })

  it('names only rows and entries that stand on the page', async () => {
    const { publicationId } = await published(board)
    for (const [about, field] of [
      [{ publicationId, row: 5 }, 'body.about.row'],
      [{ publicationId, row: 0, fact: 9 }, 'body.about.fact'],
    ] as const)
      expect((await raise(wang, { about })).error).toMatchObject({ code: 'not-found', field })
    expect((await raise(wang, { about: { publicationId } })).status).toBe(200)
  })

  it('is once about one entry while it waits: of two at once, of a replay', async () => {
    const about = await entryOf('王阿根')
    const answers = await Promise.all([raise(wang, { about }), raise(wang, { about })])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const requestId = newId()
    const first = await raise(wang, {}, requestId)
    expect((await raise(wang, {}, requestId)).body).toEqual(first.body)
    expect((await listFor(wang)).count).toBe(2)
  })

  it('says what is missing: the words, the member behind the account, the sign-in', async () => {
    const empty = await raise(wang, { text: '  ' })
    expect([empty.status, empty.error.field]).toEqual([400, 'body.text'])
    const noMember = await raise(await test.person('supervisor', board.tree.branch))
    expect([noMember.status, noMember.error.message]).toEqual([404, '您的账号没有对应的党员，请到支部说。'])
    const nobody = await test.ask(contract.raiseObjection, { body: bodyOf({}) })
    expect(nobody.error.code).toBe('auth.required')
    const { publicationId } = await published(board)
    const stranger = await test.person('branch-secretary', board.tree.elsewhere.branch)
    expect((await raise(stranger, { about: { publicationId } })).error.code).toBe('not-found')
  })
})

describe('answering', () => {
  it('gives reasons, closes it, and reaches who objected', async () => {
    const objectionId = await raised()
    expect((await answer(board.secretary, objectionId)).body).toEqual({ objectionId, state: 'declined' })
    expect(await see(wang, objectionId)).toMatchObject({
      state: 'declined',
      answer: '查了签到，那天请了假。',
      answeredBy: '沈国良',
      dueOn: null,
      late: false,
      abilities: { answer: false },
    })
    expect(
      (await listFor(board.secretary, { state: 'open' })).rows.map((row) => row.objectionId),
    ).not.toContain(objectionId)
  })

  it('upholds only what has been corrected in the record itself, and leads to that record', async () => {
    const objectionId = await raised()
    const meeting = board.activities['党员大会'] ?? ''
    const promise = await answer(board.secretary, objectionId, { upheld: true, activity: meeting })
    expect(promise.error).toMatchObject({ code: 'state.wrong', field: 'body.correction' })
    expect((await see(wang, objectionId)).state).toBe('raised')
    await correctMeeting()
    const upheld = await answer(board.secretary, objectionId, { upheld: true, activity: meeting })
    expect(upheld.body).toEqual({ objectionId, state: 'upheld' })
    expect(await see(wang, objectionId)).toMatchObject({
      state: 'upheld',
      stateLabel: '采纳，已更正',
      correction: { kind: 'activity', id: meeting },
    })
  })

  it('takes the record behind the entry when it names none, and a correction of somebody else does not count', async () => {
    const about = await entryOf('王阿根')
    const objectionId = await raised(wang, { about, text: '清理河道那天我不在' })
    await correctMeeting()
    expect((await answer(board.secretary, objectionId, { upheld: true })).error.code).toBe('state.wrong')
    const river = board.activities['清理河道、路边'] ?? ''
    await reopen(test, board.secretary, river, '王阿根没有来')
    const absent = { memberId: wang.memberId ?? '', state: 'absent' as const, reason: 'family' as const }
    await close(board.secretary, river, { roll: { exceptions: [absent] } })
    expect((await answer(board.secretary, objectionId, { upheld: true })).status).toBe(200)
    expect((await see(wang, objectionId)).correction).toEqual({ kind: 'activity', id: river })
  })

  it('is never for the member concerned, nor for who raised it', async () => {
    const { publicationId } = await published(board)
    // Row 3 is 叶春燕, who is the deputy.
    const objectionId = await raised(wang, { about: { publicationId, row: 3 } })
    expect((await see(board.deputy, objectionId)).abilities.answer).toBe(false)
    const own = await answer(board.deputy, objectionId)
    expect([own.status, own.error.message]).toEqual([
      403,
      '这件事和您本人有关，请支部里另一位同志来答复；支部里没有别人能办的，请上级党组织来办。',
    ])
    const byDeputy = await raised(board.deputy, { about: { publicationId, row: 0 } })
    expect((await answer(board.deputy, byDeputy)).error.message).toBe('答复要由另一个人来办。')
    expect((await answer(board.committee, objectionId)).status).toBe(200)
    expect((await answer(board.secretary, byDeputy)).status).toBe(200)
  })

  it('happens once, of two at once', async () => {
    const objectionId = await raised()
    const answers = await Promise.all([
      answer(board.secretary, objectionId),
      answer(board.committee, objectionId),
    ])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect((await answer(board.secretary, objectionId)).error.code).toBe('state.wrong')
  })

  it('is refused to everybody else', async () => {
    const objectionId = await raised()
    const stranger = await test.person('committee-secretary', board.tree.elsewhere.township)
    const abroad = await test.newCounty('别县')
    const foreigner = await test.person('branch-secretary', abroad.rootId, { county: abroad })
    expect((await answer(wang, objectionId)).error.code).toBe('access.denied')
    expect((await answer(board.township, objectionId)).error.code).toBe('access.denied')
    expect((await answer(stranger, objectionId)).error.code).toBe('not-found')
    expect((await answer(foreigner, objectionId)).error.code).toBe('not-found')
  })
})

describe('who learns of it', () => {
  it('is who answers and who objected: not the member concerned, not the township', async () => {
    const { publicationId } = await published(board)
    const objectionId = await raised(wang, { about: { publicationId, row: 2, fact: 0 } })
    const fang = await memberNamed('方志明')
    for (const who of [fang, board.township]) {
      expect((await who.ask(contract.getObjection, one(objectionId))).error.code).toBe('not-found')
      expect((await listFor(who)).count).toBe(0)
    }
    expect((await listFor(board.secretary)).rows.map((row) => row.raisedBy)).toContain('王阿根')
  })

  it('shows on the published list that a figure is looked into, then what became of it, and never by whom', async () => {
    const { publicationId } = await published(board)
    const marks = async () =>
      (await board.township.ask(getPublication, { params: { publicationId } })).body.marks
    // About the own booklet; it is found on the page by itself.
    const objectionId = await raised()
    expect(await marks()).toEqual([{ row: 1, fact: null, state: 'open', change: null }])
    const meeting = await correctMeeting()
    await answer(board.secretary, objectionId, { upheld: true, activity: meeting })
    expect(await marks()).toEqual([{ row: 1, fact: null, state: 'corrected', change: 200 }])
    const entry = await entryOf('方志明')
    await answer(board.secretary, await raised(await memberNamed('方志明'), { about: entry }))
    // Declined, it may still be appealed: what becomes of it then, appeal.test.ts says.
    expect((await marks())[1]).toEqual({ row: 2, fact: 0, state: 'kept', change: 0 })
    const { body } = await board.township.ask(getPublication, { params: { publicationId } })
    expect(body.openObjections).toBe(0)
  })

  it('marks the row of who objects to a reversal: what was taken back stands on no page, and is why the row is so', async () => {
    const about = await entryOf('王阿根')
    const river = board.activities['清理河道、路边'] ?? ''
    await reopen(test, board.secretary, river, '王阿根没有来')
    const absent = { memberId: wang.memberId ?? '', state: 'absent' as const, reason: 'family' as const }
    await close(board.secretary, river, { roll: { exceptions: [absent] } })
    await published(board, { from: '2026-04-01', to: '2026-06-30' })
    const { publicationId } = await published(board)
    await raised(wang, { about, text: '我那天来了' })
    const { body } = await board.secretary.ask(getPublication, { params: { publicationId } })
    expect(body.marks).toEqual([{ row: 1, fact: null, state: 'open', change: null }])
  })

  it('stands on the start page of who answers, with its last day, and says how late it is', async () => {
    const dueFor = async (who: Person) =>
      (await who.ask(getDue)).body.rows.filter(({ link }) => link.startsWith('/objections/'))
    const objectionId = await raised()
    expect(await dueFor(board.secretary)).toEqual([
      expect.objectContaining({
        title: '回复王阿根的异议',
        verb: '回复',
        dueOn: '2026-11-25',
        state: 'due',
        link: `/objections/${objectionId}`,
      }),
    ])
    expect(await dueFor(wang)).toEqual([])
    goTo(test, '2026-11-26')
    const late = await test.person('branch-secretary', board.tree.branch)
    expect(await dueFor(late)).toEqual([expect.objectContaining({ state: 'late', note: '晚了 1 个工作日' })])
    const { late: isLate, daysUsed } = await see(late, objectionId)
    expect([isLate, daysUsed]).toEqual([true, 4])
  })
})
