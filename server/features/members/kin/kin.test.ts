import { beforeAll, describe, expect, it } from 'vitest'
import * as contract from '../../../../contract/kin.ts'
import { newId } from '../../../core/ids.ts'
import { buildRegister } from '../../../test/activities.ts'
import { type Person, useTestApp } from '../../../test/app.ts'
import { buildTree, type Tree } from '../../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let ids: string[]
let secretary: Person
let member: Person

beforeAll(async () => {
  tree = await buildTree(test)
  ids = await buildRegister(test, [
    { orgId: tree.branch, name: '林秀兰' },
    { orgId: tree.branch, name: '曾国强' },
    { orgId: tree.branch, name: '重名' },
    { orgId: tree.branch, name: '重名' },
    { orgId: tree.sibling, name: '邻支部人' },
  ])
  secretary = await test.person('branch-secretary', tree.branch)
  member = await test.person('member', tree.branch, { memberId: at(0) })
})

const at = (index: number) => ids[index] ?? ''
type Wish = Parameters<typeof note>[2]

function note(
  who: Pick<Person, 'ask'>,
  memberId: string,
  kin: { memberId: string } | { name: string },
  relation: contract.KinRelation = 'child',
  requestId = newId(),
) {
  return who.ask(contract.noteKin, { requestId, params: { memberId }, body: { kin, relation } })
}

const listed = async (who: Pick<Person, 'ask'>, memberId: string) =>
  (await who.ask(contract.listKin, { params: { memberId } })).body.rows.map((row) => [
    row.name,
    row.relationLabel,
  ])

const remove = (who: Pick<Person, 'ask'>, memberId: string, kinId: string) =>
  who.ask(contract.removeKin, { params: { memberId, kinId } })

describe('kin of a member', () => {
  it('are noted by oneself by name, read from both sides, and removed from either', async () => {
    expect((await note(member, at(0), { name: '曾国强' })).body).toMatchObject({
      kinId: at(1),
      name: '曾国强',
    })
    expect(await listed(member, at(0))).toEqual([['曾国强', '子女']])
    expect(await listed(secretary, at(1))).toEqual([['林秀兰', '父母']])
    const other = await test.person('member', tree.branch, { memberId: at(1) })
    expect((await remove(other, at(1), at(0))).status).toBe(200)
    expect(await listed(member, at(0))).toEqual([])
    expect((await remove(other, at(1), at(0))).error.code).toBe('not-found')
  })

  it('are noted once, from whichever side and by two at once; a replay is the same note', async () => {
    const both = await Promise.all([
      note(secretary, at(0), { memberId: at(1) }),
      note(secretary, at(1), { memberId: at(0) }, 'parent'),
    ])
    expect(both.map((one) => one.error?.code ?? 'done').toSorted()).toEqual(['conflict.duplicate', 'done'])
    expect(await listed(secretary, at(0))).toHaveLength(1)
    const requestId = newId()
    const wish: Wish = { memberId: at(2) }
    const twice = await Promise.all([
      note(secretary, at(0), wish, 'sibling', requestId),
      note(secretary, at(0), wish, 'sibling', requestId),
    ])
    expect(twice.map((one) => one.status)).toEqual([200, 200])
    expect(await listed(secretary, at(0))).toHaveLength(2)
  })

  it('are not guessed among two of one name, not oneself, and not found elsewhere', async () => {
    expect((await note(member, at(0), { name: '重名' })).error).toMatchObject({ code: 'input.invalid' })
    expect((await note(member, at(0), { name: '林秀兰' })).error.message).toBe('这是本人，不用记。')
    for (const kin of [{ name: '邻支部人' }, { memberId: at(4) }, { memberId: newId() }])
      expect((await note(secretary, at(0), kin)).error.code).toBe('not-found')
  })

  it('are nobody else’s to read, note or remove', async () => {
    const county = await test.newCounty('邻县')
    const attempt = async (who: Pick<Person, 'ask'>) => [
      (await who.ask(contract.listKin, { params: { memberId: at(0) } })).error.code,
      (await note(who, at(0), { memberId: at(3) })).error.code,
      (await remove(who, at(0), at(1))).error.code,
    ]
    const thrice = (code: string) => [code, code, code]
    expect(await attempt(test)).toEqual(thrice('auth.required'))
    expect(await attempt(await test.person('branch-deputy', tree.branch))).toEqual(thrice('access.denied'))
    const third = await test.person('member', tree.branch, { memberId: at(3) })
    expect(await attempt(third)).toEqual(thrice('access.denied'))
    expect(await attempt(await test.person('branch-secretary', tree.sibling))).toEqual(thrice('not-found'))
    const far = await test.person('branch-secretary', county.rootId, { county })
    expect(await attempt(far)).toEqual(thrice('not-found'))
  })
})
