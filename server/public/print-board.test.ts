import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { withdrawPublication } from '../../contract/boards.ts'
import { type Person, useTestApp } from '../test/app.ts'
import { type BoardTest, buildBoardTest, prepare, published, visit, wordsOf } from '../test/boards.ts'
import { paginate } from './print-board.ts'

const test = useTestApp()
let board: BoardTest

beforeAll(async () => {
  board = await buildBoardTest(test)
})

const open = (publicationId: string, who: Person | null) =>
  visit(test, `/print/boards/${publicationId}`, who ? { cookie: who.cookie } : {})

describe('the board on paper', () => {
  it('[001-24] is what is published, in the layout of an office, with the place for the seal and the page number', async () => {
    const contact = { place: '村党群服务中心', hours: '', telephone: '668001' }
    const { publicationId } = await published(board, { contact })
    const page = await open(publicationId, board.secretary)
    expect([page.statusCode, page.headers['cache-control']]).toEqual([200, 'no-store'])
    const words = wordsOf(page)
    for (const said of [
      '石桥支部党员积分公示',
      '（2026 年第三季度）',
      '一、公示期：2026 年 11 月 20 日至 2026 年 11 月 27 日，5 个工作日。',
      '到村党群服务中心，或者打电话 668001',
      '制表：沈国良 复核：许金娣',
      '盖章处',
      '— 1 —',
    ])
      expect(words).toContain(said)
    expect(page.body).not.toMatch(/<script|<style|style=/i)
    expect(page.body).toContain('<th scope="row">方志明</th>')
    await board.secretary.ask(withdrawPublication, { params: { publicationId }, body: { note: '发错了' } })
    const withdrawn = await open(publicationId, board.secretary)
    expect(withdrawn.statusCode).toBe(409)
    expect(wordsOf(withdrawn)).toContain('已经撤回')
  })

  it('is a draft before it is published, for the author and the reviewer alone', async () => {
    const may = { from: '2026-05-01', to: '2026-05-31' }
    const { publicationId } = (await prepare(board.secretary, board.tree.branch, may)).body
    for (const who of [board.secretary, board.deputy, board.committee])
      expect(wordsOf(await open(publicationId, who))).toContain('复核稿，没有公示')
    const supervisor = await test.person('supervisor', board.tree.branch)
    const stranger = await test.person('committee-secretary', board.tree.elsewhere.township)
    const refusals = [
      [supervisor, 403],
      [stranger, 404],
      [null, 401],
    ] as const
    for (const [who, status] of refusals) {
      const page = await open(publicationId, who)
      expect([page.statusCode, page.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8'])
      expect(page.body).not.toContain('方志明')
    }
  })
})

describe('pages', () => {
  it.each([
    [0, [0]],
    [1, [1]],
    [15, [15]],
    [16, [11, 5]],
    [29, [24, 5]],
    [44, [24, 20]],
    [45, [24, 16, 5]],
    [68, [24, 31, 13]],
  ])('%i members take sheets of %j', (count, sheets) => {
    expect(paginate(Array.from({ length: count })).map((page) => page.length)).toEqual(sheets)
  })

  it('hold everyone once, in order, none too full, and no last one with a row or two', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600 }), (count) => {
        const rows = Array.from({ length: count }, (_, at) => at)
        const pages = paginate(rows)
        expect(pages.flat()).toEqual(rows)
        expect(pages.every((page) => page.length > 0)).toBe(true)
        const [first, ...rest] = pages
        const last = rest.pop()
        expect(first?.length).toBeLessThanOrEqual(last ? 24 : 15)
        expect(rest.every((page) => page.length <= 31)).toBe(true)
        expect(last?.length ?? 5).toBeLessThanOrEqual(20)
        expect(last?.length ?? 5).toBeGreaterThanOrEqual(5)
      }),
    )
  })
})
