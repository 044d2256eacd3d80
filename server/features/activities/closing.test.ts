import { beforeAll, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/activities.ts'
import { listenToStatements } from '../../core/db/statement.ts'
import { newId } from '../../core/ids.ts'
import { buildCrowd, buildRegister, close, planned, storedFacts } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildScheme } from '../../test/points.ts'
import { buildOrg, buildTree, type Tree } from '../../test/tree.ts'

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

/** Opens it again a minute later, and waits another: a correction is told from what it corrects by its instant. */
async function reopen(who: Person, activityId: string, reason: string) {
  const pause = () => (test.clock.now = new Date(test.clock.now.getTime() + 60_000))
  pause()
  const answer = await who.ask(contract.reopenActivity, { params: { activityId }, body: { reason } })
  pause()
  return answer
}

async function factsOf(activityId: string) {
  const facts = await storedFacts(test, activityId)
  const standing = facts.filter((fact) => !fact.voided)
  return { facts, standing, of: (kind: string) => standing.filter((fact) => fact.kind === kind) }
}

async function pointsOf(memberId: string): Promise<number> {
  return test.system(async (ctx) => {
    const { points } = await ctx.db
      .selectFrom('point_entries')
      .select(({ fn }) => fn.sum<number | null>('points').as('points'))
      .where('county_id', '=', ctx.county)
      .where('member_id', '=', memberId)
      .executeTakeFirstOrThrow()
    return Number(points ?? 0)
  })
}

describe('closing', () => {
  it('records everyone present but those who are named, and one fact for the branch', async () => {
    const activityId = await planned(secretary, tree.branch)
    const exceptions = [
      absent(0, 'ill'),
      absent(1),
      { memberId: at(2), state: 'leave' as const, reason: 'family' as const },
      { memberId: at(3), state: 'late' as const, reason: 'official' as const, note: '从镇里赶来' },
    ]
    const { body } = await close(secretary, activityId, {
      roll: { exceptions },
      outputs: [{ unit: '亩', amount: 3100 }],
      minutes: '到齐了就开始。',
    })
    expect(body).toMatchObject({ expected: 68, present: 65, absent: 3, daysLate: 0, version: 2 })
    const { of } = await factsOf(activityId)
    expect(of('attendance')).toHaveLength(65)
    expect(
      of('attendance')
        .filter((fact) => fact.attrs['late'])
        .map((fact) => fact.member_id),
    ).toEqual([at(3)])
    const excused = new Map(of('absence').map((fact) => [fact.member_id, fact.attrs['excused']]))
    expect(excused).toEqual(
      new Map([
        [at(0), true],
        [at(1), false],
        [at(2), true],
      ]),
    )
    expect(of('activity-held')).toMatchObject([
      { member_id: null, org_id: tree.branch, quantity: 6500, attrs: { expected: 68, present: 65 } },
    ])
    const stored = await secretary.ask(contract.getActivity, { params: { activityId } })
    expect(stored.body.activity).toMatchObject({
      state: 'closed',
      minutes: '到齐了就开始。',
      outputs: [{ unit: '亩', amount: 3100 }],
      closedByName: '沈国良',
      closings: 1,
      serial: body.serial,
    })
    expect(stored.body.facts).toHaveLength(69)
    expect(stored.body.roll.find((row) => row.memberId === at(3))).toMatchObject({
      state: 'late',
      reason: 'official',
      note: '从镇里赶来',
    })
  })

  it('gives every organisation its own numbers of the year, without a gap', async () => {
    const orgId = await buildOrg(test, { kind: 'branch', parentId: tree.committee, name: '有号支部' })
    await buildCrowd(test, orgId, 2)
    const own = await test.person('branch-secretary', orgId)
    const numberOf = async (day: string) => (await close(own, await planned(own, orgId, { day }))).body.serial
    expect(await numberOf('2026-01-10')).toEqual({ year: 2026, no: 1 })
    const future = await planned(own, orgId, { day: '2026-12-10' })
    expect((await close(own, future)).status).toBe(409)
    expect(await numberOf('2026-02-10')).toEqual({ year: 2026, no: 2 })
    expect(await numberOf('2025-12-10')).toEqual({ year: 2025, no: 1 })
    const both = await Promise.all(
      ['2026-03-10', '2026-04-10'].map(async (day) => close(own, await planned(own, orgId, { day }))),
    )
    expect(both.map((one) => one.body.serial.no).toSorted()).toEqual([3, 4])
  })

  it('is refused before the day has come, and told how late after it', async () => {
    const future = await planned(secretary, tree.branch, { day: '2026-11-21' })
    const early = await close(secretary, future)
    expect(early.error).toMatchObject({ code: 'state.wrong', message: '还没到活动那一天，到了再点名。' })
    expect((await factsOf(future)).facts).toEqual([])
    const past = await planned(secretary, tree.branch, { day: '2026-10-31' })
    expect((await close(secretary, past)).body.daysLate).toBe(20)
    const { body } = await secretary.ask(contract.listActivities, { query: { to: '2026-10-31' } })
    expect(body.rows.find((row) => row.activityId === past)?.daysLate).toBe(20)
  })

  it('of two at once lets one win, and tells the other that it is done', async () => {
    const activityId = await planned(secretary, tree.branch)
    const body = { version: 1 }
    const params = { activityId }
    const both = await Promise.all([
      secretary.ask(contract.closeActivity, { params, body }),
      secretary.ask(contract.closeActivity, { params, body }),
    ])
    expect(both.map((one) => one.error?.code ?? 'done').toSorted()).toEqual(['done', 'state.wrong'])
    expect((await factsOf(activityId)).facts).toHaveLength(69)
  })

  it('answers the same request twice alike, one after the other and at once, with one effect', async () => {
    const activityId = await planned(secretary, tree.branch)
    const sent = { requestId: newId(), params: { activityId }, body: { version: 1 } }
    const both = await Promise.all([
      secretary.ask(contract.closeActivity, sent),
      secretary.ask(contract.closeActivity, sent),
    ])
    const later = await secretary.ask(contract.closeActivity, sent)
    expect(both.map((one) => one.status)).toEqual([200, 200])
    expect(both[1].body).toEqual(both[0].body)
    expect(later.body).toEqual(both[0].body)
    expect((await factsOf(activityId)).facts).toHaveLength(69)
  })

  it('refuses a roll that names a stranger, one person twice, or two outputs of a unit; nothing is written', async () => {
    const activityId = await planned(secretary, tree.branch)
    const [stranger = ''] = await buildRegister(test, [{ orgId: tree.sibling, name: '徐东溪' }])
    const tried = async (roll: object, outputs: { unit: string; amount: number }[] = []) =>
      (await close(secretary, activityId, { roll, outputs })).error
    const notOn = await tried({ exceptions: [absent(0), { memberId: stranger, state: 'leave' }] })
    expect(notOn).toMatchObject({ code: 'input.invalid', field: 'body.roll.exceptions.1.memberId' })
    expect(await tried({ added: [stranger] })).toMatchObject({ code: 'not-found', field: 'body.roll.added' })
    expect(await tried({ exceptions: [absent(0), absent(0)] })).toMatchObject({ code: 'input.invalid' })
    expect(await tried({ exceptions: [absent(0)], removed: [at(0)] })).toMatchObject({
      code: 'input.invalid',
    })
    const twice = [
      { unit: '亩', amount: 100 },
      { unit: '亩', amount: 200 },
    ]
    expect(await tried({}, twice)).toMatchObject({ field: 'body.outputs' })
    expect(await tried({ removed: crowd })).toMatchObject({ code: 'state.wrong' })
    const { body } = await secretary.ask(contract.getRoll, { params: { activityId } })
    expect(body).toMatchObject({ state: 'planned', version: 1 })
    expect(new Set(body.rows.map((row) => row.state))).toEqual(new Set(['expected']))
    expect((await factsOf(activityId)).facts).toEqual([])
  })

  it('without a roll keeps what was saved before and takes the others for present', async () => {
    const activityId = await planned(secretary, tree.branch)
    const body = { exceptions: [absent(5, 'away-working')], version: 1 }
    await secretary.ask(contract.saveRoll, { params: { activityId }, body })
    const done = await close(secretary, activityId)
    expect(done.body).toMatchObject({ present: 67, absent: 1 })
    const again = await secretary.ask(contract.saveRoll, {
      params: { activityId },
      body: { ...body, version: 3 },
    })
    expect(again.error.code).toBe('state.wrong')
  })

  it('tells whoever saves over a roll that was saved in between', async () => {
    const activityId = await planned(secretary, tree.branch)
    const save = (index: number) =>
      secretary.ask(contract.saveRoll, {
        params: { activityId },
        body: { exceptions: [absent(index)], version: 1 },
      })
    const both = await Promise.all([save(1), save(2)])
    expect(both.map((one) => one.error?.code ?? 'done').toSorted()).toEqual(['done', 'version.stale'])
    const stale = await secretary.ask(contract.closeActivity, {
      params: { activityId },
      body: { version: 1 },
    })
    expect(stale.error.code).toBe('version.stale')
  })

  it('does not take for present who has died or left since the plan was made', async () => {
    const orgId = await buildOrg(test, { kind: 'branch', parentId: tree.committee, name: '变动支部' })
    const members = await buildCrowd(test, orgId, 3)
    const own = await test.person('branch-secretary', orgId)
    const activityId = await planned(own, orgId)
    await test.system(async (ctx) => {
      await ctx.db
        .updateTable('members')
        .set({ stage: 'exited', exit_kind: 'died', exited_on: '2026-11-19' })
        .where('county_id', '=', ctx.county)
        .where('member_id', '=', members[0] ?? '')
        .execute()
    })
    const { body } = await own.ask(contract.getRoll, { params: { activityId } })
    expect(body.rows).toHaveLength(2)
    expect((await close(own, activityId)).body).toMatchObject({ expected: 2, present: 2 })
    expect((await factsOf(activityId)).of('attendance')).toHaveLength(2)
  })

  it('sends as many statements for 68 as for 3, also when it is corrected', async () => {
    const orgId = await buildOrg(test, { kind: 'branch', parentId: tree.committee, name: '三人支部' })
    const few = await buildCrowd(test, orgId, 3)
    const small = await test.person('branch-secretary', orgId)
    const count = async (work: () => Promise<unknown>) => {
      let statements = 0
      listenToStatements(() => (statements += 1))
      await work().finally(() => listenToStatements(null))
      return statements
    }
    const measure = async (who: Person, holder: number, members: readonly string[]) => {
      const activityId = await planned(who, holder)
      const params = { activityId }
      const exceptions = (share: number) =>
        members
          .slice(0, Math.ceil(members.length * share))
          .map((memberId) => ({ memberId, state: 'absent' as const }))
      const closing = (version: number, share: number) => async () => {
        const body = { version, roll: { exceptions: exceptions(share) } }
        expect((await who.ask(contract.closeActivity, { params, body })).status).toBe(200)
      }
      const closed = await count(closing(1, 0.3))
      await reopen(who, activityId, '点错了')
      const corrected = await count(closing(3, 0.6))
      const read = await count(() => who.ask(contract.getActivity, { params }))
      const listed = await count(() => who.ask(contract.listActivities, { query: { orgId: holder } }))
      return { closed, corrected, read, listed }
    }
    const three = await measure(small, orgId, few)
    const many = await measure(secretary, tree.branch, crowd)
    expect(many).toEqual(three)
    expect(many.closed).toBeLessThan(25)
  })
})

describe('correcting', () => {
  it('reverses what was wrong, posts what is right and deletes nothing; what did not change stands', async () => {
    const activityId = await planned(secretary, tree.branch)
    const params = { activityId }
    const before = await Promise.all([0, 1, 2].map((index) => pointsOf(at(index))))
    await close(secretary, activityId, { roll: { exceptions: [absent(0), absent(1)] } })
    const first = await factsOf(activityId)
    await reopen(secretary, activityId, '陈平其实来了')
    expect((await factsOf(activityId)).standing).toHaveLength(69)
    const again = await close(secretary, activityId, { roll: { exceptions: [absent(1), absent(2, 'ill')] } })
    expect(again.body).toMatchObject({ present: 66, version: 4, daysLate: 0 })
    const second = await factsOf(activityId)
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
    await reopen(secretary, activityId, '一人没来')
    await close(secretary, activityId, { roll: { exceptions: [absent(9)] } })
    await reopen(secretary, activityId, '日子记错')
    const heading = { kind: 'theme-day', title: '主题党日', day: '2026-11-11' } as const
    const { version } = (await secretary.ask(contract.getRoll, { params })).body
    const changed = await secretary.ask(contract.changeActivity, { params, body: { ...heading, version } })
    expect(changed.status).toBe(200)
    await close(secretary, activityId)
    const { standing, of } = await factsOf(activityId)
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
    await reopen(secretary, activityId, '名单不对')
    const done = await close(secretary, activityId, { roll: { added: [guest], removed: [at(7)] } })
    expect(done.body).toMatchObject({ expected: 68, present: 68 })
    const { standing, facts } = await factsOf(activityId)
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
    await reopen(leader, activityId, '乙没来')
    const exceptions = [{ memberId: members[1] ?? '', state: 'absent' as const }]
    await close(leader, activityId, { roll: { exceptions } })
    const { standing, of } = await factsOf(activityId)
    expect(standing).toHaveLength(4)
    expect(
      of('attendance')
        .map((fact) => fact.member_id)
        .toSorted(),
    ).toEqual([members[0], guest].toSorted())
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
    await reopen(secretary, activityId, '记了两遍')
    await secretary.ask(contract.cancelActivity, { params, body: { reason: '记了两遍' } })
    const { facts, standing } = await factsOf(activityId)
    expect([facts.every((fact) => fact.voided), facts.length > 68, standing.length]).toEqual([true, true, 0])
    expect(await pointsOf(at(0))).toBe(before)
  })

  it('is opened by one of two at once, and only when it was closed', async () => {
    const activityId = await planned(secretary, tree.branch)
    const params = { activityId }
    expect((await reopen(secretary, activityId, '改')).error.code).toBe('state.wrong')
    await close(secretary, activityId)
    const both = await Promise.all(['甲', '乙'].map((reason) => reopen(secretary, activityId, reason)))
    expect(both.map((one) => one.error?.code ?? 'done').toSorted()).toEqual(['done', 'state.wrong'])
    const { body } = await secretary.ask(contract.getActivity, { params })
    expect(body.corrections).toMatchObject([{ changes: [] }])
    expect(body.abilities).toMatchObject({ close: true, saveRoll: false, cancel: true, reopen: false })
  })
})
