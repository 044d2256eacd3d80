import { beforeEach, describe, expect, it } from 'vitest'
import { answerAppeal, answerObjection, getObjection, listObjections } from '../../contract/objections.ts'
import { tasks } from '../app.ts'
import { newId } from '../core/ids.ts'
import { type TestApp, useTestApp } from '../test/app.ts'
import { type BoardTest, buildBoardTest, goTo, published, sendForm, visit, wordsOf } from '../test/boards.ts'

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

const send = (url: string, fields: Record<string, string> = {}) =>
  sendForm(test, url, { request: newId(), text: '签到簿上有他的名字', ...fields }, { from: `10.1.0.${from}` })

/** Objected to on the page; answers the address that the receipt gave. */
async function objected(): Promise<{ url: string; objectionId: string }> {
  const receipt = await send(`${page.path}/objections`, { row: '', contact: '' })
  const [, url = ''] = receipt.body.match(/href="([^"]+)">我提的意见/) ?? []
  return { url, objectionId: url.split('/').at(-1) ?? '' }
}
const answer = (objectionId: string, upheld = false) =>
  board.secretary.ask(answerObjection, {
    params: { objectionId },
    body: { upheld, answer: '查了，那天他请了假。', correction: null },
  })
async function declined() {
  const made = await objected()
  expect((await answer(made.objectionId)).status).toBe(200)
  return made
}
const take = () => tasks(test.app.runtime)['take-appeals']?.({ county: test.county.county }, {} as never)
const see = async (objectionId: string) =>
  (await board.secretary.ask(getObjection, { params: { objectionId } })).body

describe('the page of one’s own objection', () => {
  it('says how far it is and nothing of what was said, to who has its address', async () => {
    const { url, objectionId } = await objected()
    const open = await visit(test, url)
    expect([open.statusCode, open.headers['cache-control']]).toEqual([200, 'no-store'])
    expect(wordsOf(open)).toContain('正在核对，还没有答复。')
    expect(open.body).not.toContain('<form class="form"')
    await answer(objectionId)
    const kept = await visit(test, url)
    expect(wordsOf(kept)).toContain('答复了，没有改。')
    expect(kept.body).toContain(`action="${url}/appeal"`)
    expect(kept.body).not.toMatch(/签到簿上|请了假/)
    expect((await visit(test, `${page.path}/objections/${newId()}`)).statusCode).toBe(410)
  })

  it('is not there through the address of another list', async () => {
    const { objectionId } = await declined()
    board = await buildBoardTest(test)
    const other = await published(board, { contact: { place: '', hours: '', telephone: '' } })
    expect((await visit(test, `${other.path}/objections/${objectionId}`)).statusCode).toBe(410)
    const sent = await send(`${other.path}/objections/${objectionId}/appeal`)
    expect(sent.statusCode).toBe(404)
  })
})

describe('appealing through it', () => {
  it('takes the objection one level up, once however often it is sent, and it has its last word there', async () => {
    const { url, objectionId } = await declined()
    const request = newId()
    const sent = await Promise.all([1, 2, 3].map(() => send(`${url}/appeal`, { request })))
    expect(sent.map((one) => one.statusCode)).toEqual([200, 200, 200])
    expect(wordsOf(sent[0] as never)).toContain('您申请的复议收到了')
    expect((await send(`${url}/appeal`)).statusCode).toBe(409)
    await Promise.all([take(), take()])
    expect(await see(objectionId)).toMatchObject({
      state: 'appealed',
      appeal: { text: '签到簿上有他的名字', orgName: '临溪村党委' },
    })
    expect(wordsOf(await visit(test, url))).toContain('交给上一级党组织了')
    const body = { upheld: false, answer: '又看了一遍。', correction: null }
    const last = await board.committee.ask(answerAppeal, { params: { objectionId }, body })
    expect(last.body.state).toBe('appeal-declined')
  })

  it('is refused before an answer, after a correction, and with words that are none', async () => {
    const { url } = await objected()
    expect((await send(`${url}/appeal`)).statusCode).toBe(409)
    const { url: kept } = await declined()
    expect((await send(`${kept}/appeal`, { text: '   ' })).statusCode).toBe(400)
    expect((await send(`${kept}/appeal`, { text: '字'.repeat(1001) })).statusCode).toBe(400)
    const foreign = await sendForm(
      test,
      `${kept}/appeal`,
      { request: newId(), text: '不对' },
      { headers: { 'sec-fetch-site': 'cross-site' }, from: `10.1.1.${from}` },
    )
    expect(foreign.statusCode).toBe(403)
  })

  it('counts on the day on which it was sent, and not after the days are over', async () => {
    const early = await declined()
    const late = await declined()
    test.clock.now = new Date('2026-11-27T23:59:00+08:00')
    expect((await send(`${early.url}/appeal`)).statusCode).toBe(200)
    test.clock.now = new Date('2026-11-28T00:01:00+08:00')
    const over = await send(`${late.url}/appeal`)
    expect(over.statusCode).toBe(200)
    await tasks(test.app.runtime)['close-publications']?.({}, {} as never)
    board.secretary = await test.person('branch-secretary', board.tree.branch)
    expect((await see(early.objectionId)).state).toBe('appealed')
    expect((await see(late.objectionId)).state).toBe('settled')
    expect(wordsOf(await visit(test, late.url))).toContain('期限已经过了')
  })

  it('is held to so many from one network address', async () => {
    const { url } = await objected()
    const many = []
    for (let i = 0; i < 11; i += 1) many.push((await send(`${url}/appeal`)).statusCode)
    expect(many.at(-1)).toBe(429)
    expect((await board.secretary.ask(listObjections)).status).toBe(200)
  })
})
