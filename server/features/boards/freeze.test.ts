import { beforeEach, expect, it } from 'vitest'
import * as contract from '../../../contract/boards.ts'
import * as booklets from '../../../contract/booklets.ts'
import * as objections from '../../../contract/objections.ts'
import { tasks } from '../../app.ts'
import { close, reopen } from '../../test/activities.ts'
import { useTestApp } from '../../test/app.ts'
import { type BoardTest, buildBoardTest, goTo, prepare, published, quarter } from '../../test/boards.ts'
import { settleUnappealed } from '../objections/appeal-commands.ts'
import { closeDuePublications } from './commands.ts'
import { freezeSettled } from './freeze.ts'

const test = useTestApp()
beforeEach(() => goTo(test, '2026-11-20'))

async function passTo(day: string): Promise<number> {
  goTo(test, day)
  return test.system(async (ctx) => {
    await closeDuePublications(ctx)
    await settleUnappealed(ctx)
    return freezeSettled(ctx)
  })
}

const secretaryOf = ({ tree }: BoardTest) => test.person('branch-secretary', tree.branch)

/** 王阿根 was ill on 16 July by the roll; he was there. */
async function correct(board: BoardTest): Promise<void> {
  const secretary = await secretaryOf(board)
  const activityId = board.activities['党员大会'] ?? ''
  const opened = await reopen(test, secretary, activityId, '王阿根到了，记成了病假')
  expect(opened.status).toBe(200)
  expect((await close(secretary, activityId, { roll: { exceptions: [] } })).status).toBe(200)
}

async function bookOf(board: BoardTest, name: string) {
  const params = { memberId: board.ids[name] ?? '' }
  const { body } = await (await secretaryOf(board)).ask(booklets.getBooklet, {
    params,
    query: { year: 2026 },
  })
  return body.months.flatMap((month) => month.entries)
}

it('closes the period when its days are over; a later correction is booked after it and names its day', async () => {
  const board = await buildBoardTest(test)
  const { publicationId } = await published(board)
  expect(await passTo('2026-11-27')).toBe(0)
  expect(await passTo('2026-11-30')).toBe(1)
  expect(await passTo('2026-12-01')).toBe(0)
  await correct(board)
  const entry = (await bookOf(board, '王阿根')).find((one) => one.day === '2026-07-16')
  expect(entry).toMatchObject({ day: '2026-07-16', bookedOn: '2026-10-01', points: 200 })
  expect(entry?.what).toMatch(/2026 年 7 月 16 日的，那一期已经封存/)
  // What was published of the quarter stays what it was; the difference stands on the next board.
  const secretary = await secretaryOf(board)
  const ask = (span: { from: string; to: string }) =>
    secretary.ask(contract.getBoard, { params: { orgId: board.tree.branch }, query: span })
  expect((await ask(quarter)).body.totals.points).toBe(2100)
  expect((await ask({ from: '2026-10-01', to: '2026-12-31' })).body.totals.points).toBe(200)
  const withdrawn = await secretary.ask(contract.withdrawPublication, {
    params: { publicationId },
    body: { note: '写错了' },
  })
  expect(withdrawn.error).toMatchObject({ code: 'state.wrong', message: expect.stringMatching(/封存/) })
})

it('waits for the objections to be answered', async () => {
  const board = await buildBoardTest(test)
  const { publicationId } = await published(board)
  const member = await test.person('member', board.tree.branch, { memberId: board.ids['王阿根'] ?? '' })
  const about = { publicationId, row: null, fact: null }
  const raised = await member.ask(objections.raiseObjection, { body: { about, text: '七月我来了' } })
  expect(raised.status).toBe(200)
  expect(await passTo('2026-11-30')).toBe(0)
  await correct(board)
  const [entry] = await bookOf(board, '王阿根')
  expect(entry).toMatchObject({ day: '2026-07-16', bookedOn: '2026-07-16' })
})

it('waits while an answer may be appealed, and for the last word; an answer in favour ends it', async () => {
  const board = await buildBoardTest(test)
  const { publicationId } = await published(board)
  goTo(test, '2026-11-27')
  const member = await test.person('member', board.tree.branch, { memberId: board.ids['王阿根'] ?? '' })
  const about = { publicationId, row: null, fact: null }
  const raise = async () =>
    (await member.ask(objections.raiseObjection, { body: { about, text: '七月我来了' } })).body.objectionId
  const [one, other] = [await raise(), await raise()]
  const by = await secretaryOf(board)
  for (const objectionId of [one, other]) {
    const body = { upheld: objectionId === one, answer: '核对过了' }
    expect((await by.ask(objections.answerObjection, { params: { objectionId }, body })).status).toBe(200)
  }
  // The second was not in favour: five working days, to 4 December.
  expect(await passTo('2026-12-04')).toBe(0)
  expect(await passTo('2026-12-05')).toBe(1)
})

it('waits for the last word where an answer was appealed', async () => {
  const board = await buildBoardTest(test)
  const { publicationId } = await published(board)
  const wang = () => test.person('member', board.tree.branch, { memberId: board.ids['王阿根'] ?? '' })
  const body = { about: { publicationId, row: null, fact: null }, text: '七月我来了' }
  const { objectionId } = (await (await wang()).ask(objections.raiseObjection, { body })).body
  const params = { objectionId }
  const no = { upheld: false, answer: '核对过了' }
  await (await secretaryOf(board)).ask(objections.answerObjection, { params, body: no })
  const said = { text: '签到簿上有我的名字' }
  expect((await (await wang()).ask(objections.appealObjection, { params, body: said })).status).toBe(200)
  expect(await passTo('2026-12-20')).toBe(0)
  const committee = await test.person('committee-secretary', board.tree.committee)
  expect((await committee.ask(objections.answerAppeal, { params, body: no })).status).toBe(200)
  expect(await passTo('2026-12-20')).toBe(1)
})

it('closes nothing by a list that was drawn up before its period was over', async () => {
  const board = await buildBoardTest(test)
  await published(board, { from: '2026-10-01', to: '2026-12-31' })
  expect(await passTo('2027-02-01')).toBe(0)
})

it('is run by the queue for every county', async () => {
  const board = await buildBoardTest(test)
  await prepare(board.secretary, board.tree.branch)
  const other = await buildBoardTest(test)
  await published(other)
  goTo(test, '2026-11-30')
  await tasks(test.app.runtime)['close-publications']?.({}, {} as never)
  const frozen = await test.system((ctx) =>
    ctx.db
      .selectFrom('point_freezes')
      .select('frozen_to')
      .where('county_id', '=', ctx.county)
      .where('org_id', '=', other.tree.branch)
      .execute(),
  )
  expect(frozen).toEqual([{ frozen_to: '2026-09-30' }])
})
