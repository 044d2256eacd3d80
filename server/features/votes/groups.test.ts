import { beforeAll, describe, expect, it } from 'vitest'
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
})
