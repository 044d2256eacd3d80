import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uploadRegister } from '../../../contract/imports.ts'
import { type App, createApp } from '../../app.ts'
import { type Person, requestOf, useTestApp } from '../../test/app.ts'
import { Problem } from '../errors/problem.ts'
import { createOwnPace, usualRequestsAMinute } from './own-pace.ts'

const test = useTestApp()
let paced: App
let busy: Person
let other: Person

beforeAll(async () => {
  busy = await test.person('branch-secretary', test.county.rootId)
  other = await test.person('branch-secretary', test.county.rootId)
  const { masterKeys, clock } = test
  const settings = { masterKeys, log: pino({ level: 'silent' }), now: () => clock.now, connections: 2 }
  paced = await createApp({ urls: test.database.urls, ...settings, requestsAMinute: 5 })
})
afterAll(() => paced?.close())

const look = ({ cookie }: Person, url = '/api/v1/session') =>
  paced.server.inject({ method: 'GET', url, headers: { cookie } })

describe('an account', () => {
  it('that asks more often than a person is told how long to wait, and nobody else is', async () => {
    // Two ways in, one account: what is counted is the person and not the address.
    const urls = ['/api/v1/session', '/api/v1/session/sessions']
    const all = await Promise.all([0, 1, 0, 1, 0, 1, 0].map((way) => look(busy, urls[way])))
    const codes = all.map((answer) => answer.statusCode).toSorted((a, b) => a - b)
    expect(codes).toEqual([200, 200, 200, 200, 200, 429, 429])
    const refused = all.find((answer) => answer.statusCode === 429)
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0)
    expect(Number(refused?.headers['retry-after'])).toBeLessThanOrEqual(60)
    expect(refused?.json().error).toMatchObject({ code: 'rate.limited', message: '操作太快，请稍等再试。' })
    expect((await look(other)).statusCode).toBe(200)
  })

  it('is counted once for a file, though it is asked who sends it before the file is read', async () => {
    const person = await test.person('branch-secretary', test.county.rootId)
    const query = { orgId: test.county.rootId }
    const file = { name: '花名册.xlsx', bytes: Buffer.from('no workbook') }
    const codes: number[] = []
    for (let times = 0; times < 6; times += 1) {
      const request = requestOf(uploadRegister, { query, file }, person.cookie)
      codes.push((await paced.server.inject(request)).statusCode)
    }
    expect(codes.slice(0, 5)).not.toContain(429)
    expect(codes[5]).toBe(429)
  })
})

describe('the count', () => {
  const limited = (run: () => void): number | null => {
    try {
      run()
      return null
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown
      return Number(thrown.details?.['seconds'])
    }
  }

  it('begins anew after its minute', () => {
    let at = 1_000
    const keepPace = createOwnPace(2, () => at)
    const ask = () => limited(() => keepPace('1/a'))
    expect([ask(), ask(), ask()]).toEqual([null, null, 60])
    at += 59_500
    expect(ask()).toBe(1)
    at += 500
    expect(ask()).toBe(null)
  })

  it('lets a phone hand in two hundred records of a day without a line, and read all that it carries', () => {
    const keepPace = createOwnPace(usualRequestsAMinute, () => 0)
    expect(Array.from({ length: 400 }, () => limited(() => keepPace('1/a')))).toEqual(Array(400).fill(null))
  })
})
