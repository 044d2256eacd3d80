import { beforeEach, describe, expect, it } from 'vitest'
import { getBooklet } from '../../../contract/booklets.ts'
import { noteKin } from '../../../contract/kin.ts'
import * as contract from '../../../contract/redemptions.ts'
import { newId } from '../../core/ids.ts'
import { close, reopen } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { type BoardTest, buildBoardTest, goTo, visit, wordsOf } from '../../test/boards.ts'
import { opened, programmeOf, tryToRedeem, withItem } from '../../test/redemptions.ts'

const test = useTestApp()
let board: BoardTest
let branch: number
/** 方志明 has 7 points booked this year, 丁小红 4. */
let fang: Person
let ding: Person

const memberNamed = (name: string) => test.person('member', branch, { name, memberId: board.ids[name] ?? '' })

beforeEach(async () => {
  goTo(test, '2026-11-20')
  board = await buildBoardTest(test)
  branch = board.tree.branch
  fang = await memberNamed('方志明')
  ding = await memberNamed('丁小红')
})

const mine = async (who: Person) => (await who.ask(contract.getOwnRedemptions)).body
const see = (who: Person, programmeId: string) => who.ask(contract.getProgramme, { params: { programmeId } })
const handOver = (who: Pick<Person, 'ask'>, redemptionId: string) =>
  who.ask(contract.handOver, { params: { redemptionId }, body: {} })
const cancel = (who: Pick<Person, 'ask'>, redemptionId: string) =>
  who.ask(contract.cancelRedemption, { params: { redemptionId }, body: { reason: '不要了' } })
const codes = (answers: readonly { error?: { code: string } }[]) =>
  answers.map((one) => one.error?.code ?? 'done').toSorted()
async function redeemed(who: Person, itemId: string): Promise<string> {
  const { status, body, error } = await tryToRedeem(who, itemId)
  if (status !== 200) throw new Error(error.message)
  return body.redemptionId
}

describe('a programme', () => {
  it('does not exist until one is opened, and is no concern of other branches', async () => {
    expect(await mine(fang)).toEqual({ programmes: [], redemptions: [] })
    expect((await board.secretary.ask(contract.listProgrammes)).body.rows).toEqual([])
    const programmeId = await opened(board.secretary, branch)
    await withItem(board.secretary, programmeId)
    expect((await mine(fang)).programmes).toMatchObject([
      {
        programmeId,
        booked: 700,
        redeemed: 0,
        left: 700,
        items: [{ name: '毛巾', mayRedeem: true, why: null }],
      },
    ])
    const elsewhere = await test.person('branch-secretary', board.tree.sibling)
    expect((await elsewhere.ask(contract.listProgrammes)).body.rows).toEqual([])
    const xu = await test.person('member', board.tree.sibling, { memberId: board.ids['徐东溪'] ?? '' })
    expect((await mine(xu)).programmes).toEqual([])
  })

  it('of the committee above is redeemed from by its branches’ members, and shows its desk no one’s points', async () => {
    const programmeId = await opened(board.committee, board.tree.committee)
    const itemId = await withItem(board.committee, programmeId, { price: 500 })
    expect((await tryToRedeem(fang, itemId)).status).toBe(200)
    const poor = await tryToRedeem(board.committee, itemId, { memberId: board.ids['丁小红'] ?? '' })
    expect(poor.error).toMatchObject({ code: 'state.wrong', message: '可兑换的积分不够兑这一样。' })
    const desk = (await see(board.committee, programmeId)).body
    expect(desk.redemptions.rows).toMatchObject([{ memberName: '方志明', itemName: '毛巾', points: 500 }])
    expect(JSON.stringify(desk)).not.toMatch(/"(left|booked)"/)
    expect((await see(board.secretary, programmeId)).error.code).toBe('not-found')
  })

  it('is not opened with days that contradict each other, nor an item dearer than a year’s ceiling', async () => {
    const open = (more: object) =>
      board.secretary.ask(contract.openProgramme, { params: { orgId: branch }, body: programmeOf(more) })
    for (const [more, field] of [
      [{ validTo: '2025-12-31' }, 'body.validTo'],
      [{ validFrom: '2025-01-01', validTo: '2026-11-19', firstDay: '2026-01-01' }, 'body.validTo'],
      [{ firstDay: '2027-01-01' }, 'body.firstDay'],
    ] as const)
      expect((await open(more)).error).toMatchObject({ code: 'input.invalid', field })
    const programmeId = await opened(board.secretary, branch)
    const body = { name: '电视机', price: 100, unitFen: 10_001, stock: 1 }
    const dear = await board.secretary.ask(contract.addRedemptionItem, { params: { programmeId }, body })
    expect(dear.error.field).toBe('body.unitFen')
  })

  it('stopped, takes no more; what was redeemed is handed over still', async () => {
    const programmeId = await opened(board.secretary, branch)
    const itemId = await withItem(board.secretary, programmeId)
    const redemptionId = await redeemed(fang, itemId)
    const stop = () =>
      board.secretary.ask(contract.closeProgramme, { params: { programmeId }, body: { reason: '经费停了' } })
    expect(codes(await Promise.all([stop(), stop()]))).toEqual(['done', 'state.wrong'])
    expect((await tryToRedeem(fang, itemId)).error.message).toBe('这项兑换停办了。')
    expect((await handOver(board.secretary, redemptionId)).status).toBe(200)
    expect((await see(board.secretary, programmeId)).body.programme).toMatchObject({
      state: 'closed',
      closeReason: '经费停了',
    })
  })
})

describe('redeeming', () => {
  let programmeId: string
  let itemId: string
  beforeEach(async () => {
    programmeId = await opened(board.secretary, branch)
    itemId = await withItem(board.secretary, programmeId, { price: 300, stock: 5 })
  })

  it('[001-15] lowers what may be redeemed and no figure of points anywhere; handed over against a signature', async () => {
    const params = { memberId: board.ids['方志明'] ?? '' }
    const booklet = () => fang.ask(getBooklet, { params }).then(({ body }) => body)
    const before = await booklet()
    const redemptionId = await redeemed(fang, itemId)
    expect(await booklet()).toEqual(before)
    expect(await mine(fang)).toMatchObject({
      programmes: [{ booked: 700, redeemed: 300, left: 400, items: [{ stock: 4 }] }],
      redemptions: [{ redemptionId, stateLabel: '等着领', abilities: { cancel: true, handOver: false } }],
    })
    const atDesk = await tryToRedeem(board.secretary, itemId, { memberId: board.ids['丁小红'] ?? '' })
    expect(atDesk.body).toMatchObject({ itemName: '毛巾', points: 300 })
    const list = await visit(test, `/print/redemption-programmes/${programmeId}/list`, {
      cookie: board.secretary.cookie,
    })
    expect(wordsOf(list)).toMatch(/1 方志明 .*毛巾 1 .*2 丁小红/)
    expect(wordsOf(list)).toContain('领取人签名')

    const handed = await Promise.all([
      handOver(board.secretary, redemptionId),
      handOver(board.deputy, redemptionId),
    ])
    expect(codes(handed)).toEqual(['done', 'state.wrong'])
    expect((await cancel(fang, redemptionId)).error.message).toBe('已经交给本人了。')
    const [row] = (await mine(fang)).redemptions
    expect([row?.state, row?.handed?.byName]).toEqual(['handed', expect.stringMatching(/沈国良|许金娣/)])
  })

  it('cancelled gives stock, money and allowance back, once', async () => {
    const redemptionId = await redeemed(fang, itemId)
    expect((await see(board.secretary, programmeId)).body.programme.spentFen).toBe(800)
    const both = await Promise.all([cancel(fang, redemptionId), cancel(board.secretary, redemptionId)])
    expect(codes(both)).toEqual(['done', 'state.wrong'])
    const { body } = await see(board.secretary, programmeId)
    expect([body.programme.spentFen, body.items[0]?.stock]).toEqual([0, 5])
    expect((await mine(fang)).programmes[0]?.left).toBe(700)
    expect(body.redemptions.rows[0]).toMatchObject({ state: 'cancelled', cancelled: { reason: '不要了' } })
  })

  it('of the last piece by two at once gives it to one', async () => {
    const last = await withItem(board.secretary, programmeId, { name: '雨伞', stock: 1 })
    expect(codes(await Promise.all([tryToRedeem(fang, last), tryToRedeem(ding, last)]))).toEqual([
      'done',
      'state.wrong',
    ])
  })

  it('by one person twice at once does not go beyond the points, also over two items', async () => {
    const other = await withItem(board.secretary, programmeId, { name: '雨伞', price: 300 })
    const answers = await Promise.all([tryToRedeem(ding, itemId), tryToRedeem(ding, other)])
    expect(codes(answers)).toEqual(['done', 'state.wrong'])
  })

  it('twice at once does not go beyond the year’s ceiling over two programmes of one opener', async () => {
    const items = await Promise.all(
      [1, 2].map(async (n) => {
        const id = await opened(board.secretary, branch, { name: `第 ${n} 项`, ceilingFen: 1_000 })
        return withItem(board.secretary, id, { price: 100 })
      }),
    )
    const answers = await Promise.all(items.map((id) => tryToRedeem(fang, id)))
    expect(codes(answers)).toEqual(['done', 'state.wrong'])
    expect(answers.find((one) => one.error)?.error.message).toBe('超过每人每年的上限了，明年再兑。')
  })

  it('ends with the budget, waits for the first day, and is over after the last', async () => {
    const small = await opened(board.secretary, branch, { budgetFen: 1_000 })
    const cheap = await withItem(board.secretary, small, { price: 100 })
    await redeemed(fang, cheap)
    expect((await tryToRedeem(ding, cheap)).error.message).toBe('这项兑换的经费用完了，请问支部。')
    const late = await opened(board.secretary, branch, { firstDay: '2026-12-01' })
    const tomorrow = await withItem(board.secretary, late)
    expect((await tryToRedeem(fang, tomorrow)).error.message).toBe('12月1日起才能兑换。')
    goTo(test, '2027-01-01')
    const nextYear = await memberNamed('丁小红')
    expect((await tryToRedeem(nextYear, itemId)).error.message).toBe('这项兑换到期了。')
    expect((await mine(nextYear)).programmes).toEqual([])
  })

  it('sent again by one request is one redemption', async () => {
    const requestId = newId()
    const first = await tryToRedeem(fang, itemId, { requestId })
    expect((await tryToRedeem(fang, itemId, { requestId })).body).toEqual(first.body)
    expect((await mine(fang)).redemptions).toHaveLength(1)
  })

  it('leaves nothing below zero when a record is corrected afterwards', async () => {
    const all = await withItem(board.secretary, programmeId, { name: '雨鞋', price: 700 })
    const redemptionId = await redeemed(fang, all)
    const quarrel = board.activities['调解张家李家的墙'] ?? ''
    await reopen(test, board.secretary, quarrel, '那天没有调解')
    const absent = { memberId: board.ids['方志明'] ?? '', state: 'absent', reason: 'no-reason' } as const
    expect((await close(board.secretary, quarrel, { roll: { exceptions: [absent] } })).status).toBe(200)
    expect((await mine(fang)).programmes).toMatchObject([{ booked: 400, redeemed: 700, left: 0 }])
    await cancel(fang, redemptionId)
    expect((await mine(fang)).programmes).toMatchObject([{ booked: 400, redeemed: 0, left: 400 }])
  })

  it('nobody hands over to themselves or to kin', async () => {
    const self = await test.person('branch-secretary', branch, { memberId: board.ids['方志明'] ?? '' })
    const redemptionId = await redeemed(self, itemId)
    expect((await handOver(self, redemptionId)).error.message).toBe('您自己或亲属兑的，请让另一个人来交。')
    const wangId = board.ids['王阿根'] ?? ''
    const kin = { kin: { memberId: wangId }, relation: 'sibling' as const }
    const noted = await board.secretary.ask(noteKin, {
      params: { memberId: board.ids['方志明'] ?? '' },
      body: kin,
    })
    expect(noted.status).toBe(200)
    const relative = await test.person('branch-secretary', branch, { memberId: wangId })
    expect((await handOver(relative, redemptionId)).error.code).toBe('access.denied')
    expect((await handOver(board.deputy, redemptionId)).status).toBe(200)
  })
})

describe('who may', () => {
  it('open, change and serve: the organisation itself; a member only redeems for oneself', async () => {
    const programmeId = await opened(board.secretary, branch)
    const itemId = await withItem(board.secretary, programmeId)
    const redemptionId = await redeemed(fang, itemId)
    const county = await test.newCounty('邻县')
    const attempt = async (who: Pick<Person, 'ask'>) => {
      const ofItem = { params: { itemId } }
      const answers = [
        await who.ask(contract.openProgramme, { params: { orgId: branch }, body: programmeOf() }),
        await who.ask(contract.addRedemptionItem, {
          params: { programmeId },
          body: { name: '伞', price: 100, unitFen: 1, stock: 1 },
        }),
        await who.ask(contract.closeProgramme, { params: { programmeId }, body: { reason: '停' } }),
        await who.ask(contract.restockItem, { ...ofItem, body: { add: 1 } }),
        await who.ask(contract.retireItem, { ...ofItem, body: {} }),
        await tryToRedeem(who, itemId, { memberId: board.ids['丁小红'] ?? '' }),
        await handOver(who, redemptionId),
        await cancel(who, redemptionId),
        await who.ask(contract.getProgramme, { params: { programmeId } }),
      ]
      return [...new Set(answers.map((one) => one.error?.code ?? 'done'))].toSorted()
    }
    expect(await attempt(test)).toEqual(['auth.required'])
    expect(await attempt(ding)).toEqual(['access.denied', 'done', 'not-found'])
    expect(await attempt(await memberNamed('林秀兰'))).toEqual(['access.denied', 'not-found'])
    expect(await attempt(board.township)).toEqual(['access.denied', 'not-found'])
    expect(await attempt(await test.person('branch-secretary', board.tree.sibling))).toEqual(['not-found'])
    expect(await attempt(await test.person('branch-secretary', county.rootId, { county }))).toEqual([
      'not-found',
    ])
    const deputy = await attempt(board.deputy)
    expect(deputy).toEqual(['access.denied', 'done', 'state.wrong'])
  })

  it('more stock comes, an item goes; what is gone is not redeemed', async () => {
    const programmeId = await opened(board.secretary, branch)
    const itemId = await withItem(board.secretary, programmeId, { stock: 1 })
    await redeemed(fang, itemId)
    expect((await tryToRedeem(ding, itemId)).error.message).toBe('这一样兑完了，请换一样。')
    const more = { params: { itemId }, body: { add: 2 } }
    expect((await board.secretary.ask(contract.restockItem, more)).body.stock).toBe(2)
    await redeemed(ding, itemId)
    const gone = { params: { itemId }, body: {} }
    expect((await board.secretary.ask(contract.retireItem, gone)).status).toBe(200)
    expect((await board.secretary.ask(contract.retireItem, gone)).error.code).toBe('state.wrong')
    expect((await tryToRedeem(fang, itemId)).error.message).toBe('这一样不再兑换了，请换一样。')
    expect((await mine(fang)).programmes[0]?.items).toEqual([])
  })
})
