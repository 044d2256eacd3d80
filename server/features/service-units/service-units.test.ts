import { beforeEach, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/service-units.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { register } from '../../test/members.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp('2026-11-17T09:00:00+08:00')
let tree: Tree
let village: Person
let secretary: Person
let member: Person
let stranger: Person
let members: string[]

// The community is the village; the unit's branch stands in another township.
beforeEach(async () => {
  tree = await buildTree(test)
  const { branch } = tree.elsewhere
  members = await register(test, [
    { orgId: branch, name: '许金娣' },
    { orgId: branch, name: '林秀兰' },
    { orgId: tree.branch, name: '沈国良' },
  ])
  village = await test.person('committee-secretary', tree.village)
  secretary = await test.person('branch-secretary', branch)
  member = await test.person('member', branch, { memberId: members[0] ?? null })
  stranger = await test.person('branch-secretary', tree.sibling)
})

const report = (who: Person, rows: object[], requestId = newId()) =>
  who.ask(contract.registerServiceUnits, {
    ...{ params: { orgId: tree.village }, body: { rows } as never, requestId },
  })
const unitRow = (more: object = {}) => ({
  ...{ name: '县自来水公司党支部', branchId: tree.elsewhere.branch, registeredOn: '2026-01-05', ...more },
})
const aUnit = async () => {
  await report(village, [unitRow()])
  return (await village.ask(contract.listServiceUnits, {})).body.rows[0]?.unitId ?? ''
}
const signUp = (who: Person, unitId: string, more: object = {}, requestId = newId()) =>
  who.ask(contract.signUpForService, { params: { unitId }, body: { skill: '修水管', ...more }, requestId })
const log = (who: Person, unitId: string, more: object = {}, requestId = newId()) =>
  who.ask(contract.logService, {
    params: { unitId },
    body: { day: '2026-11-15', what: '换了楼道的水阀', matter: 'residents', problems: 1, ...more },
    requestId,
  })
const statuses = (answers: readonly { status: number }[]) =>
  answers.map(({ status }) => status).toSorted((a, b) => a - b)

describe('[002-42] members of other units in the service of a community', () => {
  it('report as 230 units at once, all or none', async () => {
    const rows = Array.from({ length: 230 }, (_, at) => unitRow({ name: `第${at + 1}单位`, branchId: null }))
    const requestId = newId()
    expect((await report(village, rows, requestId)).body).toEqual({ registered: 230 })
    expect((await report(village, rows, requestId)).body).toEqual({ registered: 230 })
    const listed = await village.ask(contract.listServiceUnits, { query: { limit: 200 } })
    expect(listed.body.count).toBe(230)
    expect((await report(village, [unitRow({ name: '新单位' }), rows[3] ?? {}])).error.code).toBe(
      'conflict.duplicate',
    )
    expect((await village.ask(contract.listServiceUnits, {})).body.count).toBe(230)
    expect((await report(village, [unitRow({ registeredOn: '2027-01-01' })])).error.field).toBe(
      'body.rows.0.registeredOn',
    )
    expect((await report(village, [unitRow({ branchId: tree.village })])).error.field).toBe('body.rows')
    expect((await report(stranger, [unitRow()])).error.code).toBe('not-found')
    const worker = await test.person('resident-cadre', tree.village)
    expect((await report(worker, [unitRow()])).error.code).toBe('access.denied')
    expect((await test.ask(contract.listServiceUnits)).status).toBe(401)
  })

  it('have members who sign up themselves or on paper, out of the unit’s own branch', async () => {
    const unitId = await aUnit()
    const requestId = newId()
    const first = await signUp(member, unitId, {}, requestId)
    expect((await signUp(member, unitId, {}, requestId)).body).toEqual(first.body)
    expect((await signUp(member, unitId)).error.code).toBe('conflict.duplicate')
    expect((await signUp(secretary, unitId, { memberId: members[1] })).status).toBe(200)
    expect((await signUp(member, unitId, { memberId: members[1] })).error.code).toBe('access.denied')
    expect((await signUp(stranger, unitId)).error.code).toBe('not-found')
    expect((await signUp(village, unitId, { memberId: members[2] })).error.code).toBe('state.wrong')
    const read = (who: Person) => who.ask(contract.getServiceUnit, { params: { unitId } })
    // The community knows who comes, though their branch is out of its sight.
    expect((await read(village)).body.signedUp.map(({ name }) => name)).toEqual(['许金娣', '林秀兰'])
    expect((await read(member)).body).toMatchObject({ people: null, signedUp: [{ own: true }] })
    expect((await read(stranger)).error.code).toBe('not-found')
    const { signUpId } = first.body
    const leave = (who: Person) => who.ask(contract.leaveService, { params: { unitId, signUpId }, body: {} })
    const other = await test.person('member', tree.elsewhere.branch, { memberId: members[1] ?? null })
    expect((await leave(other)).error.code).toBe('access.denied')
    expect((await leave(stranger)).error.code).toBe('not-found')
    expect(statuses(await Promise.all([leave(member), leave(member)]))).toEqual([200, 409])
    expect((await log(member, unitId)).error.code).toBe('state.wrong')
  })

  it('log what they did; 6,210 and 630 problems are sums that open to their logs', async () => {
    const unitId = await aUnit()
    const { signUpId } = (await signUp(member, unitId)).body
    const requestId = newId()
    const first = await log(member, unitId, { problems: 200 }, requestId)
    expect((await log(member, unitId, { problems: 200 }, requestId)).body).toEqual(first.body)
    const facts = await test.system((ctx) =>
      ctx.db
        .selectFrom('facts')
        .select(['kind', 'quantity', 'member_id'])
        .where('county_id', '=', ctx.county)
        .where('source_id', '=', requestId)
        .execute(),
    )
    expect(facts).toEqual([{ kind: 'community-service', quantity: 200_00, member_id: members[0] }])
    // The community writes down what it saw done.
    for (let at = 0; at < 30; at += 1)
      expect((await log(village, unitId, { signUpId, problems: 200 })).status).toBe(200)
    await log(village, unitId, { signUpId, problems: 10 })
    for (const problems of [200, 200, 200, 30, 0])
      await log(village, unitId, { signUpId, problems, matter: 'community', what: '修了休息亭' })
    await log(member, unitId, { day: '2025-11-15', problems: 7 })
    const { body } = await village.ask(contract.listServiceUnits, {})
    expect(body.all).toEqual({ people: 1, services: 37, residentsProblems: 6210, communityProblems: 630 })
    for (const [matter, sum, times] of [
      ['residents', 6210, 32],
      ['community', 630, 4],
    ] as const) {
      const opened = await village.ask(contract.listServiceLogs, {
        query: { unitId, year: 2026, matter, solved: 'true' },
      })
      expect(opened.body.count).toBe(times)
      expect(opened.body.rows.reduce((total, row) => total + row.problems, 0)).toBe(sum)
    }
    expect((await secretary.ask(contract.listServiceUnits, {})).body.rows[0]).toMatchObject({ services: 37 })
    expect((await member.ask(contract.listServiceLogs, { query: { own: 'true' } })).body.count).toBe(38)
    expect((await stranger.ask(contract.listServiceLogs, {})).body.count).toBe(0)
    expect((await log(member, unitId, { day: '2026-11-18' })).error.field).toBe('body.day')
    expect((await log(member, unitId, { what: '打 13800001234' })).error.field).toBe('body.what')
    expect((await log(stranger, unitId)).error.code).toBe('not-found')
  })

  it('take back a log once, and leave when the unit does', async () => {
    const unitId = await aUnit()
    await signUp(member, unitId)
    const { logId } = (await log(member, unitId)).body
    const back = (who: Person) =>
      who.ask(contract.withdrawService, { params: { logId }, body: { reason: '记重了' } })
    const other = await test.person('member', tree.elsewhere.branch, { memberId: members[1] ?? null })
    expect((await back(other)).error.code).toBe('access.denied')
    expect((await back(stranger)).error.code).toBe('not-found')
    expect(statuses(await Promise.all([back(member), back(village)]))).toEqual([200, 409])
    expect((await village.ask(contract.listServiceUnits, {})).body.all?.services).toBe(0)
    const end = (who: Person) =>
      who.ask(contract.endServiceUnit, { params: { unitId }, body: { reason: '结对期满' } })
    expect((await end(member)).error.code).toBe('access.denied')
    expect((await end(stranger)).error.code).toBe('not-found')
    expect(statuses(await Promise.all([end(village), end(village)]))).toEqual([200, 409])
    expect((await signUp(other, unitId)).error.code).toBe('state.wrong')
  })
})
