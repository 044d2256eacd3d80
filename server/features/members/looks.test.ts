import { beforeAll, describe, expect, it } from 'vitest'
import { listMemberLooks, revealNumber } from '../../../contract/member-looks.ts'
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
