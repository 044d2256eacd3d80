import type { z } from 'zod'
import type { schemeVersion } from '../../contract/scheme-version.ts'
import { buildRegister } from './activities.ts'
import type { Person, TestApp } from './app.ts'
import { buildScheme } from './points.ts'
import { buildTree, type Tree } from './tree.ts'

type Version = z.input<typeof schemeVersion>
type Rule = Version['rules'][number]

const conduct = { class: 'bonus', factKind: 'conduct', mode: 'per-unit' } as const

const rules: Rule[] = [
  { ...conduct, code: 'D', name: '做好事', pattern: { matter: 'good-deed' }, points: 200 },
  {
    ...conduct,
    code: 'M',
    name: '先进事迹',
    pattern: { matter: 'model-deed' },
    points: 500,
    needsApproval: true,
    approvalSteps: 2,
  },
  {
    code: 'A',
    name: '大整治',
    class: 'bonus',
    factKind: 'attendance',
    pattern: { activity: 'major-clean-up' },
    points: 300,
    needsApproval: true,
    approvalSteps: 2,
  },
]

/** A year's scheme that counts two matters: a good deed on one person's word, a model deed on two people's. */
export const claimScheme: Version = {
  validFrom: '2026-01-01',
  cycle: 'year',
  rules,
  limits: [{ name: '做好事一年', level: 1, period: 'year', cap: 1000, rules: ['D'] }],
}

export type ClaimWorld = {
  tree: Tree
  /** 林秀兰 in the group, 曾国强 in none, 沈国良 the secretary's own, 何美凤 the leader's own. */
  ids: { inGroup: string; alone: string; secretary: string; leader: string }
  secretary: Person
  deputy: Person
  leader: Person
  above: Person
  member: Person
}

export async function buildClaims(test: TestApp): Promise<ClaimWorld> {
  const tree = await buildTree(test)
  const { branch, group: groupId } = tree
  const [inGroup, alone, secretaryId, leaderId] = (await buildRegister(test, [
    { orgId: branch, name: '林秀兰', groupId },
    { orgId: branch, name: '曾国强' },
    { orgId: branch, name: '沈国良' },
    { orgId: branch, name: '何美凤', groupId },
  ])) as [string, string, string, string]
  await buildScheme(test, tree.village, claimScheme)
  return {
    tree,
    ids: { inGroup, alone, secretary: secretaryId, leader: leaderId },
    secretary: await test.person('branch-secretary', branch, { name: '沈国良', memberId: secretaryId }),
    deputy: await test.person('branch-deputy', branch, { name: '林副' }),
    leader: await test.person('group-leader', groupId, { name: '何美凤', memberId: leaderId }),
    above: await test.person('committee-secretary', tree.committee, { name: '村书记' }),
    member: await test.person('member', branch, { name: '林秀兰', memberId: inGroup }),
  }
}
