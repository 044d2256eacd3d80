import { beforeAll, describe, expect, it } from 'vitest'
import { listLookLog, listMemberLooks, revealNumber } from '../../../contract/member-looks.ts'
import { getMember } from '../../../contract/members.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { newMobile, register } from '../../test/members.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let secretary: Person
let memberId: string

beforeAll(async () => {
  tree = await buildTree(test)
  secretary = await test.person('branch-secretary', tree.branch, { name: '李书记' })
  const made = await register(test, [{ orgId: tree.branch, name: '林秀兰', mobile: newMobile() }])
  memberId = made[0] as string
  await look(secretary, '通知开会')
})

async function look(who: Person, reason: string): Promise<void> {
  const body = { field: 'mobile' as const, reason }
  expect((await who.ask(revealNumber, { params: { memberId }, body })).status).toBe(200)
}

const looksFor = (who: Person, query = {}) => who.ask(listMemberLooks, { params: { memberId }, query })

describe('who looked at a member’s numbers', () => {
  it('is told to the branch’s secretary, to the auditor and to the member', async () => {
    const auditor = await test.person('auditor', test.county.rootId)
    const member = await test.person(null, tree.branch, { memberId })
    for (const who of [secretary, auditor, member]) {
      const { body } = await looksFor(who)
      expect(body).toMatchObject({
        count: 1,
        rows: [{ by: '李书记', field: 'mobile', reason: '通知开会' }],
      })
    }
    const card = await secretary.ask(getMember, { params: { memberId } })
    expect(card.body.abilities.looks).toBe(true)
  })

  it('is refused to who reads the card but may not look, and hidden from who may not see the person', async () => {
    const other = await test.newCounty('别县')
    const answers = await Promise.all([
      looksFor(await test.person('township-officer', tree.township)),
      looksFor(await test.person('branch-deputy', tree.branch)),
      looksFor(await test.person('grid-worker', tree.village)),
      looksFor(await test.person('branch-secretary', tree.sibling)),
      looksFor(await test.person('auditor', tree.elsewhere.township)),
      looksFor(await test.person('auditor', other.rootId, { county: other })),
      test.ask(listMemberLooks, { params: { memberId } }),
    ])
    expect(answers.map((answer) => answer.status)).toEqual([403, 403, 403, 404, 404, 404, 401])
    const officer = await test.person('township-officer', tree.township)
    const card = await officer.ask(getMember, { params: { memberId } })
    expect(card.body.abilities.looks).toBe(false)
  })

  it('is told a new branch only of its own looks after a transfer, and all of them to the member', async () => {
    await test.system(async (ctx) => {
      const mine = ctx.db.updateTable('members').where('county_id', '=', ctx.county)
      await mine.where('member_id', '=', memberId).set({ org_id: tree.sibling }).execute()
    })
    const next = await test.person('branch-secretary', tree.sibling, { name: '王书记' })
    expect((await looksFor(next)).body).toEqual({ rows: [], count: 0 })
    test.clock.now = new Date('2026-11-20T10:00:00+08:00')
    await look(next, '接转')
    expect((await looksFor(next)).body).toMatchObject({ count: 1, rows: [{ by: '王书记' }] })
    const member = await test.person(null, tree.sibling, { memberId })
    const page = await looksFor(member, { limit: 1, offset: 1 })
    expect(page.body).toMatchObject({ count: 2, rows: [{ by: '李书记' }] })
    expect((await looksFor(secretary)).status).toBe(404)
  })
})

describe('the log of looks', () => {
  const logFor = (who: Pick<Person, 'ask'>, query = {}) => who.ask(listLookLog, { query })

  it('is read by the auditor, by days in Shanghai and by the name of who looked or of whom', async () => {
    const fresh = await buildTree(test)
    const made = await register(test, [{ orgId: fresh.branch, name: '欧阳月', mobile: newMobile() }])
    memberId = made[0] as string
    for (const [at, why] of [
      ['2026-12-01T00:00:30+08:00', '凌晨补登'],
      ['2026-12-01T23:59:30+08:00', '夜里补登'],
      ['2026-12-02T00:00:30+08:00', '次日补登'],
    ] as const) {
      test.clock.now = new Date(at)
      await look(await test.person('branch-secretary', fresh.branch, { name: '夜班书记' }), why)
    }
    const auditor = await test.person('auditor', test.county.rootId)
    const day = (await logFor(auditor, { from: '2026-12-01', to: '2026-12-01' })).body
    expect(day).toMatchObject({ count: 2, rows: [{ reason: '夜里补登' }, { reason: '凌晨补登' }] })
    expect(day.rows[0]).toMatchObject({ by: '夜班书记', memberName: '欧阳月', orgId: fresh.branch })
    expect(JSON.stringify(day)).not.toMatch(/\d{11}/)
    expect((await logFor(auditor, { name: '欧阳月' })).body.count).toBe(3)
    expect((await logFor(auditor, { name: '夜班书记', limit: 1, offset: 1 })).body).toMatchObject({
      count: 3,
      rows: [{ reason: '夜里补登' }],
    })
    expect((await logFor(auditor, { name: "'; drop table members; --" })).body.count).toBe(0)
    const turned = await logFor(auditor, { from: '2026-12-02', to: '2026-12-01' })
    expect(turned.error).toMatchObject({ code: 'input.invalid', field: 'query.to' })
  })

  it('is refused to everybody else, and ends at the county', async () => {
    for (const role of ['branch-secretary', 'township-officer', 'county-admin', 'member'] as const) {
      const who = await test.person(role, role === 'county-admin' ? test.county.rootId : tree.branch)
      expect((await logFor(who)).error.code).toBe('access.denied')
    }
    expect((await logFor(test)).error.code).toBe('auth.required')
    const other = await test.newCounty('邻近县')
    const auditor = await test.person('auditor', other.rootId, { county: other })
    expect((await logFor(auditor)).body).toEqual({ rows: [], count: 0 })
  })
})
