import nodeIcal from 'node-ical'
import { beforeAll, describe, expect, it } from 'vitest'
import * as activities from '../../../contract/activities.ts'
import * as contract from '../../../contract/calendar-feeds.ts'
import * as tasks from '../../../contract/meeting-tasks.ts'
import * as plans from '../../../contract/plans.ts'
import { buildCrowd, planned } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { madePlan } from '../../test/plans.ts'
import { twice } from '../../test/reminders.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let secretary: Person
let member: Person
let crowd: string[]

beforeAll(async () => {
  tree = await buildTree(test)
  crowd = await buildCrowd(test, tree.branch, 3)
  secretary = await test.person('branch-secretary', tree.branch, { memberId: crowd[0] ?? null })
  member = await test.person('member', tree.branch, { memberId: crowd[1] ?? null })
})

const everyone = { whom: 'everyone' as const, withApplicants: false }
const make = async (who: Person, orgId: number | null = null) =>
  (await who.ask(contract.makeCalendarFeed, { body: { orgId } })).body
const fetchIcs = (path: string, headers = {}) => test.app.server.inject({ url: path, headers })

/** Read by another library than the one that wrote it. */
async function eventsAt(path: string) {
  const { body, statusCode } = await fetchIcs(path)
  expect(statusCode).toBe(200)
  const parsed = Object.values(nodeIcal.sync.parseICS(body))
  return {
    body,
    events: parsed.flatMap((one) => (one?.type === 'VEVENT' ? [one] : [])),
    zones: parsed.flatMap((one) => (one?.type === 'VTIMEZONE' ? [one] : [])),
  }
}

describe('a calendar', () => {
  it('of one’s own has what one is called to, in the hours of Shanghai, and follows every change', async () => {
    const wish = {
      day: '2026-11-25',
      startsAt: '14:30',
      endsAt: '16:00',
      place: '文化礼堂，二楼；左边',
      invited: everyone,
    }
    const activityId = await planned(secretary, tree.branch, { ...wish, title: '主题党日' })
    await secretary.ask(tasks.assignTask, {
      params: { activityId },
      body: { what: '修好广播', owner: { by: 'member', id: crowd[1] ?? '' }, dueOn: '2026-11-30' },
    })
    const { path } = await make(member)
    const first = await eventsAt(path)
    expect(first.zones).toHaveLength(1)
    const meeting = first.events.find((one) => one.uid.startsWith('activity-'))
    expect(meeting).toMatchObject({
      summary: '主题党日',
      location: '文化礼堂，二楼；左边',
      status: 'CONFIRMED',
    })
    expect(meeting?.start.toISOString()).toBe('2026-11-25T06:30:00.000Z')
    expect(meeting?.end?.toISOString()).toBe('2026-11-25T08:00:00.000Z')
    expect(first.body).toContain('DTSTART;TZID=Asia/Shanghai:20261125T143000\r\n')
    expect(first.body).toMatch(/DTSTAMP:\d{8}T\d{6}Z\r\n/)
    // No line is longer than 75 bytes (RFC 5545, 3.1).
    for (const line of first.body.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    const task = first.events.find((one) => one.uid.startsWith('task-'))
    expect(task).toMatchObject({ summary: '要办好：修好广播', datetype: 'date' })
    expect(first.body).toContain('DTSTART;VALUE=DATE:20261130')

    await secretary.ask(activities.changeActivity, {
      params: { activityId },
      body: { version: 1, kind: 'theme-day', title: '主题党日', day: '2026-11-26', startsAt: '09:00' },
    })
    const moved = (await eventsAt(path)).events.find((one) => one.uid === meeting?.uid)
    expect(moved?.start.toISOString()).toBe('2026-11-26T01:00:00.000Z')
    expect(Number(moved?.sequence)).toBeGreaterThan(Number(meeting?.sequence))

    await secretary.ask(activities.cancelActivity, { params: { activityId }, body: { reason: '下雨' } })
    const off = (await eventsAt(path)).events.find((one) => one.uid === meeting?.uid)
    expect(off?.status).toBe('CANCELLED')
    expect(Number(off?.sequence)).toBeGreaterThan(Number(moved?.sequence))
  })

  it('of a branch is for who reads there, for as long as that lasts', async () => {
    await planned(secretary, tree.branch, {
      title: '党员大会',
      kind: 'members-assembly',
      day: '2026-12-10',
      invited: everyone,
    })
    const refused = await member.ask(contract.makeCalendarFeed, { body: { orgId: tree.branch } })
    expect(refused.error.code).toBe('access.denied')
    const sibling = await test.person('branch-secretary', tree.sibling)
    expect((await sibling.ask(contract.makeCalendarFeed, { body: { orgId: tree.branch } })).status).toBe(404)
    const { body: places } = await secretary.ask(contract.listCalendarFeeds)
    expect(places.places).toEqual([{ orgId: tree.branch, name: '石桥支部' }])

    const deputy = await test.person('branch-deputy', tree.branch)
    const { path } = await make(deputy, tree.branch)
    expect((await eventsAt(path)).events.map((one) => one.summary)).toContain('党员大会')
    await test.system(async (ctx) => {
      await ctx.db
        .updateTable('grants')
        .set({ ended_at: ctx.now })
        .where('county_id', '=', ctx.county)
        .where('account_id', '=', deputy.accountId)
        .execute()
    })
    expect((await fetchIcs(path)).statusCode).toBe(404)
  })
})

it('tells the newer state of an entry of a plan by its sequence, whenever one of its days is moved, called off or planned', async () => {
  const { planId } = await madePlan(secretary, tree.branch, { year: 2026, adopt: true })
  const entry = { orgId: tree.branch, kind: 'volunteer' as const, title: '清河道' }
  const added = await secretary.ask(plans.addPlanItem, {
    params: { planId },
    body: { ...entry, rrule: 'FREQ=MONTHLY;BYMONTHDAY=28', startsAt: '09:00' },
  })
  const { itemId } = added.body
  const { path } = await make(secretary, tree.branch)
  const stand = async () => (await eventsAt(path)).events.find((one) => one.uid.includes(itemId))
  const sequences = [Number((await stand())?.sequence)]
  const params = { itemId, slot: '2026-12-28' }
  const move = (day: string) =>
    secretary.ask(plans.movePlanOccurrence, {
      params,
      body: { day, startsAt: '10:00', endsAt: null, place: null, following: false },
    })
  expect((await move('2026-12-29')).body.changed).toBe(1)
  sequences.push(Number((await stand())?.sequence))
  expect((await move('2026-12-28')).body.changed).toBe(1)
  sequences.push(Number((await stand())?.sequence))
  const off = await secretary.ask(plans.cancelPlanOccurrence, {
    params,
    body: { reason: '下雪', following: false },
  })
  expect(off.status).toBe(200)
  sequences.push(Number((await stand())?.sequence))
  expect(sequences).toEqual([...new Set(sequences)].toSorted((a, b) => a - b))
})

describe('an address', () => {
  it('is told once, kept as a hash, private, and leads nowhere once revoked', async () => {
    const [first, second] = await twice((requestId) =>
      member.ask(contract.makeCalendarFeed, { body: { orgId: null }, requestId }),
    )
    expect(first).toEqual(second)
    const { path, feedId } = first.body
    const token = path.replace('/calendar/', '').replace('.ics', '')
    const stored = await test.system(async (ctx) => [
      ...(await ctx.db
        .selectFrom('calendar_feeds')
        .selectAll()
        .where('county_id', '=', ctx.county)
        .execute()),
      ...(await ctx.db
        .selectFrom('address_locators')
        .selectAll()
        .where('county_id', '=', ctx.county)
        .execute()),
    ])
    expect(JSON.stringify(stored)).not.toContain(token)

    const answer = await fetchIcs(path)
    expect(answer.headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, max-age=900',
      'x-robots-tag': 'noindex, noarchive',
    })
    expect((await fetchIcs(path, { 'if-none-match': answer.headers.etag })).statusCode).toBe(304)

    const params = { feedId }
    expect((await secretary.ask(contract.revokeCalendarFeed, { params })).status).toBe(404)
    const both = await Promise.all([1, 2].map(() => member.ask(contract.revokeCalendarFeed, { params })))
    expect(both.map((one) => one.status).sort((a, b) => a - b)).toEqual([200, 409])
    const gone = await fetchIcs(path)
    const unknown = await fetchIcs(`/calendar/${'x'.repeat(43)}.ics`)
    const mangled = await fetchIcs('/calendar/x')
    for (const one of [gone, unknown, mangled]) {
      expect(one.statusCode).toBe(404)
      expect(one.json()).toEqual(unknown.json())
    }
    expect((await test.ask(contract.listCalendarFeeds)).status).toBe(401)
  })

  it('cannot be had without end, nor be tried without end', async () => {
    const other = await test.person('member', tree.branch, { memberId: crowd[2] ?? null })
    for (let i = 0; i < 10; i += 1) await make(other)
    expect((await other.ask(contract.makeCalendarFeed, { body: { orgId: null } })).error.code).toBe(
      'state.wrong',
    )
    const guess = () =>
      test.app.server.inject({ url: `/calendar/${'y'.repeat(43)}.ics`, remoteAddress: '10.9.9.9' })
    const codes = new Set<number>()
    for (let i = 0; i < 301; i += 1) codes.add((await guess()).statusCode)
    expect([...codes]).toEqual([404, 429])
  })
})
