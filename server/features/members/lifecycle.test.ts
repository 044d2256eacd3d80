import { beforeAll, describe, expect, it } from 'vitest'
import * as life from '../../../contract/member-life.ts'
import * as contract from '../../../contract/members.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { byNumber, newIdNumber, type RegisteredWish, register } from '../../test/members.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let secretary: Person
let introducers: [string, string]

beforeAll(async () => {
  tree = await buildTree(test)
  secretary = await test.person('branch-secretary', tree.branch)
  introducers = (await register(test, [{ orgId: tree.branch }, { orgId: tree.branch }])) as [string, string]
})

const vote = { entitled: 20, present: 18, ayes: 17 }
const training = { days: 3 }

async function someone(values: Partial<RegisteredWish> = {}): Promise<string> {
  const [memberId] = await register(test, [{ orgId: tree.branch, ...values }])
  return memberId as string
}

/** At a stage before membership, since a day. */
async function candidate(category: string, stageOn: string, birthOn = '1990-01-01'): Promise<string> {
  const memberId = await someone({
    category,
    birthOn,
    joinedOn: undefined,
    fullOn: undefined,
    idNumber: newIdNumber(birthOn),
  })
  await secretary.ask(contract.updateMember, {
    params: { memberId },
    body: { version: 1, changes: { stageOn } },
  })
  return memberId
}

function step(memberId: string, stage: contract.Stage, happenedOn: string, more: object = {}) {
  return secretary.ask(life.changeStage, {
    params: { memberId },
    body: { stage, happenedOn, reason: '支部大会', ...more },
  })
}

async function detail(memberId: string) {
  return (await secretary.ask(contract.getMember, { params: { memberId } })).body
}

describe('one register', () => {
  it('[000-28] follows a person from applicant over activist and target to full, and away and back', async () => {
    const made = await secretary.ask(contract.createMember, {
      body: {
        orgId: tree.branch,
        name: '何苗',
        stage: 'applicant',
        birthOn: '1998-01-01',
        happenedOn: '2022-01-10',
        reason: '递交申请书',
      },
    })
    const { memberId } = made.body
    const path = [
      ['activist', '2022-06-01', {}],
      ['target', '2023-06-01', {}],
      ['probationary', '2024-07-01', { introducers, training, vote }],
      ['full', '2025-07-01', { vote }],
    ] as const
    for (const [stage, happenedOn, more] of path) {
      expect((await step(memberId, stage, happenedOn, more)).status).toBe(200)
      expect(await detail(memberId)).toMatchObject({ stage, stageOn: happenedOn })
    }
    expect(await detail(memberId)).toMatchObject({
      joinedOn: '2024-07-01',
      fullOn: '2025-07-01',
      partyAge: { since: '2025-07-01', years: 1, months: 4 },
    })
    const contact = (body: object) =>
      secretary.ask(life.changeContact, { params: { memberId }, body: body as never })
    const away = { change: 'floating', floatingTo: '杭州', happenedOn: '2026-01-01', reason: '务工' }
    await contact(away)
    expect(await detail(memberId)).toMatchObject({ isFloating: true, floatingTo: '杭州' })
    const floating = await secretary.ask(contract.listMembers, {
      query: { floating: 'true', search: '何苗' },
    })
    expect(floating.body.count).toBe(1)
    await contact({ change: 'returned', happenedOn: '2026-10-01', reason: '回村' })
    expect(await detail(memberId)).toMatchObject({ isFloating: false, floatingTo: null })
  })

  it('[002-15] tells entry, management and exit as one dated list with who recorded each', async () => {
    const memberId = await candidate('activist', '2024-01-01')
    await step(memberId, 'target', '2025-01-01')
    await step(memberId, 'probationary', '2025-07-01', { introducers, training, vote })
    await secretary.ask(life.assignMembers, {
      body: { memberIds: [memberId], gridId: tree.grid, happenedOn: '2025-08-01', reason: '编网格' },
    })
    await step(memberId, 'full', '2026-07-01', { vote })
    const post = await secretary.ask(life.addPost, {
      params: { memberId },
      body: { kind: 'service', title: '邻里调解岗', validFrom: '2026-08-01' },
    })
    await secretary.ask(life.changeStanding, {
      params: { memberId },
      body: { standing: 'suspended', happenedOn: '2026-09-01', reason: '停止党籍' },
    })
    await secretary.ask(life.changeStanding, {
      params: { memberId },
      body: { standing: 'restored', happenedOn: '2026-10-01', reason: '恢复党籍' },
    })
    await secretary.ask(life.exitMember, {
      params: { memberId },
      body: { kind: 'transferred', happenedOn: '2026-11-01', reason: '转到外地' },
    })
    const { events, posts, stage, exitKind, exitedOn } = await detail(memberId)
    expect({ stage, exitKind, exitedOn }).toEqual({
      stage: 'exited',
      exitKind: 'transferred',
      exitedOn: '2026-11-01',
    })
    const told = events.filter((event) => event.kind !== 'corrected').toReversed()
    expect(told.map((event) => [event.kind, event.from, event.to, event.happenedOn])).toEqual([
      ['stage', 'activist', 'target', '2025-01-01'],
      ['stage', 'target', 'probationary', '2025-07-01'],
      ['grid', null, '第一网格', '2025-08-01'],
      ['stage', 'probationary', 'full', '2026-07-01'],
      ['post', null, '邻里调解岗', '2026-08-01'],
      ['standing', 'normal', 'suspended', '2026-09-01'],
      ['standing', 'suspended', 'restored', '2026-10-01'],
      ['exited', 'full', 'transferred', '2026-11-01'],
      ['entered', null, 'activist', '2026-11-20'],
    ])
    expect(told[1]?.detail).toEqual({ introducers, training: { days: 3, hours: 0 }, vote })
    expect(told.slice(0, -1).every((event) => event.recordedBy === '测试员')).toBe(true)
    expect(posts).toEqual([
      {
        postId: post.body.postId,
        kind: 'service',
        title: '邻里调解岗',
        validFrom: '2026-08-01',
        validTo: '2026-11-01',
      },
    ])
    const { body } = await secretary.ask(contract.listMembers, { query: { stage: 'exited' } })
    expect(body.rows.map((row) => row.memberId)).toContain(memberId)
  })
})

describe('the gates on the way in', () => {
  it('keep the order of the stages', async () => {
    const memberId = await candidate('applicant', '2024-01-01')
    expect((await step(memberId, 'target', '2026-01-01')).error).toMatchObject({
      code: 'state.wrong',
      message: '现在是入党申请人，下一步只能是入党积极分子。',
    })
    expect((await step(introducers[0], 'full', '2026-01-01', { vote })).error.code).toBe('state.wrong')
  })

  it('hold a year as activist, to the day', async () => {
    const memberId = await candidate('activist', '2025-02-28')
    const early = await step(memberId, 'target', '2026-02-27')
    expect(early.error).toMatchObject({ code: 'state.wrong', details: { notBefore: '2026-02-28' } })
    expect((await step(memberId, 'target', '2026-02-28')).status).toBe(200)
  })

  it('ask for the day when nobody knows since when', async () => {
    const [memberId] = await register(test, [
      { orgId: tree.branch, category: 'activist', joinedOn: undefined, fullOn: undefined },
    ])
    expect((await step(memberId as string, 'target', '2026-01-01')).error.message).toMatch(/积极分子的日期/)
  })

  it.each([
    ['one introducer', { introducers: null, training, vote }, 'body.introducers'],
    ['the same introducer twice', { introducers: 'twice', training, vote }, 'body.introducers'],
    ['an introducer who is no full member', { introducers: 'strange', training, vote }, 'body.introducers'],
    ['no training', { introducers: 'two', vote }, 'body.training'],
    ['two days of training', { introducers: 'two', training: { days: 2, hours: 23 }, vote }, 'body.training'],
    ['no vote', { introducers: 'two', training }, 'body.vote'],
    [
      'half of them present',
      { introducers: 'two', training, vote: { ...vote, present: 10 } },
      'body.vote.present',
    ],
    ['half of them for it', { introducers: 'two', training, vote: { ...vote, ayes: 10 } }, 'body.vote.ayes'],
    [
      'more votes than people',
      { introducers: 'two', training, vote: { ...vote, ayes: 21 } },
      'body.vote.ayes',
    ],
  ])('refuse admission with %s', async (_, given, field) => {
    const memberId = await candidate('target', '2025-01-01')
    const who = {
      two: introducers,
      twice: [introducers[0], introducers[0]],
      strange: [introducers[0], newId()],
    }
    const names = given.introducers ? who[given.introducers as keyof typeof who] : undefined
    const answer = await step(memberId, 'probationary', '2026-01-01', { ...given, introducers: names })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.error.field).toBe(field)
    expect(await detail(memberId)).toMatchObject({ stage: 'target', joinedOn: null })
  })

  it('hold a year of probation, and half a year to a year more when it is extended, once', async () => {
    const memberId = await someone({
      category: 'probationary',
      joinedOn: '2025-03-01',
      fullOn: undefined,
    })
    const extend = (happenedOn: string, extendedTo: string) =>
      secretary.ask(life.extendProbation, {
        params: { memberId },
        body: { happenedOn, extendedTo, vote, reason: '延长半年' },
      })
    expect((await step(memberId, 'full', '2026-02-28', { vote })).error.details).toEqual({
      notBefore: '2026-03-01',
    })
    expect((await extend('2026-02-01', '2026-09-01')).error.code).toBe('state.wrong')
    expect((await extend('2026-03-01', '2026-08-31')).error.field).toBe('body.extendedTo')
    expect((await extend('2026-03-01', '2027-03-02')).error.field).toBe('body.extendedTo')
    expect((await extend('2026-03-01', '2026-09-01')).status).toBe(200)
    expect((await extend('2026-03-02', '2026-10-01')).error.message).toBe('预备期只能延长一次。')
    expect((await step(memberId, 'full', '2026-08-31', { vote })).error.details).toEqual({
      notBefore: '2026-09-01',
    })
    expect((await step(memberId, 'full', '2026-09-20', { vote })).body.warnings).toEqual([])
    expect(await detail(memberId)).toMatchObject({
      fullOn: '2026-09-20',
      extendedTo: '2026-09-01',
      partyAge: { since: '2026-09-01', years: 0, months: 2 },
    })
  })

  it('only warn of what is local practice, and by the figures that the county has set', async () => {
    const early = await candidate('applicant', '2026-01-01', '2000-01-01')
    expect((await step(early, 'activist', '2026-02-01')).body.warnings.map((one) => one.code)).toEqual([
      'activist-early',
      'league',
    ])
    const late = await someone({
      category: 'probationary',
      joinedOn: '2024-01-01',
      fullOn: undefined,
    })
    expect((await step(late, 'full', '2026-01-01', { vote })).body.warnings.map((one) => one.code)).toEqual([
      'conversion-late',
    ])
    await test.system(async (ctx) => {
      const value = JSON.stringify({ activistAfterMonths: { least: 1, most: 12 }, leagueAge: 25 })
      const row = { county_id: ctx.county, name: 'members.limits', value }
      await ctx.db.insertInto('county_settings').values(row).execute()
    })
    const there = await candidate('applicant', '2026-01-01', '2000-01-01')
    expect((await step(there, 'activist', '2026-02-01')).body.warnings).toEqual([])
  })

  it('let one of two steps through that are taken at once', async () => {
    const memberId = await candidate('applicant', '2024-01-01')
    const both = await Promise.all([
      step(memberId, 'activist', '2024-06-01'),
      step(memberId, 'activist', '2024-06-02'),
    ])
    expect(both.map((one) => one.status).toSorted(byNumber)).toEqual([200, 409])
    const told = (await detail(memberId)).events.filter((event) => event.kind === 'stage')
    expect(told).toHaveLength(1)
  })

  it('take a step once that is sent twice, and none from a stranger', async () => {
    const memberId = await candidate('applicant', '2024-01-01')
    const requestId = newId()
    const body = { stage: 'activist' as const, happenedOn: '2024-06-01', reason: '推荐' }
    const send = () => secretary.ask(life.changeStage, { requestId, params: { memberId }, body })
    const first = await send()
    expect((await send()).body).toEqual(first.body)
    const ask = (who: Person) => who.ask(life.changeStage, { params: { memberId }, body })
    expect((await ask(await test.person('branch-secretary', tree.sibling))).error.code).toBe('not-found')
    expect((await ask(await test.person('branch-deputy', tree.branch))).error.code).toBe('access.denied')
    expect((await test.ask(life.changeStage, { params: { memberId }, body })).status).toBe(401)
    const future = await secretary.ask(life.changeStage, {
      params: { memberId },
      body: { ...body, stage: 'target', happenedOn: '2026-11-21' },
    })
    expect(future.error.field).toBe('body.happenedOn')
  })
})
