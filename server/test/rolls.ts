import { getRollNotes } from '../../contract/roll-notes.ts'
import { buildRegister } from './activities.ts'
import type { Person, TestApp } from './app.ts'
import { buildTree, type Tree } from './tree.ts'

export type RollTest = {
  tree: Tree
  /** Members of the branch by name, and 徐东溪 of the branch beside it. */
  ids: Record<'林秀兰' | '曾国强' | '包银娣' | '徐东溪', string>
  secretary: Person
  /** Sees the branch beside it. */
  neighbour: Person
  /** Members with accounts of their own and no role. */
  member: Person
  other: Person
  visitor: Person
}

/** A branch of three with a secretary, and members who have come in by themselves. */
export async function buildRollTest(test: TestApp): Promise<RollTest> {
  const tree = await buildTree(test)
  const names = ['林秀兰', '曾国强', '包银娣'] as const
  const [lin, zeng, bao] = await buildRegister(
    test,
    names.map((name) => ({ orgId: tree.branch, name })),
  )
  const [xu] = await buildRegister(test, [{ orgId: tree.sibling, name: '徐东溪' }])
  const ids = { 林秀兰: lin ?? '', 曾国强: zeng ?? '', 包银娣: bao ?? '', 徐东溪: xu ?? '' }
  const own = (name: keyof typeof ids, orgId = tree.branch) =>
    test.person('member', orgId, { name, memberId: ids[name] })
  return {
    tree,
    ids,
    secretary: await test.person('branch-secretary', tree.branch, { name: '沈国良' }),
    neighbour: await test.person('branch-secretary', tree.sibling, { name: '隔壁书记' }),
    member: await own('林秀兰'),
    other: await own('曾国强'),
    visitor: await own('徐东溪', tree.sibling),
  }
}

export async function notesOf(who: Person, activityId: string) {
  return (await who.ask(getRollNotes, { params: { activityId } })).body
}
