import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cancelActivity, changeActivity, getRoll } from '../../../../contract/activities.ts'
import { endAttendLink, makeAttendLink } from '../../../../contract/attend-links.ts'
import { inTransaction } from '../../../core/db/transaction.ts'
import { newId } from '../../../core/ids.ts'
import { close, planned } from '../../../test/activities.ts'
import { type Person, useTestApp } from '../../../test/app.ts'
import { sendForm, visit, wordsOf } from '../../../test/boards.ts'
import { buildRollTest, notesOf, type RollTest } from '../../../test/rolls.ts'

const test = useTestApp()
let held: RollTest
let activityId: string
/** A network address of its own for each test: forms are counted by where they come from. */
let from = 0
beforeAll(async () => {
  held = await buildRollTest(test)
})
beforeEach(async () => {
  from += 1
  test.clock.now = new Date('2026-11-20T09:00:00+08:00')
  activityId = await planned(held.secretary, held.tree.branch, { title: '学习全会精神', startsAt: '19:00' })
})

const make = (who: Person, memberId = held.ids.林秀兰, requestId = newId()) =>
  who.ask(makeAttendLink, { requestId, params: { activityId }, body: { memberId } })
const send = (path: string, fields: Record<string, string> = {}, headers = {}) =>
  sendForm(
    test,
    path,
    { request: newId(), words: '我在杭州，学了，同意。', ...fields },
    { headers, from: `10.0.1.${from}` },
  )
const linksOf = async () => (await notesOf(held.secretary, activityId)).links

describe('an address for who is far away', () => {
  it('is made for one member, says what it is for and no more, and is used once', async () => {
    const { secretary } = held
    const { body } = await make(secretary)
    expect(body).toMatchObject({ name: '林秀兰', day: '2026-11-20' })
    expect(body.path).toMatch(/^\/public\/attend\/[\w-]{22}$/)
    const page = await visit(test, body.path)
    expect(page.headers['cache-control']).toBe('no-store')
    expect(page.body).not.toContain('<script')
    const words = wordsOf(page)
    expect(words).toContain('学习全会精神')
    expect(words).toContain('林同志')
    for (const name of ['林秀兰', '曾国强', '包银娣', '沈国良']) expect(page.body).not.toContain(name)
    expect((await linksOf())[0]?.state).toBe('open')

    const sent = await send(body.path)
    expect(wordsOf(sent)).toContain('报到了，支部看得到。')
    expect(sent.body).not.toContain('我在杭州')
    expect(await linksOf()).toEqual([
      expect.objectContaining({ name: '林秀兰', state: 'used', words: '我在杭州，学了，同意。' }),
    ])
    expect((await send(body.path)).statusCode).toBe(409)
    expect(wordsOf(await visit(test, body.path))).toContain('报到了')
    expect((await make(secretary)).error.code).toBe('conflict.duplicate')
  })

  it('says no number of anybody, whatever stands in the title', async () => {
    activityId = await planned(held.secretary, held.tree.branch, { title: '看望老党员 13812345678' })
    const { path } = (await make(held.secretary)).body
    expect(wordsOf(await visit(test, path))).toContain('看望老党员')
    expect((await visit(test, path)).body).not.toContain('13812345678')
  })

  it('takes one of many at once, and answers a replay with the first answer', async () => {
    const { path } = (await make(held.secretary)).body
    const request = newId()
    const answers = await Promise.all([send(path, { request }), send(path, { request }), send(path)])
    expect(answers.filter((answer) => answer.statusCode === 200).length).toBeGreaterThan(0)
    expect(Math.max(...answers.map((answer) => answer.statusCode))).toBe(409)
    expect(await linksOf()).toHaveLength(1)
  })

  it('answers alike whether it never was, has ended, or its day is over', async () => {
    const { secretary } = held
    const { linkId, path } = (await make(secretary)).body
    const nothing = await visit(test, `/public/attend/${'A'.repeat(22)}`)
    expect(nothing.statusCode).toBe(404)
    expect((await visit(test, '/public/attend/short')).body).toBe(nothing.body)
    await secretary.ask(endAttendLink, { params: { linkId }, body: {} })
    const ended = await visit(test, path)
    expect([ended.statusCode, ended.body]).toEqual([404, nothing.body])
    expect((await send(path)).body).toBe(nothing.body)
    const next = (await make(secretary)).body.path
    test.clock.now = new Date('2026-11-21T00:00:01+08:00')
    expect((await visit(test, next)).body).toBe(nothing.body)
    expect((await send(next)).statusCode).toBe(404)
  })

  it('waits for its day, and follows the plan', async () => {
    const { secretary, tree } = held
    activityId = await planned(secretary, tree.branch, { day: '2026-11-22' })
    const { path } = (await make(secretary)).body
    expect(wordsOf(await visit(test, path))).toContain('还没到那一天。11月22日再打开这个地址。')
    expect((await send(path)).statusCode).toBe(409)
    const params = { activityId }
    const { version } = (await secretary.ask(getRoll, { params })).body
    const body = { version, kind: 'theme-day' as const, title: '改了名', day: '2026-11-20' }
    expect((await secretary.ask(changeActivity, { params, body })).status).toBe(200)
    expect(wordsOf(await visit(test, path))).toContain('改了名')
    expect((await send(path)).statusCode).toBe(200)
  })

  it('ends with the activity', async () => {
    const { secretary } = held
    const { path } = (await make(secretary)).body
    await close(secretary, activityId)
    expect((await visit(test, path)).statusCode).toBe(404)
    expect((await make(secretary)).error.code).toBe('state.wrong')
    activityId = await planned(secretary, held.tree.branch)
    const other = (await make(secretary)).body.path
    await secretary.ask(cancelActivity, { params: { activityId }, body: { reason: '下雨' } })
    expect((await send(other)).statusCode).toBe(404)
  })

  it('gives way to a newer one of the same member', async () => {
    const first = (await make(held.secretary)).body.path
    const second = (await make(held.secretary)).body.path
    expect((await visit(test, first)).statusCode).toBe(404)
    expect((await visit(test, second)).statusCode).toBe(200)
    expect(await linksOf()).toHaveLength(1)
  })

  it('is made by whoever calls the roll, for who stands on it', async () => {
    const { secretary, member, neighbour, ids } = held
    expect((await make(member)).error.code).toBe('access.denied')
    expect((await make(neighbour)).error.code).toBe('not-found')
    expect((await make(secretary, ids.徐东溪)).error.field).toBe('body.memberId')
    const sent = { params: { activityId }, body: { memberId: ids.林秀兰 } }
    expect((await test.ask(makeAttendLink, sent)).error.code).toBe('auth.required')
    const { linkId } = (await make(secretary)).body
    expect((await neighbour.ask(endAttendLink, { params: { linkId }, body: {} })).error.code).toBe(
      'not-found',
    )
    const requestId = newId()
    const [one, two] = [
      await make(secretary, ids.曾国强, requestId),
      await make(secretary, ids.曾国强, requestId),
    ]
    expect(two.body).toEqual(one.body)
  })

  it('refuses a form from another site and too many words, and is tried only so often', async () => {
    const { path } = (await make(held.secretary)).body
    expect((await send(path, {}, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
    expect((await send(path, { words: '长'.repeat(501) })).statusCode).toBe(400)
    expect((await send(path, { request: '' })).statusCode).toBe(400)
    const tries = await Promise.all(
      Array.from({ length: 12 }, () => send(`/public/attend/${'B'.repeat(22)}`)),
    )
    expect(tries.map((answer) => answer.statusCode)).toContain(429)
    expect((await linksOf())[0]?.state).toBe('open')
  })

  it('lets its reader reach no other row of anything', async () => {
    const { path } = (await make(held.secretary)).body
    await make(held.secretary, held.ids.曾国强)
    const address = path.split('/').at(-1) ?? ''
    const scope = { county: test.county.county, orgs: [], address }
    const seen = await inTransaction(test.app.runtime.app, scope, async ({ db }) => {
      const count = async (table: 'members' | 'activities' | 'attendance' | 'attend_links' | 'leaves') => {
        const rows = await db
          .selectFrom(table)
          .select('county_id')
          .where('county_id', '=', test.county.county)
          .execute()
        return rows.length
      }
      return [
        await count('members'),
        await count('activities'),
        await count('attendance'),
        await count('leaves'),
        await count('attend_links'),
      ]
    })
    expect(seen).toEqual([0, 0, 0, 0, 1])
  })
})
