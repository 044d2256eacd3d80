import { beforeEach, describe, expect, it } from 'vitest'
import { getDue } from '../../../contract/due.ts'
import * as contract from '../../../contract/monthly-reports.ts'
import { close, reopen } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { type BoardTest, buildBoardTest, goTo, names } from '../../test/boards.ts'
import { buildScheme, draftFact } from '../../test/points.ts'

const test = useTestApp()
let board: BoardTest

beforeEach(async () => {
  goTo(test, '2026-10-03')
  board = await buildBoardTest(test)
})

const report = (who: Person, orgId: number, month?: string) =>
  who.ask(contract.getMonthlyReport, { params: { orgId }, query: month ? { month } : {} })
const entries = (who: Person, orgId: number, kind: contract.MonthlyKind, month = '2026-08') =>
  who.ask(contract.listMonthlyEntries, { params: { orgId }, query: { month, kind } })
const print = (who: Person | null, orgId: number, query = '') =>
  test.app.server.inject({
    method: 'GET',
    url: `/print/organisations/${orgId}/monthly-report${query}`,
    headers: who ? { cookie: who.cookie } : {},
  })

/** A scheme that takes away two points for an absence, and one absence of 方志明 in August. */
async function deduct(): Promise<void> {
  await buildScheme(test, board.tree.branch, {
    validFrom: '2026-01-01',
    rules: [{ code: 'A', name: '无故缺席', class: 'deduction', factKind: 'absence', points: -200 }],
  })
  const attrs = { activity: 'sanitation', category: 'service', host: 'branch', excused: false }
  const memberId = board.ids['方志明'] ?? ''
  await test.system(async (ctx) =>
    ctx.facts.record(draftFact({ kind: 'absence', day: '2026-08-20', memberId, attrs })),
  )
}

/** 王阿根 was not at the river on 20 August after all. */
async function takeBack(): Promise<void> {
  const river = board.activities['清理河道、路边'] ?? ''
  await reopen(test, board.secretary, river, '王阿根没有来')
  expect(
    (await close(board.secretary, river, { roll: { removed: [board.ids['王阿根'] ?? ''] } })).status,
  ).toBe(200)
}

describe('[000-21] the month’s bonuses and deductions', () => {
  it('are of the last month unless another is asked for: by branch, and in sum by village', async () => {
    await deduct()
    await takeBack()
    const last = (await report(board.township, board.tree.township)).body
    expect([last.month, last.lastMonth, last.abilities.names]).toEqual(['2026-09', '2026-09', false])
    expect(last.sums.bonus).toEqual({ points: 300, count: 1 })
    const { body } = await report(board.township, board.tree.township, '2026-08')
    const stone = {
      bonus: { points: 1000, count: 5 },
      deduction: { points: -200, count: 1 },
      reversal: { points: -200, count: 1 },
      total: 600,
    }
    const none = { points: 0, count: 0 }
    const nothing = { bonus: none, deduction: none, reversal: none, total: 0 }
    expect(body.villages).toEqual([
      {
        orgId: board.tree.village,
        name: '临溪村',
        sums: stone,
        branches: [
          { orgId: board.tree.branch, name: '石桥支部', sums: stone },
          { orgId: board.tree.sibling, name: '东溪支部', sums: nothing },
        ],
      },
    ])
    expect(body.sums).toEqual(stone)
    const own = (await report(board.committee, board.tree.committee, '2026-08')).body.villages
    expect(own.map(({ name, sums }) => [name, sums.total])).toEqual([['临溪村党委', 600]])
    const july = (await report(board.secretary, board.tree.branch, '2026-07')).body
    expect(july.sums.bonus).toEqual({ points: 800, count: 4 })
    expect((await report(board.secretary, board.tree.branch, '2026-05')).body.sums).toEqual(nothing)
  })

  it('open to the entries behind each figure: with names inside the branch, without above it', async () => {
    await deduct()
    await takeBack()
    const bonus = (await entries(board.secretary, board.tree.branch, 'bonus')).body
    expect(bonus.count).toBe(5)
    expect(bonus.rows.map(({ label }) => label).toSorted()).toEqual([...names].toSorted())
    expect(bonus.rows[0]).toMatchObject({ day: '2026-08-20', what: '清理河道、路边', points: 200 })
    const [lost] = (await entries(board.secretary, board.tree.branch, 'deduction')).body.rows
    expect(lost).toMatchObject({ label: '方志明', ruleName: '无故缺席', points: -200 })
    const [back] = (await entries(board.secretary, board.tree.branch, 'reversal')).body.rows
    expect(back).toMatchObject({ label: '王阿根', what: '冲销：清理河道、路边', points: -200 })
    for (const who of [board.committee, board.township]) {
      const { body } = await entries(who, board.tree.branch, 'bonus')
      expect(body.count).toBe(5)
      expect(body.rows.map(({ label }) => label)).toEqual(Array(5).fill('党员'))
      expect(JSON.stringify(body)).not.toMatch(new RegExp(names.join('|')))
    }
  })

  it('are one sheet to be read out: by name in the branch, in large type on request, without a name above', async () => {
    await deduct()
    const sheet = await print(board.secretary, board.tree.branch, '?month=2026-08')
    expect(sheet.statusCode).toBe(200)
    expect(sheet.body).toContain('2026 年 8 月加分扣分单')
    expect(sheet.body).toMatch(/方志明[^]*8月20日 清理河道、路边 \+2[^]*8月20日 无故缺席 −2/)
    expect(sheet.body).not.toContain('class="sheet monthly large"')
    const large = await print(board.secretary, board.tree.branch, '?month=2026-07&size=large')
    expect(large.body).toContain('class="sheet monthly large"')
    expect(large.body).toContain('2026 年 7 月加分扣分单')
    const above = await print(board.committee, board.tree.committee)
    expect(above.body).toContain('临溪村党委合计')
    expect(above.body).not.toMatch(new RegExp(names.join('|')))
  })

  it('are called to mind in the first days of a month, of a month that had any', async () => {
    const dueFor = async (who: Person) =>
      (await who.ask(getDue)).body.rows.filter(({ link }) => link.startsWith('/monthly-report'))
    expect(await dueFor(board.secretary)).toEqual([
      expect.objectContaining({
        title: '开会时念一念2026 年 9 月的加分扣分',
        dueOn: '2026-10-07',
        link: `/monthly-report?org=${board.tree.branch}&month=2026-09`,
      }),
    ])
    expect(await dueFor(board.township)).toEqual([])
    goTo(test, '2026-10-08')
    expect(await dueFor(await test.person('branch-secretary', board.tree.branch))).toEqual([])
    goTo(test, '2026-11-03')
    expect(await dueFor(await test.person('branch-secretary', board.tree.branch))).toEqual([])
  })

  it('are kept from members, from strangers, and of months to come', async () => {
    const member = await test.person('member', board.tree.branch)
    const stranger = await test.person('branch-secretary', board.tree.elsewhere.branch)
    const abroad = await test.newCounty('别县')
    const foreigner = await test.person('county-officer', abroad.rootId, { county: abroad })
    const { branch } = board.tree
    expect((await report(member, branch)).error.code).toBe('access.denied')
    expect((await entries(member, branch, 'bonus')).error.code).toBe('access.denied')
    for (const who of [stranger, foreigner]) {
      expect((await report(who, branch)).error.code).toBe('not-found')
      expect((await entries(who, branch, 'bonus')).error.code).toBe('not-found')
      expect((await print(who, branch)).statusCode).toBe(404)
    }
    expect((await print(null, branch)).statusCode).toBe(401)
    const nobody = await test.ask(contract.getMonthlyReport, { params: { orgId: branch } })
    expect(nobody.error.code).toBe('auth.required')
    const future = await report(board.secretary, branch, '2026-11')
    expect([future.status, future.error.field]).toEqual([400, 'query.month'])
    expect((await report(board.secretary, branch, '2026-13')).status).toBe(400)
  })
})
