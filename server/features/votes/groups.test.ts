import { beforeAll, describe, expect, it } from 'vitest'
import { getLedger } from '../../../contract/ledger.ts'
import { buildRegister, close, planned } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildOrg, buildTree, type Tree } from '../../test/tree.ts'
import { meeting } from '../../test/votes.ts'

const test = useTestApp()
let tree: Tree
let who: Person
let ids: string[]

beforeAll(async () => {
  tree = await buildTree(test)
  const second = await buildOrg(test, { kind: 'group', parentId: tree.branch, name: '第二党小组' })
  const inGroup = (name: string, groupId: number) => ({ orgId: tree.branch, name, groupId })
  ids = await buildRegister(test, [
    inGroup('林秀兰', tree.group),
    inGroup('曾国强', tree.group),
    inGroup('包银娣', tree.group),
    inGroup('徐东溪', second),
  ])
  who = await test.person('branch-secretary', tree.branch)
})

const groupMeeting = (orgId: number) => planned(who, orgId, { kind: 'group-meeting', title: '党小组会' })

describe('a meeting of a group', () => {
  it('counts its own members, and no guest of another group', async () => {
    const activityId = await groupMeeting(tree.group)
    const [absent, guest] = [ids[0] ?? '', ids[3] ?? '']
    const exceptions = [{ memberId: absent, state: 'absent' as const }]
    const { body } = await close(who, activityId, { roll: { exceptions, added: [guest] } })
    expect(body).toMatchObject({ expected: 4, present: 3 })
    expect((await meeting(who, activityId)).count).toMatchObject({ entitled: 3, expected: 3, present: 2 })
  })

  it('stands in the year of its branch with the name of the group, and no meeting of a branch beside it', async () => {
    const own = await planned(who, tree.branch, { kind: 'members-assembly', title: '党员大会' })
    await close(who, own)
    const sibling = await test.person('branch-secretary', tree.sibling)
    await buildRegister(test, [{ orgId: tree.sibling, name: '董长林' }])
    await close(
      sibling,
      await planned(sibling, tree.sibling, { kind: 'members-assembly', title: '别的大会' }),
    )
    const ledgerOf = async (orgId: number) => {
      const { body } = await who.ask(getLedger, { params: { orgId }, query: { year: 2026 } })
      return body.parts.map((part) => part.meetings.map((one) => [one.title, one.group]))
    }
    expect(await ledgerOf(tree.branch)).toEqual([[['党员大会', null]], [['党小组会', '第一党小组']]])
    expect(await ledgerOf(tree.group)).toEqual([[['党小组会', '第一党小组']]])
  })
})
