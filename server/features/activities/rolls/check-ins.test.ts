import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changeActivity, getRoll } from '../../../../contract/activities.ts'
import { checkIn, getCheckInCode, openCheckIn } from '../../../../contract/check-ins.ts'
import { newId } from '../../../core/ids.ts'
import { close, factsOf, planned } from '../../../test/activities.ts'
import { type Person, useTestApp } from '../../../test/app.ts'
import { buildRollTest, notesOf, type RollTest } from '../../../test/rolls.ts'
import { codesFrom, fitsTime, newSecret } from './check-in-rules.ts'

const test = useTestApp()
let held: RollTest
let activityId: string
const start = new Date('2026-11-20T09:00:10+08:00')
beforeAll(async () => {
  held = await buildRollTest(test)
})
beforeEach(async () => {
  test.clock.now = start
  activityId = await planned(held.secretary, held.tree.branch)
})

const params = () => ({ params: { activityId } })
const openIt = (who = held.secretary) => who.ask(openCheckIn, { ...params(), body: {} })
const codesOf = async () => (await held.secretary.ask(getCheckInCode, params())).body.codes
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000)
const scan = (who: Person, code: string, at = test.clock.now, requestId = newId()) =>
  who.ask(checkIn, { requestId, ...params(), body: { code, scannedAt: at.toISOString() } })
async function current(): Promise<string> {
  await openIt()
  return (await codesOf())[0]?.code ?? ''
}

describe('the code on the screen', () => {
  it('changes every half minute and is known ten minutes ahead', async () => {
    await openIt()
    const codes = await codesOf()
    expect(codes.map((one) => one.inSeconds).slice(0, 3)).toEqual([0, 20, 50])
    expect(new Set(codes.map((one) => one.code)).size).toBe(20)
    test.clock.now = later(25)
    expect((await codesOf())[0]?.code).toBe(codes[1]?.code)
    // Opened again it is the same.
    await openIt()
    expect((await codesOf())[0]?.code).toBe(codes[1]?.code)
  })

  it('fits the time at which it stood, give or take a slow page and a clock that is a little off', () => {
    const secret = newSecret()
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: -600, max: 600 }), (at, off) => {
        const shown = new Date(1_790_000_000_000 + at * 1000)
        const [code] = codesFrom(secret, shown)
        const step = (time: Date) => Math.floor(time.getTime() / 30_000)
        const scanned = new Date(shown.getTime() + off * 1000)
        const behind = step(scanned) - step(shown)
        expect(fitsTime(secret, code?.code ?? '', scanned)).toBe(behind >= -1 && behind <= 4)
      }),
    )
    expect(fitsTime(newSecret(), codesFrom(secret, start)[0]?.code ?? '', start)).toBe(false)
  })

  it('is put up by whoever calls the roll, on the day, while nothing is recorded', async () => {
    const { secretary, member, neighbour, tree } = held
    expect((await openIt(member)).error.code).toBe('access.denied')
    expect((await openIt(neighbour)).error.code).toBe('not-found')
    expect((await secretary.ask(getCheckInCode, params())).error.code).toBe('state.wrong')
    await openIt()
    expect((await member.ask(getCheckInCode, params())).error.code).toBe('access.denied')
    expect((await neighbour.ask(getCheckInCode, params())).error.code).toBe('not-found')
    expect((await test.ask(getCheckInCode, params())).error.code).toBe('auth.required')
    activityId = await planned(secretary, tree.branch, { day: '2026-11-21' })
    expect((await openIt()).error.code).toBe('state.wrong')
  })
})

describe('an activity that moves', () => {
  const move = async (day: string) => {
    const { body } = await held.secretary.ask(getRoll, params())
    const { version } = body
    const heading = { kind: 'theme-day' as const, title: '主题党日', day }
    return held.secretary.ask(changeActivity, { ...params(), body: { ...heading, version } })
  }

  it('takes its code down, and another stands there when it is put up again', async () => {
    const code = await current()
    // Another hour of the same day changes nothing.
    expect((await move('2026-11-20')).status).toBe(200)
    expect((await codesOf())[0]?.code).toBe(code)
    expect((await move('2026-11-21')).status).toBe(200)
    expect((await scan(held.member, code)).error).toMatchObject({ code: 'state.wrong' })
    expect((await held.secretary.ask(getCheckInCode, params())).error.code).toBe('state.wrong')
    expect((await move('2026-11-20')).status).toBe(200)
    const fresh = await current()
    expect((await scan(held.other, code)).error.field).toBe('body.code')
    expect((await scan(held.other, fresh)).status).toBe(200)
  })
})

describe('a scan', () => {
  it('is kept for the member, and by nothing of where', async () => {
    const { secretary, member } = held
    const { body } = await scan(member, await current())
    expect(body).toEqual({ activityId, at: start.toISOString(), visitor: false })
    expect((await notesOf(secretary, activityId)).checkIns).toEqual([
      {
        memberId: held.ids.林秀兰,
        name: '林秀兰',
        orgName: '石桥支部',
        at: start.toISOString(),
        minutesLate: null,
        onRoll: true,
      },
    ])
    expect((await notesOf(member, activityId)).checkIns).toEqual([])
    // Nobody has to scan: the roll is called as ever.
    expect((await close(secretary, activityId)).body.present).toBe(3)
  })

  it('counts once a member; others scan the same screen', async () => {
    const { member, other } = held
    const code = await current()
    const requestId = newId()
    const answers = await Promise.all([
      scan(member, code, start, requestId),
      scan(member, code, start, requestId),
      scan(other, code),
    ])
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200])
    const again = await scan(member, code)
    expect(again.error).toMatchObject({ code: 'conflict.duplicate', message: '您报过到了，没有再记一次。' })
    const both = await Promise.all([scan(held.visitor, code), scan(held.visitor, code)])
    expect(both.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect((await notesOf(held.secretary, activityId)).checkIns).toHaveLength(3)
  })

  it('made without a connection is sent later with the time of the scan, until the activity is recorded', async () => {
    const { member, other, secretary } = held
    const code = await current()
    test.clock.now = later(3_600)
    expect((await scan(member, code, later(5))).status).toBe(200)
    // A picture of the screen that was sent on looks the same: whoever calls the roll is told how late it came.
    expect((await notesOf(secretary, activityId)).checkIns).toMatchObject([{ minutesLate: 60 }])
    await close(secretary, activityId)
    expect((await scan(other, code, later(5))).error).toMatchObject({ code: 'state.wrong' })
  })

  it('of a code whose time is over, of another activity, guessed, or of a time to come, is refused', async () => {
    const { member, other, secretary, tree } = held
    const code = await current()
    test.clock.now = later(600)
    expect((await scan(other, code)).error).toMatchObject({ code: 'input.invalid', field: 'body.code' })
    expect((await scan(other, '00000000')).error.field).toBe('body.code')
    expect((await scan(other, 'abc')).error.code).toBe('input.invalid')
    const ahead = (await codesOf())[19]?.code ?? ''
    expect((await scan(other, ahead, later(600 + 570))).error.field).toBe('body.code')
    activityId = await planned(secretary, tree.branch)
    expect((await scan(other, code)).error.code).toBe('not-found')
    await openIt()
    expect((await scan(other, code)).error.field).toBe('body.code')
    const before = (await codesOf())[0]?.code ?? ''
    expect((await scan(member, before, later(-3_600))).error.field).toBe('body.code')
  })

  it('needs somebody signed in who is a member', async () => {
    const { secretary } = held
    const code = await current()
    expect((await scan(secretary, code)).error.code).toBe('not-found')
    const sent = { ...params(), body: { code, scannedAt: start.toISOString() } }
    expect((await test.ask(checkIn, sent)).error.code).toBe('auth.required')
    const county = await test.newCounty('邻县')
    const abroad = await test.person('member', county.rootId, { county, memberId: null })
    expect((await scan(abroad, code)).error.code).toBe('not-found')
  })

  it('by a member of another branch tells whoever calls the roll, who puts that member on it', async () => {
    const { secretary, visitor, ids, tree } = held
    expect((await scan(visitor, await current())).body.visitor).toBe(true)
    expect((await notesOf(secretary, activityId)).checkIns).toEqual([
      expect.objectContaining({ name: '徐东溪', orgName: '东溪支部', onRoll: false }),
    ])
    expect((await close(secretary, activityId, { roll: { added: [ids.徐东溪] } })).body.present).toBe(4)
    const { body } = await secretary.ask(getRoll, params())
    expect(body.rows.map((row) => row.name)).toContain('徐东溪')
    const fact = (await factsOf(test, activityId))
      .of('attendance')
      .find((one) => one.member_id === ids.徐东溪)
    expect(fact?.org_id).toBe(tree.sibling)
  })

  it('does not let a stranger be added who did not scan', async () => {
    const { secretary, ids } = held
    const added = await close(secretary, activityId, { roll: { added: [ids.徐东溪] } })
    expect(added.error.field).toBe('body.roll.added')
  })
})
