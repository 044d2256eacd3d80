import { beforeEach, describe, expect, it } from 'vitest'
import { addArea, contractArea } from '../../../contract/areas.ts'
import { getCase } from '../../../contract/cases.ts'
import * as contract from '../../../contract/duty-logs.ts'
import { claimPost, decideClaim, setUpPost } from '../../../contract/posts.ts'
import { addTeamPeople, foundTeam, getTeam } from '../../../contract/teams.ts'
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
let teamId: string
let guestId: string

beforeEach(async () => {
  tree = await buildTree(test)
  members = await register(test, [
    { orgId: tree.branch, gridId: tree.grid, name: '沈国良' },
    { orgId: tree.branch, gridId: tree.grid, name: '林秀兰' },
  ])
  secretary = await test.person('branch-secretary', tree.branch)
  member = await test.person('member', tree.branch, { memberId: members[0] ?? null })
  stranger = await test.person('branch-secretary', tree.elsewhere.branch)
  const made = await secretary.ask(foundTeam, {
    params: { orgId: tree.branch },
    body: { name: '企业安全巡查组', kind: 'safety-patrol', foundedOn: '2020-01-01' },
  })
  teamId = made.body.teamId
  const guest = { name: '陈阿福', consentOn: '2026-11-01', expiresOn: '2027-10-31' }
  const rows = [{ memberId: members[0] ?? '' }, guest]
  await secretary.ask(addTeamPeople, { params: { teamId }, body: { rows } })
  const { people } = (await secretary.ask(getTeam, { params: { teamId } })).body
  guestId = people.find((one) => one.isVolunteer)?.personId ?? ''
})

const log = (who: Person, more: object = {}, requestId = newId()) =>
  who.ask(contract.logWork, {
    body: { work: { kind: 'team', id: teamId }, day: '2026-11-17', amounts: { rounds: 200 }, ...more },
    requestId,
  })
const factsOf = (sourceId: string) =>
  test.system((ctx) =>
    ctx.db
      .selectFrom('facts as f')
      .leftJoin('fact_voids as v', (join) =>
        join.on('v.county_id', '=', ctx.county).onRef('v.fact_id', '=', 'f.fact_id'),
      )
      .select(['f.kind', 'f.quantity', 'v.reason'])
      .where('f.county_id', '=', ctx.county)
      .where('f.source_id', '=', sourceId)
      .orderBy('f.kind')
      .execute(),
  )
const totals = async (who: Person, query: object = {}) => (await who.ask(contract.totalLogs, { query })).body
const statuses = (answers: readonly { status: number }[]) =>
  answers.map(({ status }) => status).toSorted((a, b) => a - b)

describe('[001-20][001-21][001-22] what was done', () => {
  it('is typed by hand in tonnes, kilometres and rounds, each a fact of the member', async () => {
    const requestId = newId()
    const amounts = { rounds: 200_00, km: 1600_00, tonnes: 200_50 }
    const first = await log(member, { amounts }, requestId)
    expect((await log(member, { amounts }, requestId)).body).toEqual(first.body)
    expect(await factsOf(requestId)).toEqual([
      { kind: 'work-km', quantity: 1600_00, reason: null },
      { kind: 'work-rounds', quantity: 200_00, reason: null },
      { kind: 'work-tonnes', quantity: 200_50, reason: null },
    ])
    const field = async (more: object) => (await log(member, more)).error.field
    expect(await field({ amounts: {} })).toBe('body.amounts')
    expect(await field({ day: '2026-11-18' })).toBe('body.day')
    expect(await field({ note: '电话 13800001234' })).toBe('body.note')
    expect(await field({ amounts: { steps: 9 } })).toMatch(/^body\.amounts/)
    expect((await log(stranger)).error.code).toBe('not-found')
    expect((await log(member, { memberId: members[1] })).error.code).toBe('access.denied')
    expect((await log(secretary, { memberId: members[1] })).error.code).toBe('state.wrong')
    expect(
      (
        await test.ask(contract.logWork, {
          body: { work: { kind: 'team', id: teamId }, day: '2026-11-17', amounts: { km: 1 } },
        })
      ).status,
    ).toBe(401)
  })

  it('is a record and nobody’s fact where a volunteer did it', async () => {
    const { logId } = (await log(secretary, { personId: guestId })).body
    expect(await factsOf(logId)).toEqual([])
    expect((await log(member, { personId: guestId })).error.code).toBe('access.denied')
    expect((await log(secretary, { personId: newId() })).error.field).toBe('body.personId')
    const mine = (await member.ask(contract.listLogs, {})).body
    expect(mine.count).toBe(0)
    expect((await secretary.ask(contract.listLogs, {})).body.rows).toMatchObject([
      { name: '陈阿福', isVolunteer: true, amounts: { rounds: 200 } },
    ])
  })

  it('stands at a post and in an area as well, on days on which they were held', async () => {
    const post = await secretary.ask(setUpPost, {
      params: { orgId: tree.branch },
      body: { kind: 'sanitation' },
    })
    const { postId } = post.body
    const claimed = await member.ask(claimPost, { params: { postId }, body: { strength: '做过保洁' } })
    const at = { work: { kind: 'post', id: postId } }
    expect((await log(member, at)).error.code).toBe('state.wrong')
    const decision = { agreed: true, validFrom: '2026-11-16' }
    await secretary.ask(decideClaim, { params: { claimId: claimed.body.claimId }, body: decision })
    expect((await log(member, { ...at, day: '2026-11-15' })).error.field).toBe('body.day')
    expect((await log(member, { ...at, amounts: { hours: 150 } })).status).toBe(200)
    const village = await test.person('committee-secretary', tree.village)
    const made = await village.ask(addArea, {
      params: { orgId: tree.grid },
      body: { kind: 'river', name: '渠头' },
    })
    const { areaId } = made.body
    const task = {
      memberId: members[0] ?? '',
      managerId: members[1] ?? '',
      task: '清水面',
      validFrom: '2026-11-01',
    }
    await village.ask(contractArea, { params: { areaId }, body: task })
    const inGrid = { work: { kind: 'area', id: areaId }, amounts: { tonnes: 20 } }
    expect((await log(member, inGrid)).status).toBe(200)
    const own = (await member.ask(contract.getOwnWork)).body
    expect(own.works).toMatchObject([
      { work: { kind: 'area', id: areaId }, name: '渠头', note: '清水面', usual: ['tonnes'] },
      { work: { kind: 'post', id: postId }, usual: ['hours'] },
      { work: { kind: 'team', id: teamId }, usual: [] },
    ])
    expect(own.logs).toHaveLength(2)
    expect((await secretary.ask(contract.getOwnWork)).body.works).toEqual([])
    expect((await test.ask(contract.getOwnWork)).status).toBe(401)
  })

  it('adds up by person, by team and by year, each total the sum of the logs it opens to', async () => {
    for (const amounts of [{ rounds: 200 }, { rounds: 100, km: 350 }]) await log(member, { amounts })
    await log(secretary, { personId: guestId, amounts: { rounds: 300 } })
    await log(member, { amounts: { rounds: 500 }, day: '2025-12-31' })
    await secretary.ask(contract.withdrawLog, {
      params: { logId: (await log(member, { amounts: { km: 9900 } })).body.logId },
      body: { reason: '记错了' },
    })
    for (const by of ['person', 'work'] as const) {
      const year = await totals(secretary, { by, orgId: tree.branch })
      expect(year.all).toEqual({ times: 3, amounts: { rounds: 600, km: 350 } })
      for (const row of year.rows) {
        const opened = await secretary.ask(contract.listLogs, { query: { ...row.filter, year: year.year } })
        const standing = opened.body.rows.filter((one) => one.withdrawReason === null)
        expect(standing).toHaveLength(row.times)
        const rounds = standing.reduce((sum, one) => sum + (one.amounts.rounds ?? 0), 0)
        expect(rounds).toBe(row.amounts.rounds ?? 0)
      }
    }
    expect(
      (await totals(secretary, { by: 'person' })).rows.map(({ label, times }) => [label, times]),
    ).toEqual([
      ['沈国良', 2],
      ['陈阿福', 1],
    ])
    expect((await totals(secretary, { year: 2025 })).all).toEqual({ times: 1, amounts: { rounds: 500 } })
    expect((await totals(member, { by: 'person' })).rows).toMatchObject([{ label: '沈国良', times: 2 }])
    expect((await totals(stranger)).rows).toEqual([])
    expect((await stranger.ask(contract.totalLogs, { query: { orgId: tree.branch } })).error.code).toBe(
      'not-found',
    )
    expect((await stranger.ask(contract.listLogs, { query: { orgId: tree.branch } })).error.code).toBe(
      'not-found',
    )
  })

  it('is taken back once by who did it, and its facts with it', async () => {
    const { logId } = (await log(member, { amounts: { rounds: 1, km: 2 } })).body
    const back = (who: Person) =>
      who.ask(contract.withdrawLog, { params: { logId }, body: { reason: '记错了' } })
    const other = await test.person('member', tree.branch, { memberId: members[1] ?? null })
    expect((await back(other)).error.code).toBe('access.denied')
    expect((await back(stranger)).error.code).toBe('not-found')
    expect(statuses(await Promise.all([back(member), back(member)]))).toEqual([200, 409])
    expect((await factsOf(logId)).map(({ reason }) => reason)).toEqual(['记错了', '记错了'])
  })
})

describe('[000-15] what an enterprise patrol found', () => {
  it('becomes an issue to be put right, once, by who records cases there', async () => {
    const { logId } = (await log(member, { finding: '二号车间消防通道堆了货' })).body
    const raise = (who: Person) => who.ask(contract.raiseFinding, { params: { logId }, body: {} })
    expect((await raise(member)).error.code).toBe('access.denied')
    expect((await raise(stranger)).error.code).toBe('not-found')
    const open = await secretary.ask(contract.listLogs, { query: { open: 'true' } })
    expect(open.body.rows).toMatchObject([{ logId, abilities: { raise: true } }])
    const both = await Promise.all([raise(secretary), raise(secretary)])
    expect(statuses(both)).toEqual([200, 409])
    const { caseId } = both.find(({ status }) => status === 200)?.body ?? { caseId: '' }
    expect((await secretary.ask(getCase, { params: { caseId } })).body).toMatchObject({
      kind: 'issue',
      sort: 'safety',
      body: '二号车间消防通道堆了货',
    })
    const clean = (await log(member)).body.logId
    const none = await secretary.ask(contract.raiseFinding, { params: { logId: clean }, body: {} })
    expect(none.error.code).toBe('state.wrong')
    expect((await secretary.ask(contract.listLogs, { query: { open: 'true' } })).body.count).toBe(0)
  })
})
