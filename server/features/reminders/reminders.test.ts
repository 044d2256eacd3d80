import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as activities from '../../../contract/activities.ts'
import * as duties from '../../../contract/duties.ts'
import * as tasks from '../../../contract/meeting-tasks.ts'
import * as contract from '../../../contract/reminders.ts'
import * as worklists from '../../../contract/worklists.ts'
import { buildCrowd, close, planned } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { link, say } from '../../test/contacts.ts'
import { declare, hold } from '../../test/duties.ts'
import { goRound, goTo, remindersOf, twice } from '../../test/reminders.ts'
import { buildTree, type Tree } from '../../test/tree.ts'
import { itemsOf, sentList } from '../../test/worklists.ts'

const test = useTestApp()
let tree: Tree
let secretary: Person
let member: Person
let officer: Person
let admin: Person
let crowd: string[]

beforeAll(async () => {
  tree = await buildTree(test)
  crowd = await buildCrowd(test, tree.branch, 4)
  secretary = await test.person('branch-secretary', tree.branch, { memberId: crowd[0] ?? null })
  member = await test.person('member', tree.branch, { memberId: crowd[1] ?? null })
  officer = await test.person('township-officer', tree.township)
  admin = await test.person('county-admin', test.county.rootId)
})
beforeEach(async () => {
  await goTo(test, '2026-11-20T09:00:00+08:00')
})

const everyone = { whom: 'everyone' as const, withApplicants: false }
const own = async (who: Person) => (await who.ask(contract.listReminders)).body.rows
const standing = async (who: Person, kind: string) =>
  (await remindersOf(test, who.accountId)).filter((row) => row.kind === kind && row.withdrawn_at === null)
const move = (activityId: string, day: string, version: number) =>
  secretary.ask(activities.changeActivity, {
    params: { activityId },
    body: { version, kind: 'theme-day', title: '主题党日', day, startsAt: '14:30', place: '文化礼堂' },
  })

describe('what comes due', () => {
  it('[004-11] calls whoever stands on the roll, once; anew when the day moves; not what is over', async () => {
    const wish = { day: '2026-11-21', startsAt: '14:30', place: '文化礼堂', invited: everyone }
    const activityId = await planned(secretary, tree.branch, wish)
    await goRound(test)
    await goRound(test)
    expect(await own(member)).toMatchObject([
      {
        kind: 'activity',
        title: '主题党日',
        note: '14:30，文化礼堂',
        dueOn: '2026-11-21',
        link: `/activities/${activityId}`,
      },
    ])
    expect(await standing(member, 'activity')).toHaveLength(1)

    expect((await move(activityId, '2026-11-24', 1)).status).toBe(200)
    await goRound(test)
    expect(await own(member)).toEqual([])
    const rows = (await remindersOf(test, member.accountId)).filter((row) => row.kind === 'activity')
    expect(rows.map((row) => [row.due_on, row.withdrawn_at === null])).toEqual([
      ['2026-11-21', false],
      ['2026-11-24', true],
    ])
    await goTo(test, '2026-11-23T09:00:00+08:00')
    expect(await own(member)).toMatchObject([{ dueOn: '2026-11-24' }])

    await goTo(test, '2026-11-24T17:00:00+08:00')
    await close(secretary, activityId)
    await goRound(test)
    expect(await own(member)).toEqual([])
  })

  it('tells again of a day to which it came back, and never of one that was called off', async () => {
    const activityId = await planned(secretary, tree.branch, { day: '2026-11-21', invited: everyone })
    await goRound(test)
    await goTo(test, '2026-11-20T18:00:00+08:00')
    const [first] = await own(member)
    const body = { reminderIds: [first?.reminderId ?? ''] }
    await member.ask(contract.putRemindersAway, { body })
    expect(await own(member)).toEqual([])
    await move(activityId, '2026-11-23', 1)
    await goRound(test)
    await move(activityId, '2026-11-21', 2)
    await goRound(test)
    // Put away and handed over as it was: what was heard last is the other day.
    expect(await own(member)).toMatchObject([{ dueOn: '2026-11-21' }])
    const rows = (await remindersOf(test, member.accountId)).filter((row) => row.withdrawn_at === null)
    expect(rows.map((row) => row.handed_at)).toEqual([null])
    const params = { activityId }
    await secretary.ask(activities.cancelActivity, { params, body: { reason: '下雨' } })
    await goRound(test)
    expect(await own(member)).toEqual([])
  })

  it('gives a task to whoever it was given to, until it is done', async () => {
    const activityId = await planned(secretary, tree.branch, { day: '2026-11-20', invited: everyone })
    const given = await secretary.ask(tasks.assignTask, {
      params: { activityId },
      body: { what: '修好广播', owner: { by: 'member', id: crowd[1] ?? '' }, dueOn: '2026-11-21' },
    })
    await goRound(test)
    const found = (rows: contract.Reminder[]) => rows.filter((row) => row.kind === 'task')
    expect(found(await own(member))).toMatchObject([{ title: '修好广播', dueOn: '2026-11-21' }])
    expect(found(await own(secretary))).toEqual([])
    await member.ask(tasks.finishTask, { params: { taskId: given.body.taskId }, body: { note: '修好了' } })
    await goRound(test)
    expect(found(await own(member))).toEqual([])
  })

  it('tells an owed duty before its day and after it, and stops with the fact that meets it', async () => {
    const other = await test.person('branch-secretary', tree.sibling)
    await buildCrowd(test, tree.sibling, 2)
    await declare(officer, tree.township, 'theme-day', { terms: { fixedDay: 23 } })
    await goRound(test)
    const duty = async () => (await own(other)).filter((row) => row.kind === 'duty')
    expect(await duty()).toMatchObject([{ dueOn: '2026-11-23', note: null }])
    await goTo(test, '2026-11-26T09:00:00+08:00')
    await goRound(test)
    expect(await duty()).toMatchObject([{ dueOn: '2026-11-23', note: '还能补记' }])
    expect((await own(member)).filter((row) => row.kind === 'duty')).toEqual([])
    await hold(other, tree.sibling, 'theme-day', '2026-11-22')
    await goRound(test)
    expect(await duty()).toEqual([])
  })

  it('calls for the next step of a procedure whoever stands nearest and may take it', async () => {
    const asker = await test.person('branch-secretary', tree.sibling)
    await declare(officer, tree.township, 'party-lecture')
    const village = await test.person('committee-secretary', tree.committee)
    const { body } = await asker.ask(duties.getDutyStrip, { params: { orgId: tree.sibling }, query: {} })
    const row = body.rows.find((one) => one.code === 'party-lecture')
    const cell = row?.cells.find((one) => one.state === 'due')
    const asked = await asker.ask(duties.askPlea, {
      body: {
        kind: 'excuse',
        orgId: tree.sibling,
        requirementId: cell?.requirementId ?? '',
        periodStart: cell?.periodStart ?? '',
        reason: '发大水',
      },
    })
    expect(asked.status).toBe(200)
    await goTo(test, '2026-11-24T09:00:00+08:00')
    await goRound(test)
    const clocks = async (who: Person) => (await own(who)).filter((one) => one.kind === 'procedure')
    expect(await clocks(village)).toMatchObject([{ title: '请上级定：等上级定', dueOn: '2026-11-25' }])
    expect(await clocks(asker)).toEqual([])
    expect(await clocks(officer)).toEqual([])
  })

  it('calls a branch to answer what its linked leader has written, and the leader to nothing', async () => {
    const leader = await test.person('supervisor', tree.township)
    await link(officer, tree.branch, leader)
    const activityId = await planned(secretary, tree.branch, { title: '支委会' })
    expect((await say(leader, activityId, 'guide', '议题太多，分两次开')).status).toBe(200)
    await goTo(test, '2026-12-03T09:00:00+08:00')
    await goRound(test)
    const clocks = async (who: Person) =>
      (await own(who)).filter((one) => one.kind === 'procedure' && one.title.startsWith('三审'))
    expect(await clocks(secretary)).toMatchObject([{ title: '三审：写了指导，等支部答复' }])
    expect(await clocks(leader)).toEqual([])
  })

  it('asks for the items of a list that are left, each by itself', async () => {
    const worklistId = await sentList(officer, tree.township)
    await goTo(test, '2026-11-21T09:00:00+08:00')
    await goRound(test)
    const items = async () =>
      (await own(secretary)).filter((row) => row.kind === 'worklist').map((row) => row.title)
    // What a menu offers is asked for when it was picked; the theme day was held.
    const before = await items()
    expect(before).toContain('冬修水利缺几个劳力')
    expect(before).not.toContain('清理一段河道')
    const itemOf = await itemsOf(officer, worklistId)
    const params = { worklistId, orgId: tree.branch }
    await secretary.ask(worklists.giveReceipt, { params })
    await secretary.ask(worklists.answerItem, {
      params: { ...params, itemId: itemOf('冬修水利缺几个劳力') },
      body: { text: '3' },
    })
    await goRound(test)
    expect(await items()).not.toContain('冬修水利缺几个劳力')
  })
})

describe('one’s own list', () => {
  it('is put away by its reader alone, and nobody else is told', async () => {
    await planned(secretary, tree.branch, { title: '志愿服务', day: '2026-11-21', invited: everyone })
    await goRound(test)
    const [row] = (await own(member)).filter((one) => one.title === '志愿服务')
    const body = { reminderIds: [row?.reminderId ?? ''] }
    const stranger = await secretary.ask(contract.putRemindersAway, {
      body: { reminderIds: body.reminderIds },
    })
    expect(stranger.status).toBe(200)
    expect((await own(member)).map((one) => one.title)).toContain('志愿服务')

    const [first, second] = await twice((requestId) =>
      member.ask(contract.putRemindersAway, { body, requestId }),
    )
    expect(first).toEqual(second)
    expect(first.body).toEqual({ putAway: 1 })
    expect((await own(member)).map((one) => one.title)).not.toContain('志愿服务')
    await goRound(test)
    expect((await own(member)).map((one) => one.title)).not.toContain('志愿服务')

    const broken = await member.ask(contract.putRemindersAway, {
      body: { reminderIds: ['activity/2026-02-30/x'] },
    })
    expect(broken).toMatchObject({
      status: 400,
      error: { code: 'input.invalid', field: 'body.reminderIds.0' },
    })
    for (const spec of [contract.listReminders, contract.getReminderSettings, contract.listReminderRules])
      expect((await test.ask(spec)).status).toBe(401)
  })

  it('stays inside the county', async () => {
    const county = await test.newCounty('别的县')
    const far = await buildTree(test, county)
    const stranger = await test.person('branch-secretary', far.branch, { county })
    await goRound(test, county)
    expect(await own(stranger)).toEqual([])
  })
})

describe('settings', () => {
  const body = { mode: 'daily' as const, digestHour: 8, quietFrom: 21, quietTo: 7, off: [] }

  it('begin with one digest a day; are kept against another window; refuse a digest by night', async () => {
    const before = await member.ask(contract.getReminderSettings)
    expect(before.body).toMatchObject({ ...body, version: 0, pushKey: null })
    expect(before.body.kinds.map((one) => one.kind)).toEqual([...contract.reminderKinds])
    const night = await member.ask(contract.saveReminderSettings, {
      body: { ...body, digestHour: 22, version: 0 },
    })
    expect(night).toMatchObject({ status: 400, error: { field: 'body.digestHour' } })

    const both = await Promise.all(
      [9, 10].map((digestHour) =>
        member.ask(contract.saveReminderSettings, { body: { ...body, digestHour, version: 0 } }),
      ),
    )
    expect(both.map((one) => one.status).sort((a, b) => a - b)).toEqual([200, 409])
    const off = [{ channel: 'list' as const, kind: 'activity' as const }]
    const [first, second] = await twice((requestId) =>
      member.ask(contract.saveReminderSettings, { body: { ...body, off, version: 1 }, requestId }),
    )
    expect(first).toEqual(second)
    expect((await member.ask(contract.getReminderSettings)).body).toMatchObject({ off, version: 2 })

    await planned(secretary, tree.branch, { title: '不想看', day: '2026-11-21', invited: everyone })
    await goRound(test)
    expect((await own(member)).filter((row) => row.kind === 'activity')).toEqual([])
  })

  it('know no reminder to sign in, and none of points', async () => {
    for (const kind of ['sign-in', 'points', 'rank'] as unknown as contract.ReminderKind[]) {
      const rule = { kind, daysBefore: 1, atHour: 8, on: true }
      expect((await admin.ask(contract.saveReminderRule, { body: rule })).status).toBe(400)
    }
  })

  it('of when to remind are the county’s: others read them, the administrator sets them', async () => {
    const rule = { kind: 'activity' as const, daysBefore: 3, atHour: 18, on: true }
    expect((await officer.ask(contract.saveReminderRule, { body: rule })).error.code).toBe('access.denied')
    const late = await admin.ask(contract.saveReminderRule, { body: { ...rule, daysBefore: -1 } })
    expect(late).toMatchObject({ status: 400, error: { field: 'body.daysBefore' } })
    await planned(secretary, tree.branch, { title: '早知道', day: '2026-11-23', invited: everyone })
    const [first, second] = await twice((requestId) =>
      admin.ask(contract.saveReminderRule, { body: rule, requestId }),
    )
    expect([first.status, second.status]).toEqual([200, 200])
    await Promise.all(
      [18, 19].map((atHour) => admin.ask(contract.saveReminderRule, { body: { ...rule, atHour } })),
    )
    await goRound(test)
    expect((await own(secretary)).map((row) => row.title)).toContain('早知道')
    await admin.ask(contract.saveReminderRule, { body: { ...rule, on: false } })
    await goRound(test)
    expect((await own(secretary)).map((row) => row.title)).not.toContain('早知道')
    const { body: told } = await officer.ask(contract.listReminderRules)
    expect(told.abilities.set).toBe(false)
    expect(told.rows).toContainEqual({ ...rule, on: false, kindLabel: '活动' })
  })
})

describe('words for a group', () => {
  it('[004-11] tell what, when and where; name nobody; leave no trace of who read them', async () => {
    const activityId = await planned(secretary, tree.branch, {
      day: '2026-11-21',
      startsAt: '14:30',
      place: '文化礼堂',
      invited: everyone,
    })
    const { body } = await secretary.ask(contract.getActivityText, { params: { activityId } })
    expect(body.text).toBe(
      '【石桥支部】主题党日\n时间：11月21日（星期六） 14:30\n地点：文化礼堂\n来不了的，请早点跟支部说一声。',
    )
    expect(body.text).not.toMatch(/https?:/)
    const sibling = await test.person('branch-secretary', tree.sibling)
    expect((await sibling.ask(contract.getActivityText, { params: { activityId } })).status).toBe(404)
    await secretary.ask(activities.cancelActivity, { params: { activityId }, body: { reason: '下雨' } })
    const late = await secretary.ask(contract.getActivityText, { params: { activityId } })
    expect(late.error.code).toBe('state.wrong')

    const worklistId = await sentList(officer, tree.township)
    const list = await secretary.ask(contract.getWorklistText, { params: { worklistId } })
    expect(list.body.text).toContain('1. 开一次主题党日')
    expect(list.body.text).toContain('请在11月22日（星期日）前办好。')
    const elsewhere = await test.person('branch-secretary', tree.elsewhere.branch)
    expect((await elsewhere.ask(contract.getWorklistText, { params: { worklistId } })).status).toBe(404)
  })
})
