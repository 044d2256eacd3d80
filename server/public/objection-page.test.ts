import { beforeEach, describe, expect, it } from 'vitest'
import { getPublication, withdrawPublication } from '../../contract/boards.ts'
import { answerObjection, listObjections, showObjectionContact } from '../../contract/objections.ts'
import { newId } from '../core/ids.ts'
import { type TestApp, useTestApp } from '../test/app.ts'
import {
  type BoardTest,
  buildBoardTest,
  goTo,
  markOf,
  published,
  sendForm,
  visit,
  wordsOf,
} from '../test/boards.ts'

const test: TestApp = useTestApp()
let board: BoardTest
let page: Awaited<ReturnType<typeof published>>
/** A network address of its own for each test: forms are counted by where they come from. */
let from = 0

beforeEach(async () => {
  goTo(test, '2026-11-20')
  from += 1
  board = await buildBoardTest(test)
  page = await published(board, { contact: { place: '', hours: '', telephone: '' } })
})

const said = '王阿根那天来了，我看见的'
const send = (fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  sendForm(
    test,
    `${page.path}/objections`,
    { request: newId(), text: said, row: '', contact: '', ...fields },
    { headers, from: `10.0.0.${from}` },
  )
const received = async () => {
  const { body } = await board.secretary.ask(listObjections, { query: { publicationId: page.publicationId } })
  return body.rows
}

describe('the form', () => {
  it('asks whose points and what is wrong, of everyone on the list, and carries an id of its own', async () => {
    const url = `${page.path}/objections/new`
    const form = await visit(test, url)
    expect(form.headers['cache-control']).toBe('no-store')
    expect(form.body).toContain(`<form class="form" method="post" action="${page.path}/objections">`)
    expect([...form.body.matchAll(/<option value="(\d*)">([^<]*)/g)].map((match) => match[2])).toEqual([
      '整张榜，或者没有列上的人',
      '丁小红',
      '王阿根',
      '方志明',
      '叶春燕',
      '林秀兰',
    ])
    const idOf = (html: string) => /name="request" value="([^"]+)"/.exec(html)?.[1]
    expect(idOf(form.body)).toMatch(/^[0-9a-f-]{36}$/)
    expect(idOf((await visit(test, url)).body)).not.toBe(idOf(form.body))
  })

  it('knows the person it was opened from, and that person’s entries', async () => {
    const { body } = await visit(test, `${page.path}/objections/new?row=2`)
    expect(body).toContain('谁的分：<b>方志明</b>')
    expect(body).toContain('<input type="hidden" name="row" value="2">')
    expect(body).toContain('<option value="2">9月11日 邻里纠纷调解 +3</option>')
    const beyond = await visit(test, `${page.path}/objections/new?row=99`)
    expect(beyond.body).toContain('整张榜，或者没有列上的人')
  })
})

describe('sending', () => {
  it('reaches who answers with the row and entry that were meant, and says until when the answer comes', async () => {
    const answer = await send({ row: '2', fact: '2', contact: '村口小店' })
    expect(answer.statusCode).toBe(200)
    expect(wordsOf(answer)).toContain('11月25日以前答复。会照您留的办法找您。')
    expect(answer.headers['cache-control']).toBe('no-store')
    const [row] = await received()
    expect(row).toMatchObject({
      channel: 'public-page',
      text: said,
      memberName: '方志明',
      record: { kind: 'activity', id: board.activities['调解张家李家的墙'] },
      raisedBy: null,
      dueOn: '2026-11-25',
      hasContact: true,
      abilities: { answer: true },
    })
    const contact = await board.secretary.ask(showObjectionContact, {
      params: { objectionId: row?.objectionId ?? '' },
      body: { reason: '答复' },
    })
    expect(contact.body.contact).toBe('村口小店')
    const marks = (
      await board.secretary.ask(getPublication, { params: { publicationId: page.publicationId } })
    ).body.marks
    expect(marks).toEqual([{ row: 2, fact: 2, state: 'open', change: null }])
    expect(markOf((await visit(test, page.path)).body, '方志明')).toBe('有意见，核对中')
  })

  it('needs nothing but the words', async () => {
    const answer = await send()
    expect(wordsOf(answer)).toContain('您没有留联系办法')
    expect(await received()).toEqual([expect.objectContaining({ memberName: null, hasContact: false })])
    expect(wordsOf(await visit(test, page.path))).toContain('有人对这张榜提了意见，正在核对。')
  })

  it('has one effect however often the button is pressed, also at once', async () => {
    const request = newId()
    const answers = await Promise.all([send({ request }), send({ request }), send({ request })])
    expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 200])
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1)
    expect((await send({ request })).body).toBe(answers[0]?.body)
    expect(await received()).toHaveLength(1)
    expect((await send({ request, text: '另一件事' })).statusCode).toBe(409)
    expect(await received()).toHaveLength(1)
  })

  it('is never answered by the member concerned, though nobody signed it', async () => {
    await send({ row: '3' })
    const [row] = await received()
    const params = { objectionId: row?.objectionId ?? '' }
    const body = { upheld: false, answer: '没有的事', correction: null }
    // 叶春燕 in the third row is the deputy.
    expect((await board.deputy.ask(answerObjection, { params, body })).error.code).toBe('access.denied')
    expect((await board.secretary.ask(answerObjection, { params, body })).status).toBe(200)
    expect(markOf((await visit(test, page.path)).body, '叶春燕')).toBe('意见已答复')
  })

  it.each([
    ['no words', { text: '   ' }, 400],
    ['too many words', { text: '长'.repeat(1001) }, 400],
    ['a row that is not there', { row: '77' }, 400],
    ['a row that is no number', { row: 'x' }, 400],
    ['no id', { request: '' }, 400],
    ['a broken id', { request: "1' or '1'='1" }, 400],
    ['a NUL', { text: 'a\u0000b' }, 400],
  ])('refuses %s with a page that says so, and keeps nothing', async (_, fields, status) => {
    const answer = await send(fields)
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8'])
    expect(wordsOf(answer)).toContain('没有办成')
    expect(await received()).toEqual([])
  })

  it('takes markup as words', async () => {
    await send({ text: '<script>alert(1)</script>' })
    expect((await received())[0]?.text).toBe('<script>alert(1)</script>')
    const refused = await send({ text: '<b>', row: '<script>' })
    expect(refused.body).not.toContain('<script>')
  })

  it('refuses a form from another site, and what is no form', async () => {
    expect((await send({}, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
    expect((await send({}, { 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200)
    const url = `${page.path}/objections`
    const json = await test.app.server.inject({ method: 'POST', url, payload: { request: newId() } })
    expect(json.statusCode).toBe(400)
    const long = await send({ text: 'x'.repeat(20_000) })
    expect([long.statusCode, long.headers['content-type']]).toEqual([413, 'text/html; charset=utf-8'])
    expect(await received()).toHaveLength(1)
  })

  it('ends with the last day, and with a withdrawal', async () => {
    goTo(test, '2026-11-30')
    const late = await send()
    expect(late.statusCode).toBe(409)
    expect(wordsOf(late)).toContain('公示期已经过了')
    goTo(test, '2026-11-20')
    const params = { publicationId: page.publicationId }
    await board.secretary.ask(withdrawPublication, { params, body: { note: '发错了' } })
    expect((await send()).statusCode).toBe(410)
  })
})

describe('a flood', () => {
  const sendFrom = (address: string) =>
    sendForm(test, `${page.path}/objections`, { request: newId(), text: said }, { from: address })

  it('is stopped by where it comes from', async () => {
    for (let i = 0; i < 10; i += 1) expect((await sendFrom('192.0.2.7')).statusCode).toBe(200)
    const stopped = await sendFrom('192.0.2.7')
    expect(stopped.statusCode).toBe(429)
    expect(wordsOf(stopped)).toContain('操作太快')
    expect((await sendFrom('192.0.2.8')).statusCode).toBe(200)
  })

  it('is stopped for the one publication as well, from wherever', async () => {
    for (let i = 0; i < 30; i += 1) expect((await sendFrom(`198.51.100.${i}`)).statusCode).toBe(200)
    const stopped = await sendFrom('203.0.113.1')
    expect(stopped.statusCode).toBe(429)
    expect(wordsOf(stopped)).toContain('到支部当面说')
    expect(await received()).toHaveLength(30)
    goTo(test, '2026-11-23')
    expect((await sendFrom('203.0.113.1')).statusCode).toBe(200)
  })
})
