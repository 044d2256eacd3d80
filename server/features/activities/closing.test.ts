import { beforeAll, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/activities.ts'
import { listenToStatements, statementListener } from '../../core/db/statement.ts'
import { newId } from '../../core/ids.ts'
import { buildCrowd, buildRegister, close, factsOf, planned, reopen } from '../../test/activities.ts'
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
    const { of } = await factsOf(test, activityId)
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
    expect(both.map((one) => one.body.serial.no).toSorted((a, b) => a - b)).toEqual([3, 4])
  })

  it('is refused before the day has come, and told how late after it', async () => {
    const future = await planned(secretary, tree.branch, { day: '2026-11-21' })
    const early = await close(secretary, future)
    expect(early.error).toMatchObject({ code: 'state.wrong', message: '还没到活动那一天，到了再点名。' })
    expect((await factsOf(test, future)).facts).toEqual([])
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
    expect((await factsOf(test, activityId)).facts).toHaveLength(69)
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
    expect((await factsOf(test, activityId)).facts).toHaveLength(69)
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
    expect((await factsOf(test, activityId)).facts).toEqual([])
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
    expect((await factsOf(test, activityId)).of('attendance')).toHaveLength(2)
  })

  it('sends as many statements for 68 as for 3, also when it is corrected', async () => {
    const orgId = await buildOrg(test, { kind: 'branch', parentId: tree.committee, name: '三人支部' })
    const few = await buildCrowd(test, orgId, 3)
    const small = await test.person('branch-secretary', orgId)
    const count = async (work: () => Promise<unknown>) => {
      let statements = 0
      const before = statementListener
      listenToStatements((text) => {
        before?.(text)
        statements += 1
      })
      await work().finally(() => listenToStatements(before))
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
      await reopen(test, who, activityId, '点错了')
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
