import { beforeAll, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/activities.ts'
import type { ActivityKind } from '../../../contract/activity-kinds.ts'
import { newId } from '../../core/ids.ts'
import { buildCrowd, close, planned, storedFacts } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildTree, type Tree } from '../../test/tree.ts'
import { listDueActivities } from './list-queries.ts'

const test = useTestApp()
let tree: Tree
let secretary: Person
let crowd: string[]

beforeAll(async () => {
  tree = await buildTree(test)
  crowd = await buildCrowd(test, tree.branch, 5)
  secretary = await test.person('branch-secretary', tree.branch)
})

function record(orgId: number, kind: ActivityKind, memberIds: string[], more: object = {}) {
  return { orgId, kind, day: '2026-11-18', invited: { whom: 'named' as const, memberIds }, ...more }
}

describe('recording in one go', () => {
  it('makes, calls and closes an activity that nobody had planned, with the text as its minutes', async () => {
    const body = record(tree.branch, 'sanitation', crowd.slice(0, 3), { minutes: '清了石桥河道。' })
    const done = await secretary.ask(contract.recordActivity, { body })
    expect(done.body).toMatchObject({ expected: 3, present: 3, absent: 0, daysLate: 2, version: 2 })
    const { body: stored } = await secretary.ask(contract.getActivity, {
      params: { activityId: done.body.activityId },
    })
    expect(stored.activity).toMatchObject({
      title: '环境卫生',
      state: 'closed',
      category: 'service',
      minutes: '清了石桥河道。',
      durationMinutes: null,
      serial: done.body.serial,
    })
    const facts = await storedFacts(test, done.body.activityId)
    expect(facts.filter((fact) => fact.kind === 'attendance').map((fact) => fact.day)).toEqual(
      Array.from({ length: 3 }, () => '2026-11-18'),
    )
  })

  it('has one effect when it is sent again', async () => {
    const sent = { requestId: newId(), body: record(tree.branch, 'care', crowd.slice(0, 2)) }
    const both = await Promise.all([
      secretary.ask(contract.recordActivity, sent),
      secretary.ask(contract.recordActivity, sent),
    ])
    expect(both.map((one) => one.body.activityId)).toEqual([sent.requestId, sent.requestId])
    expect(both[1].body).toEqual(both[0].body)
    expect(await storedFacts(test, sent.requestId)).toHaveLength(3)
  })

  it('is refused for a day to come, for nobody, to strangers and to readers; nothing is left behind', async () => {
    const future = await secretary.ask(contract.recordActivity, {
      body: record(tree.branch, 'care', crowd, { day: '2026-11-21', title: '还没有的事' }),
    })
    expect(future.error.code).toBe('state.wrong')
    const { body } = await secretary.ask(contract.listActivities, { query: { from: '2026-11-21' } })
    expect(body.rows.filter((row) => row.title === '还没有的事')).toEqual([])
    const own = record(tree.branch, 'care', crowd)
    expect((await test.ask(contract.recordActivity, { body: own })).error.code).toBe('auth.required')
    const sibling = await test.person('branch-secretary', tree.sibling)
    expect((await sibling.ask(contract.recordActivity, { body: own })).error.code).toBe('not-found')
    const stolen = record(tree.sibling, 'care', crowd)
    expect((await sibling.ask(contract.recordActivity, { body: stolen })).error.code).toBe('not-found')
    const worker = await test.person('grid-worker', tree.branch)
    expect((await worker.ask(contract.recordActivity, { body: own })).error.code).toBe('access.denied')
    const empty = record(tree.sibling, 'care', [])
    expect((await sibling.ask(contract.recordActivity, { body: empty })).error.code).toBe('input.invalid')
  })
})

describe('what the rules of document 001 look at', () => {
  const attrsOf = async (who: Person, orgId: number, kind: ActivityKind) => {
    const { body } = await who.ask(contract.recordActivity, { body: record(orgId, kind, crowd.slice(0, 1)) })
    const facts = await storedFacts(test, body.activityId)
    return facts.find((fact) => fact.kind === 'attendance')?.attrs
  }

  it.each(['mediation', 'sanitation', 'major-clean-up'] as const)(
    '%s stands in the fact as itself',
    async (kind) => {
      expect(await attrsOf(secretary, tree.branch, kind)).toMatchObject({
        activity: kind,
        category: 'service',
        host: 'branch',
      })
    },
  )

  it('organisational life is told apart by who holds it: the village committee or the branch', async () => {
    const village = await test.person('committee-secretary', tree.village)
    const life = (host: string) => ({ category: 'life', host, late: false })
    expect(await attrsOf(village, tree.committee, 'party-committee-meeting')).toMatchObject(life('committee'))
    expect(await attrsOf(village, tree.village, 'activity-day')).toMatchObject(life('committee'))
    expect(await attrsOf(village, tree.branch, 'members-assembly')).toMatchObject(life('branch'))
    expect(await attrsOf(secretary, tree.branch, 'theme-day')).toMatchObject(life('branch'))
    expect(await attrsOf(secretary, tree.group, 'group-meeting')).toMatchObject(life('group'))
  })

  it('freezes who the member is, so that a later change of stage alters nothing', async () => {
    expect(await attrsOf(secretary, tree.branch, 'theme-day')).toMatchObject({
      who: { stage: 'full', over70: false, floating: false },
    })
  })
})

describe('the start page', () => {
  it('lists what should be recorded by now, the oldest first, to whoever may record it', async () => {
    const orgId = tree.elsewhere.branch
    await buildCrowd(test, orgId, 2)
    const own = await test.person('branch-secretary', orgId)
    const late = await planned(own, orgId, { day: '2026-10-31', title: '10 月支委会' })
    const today = await planned(own, orgId, { title: '主题党日', startsAt: '08:30', place: '村礼堂' })
    const opened = await planned(own, orgId, { day: '2026-11-01', title: '党课' })
    await planned(own, orgId, { day: '2026-11-21', title: '明天的' })
    await close(own, await planned(own, orgId, { day: '2026-11-02', title: '记好的' }))
    await close(own, opened)
    await own.ask(contract.reopenActivity, { params: { activityId: opened }, body: { reason: '改' } })
    const due = await test.system((ctx) => {
      const grants = [{ role: 'branch-secretary' as const, orgId, orgPath: '' }]
      return listDueActivities({ ...ctx, actor: { ...ctx.actor, grants } })
    })
    const mine = due.filter((row) => [late, today, opened].some((id) => row.link.endsWith(id)))
    expect(mine).toEqual(due)
    expect(due.map(({ state, title, note, dueOn, verb }) => [state, title, note, dueOn, verb])).toEqual([
      ['late', '10 月支委会没有记录', '晚了 20 天', '2026-10-31', '补记'],
      ['late', '党课重新打开了，还没有记好', null, '2026-11-01', '改好'],
      ['today', '主题党日', '08:30，村礼堂', '2026-11-20', '点名'],
    ])
    const reader = await test.system((ctx) => {
      const grants = [{ role: 'township-officer' as const, orgId, orgPath: '' }]
      return listDueActivities({ ...ctx, actor: { ...ctx.actor, grants } })
    })
    expect(reader).toEqual([])
  })
})
