import { beforeAll, describe, expect, it } from 'vitest'
import * as activities from '../../../contract/activities.ts'
import * as approvals from '../../../contract/approvals.ts'
import * as contract from '../../../contract/booklets.ts'
import * as hand from '../../../contract/hand-entries.ts'
import * as honours from '../../../contract/honours.ts'
import { listenToStatements } from '../../core/db/statement.ts'
import { newId } from '../../core/ids.ts'
import { buildRegister } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildScheme } from '../../test/points.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp('2026-11-20T19:00:00+08:00')
let tree: Tree
let secretary: Person
let second: Person

beforeAll(async () => {
  tree = await buildTree(test)
  await buildScheme(test, tree.committee)
  secretary = await test.person('branch-secretary', tree.branch, { name: '沈国良' })
  second = await test.person('committee-secretary', tree.committee, { name: '董长林' })
})

/** A member of the branch who has done nothing yet. */
async function newcomer(name = '林秀兰'): Promise<string> {
  const [memberId] = await buildRegister(test, [{ orgId: tree.branch, name }])
  return memberId as string
}

type Kind = activities.Heading['kind']

function record(who: Person, orgId: number, kind: Kind, memberIds: string[], day = '2026-11-18') {
  const body = { orgId, kind, title: '活动', day, invited: { whom: 'named' as const, memberIds } }
  return who.ask(activities.recordActivity, { body })
}

async function bookletOf(memberId: string, who: Person = secretary, year = 2026) {
  return (await who.ask(contract.getBooklet, { params: { memberId }, query: { year } })).body
}

/** What stands in a member's book: rule and points, in the order of the book. */
async function linesOf(memberId: string): Promise<string[]> {
  const { months } = await bookletOf(memberId)
  return months.flatMap((month) => month.entries.map((entry) => `${entry.ruleName} ${entry.points / 100}`))
}

describe('the rules of document 001', () => {
  it('[001-05] gives 3 for each mediation', async () => {
    const memberId = await newcomer()
    await record(secretary, tree.branch, 'mediation', [memberId])
    await record(secretary, tree.branch, 'mediation', [memberId], '2026-11-19')
    expect(await linesOf(memberId)).toEqual(['邻里纠纷调解 3', '邻里纠纷调解 3'])
  })

  it('[001-06] gives 2 each time for sanitation', async () => {
    const memberId = await newcomer()
    await record(secretary, tree.branch, 'sanitation', [memberId])
    expect(await linesOf(memberId)).toEqual(['环境卫生 2'])
  })

  it('[001-07] gives 3 for a contribution to a major clean-up only once somebody else has approved it', async () => {
    const memberId = await newcomer()
    await record(secretary, tree.branch, 'major-clean-up', [memberId])
    expect(await linesOf(memberId)).toEqual([])
    const waiting = (await second.ask(approvals.listApprovals)).body.rows.find(
      (row) => row.memberId === memberId,
    )
    const params = { factId: waiting?.factId as string, ruleCode: waiting?.ruleCode as string }
    const own = await secretary.ask(approvals.decideApproval, { params, body: { approved: true } })
    expect(own.error.code).toBe('access.denied')
    const both = await Promise.all(
      [1, 2].map(() => second.ask(approvals.decideApproval, { params, body: { approved: true } })),
    )
    expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 404])
    expect(await linesOf(memberId)).toEqual(['重大整治贡献 3'])
  })

  it('[001-07] gives nothing for what was declined, and a decline says why', async () => {
    const memberId = await newcomer()
    await record(secretary, tree.branch, 'major-clean-up', [memberId])
    const waiting = (await second.ask(approvals.listApprovals)).body.rows.find(
      (row) => row.memberId === memberId,
    )
    const params = { factId: waiting?.factId as string, ruleCode: waiting?.ruleCode as string }
    const silent = await second.ask(approvals.decideApproval, { params, body: { approved: false } })
    expect(silent.error).toMatchObject({ code: 'input.invalid', field: 'body.note' })
    const body = { approved: false, note: '没有到场' }
    expect((await second.ask(approvals.decideApproval, { params, body })).status).toBe(200)
    expect(await linesOf(memberId)).toEqual([])
    const after = (await second.ask(approvals.listApprovals)).body.rows
    expect(after.some((row) => row.memberId === memberId)).toBe(false)
  })

  it('[001-08] gives 3 for a meeting or activity of the Party committee', async () => {
    const memberId = await newcomer()
    await record(second, tree.committee, 'party-committee-meeting', [memberId])
    await record(second, tree.committee, 'theme-day', [memberId], '2026-11-19')
    expect(await linesOf(memberId)).toEqual(['党委会议、活动 3', '党委会议、活动 3'])
  })

  it('[001-09] gives 2 for a meeting or activity of the branch', async () => {
    const memberId = await newcomer()
    await record(secretary, tree.branch, 'members-assembly', [memberId])
    await record(secretary, tree.branch, 'activity-day', [memberId], '2026-11-19')
    expect(await linesOf(memberId)).toEqual(['支部会议、活动 2', '支部会议、活动 2'])
  })

  it('[001-10] gives 10 for an honour of city, district or town by its certificate, and none for one of the village', async () => {
    const memberId = await newcomer()
    const honour = { memberId, title: '优秀党员', issuer: '镇党委', awardedOn: '2026-07-01' }
    for (const level of ['town', 'district', 'city', 'village'] as const) {
      const body = { ...honour, title: `优秀党员（${level}）`, level, certificateNo: `${level}-2026-07` }
      expect((await secretary.ask(honours.recordHonour, { body })).status).toBe(200)
    }
    expect(await linesOf(memberId)).toEqual(Array(3).fill('市、区、镇荣誉 10'))
    const { rows } = (await secretary.ask(honours.listHonours, { query: { memberId } })).body
    expect(rows.map((row) => row.certificateNo)).toContain('town-2026-07')
  })

  it('[001-11] keeps service and organisational life apart as two sources of the score', async () => {
    const memberId = await newcomer()
    await record(secretary, tree.branch, 'sanitation', [memberId])
    await record(secretary, tree.branch, 'members-assembly', [memberId], '2026-11-19')
    const { rules, total } = await bookletOf(memberId)
    expect(rules).toEqual([
      { ruleName: '环境卫生', count: 1, points: 200 },
      { ruleName: '支部会议、活动', count: 1, points: 200 },
    ])
    expect(total).toBe(400)
  })

  it('counts an entry by hand once a second person has agreed', async () => {
    const memberId = await newcomer()
    const body = { memberId, day: '2026-11-10', points: 150, reason: '抢修水管' }
    const made = await secretary.ask(hand.proposeHandEntry, { body })
    expect(await linesOf(memberId)).toEqual([])
    const params = { handEntryId: made.body.handEntryId }
    await second.ask(hand.decideHandEntry, { params, body: { approve: true } })
    expect(await linesOf(memberId)).toEqual(['人工记分 1.5'])
  })
})

describe('a booklet', () => {
  it('[001-01] is one for each member, by months with a running balance', async () => {
    const memberId = await newcomer()
    await record(secretary, tree.branch, 'sanitation', [memberId], '2026-10-20')
    await record(secretary, tree.branch, 'mediation', [memberId], '2026-11-03')
    await record(secretary, tree.branch, 'sanitation', [memberId], '2026-11-05')
    const { months, total, member } = await bookletOf(memberId)
    expect(member).toMatchObject({ name: '林秀兰', orgName: '石桥支部' })
    expect(months.map((month) => [month.month, month.points])).toEqual([
      ['2026-10', 200],
      ['2026-11', 500],
    ])
    expect(months.flatMap((month) => month.entries.map((entry) => entry.balance))).toEqual([200, 500, 700])
    expect(total).toBe(700)
  })

  it('shows a correction as the entry that was wrong and what took it back, and deletes nothing', async () => {
    const [wrong, right] = [await newcomer('王甲'), await newcomer('王乙')]
    const made = await record(secretary, tree.branch, 'members-assembly', [wrong])
    const params = { activityId: made.body.activityId }
    const reopened = await secretary.ask(activities.reopenActivity, { params, body: { reason: '记错了人' } })
    const roll = { added: [right], removed: [wrong] }
    await secretary.ask(activities.closeActivity, { params, body: { version: reopened.body.version, roll } })
    expect(await linesOf(wrong)).toEqual(['支部会议、活动 2', '支部会议、活动 -2'])
    expect(await linesOf(right)).toEqual(['支部会议、活动 2'])
    const [first, back] = (await bookletOf(wrong)).months[0]?.entries ?? []
    expect(first?.reversedBy).toBe(2)
    expect(back).toMatchObject({ reversalOf: 1, reason: '记错了人' })
    expect((await bookletOf(wrong)).total).toBe(0)
  })

  it('opens an entry to rule, fact, recorder and record', async () => {
    const memberId = await newcomer()
    const made = await record(secretary, tree.branch, 'mediation', [memberId])
    const [entry] = (await bookletOf(memberId)).months[0]?.entries ?? []
    const params = { factId: entry?.factId as string, ruleId: entry?.ruleId as number }
    const { body } = await secretary.ask(contract.getEntry, { params })
    expect(body.points).toBe(300)
    expect(body.rule).toMatchObject({ name: '邻里纠纷调解', versionNo: 1, saying: '邻里纠纷调解，每次 3 分' })
    expect(body.fact).toMatchObject({ recordedByName: '沈国良', day: '2026-11-18', voided: null })
    expect(body.source).toMatchObject({ kind: 'activity', id: made.body.activityId })
  })

  it('is open to the member and the branch, and to nobody above, beside or outside', async () => {
    const memberId = await newcomer()
    await record(secretary, tree.branch, 'mediation', [memberId])
    const ask = async (who: Person) => (await who.ask(contract.getBooklet, { params: { memberId } })).status
    const member = await test.person(null, tree.branch, { memberId })
    const own = (await member.ask(contract.getBooklet, { params: { memberId } })).body
    expect(own.total).toBe(300)
    expect(own.months[0]?.entries[0]?.what).toBe('活动')
    expect(own.abilities.object).toBe(true)
    const strangers = [
      await test.person('township-officer', tree.township),
      second,
      await test.person('branch-secretary', tree.sibling),
      await test.person('county-admin', test.county.rootId),
      await test.person(null, tree.branch, { memberId: await newcomer('旁人') }),
    ]
    expect(await Promise.all(strangers.map(ask))).toEqual([404, 404, 404, 404, 404])
    expect((await test.ask(contract.getBooklet, { params: { memberId } })).status).toBe(401)
  })

  it('takes as many statements for a year of many entries as for one of few', async () => {
    const count = async (memberId: string) => {
      const texts: string[] = []
      await bookletOf(memberId)
      listenToStatements((text) => void texts.push(text))
      await bookletOf(memberId)
      listenToStatements(null)
      return texts.length
    }
    const [few, many] = [await newcomer(), await newcomer()]
    await record(secretary, tree.branch, 'sanitation', [few])
    for (let day = 1; day <= 12; day += 1) {
      await record(secretary, tree.branch, 'sanitation', [many], `2026-10-${String(day).padStart(2, '0')}`)
    }
    expect(await count(many)).toBe(await count(few))
  })
})

describe('totals', () => {
  it('[001-16] are told by year with last year beside them, in all and per branch', async () => {
    const fresh = await buildTree(test)
    await buildScheme(test, fresh.committee)
    const leader = await test.person('branch-secretary', fresh.branch)
    const [a, b] = (await buildRegister(test, [
      { orgId: fresh.branch, name: '甲一' },
      { orgId: fresh.branch, name: '乙二' },
    ])) as [string, string]
    await record(leader, fresh.branch, 'members-assembly', [a], '2025-05-10')
    await record(leader, fresh.branch, 'members-assembly', [a, b], '2026-05-10')
    await record(leader, fresh.branch, 'mediation', [b], '2026-05-11')
    const { body } = await leader.ask(contract.getTotals, {
      params: { orgId: fresh.branch },
      query: { year: 2026 },
    })
    expect(body).toMatchObject({ total: 700, lastYear: 200, members: 2 })
    expect(body.people.map((one) => [one.label, one.points])).toEqual([
      ['甲一', 200],
      ['乙二', 500],
    ])
    expect(body.rules.map((rule) => [rule.ruleName, rule.count, rule.points])).toEqual([
      ['邻里纠纷调解', 1, 300],
      ['支部会议、活动', 2, 400],
    ])
    const officer = await test.person('township-officer', fresh.township)
    const above = await officer.ask(contract.getTotals, {
      params: { orgId: fresh.branch },
      query: { year: 2026 },
    })
    expect(above.body.people.map((one) => [one.memberId, one.label])).toEqual([
      [null, '党员 01'],
      [null, '党员 02'],
    ])
    expect(above.body.people.map((one) => one.points).toSorted((x, y) => x - y)).toEqual([200, 500])
    const ruleId = above.body.rules[0]?.ruleId as number
    const params = { orgId: fresh.township }
    const list = (await officer.ask(contract.listEntries, { params, query: { year: 2026, ruleId } })).body
    expect(list.rows.map((row) => [row.label, row.points])).toEqual([['党员', 300]])
    expect(list.count).toBe(1)
    expect(JSON.stringify(above.body) + JSON.stringify(list)).not.toMatch(/甲一|乙二/)
  })

  it('are closed to a township beside it and to who has no business with points', async () => {
    const params = { orgId: tree.branch }
    const beside = await test.person('township-officer', tree.elsewhere.township)
    expect((await beside.ask(contract.getTotals, { params })).status).toBe(404)
    const worker = await test.person('grid-worker', tree.village)
    expect((await worker.ask(contract.getTotals, { params })).status).toBe(403)
    expect((await test.ask(contract.getTotals, { params: { orgId: 1 } })).status).toBe(401)
  })

  it('answer a request that is sent twice as one', async () => {
    const memberId = await newcomer()
    const body = {
      orgId: tree.branch,
      kind: 'mediation' as const,
      day: '2026-11-18',
      title: '调解',
      invited: { whom: 'named' as const, memberIds: [memberId] },
    }
    const requestId = newId()
    await secretary.ask(activities.recordActivity, { requestId, body })
    await secretary.ask(activities.recordActivity, { requestId, body })
    expect(await linesOf(memberId)).toEqual(['邻里纠纷调解 3'])
  })
})
