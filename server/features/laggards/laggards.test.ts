import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { getDue } from '../../../contract/due.ts'
import { setExemption } from '../../../contract/exemptions.ts'
import * as contract from '../../../contract/laggards.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { type BoardTest, buildBoardTest, goTo } from '../../test/boards.ts'
import { codesOf, countStored, setYearThreshold, tryToBegin } from '../../test/talks.ts'

const test = useTestApp()
let board: BoardTest
let branch: number
let wang: string

beforeEach(async () => {
  goTo(test, '2026-11-20')
  board = await buildBoardTest(test)
  branch = board.tree.branch
  wang = board.ids['王阿根'] ?? ''
})

const listOf = async (who: Person, orgId = branch) =>
  (await who.ask(contract.getLaggards, { params: { orgId } })).body
/** Another day, on which the secretary signs in anew. */
async function secretaryOn(day: string): Promise<Person> {
  goTo(test, day)
  return test.person('branch-secretary', branch, { name: '沈国良' })
}

describe('the list', () => {
  it('is off until the branch sets a number, and off again when it takes it back', async () => {
    expect(await listOf(board.secretary)).toMatchObject({ thresholds: [], views: [] })
    await setYearThreshold(board.secretary, branch, 3)
    expect((await listOf(board.secretary)).views).toMatchObject([
      { measure: 'year', from: '2026-01-01', to: '2026-11-20', threshold: 300, rows: [{ name: '王阿根' }] },
    ])
    await setYearThreshold(board.secretary, branch, null)
    expect(await listOf(board.secretary)).toMatchObject({ thresholds: [{ points: null }], views: [] })
  })

  it('begins on its first day and looks at the quarter that is over', async () => {
    const set = (firstDay: string) =>
      board.secretary.ask(contract.setThreshold, {
        params: { orgId: branch },
        body: { measure: 'quarter', points: 500, firstDay },
      })
    await set('2026-11-21')
    expect((await listOf(board.secretary)).views).toEqual([])
    const [view] = (await listOf(await secretaryOn('2026-11-21'))).views
    expect([view?.from, view?.to]).toEqual(['2026-07-01', '2026-09-30'])
    expect(view?.rows.map((row) => [row.name, row.points])).toEqual([
      ['丁小红', 400],
      ['林秀兰', 400],
      ['王阿根', 200],
      ['叶春燕', 400],
    ])
  })

  it('is worked out at each reading, keeps nothing and moves nothing; the secretary is prompted by a number', async () => {
    await setYearThreshold(board.secretary, branch, 5)
    const before = await countStored(test)
    const { rows } = (await board.secretary.ask(getDue)).body
    expect(rows.filter((row) => row.link === '/talks')).toMatchObject([
      { title: '想一想要不要和 4 位同志谈心', verb: '看看' },
    ])
    await listOf(board.secretary)
    expect(await countStored(test)).toEqual(before)
    for (const who of [board.deputy, board.committee, board.township]) {
      const due = (await who.ask(getDue)).body.rows
      expect(due.some((row) => row.link.startsWith('/talks'))).toBe(false)
    }
  })

  it('shows with a person what no figure says, and whoever is left out with the reason', async () => {
    await setYearThreshold(board.secretary, branch, 3)
    await test.system(async (ctx) => {
      await sql`update members set birth_on = '1950-03-01', is_floating = true
                 where county_id = ${ctx.county} and member_id = ${wang}`.execute(ctx.db)
    })
    const params = { orgId: branch }
    const body = { memberId: wang, reason: '七十多了，又在外地女儿家', until: '2026-12-31' }
    expect((await listOf(board.secretary)).views[0]?.rows[0]).toMatchObject({
      facts: [
        { kind: 'aged', label: '76 岁' },
        { kind: 'floating', label: '流动党员' },
      ],
      abilities: { begin: true, leaveOut: true },
    })
    const twice = [1, 2].map(() => board.secretary.ask(contract.leaveOut, { params, body }))
    expect(codesOf(await Promise.all(twice))).toEqual(['conflict.duplicate', 'done'])
    const [row] = (await listOf(board.secretary)).views[0]?.rows ?? []
    expect(row).toMatchObject({
      leftOut: { reason: body.reason, byName: '沈国良' },
      abilities: { begin: false },
    })
    expect((await board.secretary.ask(getDue)).body.rows.some((one) => one.link === '/talks')).toBe(false)
    expect((await tryToBegin(board.secretary, branch, wang)).error.code).toBe('state.wrong')
    const own = await test.person('member', branch, { memberId: wang })
    expect((await own.ask(contract.getOwnTalks)).body.leftOut).toMatchObject([{ reason: body.reason }])
    const end = { params: { leftOutId: row?.leftOut?.leftOutId ?? '' }, body: {} }
    expect((await board.deputy.ask(contract.takeBackIn, end)).error.code).toBe('not-found')
    const ended = await Promise.all([1, 2].map(() => board.secretary.ask(contract.takeBackIn, end)))
    expect(codesOf(ended)).toEqual(['done', 'state.wrong'])
    expect((await tryToBegin(board.secretary, branch, wang)).status).toBe(200)
  })

  it('says whom the branch has let off, and for what', async () => {
    await setYearThreshold(board.secretary, branch, 3)
    const body = { cause: 'leave' as const, from: '2026-03-01', to: '2026-06-30' }
    const set = await board.secretary.ask(setExemption, { params: { memberId: wang }, body })
    expect(set.status).toBe(200)
    const facts = (await listOf(board.secretary)).views[0]?.rows[0]?.facts
    expect(facts).toEqual([{ kind: 'exempt', label: '免于考核：请了假' }])
  })

  it('counts a sick person’s rolls from the second on', async () => {
    await setYearThreshold(board.secretary, branch, 3)
    expect((await listOf(board.secretary)).views[0]?.rows[0]?.facts).toEqual([])
    await test.system(async (ctx) => {
      await sql`update attendance set state = 'leave', reason = 'ill'
                 where county_id = ${ctx.county} and member_id = ${wang}`.execute(ctx.db)
    })
    const facts = (await listOf(board.secretary)).views[0]?.rows[0]?.facts
    expect(facts).toEqual([{ kind: 'ill', label: '病假或行动不便 2 次' }])
  })
})
