import { beforeEach, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/boards.ts'
import { getDue } from '../../../contract/due.ts'
import { newId } from '../../core/ids.ts'
import { findFlaws } from '../../core/procedure/table.ts'
import { close, planned } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { type BoardTest, buildBoardTest, goTo, prepare } from '../../test/boards.ts'
import { publicationProcedure } from './procedure.ts'

const test = useTestApp()
let board: BoardTest

// A branch of its own for each test: one list at a time is under way for a period.
beforeEach(async () => {
  goTo(test, '2026-11-20')
  board = await buildBoardTest(test)
})

const one = (publicationId: string) => ({ params: { publicationId } })
const publish = (who: Person, publicationId: string) =>
  who.ask(contract.publishPublication, one(publicationId))
const see = (who: Person, publicationId: string) => who.ask(contract.getPublication, one(publicationId))
const sendBack = (who: Person, publicationId: string, note = '王阿根少一次') =>
  who.ask(contract.returnPublication, { ...one(publicationId), body: { note } })
const withdraw = (who: Person, publicationId: string, note = '发错了') =>
  who.ask(contract.withdrawPublication, { ...one(publicationId), body: { note } })

async function prepared(who: Person = board.secretary): Promise<string> {
  const { body, status } = await prepare(who, board.tree.branch)
  expect(status).toBe(200)
  return body.publicationId
}

it('is a sound procedure', () => {
  expect(findFlaws(publicationProcedure)).toEqual([])
})

describe('the second person', () => {
  it('[004-18] needs an author and a reviewer: nobody publishes what they have drawn up', async () => {
    const publicationId = await prepared()
    const own = await publish(board.secretary, publicationId)
    expect([own.status, own.error.message]).toEqual([403, '复核要由另一个人来办。'])
    expect((await see(board.secretary, publicationId)).body.abilities).toMatchObject({
      publish: false,
      return: false,
      withdraw: true,
    })
    expect((await see(board.deputy, publicationId)).body.abilities.publish).toBe(true)
    const { status, body } = await publish(board.deputy, publicationId)
    expect(status).toBe(200)
    expect(body).toMatchObject({ closesOn: '2026-11-27', expiresOn: '2026-12-04' })
    expect(body.path).toMatch(/^\/public\/boards\/[\w-]{22}$/)
    const { body: seen } = await see(board.secretary, publicationId)
    expect(seen).toMatchObject({
      state: 'published',
      preparedBy: '沈国良',
      reviewedBy: '许金娣',
      path: body.path,
    })
    expect(seen.steps.map(({ label, by }) => [label, by])).toEqual([
      ['制表', '沈国良'],
      ['复核', '许金娣'],
    ])
  })

  it('[004-18] knows one person with two accounts as one', async () => {
    const publicationId = await prepared(board.deputy)
    const memberId = board.ids['叶春燕'] ?? ''
    const same = await test.person('committee-secretary', board.tree.committee, { name: '叶春燕', memberId })
    expect((await publish(same, publicationId)).error.message).toBe('复核要由另一个人来办。')
    expect((await publish(board.committee, publicationId)).status).toBe(200)
  })

  it('[004-18] holds after a list was sent back: who has drawn up either version does not review', async () => {
    const publicationId = await prepared()
    expect((await sendBack(board.deputy, publicationId)).status).toBe(200)
    const { body: returned } = await see(board.secretary, publicationId)
    expect(returned.state).toBe('returned')
    expect(returned.steps.at(-1)).toMatchObject({ label: '退回', by: '许金娣', note: '王阿根少一次' })
    const again = await board.deputy.ask(contract.prepareAgain, {
      ...one(publicationId),
      body: { title: '改过的榜' },
    })
    expect(again.status).toBe(200)
    for (const who of [board.secretary, board.deputy])
      expect((await publish(who, publicationId)).error.code).toBe('access.denied')
    expect((await publish(board.committee, publicationId)).status).toBe(200)
    expect((await see(board.committee, publicationId)).body.snapshot?.title).toBe('改过的榜')
  })

  it('is one of two at once, and one however often it is sent', async () => {
    const publicationId = await prepared()
    const requestId = newId()
    const send = () => board.deputy.ask(contract.publishPublication, { ...one(publicationId), requestId })
    const answers = await Promise.all([send(), send(), publish(board.committee, publicationId)])
    const done = answers.filter(({ status }) => status === 200)
    const paths = new Set(done.map(({ body }) => body.path))
    expect(paths.size).toBe(1)
    expect((await see(board.secretary, publicationId)).body.steps).toHaveLength(2)
  })

  it('sees the names while the list is with them, and not before or after', async () => {
    const publicationId = await prepared()
    const snapshotFor = async (who: Person) => (await see(who, publicationId)).body.snapshot
    expect((await snapshotFor(board.committee))?.rows).toHaveLength(5)
    const supervisor = await test.person('supervisor', board.tree.committee)
    expect(await snapshotFor(supervisor)).toBeNull()
    await publish(board.committee, publicationId)
    expect((await snapshotFor(supervisor))?.rows).toHaveLength(5)
    await withdraw(board.secretary, publicationId)
    expect(await snapshotFor(supervisor)).toBeNull()
    expect(await snapshotFor(board.committee)).toBeNull()
    expect(await snapshotFor(board.secretary)).not.toBeNull()
  })

  it('is told when the figures have changed since', async () => {
    const publicationId = await prepared()
    expect((await see(board.committee, publicationId)).body.stale).toBe(false)
    const activityId = await planned(board.secretary, board.tree.branch, {
      kind: 'sanitation',
      day: '2026-09-22',
    })
    await close(board.secretary, activityId)
    expect((await see(board.committee, publicationId)).body.stale).toBe(true)
    await sendBack(board.committee, publicationId, '分有变动')
    await board.secretary.ask(contract.prepareAgain, { ...one(publicationId), body: {} })
    const { body } = await see(board.committee, publicationId)
    expect([body.stale, body.snapshot?.totals.points]).toEqual([false, 3100])
  })
})

describe('the course of a publication', () => {
  it('refuses what the state does not allow, and a return or withdrawal without a reason', async () => {
    const publicationId = await prepared()
    const empty = await board.deputy.ask(contract.returnPublication, {
      ...one(publicationId),
      body: { note: ' ' },
    })
    expect([empty.status, empty.error.field]).toEqual([400, 'body.note'])
    expect((await publish(board.deputy, publicationId)).status).toBe(200)
    const late = await sendBack(board.deputy, publicationId)
    expect([late.error.code, late.error.message]).toEqual(['state.wrong', '现在是“公示中”，不能退回。'])
    expect((await withdraw(board.deputy, publicationId)).status).toBe(200)
    expect((await withdraw(board.deputy, publicationId)).error.code).toBe('state.wrong')
    expect((await prepare(board.secretary, board.tree.branch)).status).toBe(200)
  })

  it('is nobody’s business beside and beyond', async () => {
    const publicationId = await prepared()
    const stranger = await test.person('committee-secretary', board.tree.elsewhere.township)
    const plain = await test.person('member', board.tree.branch, { memberId: board.ids['丁小红'] ?? '' })
    for (const ask of [publish, see, sendBack, withdraw]) {
      expect((await ask(stranger, publicationId)).error.code).toBe('not-found')
      expect((await ask(plain, publicationId)).error.code).toBe('access.denied')
    }
    expect((await stranger.ask(contract.listPublications)).body.count).toBe(0)
    expect((await plain.ask(contract.listPublications)).error.code).toBe('access.denied')
    expect((await publish(board.township, newId())).error.code).toBe('not-found')
  })
})

describe('the start page', () => {
  const dueFor = async (who: Person) => {
    const { body } = await who.ask(getDue)
    return body.rows.filter(({ link }) => link.startsWith('/publications/'))
  }

  it('asks the reviewer to review, and the author to mend what came back', async () => {
    const publicationId = await prepared()
    expect(await dueFor(board.secretary)).toEqual([])
    expect(await dueFor(board.deputy)).toEqual([
      expect.objectContaining({
        title: '复核石桥支部党员积分公示',
        verb: '复核',
        state: 'due',
        dueOn: '2026-11-25',
        link: `/publications/${publicationId}`,
      }),
    ])
    goTo(test, '2026-11-30')
    const returning = await test.person('committee-secretary', board.tree.committee)
    expect(await dueFor(returning)).toEqual([
      expect.objectContaining({ state: 'late', note: '晚了 3 个工作日' }),
    ])
    await sendBack(returning, publicationId)
    const secretary = await test.person('branch-secretary', board.tree.branch)
    expect(await dueFor(secretary)).toEqual([expect.objectContaining({ verb: '改好', state: 'soon' })])
    expect(await dueFor(returning)).toEqual([])
  })
})
