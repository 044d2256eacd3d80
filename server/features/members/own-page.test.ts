import { beforeAll, describe, expect, it } from 'vitest'
import * as looking from '../../../contract/member-looks.ts'
import * as contract from '../../../contract/members.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { newIdNumber, newMobile, register } from '../../test/members.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let secretary: Person
let memberId: string
let member: Person
const idNumber = newIdNumber()
const mobile = newMobile()

beforeAll(async () => {
  tree = await buildTree(test)
  secretary = await test.person('branch-secretary', tree.branch, { name: '李书记' })
  const made = await register(test, [{ orgId: tree.branch, name: '林秀兰', idNumber, mobile }])
  memberId = made[0] as string
  member = await test.person(null, tree.branch, { memberId })
})

function reveal(who: Person, field: 'idNumber' | 'mobile' | 'landline', reason: string, requestId = newId()) {
  return who.ask(looking.revealNumber, { requestId, params: { memberId }, body: { field, reason } })
}

describe('a number in clear', () => {
  it('is shown to a branch secretary with a reason, and the member sees who looked and why', async () => {
    expect((await reveal(secretary, 'idNumber', '核对组织关系介绍信')).body.value).toBe(idNumber)
    test.clock.now = new Date('2026-11-20T10:00:00+08:00')
    expect((await reveal(secretary, 'mobile', '通知开会')).body.value).toBe(mobile)
    const looks = await member.ask(looking.listLooks, {})
    expect(looks.body).toMatchObject({
      count: 2,
      rows: [
        { by: '李书记', field: 'mobile', reason: '通知开会', at: '2026-11-20T02:00:00.000Z' },
        { by: '李书记', field: 'idNumber', reason: '核对组织关系介绍信' },
      ],
    })
    const page = await member.ask(looking.listLooks, { query: { limit: 1, offset: 1 } })
    expect(page.body).toMatchObject({ count: 2, rows: [{ field: 'idNumber' }] })
  })

  it('is logged once for one request, whoever repeats it', async () => {
    const before = (await member.ask(looking.listLooks, {})).body.count
    const requestId = newId()
    const both = await Promise.all([
      reveal(secretary, 'mobile', '重发', requestId),
      reveal(secretary, 'mobile', '重发', requestId),
    ])
    expect(both.map((one) => one.body.value)).toEqual([mobile, mobile])
    expect((await member.ask(looking.listLooks, {})).body.count).toBe(before + 1)
  })

  it('is refused without a reason, with a number in it, without the right, and where there is none', async () => {
    const before = (await member.ask(looking.listLooks, {})).body.count
    expect((await reveal(secretary, 'mobile', ' ')).error).toMatchObject({ field: 'body.reason' })
    expect((await reveal(secretary, 'mobile', '打１３８ 0000 5678')).error).toMatchObject({
      code: 'input.invalid',
      field: 'body.reason',
    })
    expect((await reveal(secretary, 'mobile', '打一三八零零零零五六七八')).error.field).toBe('body.reason')
    const officer = await test.person('township-officer', tree.township)
    expect((await reveal(officer, 'mobile', '看看')).error.code).toBe('access.denied')
    const stranger = await test.person('branch-secretary', tree.sibling)
    expect((await reveal(stranger, 'mobile', '看看')).error.code).toBe('not-found')
    expect((await reveal(secretary, 'landline', '打电话')).error.code).toBe('state.wrong')
    expect((await member.ask(looking.listLooks, {})).body.count).toBe(before)
  })

  it('is in no line of the log', async () => {
    const rows = await test.system((ctx) =>
      ctx.db.selectFrom('audit_log').selectAll().where('county_id', '=', ctx.county).execute(),
    )
    const text = JSON.stringify(rows)
    expect(rows.length).toBeGreaterThan(3)
    for (const secret of [idNumber, mobile, '林秀兰']) expect(text).not.toContain(secret)
  })
})

describe('the page of the member', () => {
  it('shows everything recorded, masked, without any role', async () => {
    const { body } = await member.ask(contract.getOwnMember, {})
    expect(body).toMatchObject({
      memberId,
      name: '林秀兰',
      orgName: '石桥支部',
      mobile: `138****${mobile.slice(-4)}`,
      partyAge: { since: '2014-06-18', years: 12, months: 5 },
      abilities: { write: false, invite: false, reveal: true, booklet: true, looks: true, readmit: false },
      nextStage: null,
    })
    expect(body.events.map((event) => event.kind)).toEqual(['entered'])
    expect((await reveal(member, 'idNumber', '看自己的')).body.value).toBe(idNumber)
  })

  it('is nobody else’s: not another member, not a list, not a change', async () => {
    const [other] = await register(test, [{ orgId: tree.branch, name: '别人' }])
    const get = await member.ask(contract.getMember, { params: { memberId: other as string } })
    expect(get.error.code).toBe('not-found')
    expect((await member.ask(contract.listMembers, {})).error.code).toBe('access.denied')
    const edit = await member.ask(contract.updateMember, {
      params: { memberId },
      body: { version: 1, changes: { job: '改' } },
    })
    expect(edit.error.code).toBe('access.denied')
  })

  it('is not found for an account that is nobody in the register, and asks for a sign-in', async () => {
    const nobody = await test.person('auditor', test.county.rootId)
    expect((await nobody.ask(contract.getOwnMember, {})).error.code).toBe('not-found')
    expect((await nobody.ask(looking.listLooks, {})).error.code).toBe('not-found')
    expect((await test.ask(contract.getOwnMember, {})).error.code).toBe('auth.required')
    expect((await test.ask(looking.listLooks, {})).error.code).toBe('auth.required')
  })
})
