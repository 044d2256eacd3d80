import { beforeAll, describe, expect, it } from 'vitest'
import { getActivity } from '../../../contract/activities.ts'
import { getDue } from '../../../contract/due.ts'
import * as contract from '../../../contract/stage-reviews.ts'
import { newId } from '../../core/ids.ts'
import { findFlaws } from '../../core/procedure/table.ts'
import { buildCrowd, close, planned } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { link, say } from '../../test/contacts.ts'
import { buildTree, type Tree } from '../../test/tree.ts'
import { reviewProcedure } from './procedure.ts'
import { whyNotNow } from './rules.ts'

const test = useTestApp()
let tree: Tree
let officer: Person
let secretary: Person
let leader: Person

beforeAll(async () => {
  tree = await buildTree(test)
  await buildCrowd(test, tree.branch, 3)
  officer = await test.person('township-officer', tree.township, { name: '顾晓峰' })
  secretary = await test.person('branch-secretary', tree.branch, { name: '沈国良' })
  leader = await test.person('supervisor', tree.township, { name: '祝望舒' })
  const { error } = await link(officer, tree.branch, leader)
  if (error) throw new Error(`not linked: ${error.message}`)
})

const review = (who: Person, activityId: string) =>
  who.ask(contract.getStageReview, { params: { activityId } })
const dueTitles = async (who: Person) => (await who.ask(getDue)).body.rows.map((row) => row.title)
/** On the day itself everything may be said: the theme before it begins, the rest after. */
const plan = (title: string, day = '2026-11-20') => planned(secretary, tree.branch, { title, day })
describe('the three stages', () => {
  it('[004-13] vets the theme, was there, writes guidance after, and the branch answers what it did', async () => {
    const activityId = await plan('十一月主题党日')
    expect((await review(secretary, activityId)).body).toMatchObject({
      state: null,
      stateLabel: '没有审',
      leaders: ['祝望舒'],
      abilities: { agree: false, change: false, answer: false },
    })
    expect((await review(leader, activityId)).body.abilities).toEqual({
      ...{ agree: true, askChange: true, change: false },
      ...{ attend: true, guide: true, findSound: true, answer: false },
    })
    const later = await plan('后天的党课', '2026-11-22')
    expect((await review(leader, later)).body.abilities).toMatchObject({
      agree: true,
      attend: false,
      guide: false,
    })
    expect((await say(leader, later, 'attend')).error.code).toBe('state.wrong')
    expect((await say(leader, activityId, 'ask-change')).error.field).toBe('body.note')
    expect((await say(leader, activityId, 'ask-change', '加一段防火')).body.state).toBe('change-asked')
    expect(await dueTitles(secretary)).toContain('联系领导请改主题：十一月主题党日')
    const village = await test.person('committee-secretary', tree.committee)
    expect((await dueTitles(village)).join()).not.toMatch('请改主题')
    expect((await say(secretary, activityId, 'change', '加了，放在学习后面')).body.state).toBe('changed')
    expect((await say(leader, activityId, 'agree')).body.state).toBe('agreed')

    expect((await say(leader, activityId, 'attend', '到得齐')).body.state).toBe('attended')
    expect((await close(secretary, activityId, { minutes: '学了防火' })).status).toBe(200)
    expect((await say(leader, activityId, 'guide', '分工没有写到人')).body.state).toBe('guided')
    expect(await dueTitles(secretary)).toContain('答复联系领导的指导：十一月主题党日')
    expect((await say(secretary, activityId, 'answer', '已经补上谁做什么')).body.state).toBe('answered')
    expect((await say(leader, activityId, 'guide', '再看')).error.code).toBe('state.wrong')
    const { body } = await review(officer, activityId)
    expect(body.stateLabel).toBe('支部答复了')
    expect(body.history.map((one) => [one.step, one.byName, one.note])).toEqual([
      ['ask-change', '祝望舒', '加一段防火'],
      ['change', '沈国良', '加了，放在学习后面'],
      ['agree', '祝望舒', null],
      ['attend', '祝望舒', '到得齐'],
      ['guide', '祝望舒', '分工没有写到人'],
      ['answer', '沈国良', '已经补上谁做什么'],
    ])
  })

  it('[004-12] puts the leader who was there on the roll as a guest, once, by their own word', async () => {
    const activityId = await plan('党员大会')
    expect((await say(leader, activityId, 'attend')).status).toBe(200)
    expect((await say(leader, activityId, 'attend')).error.code).toBe('state.wrong')
    const guests = await test.system((ctx) =>
      ctx.db
        .selectFrom('roll_guests')
        .select(['name', 'origin'])
        .where('county_id', '=', ctx.county)
        .where('activity_id', '=', activityId)
        .execute(),
    )
    expect(guests).toEqual([{ name: '祝望舒', origin: '联系领导' }])
  })

  it('never holds up a branch: without a word the meeting is held, and stands there as not vetted', async () => {
    const activityId = await plan('没有人看过的党课')
    expect((await close(secretary, activityId, { minutes: '讲了水利' })).status).toBe(200)
    const { body } = await secretary.ask(getActivity, { params: { activityId } })
    expect(body.activity.state).toBe('closed')
    const list = await officer.ask(contract.listStageReviews, {
      params: { orgId: tree.township },
      query: { state: 'none' },
    })
    expect(list.body.rows.map((row) => [row.title, row.stateLabel])).toContainEqual([
      '没有人看过的党课',
      '没有审',
    ])
    expect((await say(leader, activityId, 'agree')).error.code).toBe('state.wrong')
    expect((await review(leader, activityId)).body.state).toBeNull()
    expect((await say(leader, activityId, 'find-sound')).body.state).toBe('sound')
  })

  it('is said by the leader for the leader and by the branch for the branch', async () => {
    const activityId = await plan('支委会')
    const stranger = await test.person('branch-secretary', tree.sibling)
    const watcher = await test.person('supervisor', tree.township)
    const member = await test.person('member', tree.branch)
    expect((await say(secretary, activityId, 'agree')).error.code).toBe('access.denied')
    expect((await say(watcher, activityId, 'agree')).error.code).toBe('access.denied')
    expect((await say(officer, activityId, 'agree')).error.code).toBe('access.denied')
    expect((await say(stranger, activityId, 'agree')).error.code).toBe('not-found')
    expect((await review(stranger, activityId)).error.code).toBe('not-found')
    expect((await review(member, activityId)).error.code).toBe('access.denied')
    expect((await test.ask(contract.getStageReview, { params: { activityId } })).status).toBe(401)
    expect((await say(leader, activityId, 'change', '改')).error.code).toBe('access.denied')
    expect((await say(leader, newId(), 'agree')).error.code).toBe('not-found')
    const far = await test.newCounty('远山县')
    const other = await test.person('county-officer', far.rootId, { county: far })
    expect((await review(other, activityId)).error.code).toBe('not-found')
    // Nothing of what was refused stands.
    expect((await review(leader, activityId)).body).toMatchObject({ state: null, history: [] })
  })

  it('opens one record for two first words at once, and counts a word that is sent again once', async () => {
    const second = await test.person('supervisor', tree.township, { name: '包屿宁' })
    await link(officer, tree.village, second)
    const activityId = await plan('十二月党课', '2026-12-01')
    const both = await Promise.all([
      say(leader, activityId, 'agree'),
      say(second, activityId, 'ask-change', '换个日子'),
    ])
    expect(both.some((one) => one.status === 200)).toBe(true)
    const { body } = await review(leader, activityId)
    expect(body.history).toHaveLength(both.filter((one) => one.status === 200).length)

    const requestId = newId()
    const other = await plan('组织生活会', '2026-12-02')
    const agree = { requestId, params: { activityId: other }, body: { step: 'agree' as const } }
    const first = await leader.ask(contract.takeReviewStep, agree)
    expect((await leader.ask(contract.takeReviewStep, agree)).body).toEqual(first.body)
    expect((await review(leader, other)).body.history).toHaveLength(1)
  })
})

describe('the table', () => {
  it('has no flaw', () => {
    expect(findFlaws(reviewProcedure)).toEqual([])
  })

  it('asks for the theme before and for presence from the day on', () => {
    const at = (day: string, state = 'planned') => ({ day, state })
    const today = '2026-11-20'
    expect(whyNotNow('agree', at('2026-11-20'), today)).toBeNull()
    expect(whyNotNow('agree', at('2026-11-19'), today)).toMatch('已经开过')
    expect(whyNotNow('attend', at('2026-11-21'), today)).toMatch('还没有开')
    expect(whyNotNow('guide', at('2026-11-20', 'closed'), today)).toBeNull()
    expect(whyNotNow('answer', at('2026-01-01', 'closed'), today)).toBeNull()
    expect(whyNotNow('agree', at('2026-11-21', 'cancelled'), today)).toMatch('取消')
  })
})
