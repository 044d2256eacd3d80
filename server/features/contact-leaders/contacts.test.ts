import { beforeAll, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/contact-leaders.ts'
import { getDue } from '../../../contract/due.ts'
import { newId } from '../../core/ids.ts'
import { planned } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { contactTerm, link } from '../../test/contacts.ts'
import { buildTree, type Tree } from '../../test/tree.ts'
import { giveContact } from '../access/contact-commands.ts'

const test = useTestApp()
let tree: Tree
let county: Person
let officer: Person
let secretary: Person
let cadre: Person

beforeAll(async () => {
  tree = await buildTree(test)
  county = await test.person('county-officer', test.county.rootId, { name: '骆婉清' })
  officer = await test.person('township-officer', tree.township, { name: '顾晓峰' })
  secretary = await test.person('branch-secretary', tree.branch)
  cadre = await test.person('supervisor', tree.township, { name: '祝望舒' })
})

const coverage = async (who: Person, orgId: number, query: object = {}) =>
  who.ask(contract.listContacts, { params: { orgId }, query })
const end = (who: Person, linkId: string, requestId = newId()) =>
  who.ask(contract.endContact, { requestId, params: { linkId }, body: { reason: '调到县里去了' } })

describe('who is linked to an organisation', () => {
  it('[003-02] county leader to township, township cadre to branch, each for a term, and who has nobody', async () => {
    const above = await test.person('county-officer', test.county.rootId, { name: '石青山' })
    expect((await link(county, tree.township, above)).status).toBe(200)
    expect((await coverage(officer, tree.township)).body).toMatchObject({ count: 4, uncovered: 3 })

    expect((await link(officer, tree.branch, cadre)).status).toBe(200)
    const { body } = await coverage(officer, tree.township)
    const said = body.rows.map((row) => [row.orgName, row.leaders.map((one) => one.name).join()])
    expect(said).toEqual([
      ['青禾镇', '石青山'],
      ['临溪村', ''],
      ['石桥支部', '祝望舒'],
      ['东溪支部', ''],
    ])
    expect(body.rows[2]?.leaders[0]).toMatchObject({ from: '2026-11-01', to: '2027-12-31' })
    // The township's own leader is the county's to name.
    expect(body.rows.map((row) => row.abilities.link)).toEqual([false, true, true, true])
    const left = await coverage(officer, tree.township, { uncovered: '1' })
    expect(left.body.rows.map((row) => row.orgName)).toEqual(['临溪村', '东溪支部'])

    expect((await link(officer, tree.village, cadre)).status).toBe(200)
    const whole = (await coverage(officer, tree.township)).body
    expect(whole.uncovered).toBe(0)
    expect(whole.rows.find((row) => row.orgName === '东溪支部')).toMatchObject({
      leaders: [],
      through: '临溪村',
    })
  })

  it('lets the leader read meetings there from the first day to the last, and not beyond', async () => {
    const leader = await test.person('supervisor', tree.elsewhere.township, { name: '包屿宁' })
    const activityId = await planned(secretary, tree.branch, { title: '党课', day: '2026-11-24' })
    const own = async () => (await leader.ask(contract.getOwnContacts)).body
    const rows = async () => (await leader.ask(getDue)).body.rows
    expect(await own()).toEqual({ rows: [], coming: [], held: [] })
    // Nobody whom the township does not know: what is held elsewhere is not in its sight.
    expect((await link(officer, tree.branch, leader)).error.field).toBe('body.accountId')
    const given = (validFrom: string, validTo: string) =>
      test.system((ctx) => {
        const term = { orgId: tree.branch, validFrom, validTo, reason: '分工' }
        return giveContact({ ...ctx, requestId: newId() }, leader.accountId, term)
      })
    await given('2026-10-01', '2026-11-19')
    await given('2026-11-21', '2026-12-31')
    expect(await own()).toMatchObject({ rows: [], coming: [] })
    await given('2026-11-20', '2026-11-20')
    expect(await own()).toMatchObject({
      rows: [{ orgName: '石桥支部', to: '2026-11-20', planned: false }],
      coming: [{ activityId, title: '党课', review: null, reviewLabel: '没有审' }],
    })
    expect(await rows()).toMatchObject([{ title: '看看主题：党课', link: `/stage-reviews/${activityId}` }])
  })

  it('is not named for one’s own organisation, nor by or for whoever holds its meetings', async () => {
    expect((await link(officer, tree.township, cadre)).error.code).toBe('access.denied')
    expect((await link(secretary, tree.branch, cadre)).error.code).toBe('access.denied')
    expect((await link(officer, tree.elsewhere.branch, cadre)).error.code).toBe('not-found')
    expect((await link(county, tree.branch, secretary)).error.field).toBe('body.accountId')
    expect((await link(county, tree.grid, cadre)).error.code).toBe('state.wrong')
    const own = { orgId: tree.village, validFrom: '2026-11-01', validTo: '2027-12-31', reason: '分工' }
    const auditor = await test.person('auditor', test.county.rootId)
    expect((await link(county, tree.sibling, auditor)).error.field).toBe('body.accountId')
    const both = await test.person('township-officer', tree.township)
    await test.system((ctx) => giveContact({ ...ctx, requestId: newId() }, both.accountId, own))
    expect((await link(both, tree.sibling, both)).error.code).toBe('access.denied')
    const term = { from: '2026-12-01', to: '2026-11-30' }
    expect((await link(officer, tree.sibling, cadre, term)).error.field).toBe('body.to')
    expect((await link(officer, tree.sibling, cadre, { to: '2090-01-01' })).error.field).toBe('body.to')
    const { status } = await test.ask(contract.linkLeader, {
      params: { orgId: tree.branch },
      body: { accountId: cadre.accountId, ...contactTerm },
    })
    expect(status).toBe(401)
  })

  it('offers those above and says no more of an account than where it has its office', async () => {
    const form = { params: { orgId: tree.sibling } }
    const { body } = await officer.ask(contract.getContactForm, form)
    expect(body.people.map((one) => one.name)).toContain('祝望舒')
    expect(body.people.some((one) => one.accountId === secretary.accountId)).toBe(false)
    expect((await secretary.ask(contract.getContactForm, form)).error.code).toBe('not-found')
    expect(
      (await secretary.ask(contract.getContactForm, { params: { orgId: tree.branch } })).error.code,
    ).toBe('access.denied')
  })

  it('takes one of two at once, answers a replay the same, and ends once with its reason on record', async () => {
    const tries = await Promise.all([link(officer, tree.sibling, cadre), link(officer, tree.sibling, cadre)])
    expect(tries.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const linkId = tries.find((one) => one.status === 200)?.body.linkId ?? ''
    const requestId = newId()
    const next = { from: '2028-01-01', to: '2029-12-31' }
    const first = await link(officer, tree.sibling, cadre, next, requestId)
    expect((await link(officer, tree.sibling, cadre, next, requestId)).body).toEqual(first.body)

    expect((await end(secretary, linkId)).error.code).toBe('not-found')
    expect((await end(cadre, linkId)).error.code).toBe('access.denied')
    const ends = await Promise.all([end(officer, linkId), end(officer, linkId)])
    expect(ends.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const history = { params: { orgId: tree.sibling } }
    const { body } = await officer.ask(contract.getContactHistory, history)
    expect(body.rows).toMatchObject([
      { from: '2028-01-01', ended: null },
      { from: '2026-11-01', givenByName: '顾晓峰', ended: { byName: '顾晓峰', reason: '调到县里去了' } },
    ])
    expect((await secretary.ask(contract.getContactHistory, history)).error.code).toBe('not-found')
    expect((await end(officer, newId())).error.code).toBe('not-found')
  })

  it('shows a branch its own and keeps another county out', async () => {
    const far = await test.newCounty('远山县')
    const stranger = await test.person('county-officer', far.rootId, { county: far })
    expect((await coverage(stranger, tree.township)).error.code).toBe('not-found')
    const member = await test.person('member', tree.branch)
    expect((await coverage(member, tree.branch)).error.code).toBe('access.denied')
    expect((await coverage(secretary, tree.branch)).body.rows).toHaveLength(1)
  })
})
