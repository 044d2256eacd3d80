import { beforeAll, describe, expect, it } from 'vitest'
import * as life from '../../../contract/member-life.ts'
import * as contract from '../../../contract/members.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { byNumber, newMobile, register } from '../../test/members.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let secretary: Person
let officer: Person

beforeAll(async () => {
  tree = await buildTree(test)
  secretary = await test.person('branch-secretary', tree.branch)
  officer = await test.person('township-officer', tree.township)
})

type Changes = Record<string, unknown>

async function someone(values = {}): Promise<string> {
  const [memberId] = await register(test, [{ orgId: tree.branch, job: '务农', ...values }])
  return memberId as string
}

function correct(who: Person, memberId: string, version: number, changes: Changes, requestId = newId()) {
  return who.ask(contract.updateMember, {
    requestId,
    params: { memberId },
    body: { version, changes: changes },
  })
}

async function detail(memberId: string) {
  return (await secretary.ask(contract.getMember, { params: { memberId } })).body
}

describe('correcting columns', () => {
  it('changes what is sent and nothing else, and says which columns in the dated list', async () => {
    const memberId = await someone()
    const before = await detail(memberId)
    const answer = await correct(secretary, memberId, 1, {
      job: '电工',
      householdPlace: '临溪村',
      profile: { school: '宁波大学' },
    })
    expect(answer.body).toEqual({ memberId, version: 2, warnings: [] })
    const after = await detail(memberId)
    expect(after).toMatchObject({ job: '电工', householdPlace: '临溪村', profile: { school: '宁波大学' } })
    expect({ ...after, job: before.job, householdPlace: null, profile: {} }).toMatchObject({
      name: before.name,
      idNumber: before.idNumber,
      joinedOn: before.joinedOn,
    })
    expect(after.events[0]).toMatchObject({
      kind: 'corrected',
      detail: { fields: ['job', 'householdPlace', 'profile.school'] },
    })
  })

  it('takes a value away with null, and keys a new name anew', async () => {
    const memberId = await someone({ name: '错名', school: '宁波大学' })
    await correct(secretary, memberId, 1, { name: '单雄信', job: null, profile: { school: null } })
    const after = await detail(memberId)
    expect(after).toMatchObject({ name: '单雄信', job: null, profile: {} })
    const { body } = await secretary.ask(contract.listMembers, { query: { search: 'sxx' } })
    expect(body.rows.map((row) => row.memberId)).toContain(memberId)
  })

  it('writes nothing when nothing is different', async () => {
    const memberId = await someone()
    const answer = await correct(secretary, memberId, 1, { job: '务农' })
    expect(answer.body.version).toBe(1)
    expect((await detail(memberId)).events).toHaveLength(1)
  })

  it('is told once however often it is sent', async () => {
    const memberId = await someone()
    const requestId = newId()
    const both = await Promise.all([
      correct(secretary, memberId, 1, { job: '电工' }, requestId),
      correct(secretary, memberId, 1, { job: '电工' }, requestId),
    ])
    expect(both.map((one) => one.body.version)).toEqual([2, 2])
    expect((await detail(memberId)).events).toHaveLength(2)
  })
})

describe('the dates of membership', () => {
  it('are kept in order, and are not given to who has not joined', async () => {
    const memberId = await someone()
    const backwards = await correct(secretary, memberId, 1, { fullOn: '2013-06-17' })
    expect(backwards.error).toMatchObject({ code: 'input.invalid', field: 'body.changes.fullOn' })
    const short = await correct(secretary, memberId, 1, { fullOn: '2014-06-17' })
    expect(short.body.warnings.map((one) => one.code)).toEqual(['probation-short'])
    const activist = await someone({ category: 'activist', joinedOn: undefined, fullOn: undefined })
    const joined = await correct(secretary, activist, 1, { joinedOn: '2020-01-01' })
    expect(joined.error).toMatchObject({ code: 'input.invalid', field: 'body.changes.joinedOn' })
  })
})

describe('two who correct one person', () => {
  it('do not hinder each other in different columns', async () => {
    const memberId = await someone()
    const both = await Promise.all([
      correct(secretary, memberId, 1, { job: '电工' }),
      correct(officer, memberId, 1, { homeAddress: '临溪村 3 号' }),
    ])
    expect(both.map((one) => one.body.version).toSorted(byNumber)).toEqual([2, 3])
    expect(await detail(memberId)).toMatchObject({ job: '电工', homeAddress: '临溪村 3 号', version: 3 })
  })

  it('are both shown to the later one where they meet, and nothing of hers is written', async () => {
    const memberId = await someone()
    expect((await correct(officer, memberId, 1, { job: '电工', education: '60' })).status).toBe(200)
    const late = await correct(secretary, memberId, 1, { job: '司机', education: '60', partyPost: '委员' })
    expect(late.status).toBe(409)
    expect(late.error).toMatchObject({
      code: 'version.stale',
      details: { version: 2, fields: { job: { yours: '司机', theirs: '电工' } } },
    })
    expect(Object.keys((late.error.details as { fields: object }).fields)).toEqual(['job'])
    expect(await detail(memberId)).toMatchObject({ job: '电工', partyPost: null, version: 2 })
    expect((await correct(secretary, memberId, 2, { job: '司机', partyPost: '委员' })).body.version).toBe(3)
  })

  it('are shown masked numbers only', async () => {
    const memberId = await someone()
    const [theirs, yours] = [newMobile(), newMobile()]
    await correct(officer, memberId, 1, { mobile: theirs })
    const late = await correct(secretary, memberId, 1, { mobile: yours })
    expect(late.error.details).toMatchObject({
      fields: { mobile: { yours: `138****${yours.slice(-4)}`, theirs: `138****${theirs.slice(-4)}` } },
    })
  })

  it('meet in one column at once: one is written, the other asked', async () => {
    const memberId = await someone()
    const both = await Promise.all([
      correct(secretary, memberId, 1, { profile: { residence: '甲地' } }),
      correct(officer, memberId, 1, { profile: { residence: '乙地' } }),
    ])
    expect(both.map((one) => one.status).toSorted(byNumber)).toEqual([200, 409])
    expect(both.find((one) => one.status === 409)?.error.details).toHaveProperty([
      'fields',
      'profile.residence',
    ])
  })

  it('cannot start from a version that is not there yet', async () => {
    const memberId = await someone()
    const answer = await correct(secretary, memberId, 7, { job: '电工' })
    expect(answer.error).toMatchObject({ code: 'input.invalid', field: 'body.version' })
  })
})

describe('who may not correct', () => {
  it('is a stranger, a deputy, anybody once the person has left', async () => {
    const memberId = await someone()
    const stranger = await test.person('branch-secretary', tree.sibling)
    expect((await correct(stranger, memberId, 1, { job: '电工' })).error.code).toBe('not-found')
    const deputy = await test.person('branch-deputy', tree.branch)
    expect((await correct(deputy, memberId, 1, { job: '电工' })).error.code).toBe('access.denied')
    const other = await test.newCounty('外县')
    const outsider = await test.person('branch-secretary', other.rootId, { county: other })
    expect((await correct(outsider, memberId, 1, { job: '电工' })).error.code).toBe('not-found')
    await secretary.ask(life.exitMember, {
      params: { memberId },
      body: { kind: 'died', happenedOn: '2026-11-01', reason: '病故' },
    })
    expect((await correct(secretary, memberId, 2, { job: '电工' })).error.code).toBe('state.wrong')
    expect((await detail(memberId)).job).toBe('务农')
  })
})
