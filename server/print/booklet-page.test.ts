import { beforeAll, expect, it } from 'vitest'
import { useTestApp } from '../test/app.ts'
import { type BoardTest, buildBoardTest, visit, wordsOf } from '../test/boards.ts'

const test = useTestApp()
let board: BoardTest

beforeAll(async () => {
  board = await buildBoardTest(test)
})

function open(name: string, cookie: string, query = '') {
  return visit(test, `/print/members/${board.ids[name]}/booklet${query}`, { cookie })
}

it('[001-01] prints a booklet of a member’s year: months, running balance, records, a place to sign', async () => {
  const page = await open('方志明', board.secretary.cookie)
  expect(page.statusCode).toBe(200)
  expect(page.headers['cache-control']).toBe('no-store')
  const words = wordsOf(page)
  for (const said of ['党员积分手册', '方志明', '石桥支部', '调解张家李家的墙', '邻里纠纷调解', '第 3 号'])
    expect(words).toContain(said)
  expect(words).toContain('7 月合计')
  expect(words).toContain('今年到 11月20日 7 7')
  expect(words).toContain('本人看过：')
  expect(page.body).not.toContain('style=')
})

it('in large type on request, an empty year as well, and whatever else stands in the address', async () => {
  const large = await open('方志明', board.secretary.cookie, '?size=large')
  expect(large.body).toContain('class="sheet book large"')
  expect(wordsOf(large)).toContain('环境卫生 第 2 号')
  const empty = await open('方志明', board.secretary.cookie, '?year=2020')
  expect(wordsOf(empty)).toContain('2020 年合计 0 0')
  expect((await open('方志明', board.secretary.cookie, '?year=soon&size=huge')).statusCode).toBe(200)
})

it('is for the member and the branch: above it, and elsewhere, it does not exist', async () => {
  const member = await test.person('member', board.tree.branch, { memberId: board.ids['方志明'] ?? null })
  expect((await open('方志明', member.cookie)).statusCode).toBe(200)
  expect((await open('王阿根', member.cookie)).statusCode).toBe(404)
  for (const who of [board.committee, board.township]) {
    const page = await open('方志明', who.cookie)
    expect([page.statusCode, page.body.includes('方志明')]).toEqual([404, false])
  }
  expect((await visit(test, `/print/members/${board.ids['方志明']}/booklet`)).statusCode).toBe(401)
})
