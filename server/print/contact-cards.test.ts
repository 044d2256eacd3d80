import { beforeAll, expect, it } from 'vitest'
import { newId } from '../core/ids.ts'
import { type Person, useTestApp } from '../test/app.ts'
import { register } from '../test/members.ts'
import { buildTree, type Tree } from '../test/tree.ts'

const test = useTestApp()
let tree: Tree
let memberId: string
let own: Person

beforeAll(async () => {
  tree = await buildTree(test)
  const wish = { orgId: tree.branch, gridId: tree.grid, name: '沈国良', partyPost: '支部书记' }
  const [registered = ''] = await register(test, [wish])
  memberId = registered
  own = await test.person('member', tree.branch, { memberId })
})

const urlOf = (id: string) => `/print/members/${id}/contact-cards`

async function open(who: { cookie?: string }, id = memberId) {
  const headers = who.cookie ? { cookie: who.cookie } : {}
  return test.app.server.inject({ url: urlOf(id), headers })
}

async function type(who: { cookie?: string }, phone: string, request = newId()) {
  const form = new URLSearchParams({ request, phone }).toString()
  return test.app.server.inject({
    method: 'POST',
    url: urlOf(memberId),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(who.cookie && { cookie: who.cookie }),
    },
    body: form,
  })
}

const cardsIn = (html: string) => html.match(/<article class="contact-card">[\s\S]*?<\/article>/g) ?? []

it('[002-20] prints ten cards with name, post and branch, and the number that is typed for the paper alone', async () => {
  const blank = await open(own)
  expect(blank.statusCode).toBe(200)
  expect(blank.headers['cache-control']).toBe('no-store')
  expect(blank.body).not.toContain('style=')
  const cards = cardsIn(blank.body)
  expect(cards).toHaveLength(10)
  expect(new Set(cards).size).toBe(1)
  for (const said of ['党员连心卡', '沈国良', '石桥支部', '支部书记', '第一网格', '都可以找我']) {
    expect(cards[0]).toContain(said)
  }
  expect(cards[0]).toContain('class="blank"')

  const request = newId()
  const printed = await type(own, '138 0000 5678', request)
  expect(printed.statusCode).toBe(200)
  expect(printed.headers['cache-control']).toBe('no-store')
  expect(cardsIn(printed.body).filter((card) => card.includes('<b>138 0000 5678</b>'))).toHaveLength(10)
  // The same form once more is no replay of an answer that would have had to be kept.
  expect((await type(own, '0571-8888123', request)).body).toContain('<b>0571-8888123</b>')
  expect((await type(own, '')).body).toContain('class="blank"')
})

it('[002-20] keeps the number nowhere: no answer, no log, no table knows that one was typed', async () => {
  const request = newId()
  await type(own, '13800004321', request)
  const kept = await test.system(async (ctx) => {
    const answers = await ctx.db
      .selectFrom('requests')
      .select('request_id')
      .where('county_id', '=', ctx.county)
      .where('request_id', '=', request)
      .execute()
    const member = await ctx.db
      .selectFrom('members')
      .selectAll()
      .where('county_id', '=', ctx.county)
      .where('member_id', '=', memberId)
      .executeTakeFirstOrThrow()
    return { answers, mobile: member.mobile_sealed }
  })
  expect(kept).toEqual({ answers: [], mobile: null })
})

it('says what is wrong with a number beside its field, and prints none', async () => {
  const wrong = await type(own, '家里座机"><script>')
  expect(wrong.statusCode).toBe(200)
  expect(wrong.body).toContain('电话写数字')
  expect(wrong.body).not.toContain('<script>')
  expect(cardsIn(wrong.body)[0]).toContain('class="blank"')
})

it('is for oneself and for who reads the register there, and for nobody else', async () => {
  const codes = async (who: { cookie?: string }) => [
    (await open(who)).statusCode,
    (await type(who, '668001')).statusCode,
  ]
  expect(await codes(await test.person('branch-secretary', tree.branch))).toEqual([200, 200])
  expect(await codes(await test.person('grid-worker', tree.grid))).toEqual([200, 200])
  expect(await codes(await test.person('branch-secretary', tree.sibling))).toEqual([404, 404])
  const [other = ''] = await register(test, [{ orgId: tree.branch, name: '林秀兰' }])
  const fellow = await test.person('member', tree.branch, { memberId: other })
  expect((await codes(fellow)).every((code) => code >= 400)).toBe(true)
  expect(await codes({})).toEqual([401, 401])
  expect((await open(own, newId())).statusCode).toBe(404)
})
