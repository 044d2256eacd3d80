import { beforeEach, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/teams.ts'
import { tasks } from '../../app.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { register } from '../../test/members.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp('2026-11-17T09:00:00+08:00')
let tree: Tree
let secretary: Person
let member: Person
let stranger: Person
let members: string[]

beforeEach(async () => {
  tree = await buildTree(test)
  members = await register(test, [
    { orgId: tree.branch, name: '沈国良' },
    { orgId: tree.branch, name: '林秀兰' },
  ])
  secretary = await test.person('branch-secretary', tree.branch)
  member = await test.person('member', tree.branch, { memberId: members[0] ?? null })
  stranger = await test.person('branch-secretary', tree.elsewhere.branch)
})

const found = (who: Person, more: object = {}, requestId = newId()) =>
  who.ask(contract.foundTeam, {
    params: { orgId: tree.branch },
    body: { name: '红背心志愿队', kind: 'volunteer', foundedOn: '2011-05-01', ...more },
    requestId,
  })
const aTeam = async () => (await found(secretary)).body.teamId
const volunteer = (name: string, more: object = {}) => ({
  ...{ name, consentOn: '2026-11-01', expiresOn: '2027-10-31', ...more },
})
const add = (who: Person, teamId: string, rows: object[], requestId = newId()) =>
  who.ask(contract.addTeamPeople, { params: { teamId }, body: { rows }, requestId })
const look = (who: Person, teamId: string) => who.ask(contract.getTeam, { params: { teamId } })
const statuses = (answers: readonly { status: number }[]) =>
  answers.map(({ status }) => status).toSorted((a, b) => a - b)

describe('[000-29] teams with volunteers', () => {
  it('are founded once a name, seen where they belong, closed once', async () => {
    const requestId = newId()
    const first = await found(secretary, {}, requestId)
    expect((await found(secretary, {}, requestId)).body).toEqual(first.body)
    expect((await found(secretary)).error.code).toBe('conflict.duplicate')
    expect((await found(secretary, { name: '新队', foundedOn: '2027-01-01' })).error.field).toBe(
      'body.foundedOn',
    )
    expect((await found(member)).error.code).toBe('access.denied')
    expect((await found(stranger)).error.code).toBe('not-found')
    const { teamId } = first.body
    expect((await secretary.ask(contract.listTeams, {})).body).toMatchObject({
      count: 1,
      rows: [{ teamId, kindLabel: '志愿服务队', members: 0, volunteers: 0 }],
    })
    expect((await member.ask(contract.listTeams, {})).body.rows).toMatchObject([{ members: null }])
    expect((await stranger.ask(contract.listTeams, {})).body.count).toBe(0)
    expect((await look(stranger, teamId)).error.code).toBe('not-found')
    expect((await test.ask(contract.listTeams)).status).toBe(401)
    const close = (who: Person) =>
      who.ask(contract.closeTeam, { params: { teamId }, body: { reason: '并队了' } })
    expect((await close(member)).error.code).toBe('access.denied')
    expect((await close(stranger)).error.code).toBe('not-found')
    expect(statuses(await Promise.all([close(secretary), close(secretary)]))).toEqual([200, 409])
    expect((await add(secretary, teamId, [volunteer('陈阿福')])).error.code).toBe('state.wrong')
  })

  it('hold 260 members and volunteers, a volunteer by name, consent and a last day', async () => {
    const teamId = await aTeam()
    const many = Array.from({ length: 258 }, (_, at) => volunteer(`志愿者${at}`))
    const rows = [...members.map((memberId) => ({ memberId })), ...many]
    const requestId = newId()
    expect((await add(secretary, teamId, rows, requestId)).body).toEqual({ added: 260 })
    expect((await add(secretary, teamId, rows, requestId)).body).toEqual({ added: 260 })
    expect((await look(secretary, teamId)).body).toMatchObject({ members: 2, volunteers: 258 })
    expect((await add(secretary, teamId, [{ memberId: members[0] }])).error.code).toBe('conflict.duplicate')
    const refused = async (row: object) => (await add(secretary, teamId, [row])).error.field
    expect(await refused(volunteer('陈阿福', { consentOn: null }))).toBe('body.rows.0.consentOn')
    expect(await refused(volunteer('陈阿福', { consentOn: '2026-12-01' }))).toBe('body.rows.0.consentOn')
    expect(await refused(volunteer('陈阿福', { expiresOn: '2031-01-01' }))).toBe('body.rows.0.expiresOn')
    expect(await refused(volunteer('陈 13800001234'))).toBe('body.rows.0.name')
    expect(await refused(volunteer('陈阿福', { phone: '12' }))).toBe('body.rows.0.phone')
    expect((await add(secretary, teamId, [{ memberId: newId() }])).error.code).toBe('not-found')
    expect((await add(secretary, teamId, [{}])).error.code).toBe('input.invalid')
    expect((await add(member, teamId, [volunteer('陈阿福')])).error.code).toBe('access.denied')
    expect((await add(stranger, teamId, [volunteer('陈阿福')])).error.code).toBe('not-found')
    // Who only belongs there knows oneself and no volunteer.
    const { people } = (await look(member, teamId)).body
    expect(people.filter((one) => one.name !== null).map((one) => one.name)).toEqual(['沈国良'])
  })

  it('show a telephone masked, in clear only with a reason, and forget it with the consent', async () => {
    const teamId = await aTeam()
    await add(secretary, teamId, [volunteer('陈阿福', { phone: '138 0000 5678' }), volunteer('胡桂花')])
    const [one, two] = (await look(secretary, teamId)).body.people
    expect(one).toMatchObject({ name: '陈阿福', isVolunteer: true, phoneMasked: '138****5678' })
    const show = (who: Person, personId = one?.personId ?? '', reason = '通知集合') =>
      who.ask(contract.showVolunteerPhone, { params: { teamId, personId }, body: { reason } })
    expect((await show(secretary)).body).toEqual({ phone: '13800005678' })
    expect((await show(secretary, one?.personId, '打 13800005678')).error.field).toBe('body.reason')
    expect((await show(secretary, two?.personId)).error.code).toBe('state.wrong')
    expect((await show(member)).error.code).toBe('access.denied')
    expect((await show(stranger)).error.code).toBe('not-found')
    test.clock.now = new Date('2027-11-02T00:20:00+08:00')
    for (const _again of [1, 2]) await tasks(test.app.runtime)['erase-volunteers']?.({}, {} as never)
    const rows = await test.system((ctx) =>
      ctx.db
        .selectFrom('team_people')
        .select(['name', 'phone_sealed', 'left_on'])
        .where('county_id', '=', ctx.county)
        .where('team_id', '=', teamId)
        .execute(),
    )
    test.clock.now = new Date('2026-11-17T09:00:00+08:00')
    expect(rows).toEqual([
      { name: null, phone_sealed: null, left_on: '2027-10-31' },
      { name: null, phone_sealed: null, left_on: '2027-10-31' },
    ])
  })

  it('let a person go at once, with everything that was let be known', async () => {
    const teamId = await aTeam()
    await add(secretary, teamId, [{ memberId: members[0] }, volunteer('陈阿福')])
    const [own, guest] = (await look(secretary, teamId)).body.people
    const leave = (who: Person, personId: string) =>
      who.ask(contract.leaveTeam, { params: { teamId, personId }, body: {} })
    expect((await leave(member, guest?.personId ?? '')).error.code).toBe('access.denied')
    expect((await leave(stranger, guest?.personId ?? '')).error.code).toBe('not-found')
    const both = [leave(secretary, guest?.personId ?? ''), leave(secretary, guest?.personId ?? '')]
    expect(statuses(await Promise.all(both))).toEqual([200, 409])
    expect((await leave(member, own?.personId ?? '')).status).toBe(200)
    expect((await look(secretary, teamId)).body.people).toEqual([])
  })
})

describe('[000-16] rosters', () => {
  const roster = (who: Person, teamId: string, more: object = {}, requestId = newId()) =>
    who.ask(contract.setRoster, {
      params: { teamId },
      body: {
        ...{ title: '采摘季引导', rrule: 'FREQ=WEEKLY;BYDAY=SA,SU', perDay: 1, personIds: [] },
        ...{ seasonFrom: '2026-11-14', seasonTo: '2026-12-06', startsAt: '08:00', endsAt: '16:30', ...more },
      },
      requestId,
    })
  const prepared = async () => {
    const teamId = await aTeam()
    await add(secretary, teamId, [{ memberId: members[0] }, { memberId: members[1] }, volunteer('陈阿福')])
    const { people } = (await look(secretary, teamId)).body
    return { teamId, personIds: people.map((one) => one.personId) }
  }

  it('go round by recurrence within a season, across the turn of a year', async () => {
    const { teamId, personIds } = await prepared()
    const requestId = newId()
    const first = await roster(secretary, teamId, { personIds }, requestId)
    expect(first.body.turns).toBe(8)
    expect((await roster(secretary, teamId, { personIds }, requestId)).body).toEqual(first.body)
    const { body } = await secretary.ask(contract.getRoster, { params: { rosterId: first.body.rosterId } })
    expect(body.turns.slice(0, 4).map(({ day, name }) => [day, name])).toEqual([
      ['2026-11-14', '沈国良'],
      ['2026-11-15', '林秀兰'],
      ['2026-11-21', '陈阿福'],
      ['2026-11-22', '沈国良'],
    ])
    const winter = {
      personIds,
      seasonFrom: '2026-12-20',
      seasonTo: '2027-02-10',
      rrule: 'FREQ=MONTHLY;BYMONTHDAY=5',
    }
    expect((await roster(secretary, teamId, winter)).body.turns).toBe(2)
    const field = async (more: object) =>
      (await roster(secretary, teamId, { personIds, ...more })).error.field
    expect(await field({ seasonTo: '2026-11-01' })).toBe('body.seasonTo')
    expect(await field({ seasonTo: '2028-01-01' })).toBe('body.seasonTo')
    expect(await field({ perDay: 4 })).toBe('body.perDay')
    expect(await field({ rrule: 'FREQ=WEEKLY;BYDAY=XX' })).toBe('body.rrule')
    expect(await field({ rrule: 'FREQ=WEEKLY;BYDAY=2SA' })).toBe('body.rrule')
    expect(await field({ personIds: [newId()] })).toBe('body.personIds')
    expect((await roster(member, teamId, { personIds })).error.code).toBe('access.denied')
    expect((await roster(stranger, teamId, { personIds })).error.code).toBe('not-found')
  })

  it('say who is on duty today, let turns be exchanged, and end with what is past kept', async () => {
    const { teamId, personIds } = await prepared()
    const { rosterId } = (await roster(secretary, teamId, { personIds, rrule: 'FREQ=WEEKLY;BYDAY=TU' })).body
    const today = async (who: Person) => (await who.ask(contract.listTurnsOf, {})).body
    expect(await today(secretary)).toMatchObject({
      day: '2026-11-17',
      rows: [{ name: '沈国良', teamName: '红背心志愿队', title: '采摘季引导', startsAt: '08:00' }],
    })
    expect((await today(stranger)).rows).toEqual([])
    expect((await test.ask(contract.listTurnsOf)).status).toBe(401)
    const read = async () => (await secretary.ask(contract.getRoster, { params: { rosterId } })).body
    const [turn] = (await read()).turns
    const swap = (who: Person, personId = personIds[1] ?? '') =>
      who.ask(contract.changeTurn, { params: { turnId: turn?.turnId ?? '' }, body: { personId } })
    expect((await swap(member)).error.code).toBe('access.denied')
    expect((await swap(stranger)).error.code).toBe('not-found')
    expect((await swap(secretary, newId())).error.field).toBe('body.personId')
    expect((await swap(secretary)).status).toBe(200)
    expect((await today(secretary)).rows[0]?.name).toBe('林秀兰')
    const two = (await roster(secretary, teamId, { personIds, perDay: 2, title: '两人班' })).body.rosterId
    const paired = (await secretary.ask(contract.getRoster, { params: { rosterId: two } })).body.turns
    const future = paired.filter((one) => one.day === '2026-11-21')
    const clash = await secretary.ask(contract.changeTurn, {
      params: { turnId: future[0]?.turnId ?? '' },
      body: { personId: future[1]?.personId ?? '' },
    })
    expect(clash.error.code).toBe('conflict.duplicate')
    const past = await secretary.ask(contract.changeTurn, {
      params: { turnId: paired[0]?.turnId ?? '' },
      body: { personId: personIds[2] ?? '' },
    })
    expect(past.error.code).toBe('state.wrong')
    const end = (who: Person) => who.ask(contract.endRoster, { params: { rosterId }, body: {} })
    expect((await end(member)).error.code).toBe('access.denied')
    expect((await end(stranger)).error.code).toBe('not-found')
    expect(statuses(await Promise.all([end(secretary), end(secretary)]))).toEqual([200, 409])
    expect((await read()).turns.map(({ day }) => day)).toEqual(['2026-11-17'])
    expect((await stranger.ask(contract.getRoster, { params: { rosterId } })).error.code).toBe('not-found')
  })
})
