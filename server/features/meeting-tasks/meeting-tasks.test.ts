import { beforeAll, describe, expect, it } from 'vitest'
import * as activities from '../../../contract/activities.ts'
import { getDue } from '../../../contract/due.ts'
import * as contract from '../../../contract/meeting-tasks.ts'
import { newId } from '../../core/ids.ts'
import { buildCrowd, close, planned, reopen } from '../../test/activities.ts'
import { agendaWish, declared } from '../../test/agendas.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let officer: Person
let cadre: Person
let village: Person
let secretary: Person
let crowd: string[]

beforeAll(async () => {
  tree = await buildTree(test)
  crowd = await buildCrowd(test, tree.branch, 4)
  officer = await test.person('township-officer', tree.township)
  cadre = await test.person('resident-cadre', tree.village, { name: '蒋明' })
  village = await test.person('committee-secretary', tree.committee, { name: '潘雪琴' })
  secretary = await test.person('branch-secretary', tree.branch, { memberId: crowd[0] ?? null })
})

const at = (index: number) => crowd[index] ?? ''
const tasksOf = async (who: Person, activityId: string) =>
  (await who.ask(contract.getActivityTasks, { params: { activityId } })).body
const assign = (who: Person, activityId: string, more: object = {}, requestId = newId()) =>
  who.ask(contract.assignTask, {
    requestId,
    params: { activityId },
    body: {
      what: '清掉渠口淤泥',
      owner: { by: 'member', id: at(1) },
      dueOn: '2026-11-24',
      ...more,
    },
  })

describe('the weekly meeting of a village', () => {
  it('[000-05] conveys higher meetings, lets the resident cadre assign the week, and the secretary details it', async () => {
    await declared(officer, agendaWish(tree.township, 'situation-analysis'))
    const { body: proposal } = await village.ask(activities.proposeActivity, {
      params: { orgId: tree.committee },
      query: { kind: 'situation-analysis' },
    })
    expect(proposal.segments.map((one) => [one.title, one.ledRole, one.ledBy])).toEqual([
      ['传达上级会议精神', null, null],
      ['驻村干部布置本周工作', 'resident-cadre', '蒋明'],
      ['书记细化到人', 'secretary', '潘雪琴'],
    ])
    const segments = proposal.segments.map(({ topicLabel: _, lecturerName: __, siteName: ___, ...one }) => ({
      ...one,
      home: null,
    }))
    const activityId = await planned(village, tree.committee, {
      kind: 'situation-analysis',
      title: '民情分析会',
      segments,
    })
    expect((await assign(cadre, activityId)).status).toBe(200)
    const { body } = await village.ask(activities.getActivity, { params: { activityId } })
    expect(body.activity).toMatchObject({ lacking: [], durationMinutes: 55 })
    expect((await tasksOf(village, activityId)).rows).toMatchObject([
      { what: '清掉渠口淤泥', assignedByName: '蒋明', state: 'open', overdue: false },
    ])
  })

  it('[000-32] shows week by week whether the resident cadre was there and what was given out, in the own village alone', async () => {
    const held = async (day: string, skipped: number[]) => {
      const segments = [
        { kind: 'meeting' as const, title: '布置', ledBy: '蒋明', ledRole: 'resident-cadre' as const },
        { kind: 'meeting' as const, title: '细化' },
      ]
      const plan = { kind: 'situation-analysis' as const, title: '民情分析会', day, segments }
      const activityId = await planned(cadre, tree.committee, plan)
      await close(cadre, activityId, { skipped })
      return activityId
    }
    const first = await held('2026-11-10', [])
    await held('2026-11-03', [0])
    const task = await assign(cadre, first, { dueOn: '2026-11-12' })
    const params = { taskId: task.body.taskId }
    await village.ask(contract.finishTask, { params, body: { note: '清完了' } })

    const weeks = { params: { orgId: tree.village }, query: { weeks: 4 } }
    const { body } = await cadre.ask(contract.getCadreWeeks, weeks)
    expect(body.rows.map((row) => [row.weekFrom, row.attended, row.cadre, row.tasks, row.done])).toEqual([
      ['2026-11-16', false, null, 0, 0],
      ['2026-11-09', true, '蒋明', 1, 1],
      ['2026-11-02', false, null, 0, 0],
      ['2026-10-26', false, null, 0, 0],
    ])
    expect(body.rows[2]?.activityId).not.toBeNull()
    expect((await officer.ask(contract.getCadreWeeks, weeks)).status).toBe(200)

    const far = await test.person('resident-cadre', tree.elsewhere.township)
    expect((await far.ask(contract.getCadreWeeks, weeks)).error.code).toBe('not-found')
    expect((await assign(far, first)).error.code).toBe('not-found')
  })
})

describe('a task of a meeting', () => {
  it('stands on the start page of whoever it was given to until it is done, with a word on how it went', async () => {
    const activityId = await planned(secretary, tree.branch, { title: '支委会' })
    const owner = await test.person('member', tree.branch, { memberId: at(2) })
    const given = await assign(secretary, activityId, {
      what: '送米到丁家',
      owner: { by: 'member', id: at(2) },
      dueOn: '2026-11-20',
    })
    const { taskId } = given.body
    const due = async () => (await owner.ask(getDue)).body.rows.filter((row) => row.id.includes(taskId))
    expect(await due()).toMatchObject([
      { state: 'today', title: '送米到丁家', note: '支委会定的', link: `/meeting-tasks?mine=1#${taskId}` },
    ])
    const mine = await owner.ask(contract.listMeetingTasks, { query: { mine: '1' } })
    expect(mine.body.rows).toMatchObject([
      { taskId, own: true, abilities: { settle: true, withdraw: false } },
    ])

    const params = { taskId }
    const body = { note: '送到了，老人收下了' }
    const other = await test.person('member', tree.branch, { memberId: at(3) })
    expect((await other.ask(contract.finishTask, { params, body })).error.code).toBe('access.denied')
    expect((await owner.ask(contract.withdrawTask, { params, body })).error.code).toBe('access.denied')
    const done = await Promise.all([
      owner.ask(contract.finishTask, { params, body }),
      secretary.ask(contract.finishTask, { params, body }),
    ])
    expect(done.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(await due()).toEqual([])
    const { rows } = await tasksOf(secretary, activityId)
    expect(rows).toMatchObject([{ state: 'done', settled: { note: '送到了，老人收下了' } }])
    expect((await secretary.ask(contract.withdrawTask, { params, body })).error.code).toBe('state.wrong')
  })

  it('may be given to whoever works there by an account, and is overdue for the branch to see', async () => {
    const activityId = await planned(secretary, tree.branch, { title: '十月支委会', day: '2026-10-20' })
    const { owners } = await tasksOf(secretary, activityId)
    const jiang = owners.find((one) => one.name === '蒋明')
    expect(jiang).toMatchObject({ by: 'account', note: '驻村干部' })
    const given = await assign(secretary, activityId, {
      owner: { by: 'account', id: jiang?.id },
      dueOn: '2026-11-01',
    })
    expect(given.status).toBe(200)
    const { body } = await secretary.ask(contract.listMeetingTasks, {
      query: { orgId: tree.branch, state: 'overdue' },
    })
    expect(body.rows).toMatchObject([{ taskId: given.body.taskId, overdue: true, ownerName: '蒋明' }])
    const [row] = (await cadre.ask(getDue)).body.rows.filter((one) => one.id.includes(given.body.taskId))
    expect(row).toMatchObject({ state: 'late', note: '晚了 19 天，十月支委会定的' })
    const withdrawn = { params: { taskId: given.body.taskId }, body: { note: '不用了' } }
    expect((await secretary.ask(contract.withdrawTask, withdrawn)).status).toBe(200)
  })

  it('is withdrawn with the meeting that is called off, before it or after it; what was done stays done', async () => {
    const owner = await test.person('member', tree.branch, { memberId: at(1) })
    const stateOf = async (activityId: string) =>
      (await tasksOf(secretary, activityId)).rows.map(({ state, settled }) => [state, settled?.note])
    const cancel = (activityId: string) =>
      secretary.ask(activities.cancelActivity, { params: { activityId }, body: { reason: '台风' } })

    const ahead = await planned(secretary, tree.branch, { title: '支委会' })
    const { taskId } = (await assign(secretary, ahead)).body
    const dueIds = async () => (await owner.ask(getDue)).body.rows.map((row) => row.id)
    expect(await dueIds()).toContain(`meeting-task/${taskId}`)
    expect((await cancel(ahead)).status).toBe(200)
    expect(await stateOf(ahead)).toEqual([['withdrawn', '台风']])
    expect(await dueIds()).not.toContain(`meeting-task/${taskId}`)

    const held = await planned(secretary, tree.branch, { title: '支委会' })
    const finished = await assign(secretary, held)
    const params = { taskId: finished.body.taskId }
    await secretary.ask(contract.finishTask, { params, body: { note: '清完了' } })
    await close(secretary, held)
    await assign(secretary, held, { dueOn: '2026-11-25' })
    await reopen(test, secretary, held, '记错了')
    expect((await cancel(held)).status).toBe(200)
    expect(await stateOf(held)).toEqual([
      ['done', '清完了'],
      ['withdrawn', '台风'],
    ])
  })

  it('is never left open by a meeting that is called off at the same moment', async () => {
    for (let round = 0; round < 8; round += 1) {
      const activityId = await planned(secretary, tree.branch, { title: '支委会' })
      const body = { reason: '改期' }
      await Promise.all([
        secretary.ask(activities.cancelActivity, { params: { activityId }, body }),
        assign(secretary, activityId),
        assign(village, activityId),
      ])
      const { rows } = await tasksOf(secretary, activityId)
      expect(rows.filter((row) => row.state === 'open')).toEqual([])
    }
  })

  it('is refused to strangers, readers, for others, for a day before the meeting, and of what was called off', async () => {
    const activityId = await planned(secretary, tree.branch, { title: '党员大会' })
    const sibling = await test.person('branch-secretary', tree.sibling, { memberId: newId() })
    expect((await assign(sibling, activityId)).error.code).toBe('not-found')
    const params = { activityId }
    expect((await sibling.ask(contract.getActivityTasks, { params })).error.code).toBe('not-found')
    expect((await test.ask(contract.getActivityTasks, { params })).error.code).toBe('auth.required')
    expect((await assign(officer, activityId)).error.code).toBe('access.denied')
    const early = await assign(secretary, activityId, { dueOn: '2026-11-19' })
    expect(early.error).toMatchObject({ code: 'input.invalid', field: 'body.dueOn' })
    const nobody = await assign(secretary, activityId, { owner: { by: 'member', id: newId() } })
    expect(nobody.error.field).toBe('body.owner')
    const requestId = newId()
    const twice = await Promise.all([
      assign(secretary, activityId, {}, requestId),
      assign(secretary, activityId, {}, requestId),
    ])
    expect(twice.map((one) => one.body.taskId)).toEqual([requestId, requestId])
    expect((await tasksOf(secretary, activityId)).rows).toHaveLength(1)
    await secretary.ask(activities.cancelActivity, { params, body: { reason: '改期' } })
    expect((await assign(secretary, activityId)).error.code).toBe('state.wrong')
    expect((await tasksOf(secretary, activityId)).abilities.assign).toBe(false)
    const county = await test.newCounty('别的县')
    const far = await buildTree(test, county)
    const stranger = await test.person('branch-secretary', far.branch, { county })
    expect((await stranger.ask(contract.getActivityTasks, { params })).error.code).toBe('not-found')
    expect(
      (
        await stranger.ask(contract.finishTask, {
          params: { taskId: requestId },
          body: { note: '办了' },
        })
      ).error.code,
    ).toBe('not-found')
  })
})
