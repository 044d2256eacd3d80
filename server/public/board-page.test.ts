import { beforeEach, describe, expect, it } from 'vitest'
import { returnPublication, withdrawPublication } from '../../contract/boards.ts'
import { answerObjection, listObjections, raiseObjection } from '../../contract/objections.ts'
import { inTransaction } from '../core/db/transaction.ts'
import { close, planned, reopen } from '../test/activities.ts'
import { useTestApp } from '../test/app.ts'
import {
  type BoardTest,
  buildBoardTest,
  goTo,
  markOf,
  prepare,
  published,
  visit,
  wordsOf,
} from '../test/boards.ts'

const test = useTestApp()
let board: BoardTest

beforeEach(async () => {
  goTo(test, '2026-11-20')
  board = await buildBoardTest(test)
})

const contact = { place: '村党群服务中心', hours: '8:00 到 17:00', telephone: '668001' }

describe('the page', () => {
  it('[001-24] is read by anyone, without an account and without a script', async () => {
    const { path } = await published(board, { contact })
    const page = await visit(test, path)
    expect(page.statusCode).toBe(200)
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(page.body).not.toMatch(/<script|<style|style=|javascript:|onclick/i)
    const words = wordsOf(page)
    for (const said of [
      '石桥支部党员积分公示',
      '2026 年第三季度（7 月至 9 月）',
      '11月20日至11月27日，5 个工作日',
      '沈国良制表，许金娣复核',
      '12月4日 以后自动撤下',
      '5 名党员，共 21 分',
      '按姓氏笔画排列，不排名次',
      '方志明 7 分，是这 3 次记的',
      '9月11日 邻里纠纷调解 +3',
      '村党群服务中心，8:00 到 17:00',
      '11月27日以前，用哪种办法都行',
      '登录、点赞、时长、定位都不计分',
    ])
      expect(words).toContain(said)
    const order = [...page.body.matchAll(/<th role="rowheader" scope="row">([^<]+)/g)].map(
      (match) => match[1],
    )
    expect(order).toEqual(['丁小红', '王阿根', '方志明', '叶春燕', '林秀兰', '合计'])
  })

  it('opens each figure to its facts by the browser’s own means', async () => {
    const { path } = await published(board)
    const { body } = await visit(test, path)
    expect(body.match(/<details>/g)).toHaveLength(5)
    expect(body).toContain(
      '<summary class="fig"><span class="sr">方志明 </span>7<span class="sr"> 分，看是哪几次</span></summary>',
    )
  })

  it('holds nothing that is not published: no ids, no illness, nobody who was helped, no session', async () => {
    const { path } = await published(board)
    const page = await visit(test, path)
    for (const id of [...Object.values(board.ids), ...Object.values(board.activities)])
      expect(page.body).not.toContain(id)
    expect(page.body).not.toMatch(/张家|住院|病|请假/)
    expect(page.headers['set-cookie']).toBeUndefined()
    expect(page.headers['x-robots-tag']).toBe('noindex, noarchive')
    expect(page.body).toContain('<meta name="robots" content="noindex, noarchive">')
  })

  it('says what a person typed as text: a title with <script> in it is a title', async () => {
    const title = '<script>alert("公示")</script> & \'三季度\''
    const activityId = await planned(board.secretary, board.tree.branch, {
      kind: 'sanitation',
      title: '"><img src=x onerror=alert(1)>',
      day: '2026-09-20',
    })
    await close(board.secretary, activityId)
    const { path } = await published(board, { title })
    const { body } = await visit(test, path)
    expect(body).not.toMatch(/<script|<img/)
    expect(body).toContain('&lt;script&gt;alert(&quot;公示&quot;)&lt;/script&gt; &amp; &#39;三季度&#39;')
    expect(body).toContain('&quot;&gt;&lt;img src=x onerror=alert(1)&gt;')
  })

  it('is as large and as clear as the reader wants, by links', async () => {
    const { path } = await published(board)
    const plain = (await visit(test, path)).body
    expect(plain).toContain('<html lang="zh-CN" data-mode="phone" data-contrast="normal">')
    expect(plain).toContain(`href="${path}?size=large">大字`)
    const large = (await visit(test, `${path}?size=large&contrast=high`)).body
    expect(large).toContain('<html lang="zh-CN" data-mode="elder" data-contrast="high">')
    expect(large).toContain(`href="${path}?contrast=high">正常大小`)
    expect(large).toContain(`href="${path}/objections/new?size=large&amp;contrast=high"`)
    const mangled = await visit(test, `${path}?size=huge&contrast=no&x=1`)
    expect([mangled.statusCode, mangled.body]).toEqual([200, plain])
  })

  it('is frozen: what is recorded later does not change it', async () => {
    const { path } = await published(board)
    const before = (await visit(test, path)).body
    const meeting = board.activities['党员大会'] ?? ''
    await reopen(test, board.secretary, meeting, '王阿根来了')
    await close(board.secretary, meeting, { roll: { exceptions: [] } })
    expect((await visit(test, path)).body).toBe(before)
  })

  it('may be kept a minute and asked for again by its tag', async () => {
    const { path } = await published(board)
    const first = await visit(test, path)
    expect(first.headers['cache-control']).toBe('public, max-age=60, must-revalidate')
    const tag = String(first.headers['etag'])
    const again = await visit(test, path, { 'if-none-match': `"other", ${tag}` })
    expect([again.statusCode, again.body]).toEqual([304, ''])
    goTo(test, '2026-11-27')
    const lastDay = await visit(test, path, { 'if-none-match': tag })
    expect(lastDay.statusCode).toBe(200)
    expect(wordsOf(lastDay)).toContain('今天是最后一天')
  })

  it('ships its style as a file that is kept for good', async () => {
    const { path } = await published(board)
    const href = /<link rel="stylesheet" href="([^"]+)"/.exec((await visit(test, path)).body)?.[1] ?? ''
    const css = await visit(test, href)
    expect(css.headers).toMatchObject({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    expect(css.body).toContain('.fig')
  })
})

describe('the days of the page', () => {
  it('ends objections with the last day and then says how one’s own points are objected to', async () => {
    const { path } = await published(board, { contact })
    goTo(test, '2026-11-30')
    const words = wordsOf(await visit(test, path))
    expect(words).toContain('公示期已满')
    expect(words).toContain('是您自己的分，什么时候都可以提')
    expect(words).not.toContain('写意见')
    expect(wordsOf(await visit(test, `${path}/objections/new`))).toContain('公示期已满')
  })

  it('is gone by itself after its last day', async () => {
    const { path } = await published(board)
    goTo(test, '2026-12-04')
    expect((await visit(test, path)).statusCode).toBe(200)
    goTo(test, '2026-12-05')
    const gone = await visit(test, path)
    expect(gone.statusCode).toBe(404)
    expect(wordsOf(gone)).toContain('这里没有公示了')
    expect(gone.body).not.toContain('丁小红')
  })

  it('is gone at once when it is withdrawn', async () => {
    const { path, publicationId } = await published(board)
    await board.secretary.ask(withdrawPublication, { params: { publicationId }, body: { note: '发错了' } })
    for (const url of [path, `${path}/objections/new`]) {
      const gone = await visit(test, url)
      expect([gone.statusCode, gone.headers['cache-control']]).toEqual([410, 'no-store'])
      expect(gone.body).not.toContain('丁小红')
    }
  })

  it('is not there before it is published, nor at an address that nobody was given', async () => {
    const { body } = await prepare(board.secretary, board.tree.branch)
    const { publicationId } = body
    await board.deputy.ask(returnPublication, { params: { publicationId }, body: { note: '再看看' } })
    for (const address of [publicationId, 'a'.repeat(22), '..%2f..%2fetc', '%00', "x'--", '长'.repeat(22)]) {
      const page = await visit(test, `/public/boards/${encodeURI(address)}`)
      expect([page.statusCode, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
      expect(wordsOf(page)).toContain('这里没有公示了')
    }
  })
})

describe('what the reader without an account can reach', () => {
  it('is the one publication: no other row of any table, however it is asked', async () => {
    const { address } = await published(board)
    const other = await buildBoardTest(test)
    await published(other)
    const identity = await test.app.runtime.locate(address)
    const seen = await inTransaction(
      test.app.runtime.app,
      { county: identity?.county ?? 0, orgs: [], address },
      async ({ db }) => {
        const tables = [
          'publications',
          'objection_windows',
          'objection_figures',
          'objections',
          'procedures',
        ] as const
        const found: Record<string, number> = {}
        for (const table of [
          ...tables,
          'procedure_steps',
          'members',
          'facts',
          'point_entries',
          'activities',
        ] as const) {
          const rows = await db
            .selectFrom(table)
            .selectAll()
            .where('county_id', '=', test.county.county)
            .execute()
          found[table] = rows.length
        }
        return found
      },
    )
    expect(seen).toEqual({
      publications: 1,
      objection_windows: 1,
      objection_figures: 0,
      objections: 0,
      procedures: 0,
      procedure_steps: 0,
      members: 0,
      facts: 0,
      point_entries: 0,
      activities: 0,
    })
  })
})

describe('an objection on the page', () => {
  it('is shown beside the figure while it is looked into, and what became of it after', async () => {
    const { path, publicationId } = await published(board)
    const reader = await test.person('branch-deputy', board.tree.branch, {
      memberId: board.ids['林秀兰'] ?? '',
    })
    const about = { publicationId, row: 1, fact: 0 }
    const { body } = await reader.ask(raiseObjection, { body: { about, text: '7月16日他来了' } })
    expect(markOf((await visit(test, path)).body, '王阿根')).toBe('有意见，核对中')
    expect((await visit(test, path)).body).toContain('<i class="mk">核对中</i>')
    const meeting = board.activities['党员大会'] ?? ''
    await reopen(test, board.secretary, meeting, '王阿根来了')
    await close(board.secretary, meeting, { roll: { exceptions: [] } })
    const correction = { kind: 'activity' as const, id: meeting }
    const answered = await board.secretary.ask(answerObjection, {
      params: { objectionId: body.objectionId },
      body: { upheld: true, answer: '补上了', correction },
    })
    expect(answered.status).toBe(200)
    const page = await visit(test, path)
    expect(markOf(page.body, '王阿根')).toBe('更正后 4 分')
    expect(page.body).not.toMatch(/7月16日他来了|补上了/)
    const { body: list } = await board.secretary.ask(listObjections, { query: { publicationId } })
    expect(list.rows.map(({ state }) => state)).toEqual(['upheld'])
  })
})
