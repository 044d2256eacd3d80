import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { closeActivity, getRoll } from '../../../contract/activities.ts'
import { changeStanding } from '../../../contract/member-life.ts'
import * as contract from '../../../contract/votes.ts'
import { newId } from '../../core/ids.ts'
import { reopen } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import {
  assembly,
  buildVoteTest,
  callRoll,
  meeting,
  put,
  raise,
  record,
  told,
  type VoteTest,
} from '../../test/votes.ts'

const test = useTestApp()
let at: VoteTest
let who: Person

beforeAll(async () => {
  at = await buildVoteTest(test)
  who = at.secretary
})

const held = (more = {}) => assembly(who, at.tree.branch, more)
const countOf = async (activityId: string) => (await meeting(who, activityId)).count

describe('who counts', () => {
  it('are full members with a vote, told before the meeting is recorded and frozen with it', async () => {
    const activityId = await held()
    const before = await countOf(activityId)
    expect(before).toMatchObject({ entitled: 15, expected: 15, present: 15, reached: true, frozenAt: null })
    expect(before?.withoutVote).toMatchObject([{ memberId: at.probationer, whyLabel: '预备党员' }])
    expect((await record(who, activityId, at.ids.slice(0, 3))).status).toBe(200)
    const after = await countOf(activityId)
    expect(after).toMatchObject({ expected: 15, present: 12, reached: true })
    expect(after?.says).toBe('有表决权的应到 15 人，实到 12 人，够法定人数（8 人）。')
    expect(after?.frozenAt).not.toBeNull()
  })

  it('too few is said plainly, and the meeting is recorded all the same', async () => {
    const activityId = await held()
    expect((await record(who, activityId, at.ids.slice(0, 8))).status).toBe(200)
    const count = await countOf(activityId)
    expect(count).toMatchObject({ present: 7, reached: false })
    expect(count?.says).toContain('不够法定人数（8 人）。会可以记，表决不作数。')
  })

  it('who is on probation within the Party has no vote from that day on, and had one before', async () => {
    const memberId = at.ids[14] ?? ''
    const [early, late] = [await held({ day: '2026-11-02' }), await held({ day: '2026-11-18' })]
    const body = { standing: 'retained' as const, happenedOn: '2026-11-10', reason: '处分决定' }
    told(await who.ask(changeStanding, { params: { memberId }, body }))
    await record(who, late)
    await record(who, early)
    expect(await countOf(late)).toMatchObject({ expected: 14, present: 14 })
    expect((await countOf(late))?.withoutVote.map((one) => one.whyLabel)).toContain('留党察看')
    expect(await countOf(early)).toMatchObject({ expected: 15, present: 15 })
    told(
      await who.ask(changeStanding, {
        params: { memberId },
        body: { standing: 'restored', happenedOn: '2026-11-19', reason: '恢复党员权利' },
      }),
    )
  })

  it('who was taken off the roll should have come all the same', async () => {
    const activityId = await held()
    const { version } = told(await who.ask(getRoll, { params: { activityId } }))
    const body = { version, roll: { removed: at.ids.slice(0, 2) } }
    expect((await who.ask(closeActivity, { params: { activityId }, body })).status).toBe(200)
    expect(await countOf(activityId)).toMatchObject({ expected: 15, present: 13 })
  })
})

describe('a vote by hands', () => {
  it('is carried by more than half of those who should have come, and frozen when the meeting is recorded', async () => {
    const activityId = await held()
    const [yes, no] = [await put(who, activityId, '接收预备党员'), await put(who, activityId, '修路')]
    expect(told(await raise(who, yes, 8)).result).toBe('passed')
    expect(told(await raise(who, no, 7, 6)).result).toBe('rejected')
    await record(who, activityId, at.ids.slice(0, 2))
    const { motions } = await meeting(who, activityId)
    expect(motions.map((one) => one.counted?.frozen)).toEqual([true, true])
    expect(motions[0]?.counted?.says).toBe('应到 15 人，实到 13 人，赞成 8，反对 0，弃权 0：通过。')
  })

  it('carries nothing where too few came, whatever they raised', async () => {
    const activityId = await held()
    const motionId = await put(who, activityId, '修路')
    await callRoll(who, activityId, at.ids.slice(0, 8))
    expect(told(await raise(who, motionId, 7)).result).toBe('no-quorum')
    await record(who, activityId, at.ids.slice(0, 8))
    expect((await meeting(who, activityId)).motions[0]?.counted?.resultLabel).toBe('到会人数不够，表决不作数')
  })

  it('has no more hands than people there, nor is a meeting recorded that contradicts it', async () => {
    const activityId = await held()
    const motionId = await put(who, activityId, '修路')
    expect((await raise(who, motionId, 16)).error).toMatchObject({
      code: 'input.invalid',
      field: 'body.ayes',
    })
    told(await raise(who, motionId, 15))
    const refused = await record(who, activityId, at.ids.slice(0, 3))
    expect(refused.error).toMatchObject({ code: 'state.wrong' })
    expect(refused.error.message).toContain('修路')
  })

  it('is corrected only with a reason, and what was counted stays', async () => {
    const activityId = await held()
    const motionId = await put(who, activityId, '修路')
    told(await raise(who, motionId, 8))
    expect((await raise(who, motionId, 9)).error.code).toBe('state.wrong')
    const params = { motionId }
    expect((await who.ask(contract.reopenMotion, { params, body: { reason: ' ' } })).status).toBe(400)
    told(await who.ask(contract.reopenMotion, { params, body: { reason: '数错了' } }))
    told(await raise(who, motionId, 5, 10))
    const [motion] = (await meeting(who, activityId)).motions
    expect(motion?.counted?.result).toBe('rejected')
    expect(motion?.history).toMatchObject([{ reason: '数错了', byName: '沈国良' }])
    expect(motion?.history[0]?.was).toContain('赞成 8')
  })

  it('is computed anew when the roll is corrected, and says so', async () => {
    const activityId = await held()
    const motionId = await put(who, activityId, '修路')
    told(await raise(who, motionId, 8))
    await record(who, activityId)
    await reopen(test, who, activityId, '名单错了')
    expect((await record(who, activityId, at.ids.slice(0, 7))).status).toBe(200)
    const [motion] = (await meeting(who, activityId)).motions
    expect(motion?.counted).toMatchObject({ present: 8, result: 'passed' })
    expect(motion?.history[0]?.reason).toContain('名单改了')
  })

  it('is counted once by two at once, and once however often it is sent', async () => {
    const activityId = await held()
    const motionId = await put(who, activityId, '修路')
    const two = await Promise.all([raise(who, motionId, 8), raise(at.deputy, motionId, 9)])
    expect(two.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const again = await put(who, activityId, '绿化')
    const requestId = newId()
    const first = await raise(who, again, 8, 0, 0, requestId)
    expect((await raise(who, again, 8, 0, 0, requestId)).body).toEqual(first.body)
    const puts = () =>
      who.ask(contract.putMotion, { params: { activityId }, body: { title: '一事', way: 'hands' } })
    const both = await Promise.all([puts(), puts()])
    expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
  })
})

describe('a secret ballot', () => {
  const slips = { way: 'ballot' as const, issued: 15, returned: 14, ayes: 9, noes: 3, abstain: 1, invalid: 1 }
  const ballot = (motionId: string, more = {}) =>
    who.ask(contract.countMotion, {
      params: { motionId },
      body: { ...slips, tellerIds: at.ids.slice(3, 5), ...more },
    })

  it('adds up, with tellers from the roll, and keeps no row of a slip', async () => {
    const activityId = await held()
    const motionId = await put(who, activityId, '处分', 'ballot')
    expect((await ballot(motionId, { returned: 16 })).error.field).toBe('body.returned')
    expect((await ballot(motionId, { ayes: 10 })).error.field).toBe('body.returned')
    expect((await ballot(motionId, { issued: 16 })).error.field).toBe('body.issued')
    expect((await ballot(motionId, { tellerIds: [newId()] })).error.field).toBe('body.tellerIds')
    expect((await raise(who, motionId, 3)).error.field).toBe('body.way')
    expect(told(await ballot(motionId))).toMatchObject({ result: 'passed' })
    const [motion] = (await meeting(who, activityId)).motions
    expect(motion?.counted?.says).toContain('发出 15 张，收回 14 张，废票 1 张')
    expect(motion?.counted?.tellers).toHaveLength(2)
  })

  it('stands in tables that join no person to an answer', async () => {
    const columns = await test.system(async (ctx) => {
      const { rows } = await sql<{ table_name: string; column_name: string }>`
        select table_name, column_name from information_schema.columns
         where table_name in ('motions', 'motion_history', 'election_rounds')`.execute(ctx.db)
      return rows.map((row) => row.column_name)
    })
    expect(columns).not.toContain('member_id')
    expect(columns).not.toContain('voter')
  })
})

describe('strangers and wrong states', () => {
  it('is out of reach of other branches, other counties, who is signed out; members see figures and no names', async () => {
    const activityId = await held()
    const motionId = await put(who, activityId, '修路')
    told(await raise(who, motionId, 8))
    await record(who, activityId)
    const other = await test.newCounty('外县')
    const beside = await test.person('branch-secretary', at.tree.sibling)
    const abroad = await test.person('branch-secretary', other.rootId, { county: other })
    const params = { activityId }
    for (const stranger of [beside, abroad]) {
      expect((await stranger.ask(contract.getMeeting, { params })).error.code).toBe('not-found')
      expect((await raise(stranger, motionId, 1)).error.code).toBe('not-found')
      const body = { title: '别的', way: 'hands' as const }
      expect((await stranger.ask(contract.putMotion, { params, body })).error.code).toBe('not-found')
    }
    expect((await test.ask(contract.getMeeting, { params })).error.code).toBe('auth.required')
    expect((await raise(at.committee, motionId, 1)).error.code).toBe('state.wrong')
    const member = await test.person('member', at.tree.branch, { memberId: at.ids[5] ?? null })
    const seen = await meeting(member, activityId)
    expect(seen.count).toMatchObject({ expected: 15, present: 15, withoutVote: [], excluded: [] })
    expect(seen.people).toEqual([])
    expect(seen.abilities).toEqual({ put: false, elect: false, papers: false })
    expect((await raise(member, motionId, 1)).error.code).toBe('access.denied')
  })

  it('is not counted before the day, nor at what decides nothing; what nobody voted on is withdrawn', async () => {
    const later = await held({ day: '2026-12-01' })
    const motionId = await put(who, later, '修路')
    expect((await raise(who, motionId, 8)).error.code).toBe('state.wrong')
    const params = { motionId }
    told(await who.ask(contract.withdrawMotion, { params, body: { reason: '改到下次' } }))
    expect((await who.ask(contract.withdrawMotion, { params, body: { reason: '再撤' } })).error.code).toBe(
      'state.wrong',
    )
    const themeDay = await held({ kind: 'theme-day', title: '主题党日' })
    expect((await meeting(who, themeDay)).count).toBeNull()
    const body = { title: '修路', way: 'hands' as const }
    expect((await who.ask(contract.putMotion, { params: { activityId: themeDay }, body })).error.code).toBe(
      'state.wrong',
    )
  })
})
