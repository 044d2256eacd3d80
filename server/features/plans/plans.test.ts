import { beforeEach, describe, expect, it } from 'vitest'
import { cancelActivity, getActivity, listActivities } from '../../../contract/activities.ts'
import { getDue } from '../../../contract/due.ts'
import * as contract from '../../../contract/plans.ts'
import { setOwnDay } from '../../../contract/requirements.ts'
import { newId } from '../../core/ids.ts'
import { buildRegister, planned } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { declare, goTo, hold } from '../../test/duties.ts'
import { madePlan, publishedTemplate, yearOf } from '../../test/plans.ts'
import { buildTree, type Tree } from '../../test/tree.ts'
import { renewComingRolls } from './jobs.ts'

const test = useTestApp()
let tree: Tree
let officer: Person
let secretary: Person
let themeDay: string

beforeEach(async () => {
  goTo(test, '2026-12-01')
  tree = await buildTree(test)
  await buildRegister(test, [
    { orgId: tree.branch, name: '沈国良', partyPost: '党支部书记' },
    { orgId: tree.branch, name: '林秀兰' },
    { orgId: tree.branch, name: '丁小红', groupId: tree.group },
  ])
  officer = await test.person('township-officer', tree.township)
  secretary = await test.person('branch-secretary', tree.branch)
  themeDay = await declare(officer, tree.township, 'theme-day')
  for (const key of ['members-assembly', 'group-meeting', 'party-lecture'])
    await declare(officer, tree.township, key)
})

const activitiesOf = async (who: Person, orgId: number) =>
  (await who.ask(listActivities, { query: { orgId, limit: 200 } })).body.rows

describe('a year', () => {
  it('is proposed from what is owed before anybody has planned it, nothing written', async () => {
    const year = await yearOf(secretary, tree.branch)
    expect(year).toMatchObject({ state: 'none', plan: null, announced: false, abilities: { write: true } })
    expect(year.items.map((one) => [one.title, one.holderName, one.sentence, one.answers])).toEqual([
      ['党小组会', '第一党小组', '每月 22 日，遇休息日提前', ['党小组会']],
      ['主题党日', null, '每月 10 日，遇休息日提前', ['主题党日']],
      ['支部党员大会', null, '每季度末月 25 日，遇休息日提前', ['支部党员大会']],
      ['党课', null, '每季度末月 18 日，遇休息日提前', ['党课']],
    ])
    expect(year.totals).toEqual({ planned: 12 + 12 + 4 + 4, held: 0, cancelled: 0 })
    expect(year.owed).toEqual([])
    // 10 January 2027 is a Sunday.
    expect(year.occurrences[0]).toMatchObject({ slot: '2027-01-10', day: '2027-01-08', moved: 'calendar' })
    expect(await activitiesOf(secretary, tree.branch)).toEqual([])
  })

  it('is adopted in one tap and runs by itself; again it is there already', async () => {
    const requestId = newId()
    const params = { orgId: tree.branch }
    const body = { year: 2027, adopt: true }
    const first = await secretary.ask(contract.makeYearPlan, { params, body, requestId })
    expect(first.body).toMatchObject({ planId: requestId, confirmed: 32 })
    expect((await secretary.ask(contract.makeYearPlan, { params, body, requestId })).body).toEqual(first.body)
    expect((await secretary.ask(contract.makeYearPlan, { params, body })).error.code).toBe(
      'conflict.duplicate',
    )
    const rows = await activitiesOf(secretary, tree.branch)
    expect(rows).toHaveLength(32)
    const group = rows.filter((row) => row.orgId === tree.group)
    expect(group.map((row) => row.expected)).toEqual(Array(12).fill(1))
    expect(rows.find((row) => row.kind === 'theme-day')?.expected).toBe(3)
    const year = await yearOf(secretary, tree.branch)
    expect(year).toMatchObject({ state: 'adopted', owed: [], plan: { open: 0 } })
    expect(new Set(year.occurrences.map((one) => one.state))).toEqual(new Set(['planned']))
  })

  it('of two who adopt at once one makes it, and of two who confirm at once each activity is made once', async () => {
    const params = { orgId: tree.branch }
    const make = () => secretary.ask(contract.makeYearPlan, { params, body: { year: 2027 } })
    const answers = await Promise.all([make(), make()])
    expect(answers.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const planId = answers.find((one) => one.status === 200)?.body.planId ?? ''
    const confirm = () =>
      secretary.ask(contract.confirmYearPlan, {
        params: { planId },
        body: { from: '2027-01-01', to: '2027-01-31' },
      })
    const both = (await Promise.all([confirm(), confirm()])).map((one) => one.body)
    expect(both.map((one) => one.confirmed).toSorted((a, b) => a - b)).toEqual([0, 2])
    // What was confirmed is another state of the plan: who still looks at the one before is told so.
    expect(both.map((one) => one.version)).toEqual([2, 2])
    expect(await activitiesOf(secretary, tree.branch)).toHaveLength(2)
    const adopt = (version: number) =>
      secretary.ask(contract.adoptYearPlan, { params: { planId }, body: { version } })
    expect((await adopt(1)).error.code).toBe('version.stale')
    const whole = await adopt(2)
    expect(whole.body).toMatchObject({ confirmed: 30, version: 4 })
    const again = await adopt(4)
    expect(again.error.code).toBe('state.wrong')
  })

  it('takes what somebody has planned by hand for the same day, and counts what is planned besides', async () => {
    await planned(secretary, tree.branch, { day: '2027-02-10', title: '自己排的' })
    await planned(secretary, tree.branch, { day: '2027-03-03', kind: 'volunteer', title: '植树' })
    await madePlan(secretary, tree.branch, { adopt: true })
    const rows = await activitiesOf(secretary, tree.branch)
    expect(rows.filter((row) => row.day === '2027-02-10').map((row) => row.title)).toEqual(['自己排的'])
    const year = await yearOf(secretary, tree.branch)
    expect(year.occurrences.filter((one) => one.no === null).map((one) => one.title)).toEqual(['植树'])
  })

  it('made in the middle of a year speaks for the days that are left, and says what nobody has planned', async () => {
    await madePlan(secretary, tree.branch, { year: 2026 })
    const year = await yearOf(secretary, tree.branch, 2026)
    expect(year.occurrences.every((one) => one.day >= '2026-12-01')).toBe(true)
    expect(year.owed).toEqual([])
    const lecture = year.items.find((one) => one.title === '党课')?.itemId ?? ''
    await secretary.ask(contract.removePlanItem, { params: { itemId: lecture }, body: {} })
    const after = await yearOf(secretary, tree.branch, 2026)
    expect(after.owed.map((one) => one.sentence)).toEqual(['四季度党课还没有安排'])
    await hold(secretary, tree.branch, 'party-lecture', '2026-11-20')
    expect((await yearOf(secretary, tree.branch, 2026)).owed).toEqual([])
    const past = await secretary.ask(contract.makeYearPlan, {
      params: { orgId: tree.branch },
      body: { year: 2025 },
    })
    expect(past.error).toMatchObject({ code: 'input.invalid', field: 'body.year' })
  })

  it('keeps the village’s own date, and a template’s titles on it', async () => {
    await officer.ask(setOwnDay, {
      params: { requirementId: themeDay, orgId: tree.village },
      body: { fixedDay: 31, from: '2027-01-01' },
    })
    const templateId = await publishedTemplate(officer, tree.township)
    const year = await yearOf(secretary, tree.branch, 2027, templateId)
    expect(year.template).toEqual({ templateId, name: '2027 年样板', orgName: '青禾镇' })
    const [own] = year.items
    expect(own).toMatchObject({ title: '主题党日', work: '冬修水利' })
    expect(own?.sentence).toBe('每月最后一天，遇休息日提前')
    const days = year.occurrences.filter((one) => one.no === 1).map((one) => one.slot)
    expect(days.slice(0, 3)).toEqual(['2027-01-31', '2027-02-28', '2027-03-31'])
    // What the template leaves out is owed all the same.
    expect(year.items.map((one) => one.title)).toEqual(['主题党日', '党课', '党小组会', '支部党员大会'])
  })
})

describe('who may', () => {
  it('is the branch itself; others read or do not know of it', async () => {
    const { planId } = await madePlan(secretary, tree.branch, { adopt: true })
    const itemId = (await yearOf(secretary, tree.branch)).items[0]?.itemId ?? ''
    const params = { orgId: tree.branch, year: 2027 }
    const get = async (who: Person) => (await who.ask(contract.getYearPlan, { params, query: {} })).status
    const supervisor = await test.person('supervisor', tree.township)
    const stranger = await test.person('branch-secretary', tree.elsewhere.branch)
    const sibling = await test.person('branch-secretary', tree.sibling)
    const member = await test.person('member', tree.branch)
    const county = await test.newCounty('远县')
    const far = await test.person('county-officer', county.rootId, { county })
    expect(await get(supervisor)).toBe(200)
    expect(await get(stranger)).toBe(404)
    expect(await get(sibling)).toBe(404)
    expect(await get(member)).toBe(403)
    expect(await get(far)).toBe(404)
    expect((await test.ask(contract.getYearPlan, { params, query: {} })).status).toBe(401)
    const write = async (who: Person) => [
      (
        await who.ask(contract.confirmYearPlan, {
          params: { planId },
          body: { from: '2027-01-01', to: '2027-02-01' },
        })
      ).status,
      (
        await who.ask(contract.cancelPlanOccurrence, {
          params: { itemId, slot: '2027-01-10' },
          body: { reason: '不开' },
        })
      ).status,
      (await who.ask(contract.removePlanItem, { params: { itemId }, body: {} })).status,
      (await who.ask(contract.makeYearPlan, { params: { orgId: tree.branch }, body: { year: 2028 } })).status,
    ]
    expect(await write(supervisor)).toEqual([403, 403, 403, 403])
    expect(await write(stranger)).toEqual([404, 404, 404, 404])
    expect(await write(far)).toEqual([404, 404, 404, 404])
  })

  it('above, everyone below stands in the order of the register with plan and done', async () => {
    await madePlan(secretary, tree.branch, { adopt: true })
    const ask = (who: Person) =>
      who.ask(contract.listYearPlans, { params: { orgId: tree.township }, query: { year: 2027 } })
    const { body } = await ask(officer)
    expect(body.rows).toEqual([
      { orgId: tree.branch, orgName: '石桥支部', state: 'adopted', planned: 32, held: 0, cancelled: 0 },
      { orgId: tree.sibling, orgName: '东溪支部', state: 'none', planned: 0, held: 0, cancelled: 0 },
    ])
    expect([body.count, body.without]).toEqual([2, 1])
    expect((await ask(secretary)).status).toBe(404)
  })
})

describe('one occurrence', () => {
  const theme = async () => {
    const year = await yearOf(secretary, tree.branch)
    const item = year.items.find((one) => one.title === '主题党日')
    return { itemId: item?.itemId ?? '', no: item?.no }
  }
  const move = (itemId: string, slot: string, body: object) =>
    secretary.ask(contract.movePlanOccurrence, {
      params: { itemId, slot },
      body: { day: '2027-05-12', startsAt: null, endsAt: null, place: null, following: false, ...body },
    })

  it('is moved with its activity; moved there again nothing changes', async () => {
    await madePlan(secretary, tree.branch, { adopt: true })
    const { itemId } = await theme()
    const to = { day: '2027-05-12', startsAt: '14:00', endsAt: '16:00', place: '文化礼堂' }
    expect((await move(itemId, '2027-05-10', to)).body).toEqual({ itemId, changed: 1 })
    expect((await move(itemId, '2027-05-10', to)).body).toEqual({ itemId, changed: 0 })
    const year = await yearOf(secretary, tree.branch)
    const one = year.occurrences.find((occurrence) => occurrence.slot === '2027-05-10')
    expect(one).toMatchObject({ ...to, moved: 'person', state: 'planned' })
    const params = { activityId: one?.activityId ?? '' }
    expect((await secretary.ask(getActivity, { params })).body.activity).toMatchObject({ ...to, version: 2 })
    expect((await move(itemId, '2027-05-11', to)).status).toBe(404)
    expect((await move(itemId, '2027-06-10', { day: '2028-01-03' })).error.field).toBe('body.day')
    expect((await move(itemId, '2027-06-10', { startsAt: '15:00', endsAt: '14:00' })).error.field).toBe(
      'body.endsAt',
    )
  })

  it('is moved with all that follow, before and after they are activities', async () => {
    for (const adopt of [false, true]) {
      const orgId = adopt ? tree.sibling : tree.branch
      const who = adopt ? await test.person('branch-secretary', orgId) : secretary
      await madePlan(who, orgId, { adopt })
      const before = await yearOf(who, orgId)
      const itemId = before.items.find((one) => one.title === '主题党日')?.itemId ?? ''
      const answer = await who.ask(contract.movePlanOccurrence, {
        params: { itemId, slot: '2027-04-10' },
        body: { day: '2027-04-15', startsAt: '19:00', endsAt: null, place: '村部', following: true },
      })
      expect(answer.body.changed).toBe(9)
      const year = await yearOf(who, orgId)
      const days = year.occurrences.filter((one) => one.title === '主题党日')
      expect(days.map((one) => one.day.slice(5))).toEqual([
        ...['01-08', '02-10', '03-10', '04-15', '05-14', '06-15'],
        // 15 September 2027 is the Mid-Autumn Festival.
        ...['07-15', '08-13', '09-14', '10-15', '11-15', '12-15'],
      ])
      expect(days.slice(3).every((one) => one.startsAt === '19:00' && one.place === '村部')).toBe(true)
      expect(days.every((one) => one.state === (adopt ? 'planned' : 'open'))).toBe(true)
      expect(year.totals).toEqual(before.totals)
      expect(await activitiesOf(who, orgId)).toHaveLength(adopt ? before.totals.planned : 0)
    }
  })

  it('is called off with a reason, alone or with all that follow; what was recorded stays', async () => {
    await madePlan(secretary, tree.branch, { adopt: true })
    const { itemId } = await theme()
    const cancel = (slot: string, following: boolean, requestId = newId()) =>
      secretary.ask(contract.cancelPlanOccurrence, {
        params: { itemId, slot },
        body: { reason: '台风，全村转移', following },
        requestId,
      })
    expect((await cancel('2027-08-10', false)).body.changed).toBe(1)
    expect((await cancel('2027-08-10', false)).error.code).toBe('state.wrong')
    const requestId = newId()
    expect((await cancel('2027-07-10', true, requestId)).body.changed).toBe(5)
    expect((await cancel('2027-07-10', true, requestId)).body.changed).toBe(5)
    const year = await yearOf(secretary, tree.branch)
    expect(year.totals.cancelled).toBe(6)
    const gone = year.occurrences.find((one) => one.slot === '2027-09-10')
    expect(gone).toMatchObject({ state: 'cancelled', cancelReason: '台风，全村转移' })
    expect(year.owed.map((one) => one.sentence)).toContain('9 月主题党日还没有安排')
    const confirm = await secretary.ask(contract.confirmYearPlan, {
      params: { planId: year.plan?.planId ?? '' },
      body: { from: '2027-01-01', to: '2027-12-31' },
    })
    expect(confirm.body.confirmed).toBe(0)
  })

  it('that was called off where it stands is called off in the plan', async () => {
    await madePlan(secretary, tree.branch, { adopt: true })
    const before = await yearOf(secretary, tree.branch)
    const activityId = before.occurrences.find((one) => one.title === '党课')?.activityId ?? ''
    await secretary.ask(cancelActivity, { params: { activityId }, body: { reason: '讲课的人病了' } })
    const after = await yearOf(secretary, tree.branch)
    expect(after.occurrences.find((one) => one.activityId === activityId)).toMatchObject({
      state: 'cancelled',
      cancelReason: '讲课的人病了',
    })
  })
})

describe('what stands against a day', () => {
  it('is told and not forbidden: the place, the people, who leads, a day off', async () => {
    const { planId } = await madePlan(secretary, tree.branch)
    const shared = { orgId: tree.branch, theme: null, work: null, note: null, shift: 'none' as const }
    const add = (more: object) =>
      secretary.ask(contract.addPlanItem, {
        params: { planId },
        body: {
          ...shared,
          kind: 'volunteer' as const,
          title: '清河道',
          ledBy: '沈国良',
          rrule: 'FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1',
          startsAt: '09:00',
          endsAt: '11:00',
          place: '村部',
          ...more,
        },
      })
    const { itemId } = (await add({})).body
    await add({ kind: 'care', title: '看望老人', startsAt: '10:30', endsAt: null })
    await add({ kind: 'patrol', title: '夜里巡一圈', startsAt: '20:00', endsAt: null })
    const year = await yearOf(secretary, tree.branch)
    const one = year.occurrences.find((occurrence) => occurrence.itemId === itemId)
    expect(one?.conflicts).toEqual([
      { kind: 'holiday', sentence: '这一天休息。' },
      { kind: 'place', sentence: '和“看望老人”同一时间都用村部。' },
      { kind: 'person', sentence: '沈国良同一时间还要带“看望老人”。' },
    ])
    const night = year.occurrences.find((occurrence) => occurrence.title === '夜里巡一圈')
    expect(night?.conflicts.map((conflict) => conflict.kind)).toEqual(['holiday'])
    const confirmed = await secretary.ask(contract.confirmYearPlan, {
      params: { planId },
      body: { from: '2027-05-01', to: '2027-05-01' },
    })
    expect(confirmed.body.confirmed).toBe(3)
    const stranger = await add({ orgId: tree.sibling })
    expect(stranger.error.field).toBe('body.orgId')
    expect((await add({ rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29' })).error.field).toBe('body.rrule')
    const reminder = await add({ kind: null, title: '谈心谈话', place: null })
    expect(reminder.status).toBe(200)
    const after = await yearOf(secretary, tree.branch)
    expect(after.occurrences.find((occurrence) => occurrence.title === '谈心谈话')?.state).toBe('note')
  })
})

describe('as time goes by', () => {
  it('the start page asks for the plan in December and January, until it is adopted', async () => {
    const asked = async () =>
      (await secretary.ask(getDue)).body.rows.find((row) => row.id.startsWith('year-plan/'))
    expect(await asked()).toMatchObject({
      title: '2027 年的计划还没有定',
      dueOn: '2027-01-31',
      link: '/plans?year=2027',
    })
    await madePlan(secretary, tree.branch, { adopt: true })
    expect(await asked()).toBeUndefined()
    goTo(test, '2026-11-30')
    const sibling = await test.person('branch-secretary', tree.sibling)
    expect((await sibling.ask(getDue)).body.rows.map((row) => row.id).join()).not.toContain('year-plan')
  })

  it('a roll is brought up to the register in its last days, unless somebody has changed it', async () => {
    await madePlan(secretary, tree.branch, { adopt: true })
    const lecture = (await yearOf(secretary, tree.branch)).items.find((one) => one.title === '党课')
    const moved = await secretary.ask(contract.movePlanOccurrence, {
      params: { itemId: lecture?.itemId ?? '', slot: '2027-03-18' },
      body: { day: '2027-03-11', startsAt: null, endsAt: null, place: null, following: false },
    })
    expect(moved.status).toBe(200)
    await buildRegister(test, [{ orgId: tree.branch, name: '陈平' }])
    goTo(test, '2027-03-05')
    await test.system(renewComingRolls)
    await test.system(renewComingRolls)
    const rows = await activitiesOf(await test.person('branch-secretary', tree.branch), tree.branch)
    const expectedOn = (day: string) => rows.find((row) => row.day === day)?.expected
    expect([expectedOn('2027-03-10'), expectedOn('2027-03-11'), expectedOn('2027-04-09')]).toEqual([4, 3, 3])
  })
})
