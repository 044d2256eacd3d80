import { beforeAll, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/activities.ts'
import { buildCrowd, buildRegister, close, factsOf, planned, reopen } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildScheme } from '../../test/points.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let secretary: Person
let crowd: string[]

beforeAll(async () => {
  tree = await buildTree(test)
  crowd = await buildCrowd(test, tree.branch, 68)
  secretary = await test.person('branch-secretary', tree.branch, { name: '沈国良' })
  await buildScheme(test, tree.village)
})

const at = (index: number) => crowd[index] ?? ''

function absent(index: number, reason: 'ill' | 'no-reason' | 'away-working' = 'no-reason') {
  return { memberId: at(index), state: 'absent' as const, reason }
}

async function pointsOf(memberId: string): Promise<number> {
  return test.system(async (ctx) => {
    const { points } = await ctx.db
      .selectFrom('point_entries')
      .select(({ fn }) => fn.sum<number | null>('points').as('points'))
      .where('county_id', '=', ctx.county)
      .where('member_id', '=', memberId)
      .executeTakeFirstOrThrow()
    return points ?? 0
  })
}

describe('correcting', () => {
  it('reverses what was wrong, posts what is right and deletes nothing; what did not change stands', async () => {
    const activityId = await planned(secretary, tree.branch)
    const params = { activityId }
    const before = await Promise.all([0, 1, 2].map((index) => pointsOf(at(index))))
    await close(secretary, activityId, { roll: { exceptions: [absent(0), absent(1)] } })
    const first = await factsOf(test, activityId)
    await reopen(test, secretary, activityId, '陈平其实来了')
    expect((await factsOf(test, activityId)).standing).toHaveLength(69)
    const again = await close(secretary, activityId, { roll: { exceptions: [absent(1), absent(2, 'ill')] } })
    expect(again.body).toMatchObject({ present: 66, version: 4, daysLate: 0 })
    const second = await factsOf(test, activityId)
    expect(second.facts).toHaveLength(71)
    expect(second.standing).toHaveLength(69)
    const kept = first.standing.filter((fact) => second.standing.some((one) => one.fact_id === fact.fact_id))
    expect(kept).toHaveLength(67)
    const after = await Promise.all([0, 1, 2].map((index) => pointsOf(at(index))))
    expect(after.map((points, index) => points - (before[index] ?? 0))).toEqual([200, 0, 0])

    const { body } = await secretary.ask(contract.getActivity, { params })
    expect(body.activity).toMatchObject({ state: 'closed', closings: 2, serial: again.body.serial })
    expect(body.corrections).toHaveLength(1)
    const [correction] = body.corrections
    expect(correction).toMatchObject({ reason: '陈平其实来了', reopenedByName: '沈国良' })
    const changes = new Map(correction?.changes.map((one) => [one.memberId, [one.from, one.to]]))
    expect(changes).toEqual(
      new Map([
        [at(0), ['absent', 'present']],
        [at(2), ['present', 'leave']],
      ]),
    )
  })

  it('keeps each correction apart, and moves every fact when the day was wrong', async () => {
    const activityId = await planned(secretary, tree.branch, { day: '2026-11-10' })
    const params = { activityId }
    await close(secretary, activityId)
    await reopen(test, secretary, activityId, '一人没来')
    await close(secretary, activityId, { roll: { exceptions: [absent(9)] } })
    await reopen(test, secretary, activityId, '日子记错')
    const heading = { kind: 'theme-day', title: '主题党日', day: '2026-11-11' } as const
    const { version } = (await secretary.ask(contract.getRoll, { params })).body
    const changed = await secretary.ask(contract.changeActivity, { params, body: { ...heading, version } })
    expect(changed.status).toBe(200)
    await close(secretary, activityId)
    const { standing, of } = await factsOf(test, activityId)
    expect(new Set(standing.map((fact) => fact.day))).toEqual(new Set(['2026-11-11']))
    expect(of('absence').map((fact) => fact.member_id)).toEqual([at(9)])
    const { body } = await secretary.ask(contract.getActivity, { params })
    expect(body.corrections.map((one) => [one.reason, one.changes.length])).toEqual([
      ['一人没来', 2],
      ['日子记错', 69],
    ])
  })

  it('adds who came uninvited and takes off who was never expected', async () => {
    const [guest = ''] = await buildRegister(test, [
      { orgId: tree.branch, name: '申请人', stage: 'applicant' },
    ])
    const activityId = await planned(secretary, tree.branch)
    await close(secretary, activityId)
    await reopen(test, secretary, activityId, '名单不对')
    const done = await close(secretary, activityId, { roll: { added: [guest], removed: [at(7)] } })
    expect(done.body).toMatchObject({ expected: 68, present: 68 })
    const { standing, facts } = await factsOf(test, activityId)
    expect(standing.find((fact) => fact.member_id === guest)?.attrs).toMatchObject({
      who: { stage: 'applicant' },
    })
    expect(facts.find((fact) => fact.member_id === at(7))).toMatchObject({ voided: true, replaced_by: null })
    const { body } = await secretary.ask(contract.getActivity, { params: { activityId } })
    const changes = body.corrections[0]?.changes.map((one) => [one.name, one.from, one.to])
    expect(changes).toContainEqual(['申请人', null, 'present'])
  })

  it('does not record guests twice: the corrector does not see the branches of all who were there', async () => {
    const leader = await test.person('group-leader', tree.group)
    const committee = await test.person('committee-secretary', tree.committee)
    const members = await buildRegister(test, [
      { orgId: tree.branch, name: '组员甲', groupId: tree.group },
      { orgId: tree.branch, name: '组员乙', groupId: tree.group },
    ])
    const [guest = ''] = await buildRegister(test, [{ orgId: tree.sibling, name: '客人' }])
    const meeting = { kind: 'group-meeting', title: '党小组会' } as const
    const activityId = await planned(committee, tree.group, {
      ...meeting,
      invited: { whom: 'named', memberIds: [...members, guest] },
    })
    expect((await close(leader, activityId)).body).toMatchObject({ expected: 3, present: 3 })
    await reopen(test, leader, activityId, '乙没来')
    const exceptions = [{ memberId: members[1] ?? '', state: 'absent' as const }]
    await close(leader, activityId, { roll: { exceptions } })
    const { standing, of } = await factsOf(test, activityId)
    expect(standing).toHaveLength(4)
    expect(new Set(of('attendance').map((fact) => fact.member_id))).toEqual(new Set([members[0], guest]))
    expect(of('attendance').find((fact) => fact.member_id === guest)?.org_id).toBe(tree.sibling)
    const { rows } = (await leader.ask(contract.getRoll, { params: { activityId } })).body
    expect(rows.map((row) => row.name)).toEqual(['组员甲', '组员乙', '不在本支部的党员'])
  })

  it('taken back whole, leaves no fact standing and says why', async () => {
    const activityId = await planned(secretary, tree.branch)
    const params = { activityId }
    const before = await pointsOf(at(0))
    await close(secretary, activityId)
    expect(await pointsOf(at(0))).toBe(before + 200)
    const tooSoon = await secretary.ask(contract.cancelActivity, { params, body: { reason: '没有办' } })
    expect(tooSoon.error.code).toBe('state.wrong')
    await reopen(test, secretary, activityId, '记了两遍')
    await secretary.ask(contract.cancelActivity, { params, body: { reason: '记了两遍' } })
    const { facts, standing } = await factsOf(test, activityId)
    expect([facts.every((fact) => fact.voided), facts.length > 68, standing.length]).toEqual([true, true, 0])
    expect(await pointsOf(at(0))).toBe(before)
  })

  it('is opened by one of two at once, and only when it was closed', async () => {
    const activityId = await planned(secretary, tree.branch)
    const params = { activityId }
    expect((await reopen(test, secretary, activityId, '改')).error.code).toBe('state.wrong')
    await close(secretary, activityId)
    const both = await Promise.all(['甲', '乙'].map((reason) => reopen(test, secretary, activityId, reason)))
    expect(both.map((one) => one.error?.code ?? 'done').toSorted()).toEqual(['done', 'state.wrong'])
    const { body } = await secretary.ask(contract.getActivity, { params })
    expect(body.corrections).toMatchObject([{ changes: [] }])
    expect(body.abilities).toMatchObject({ close: true, saveRoll: false, cancel: true, reopen: false })
  })
})
