import type { RequestOf } from '../../contract/endpoint.ts'
import { openHardshipFile } from '../../contract/hardship-files.ts'
import * as contract from '../../contract/pairings.ts'
import type { Person, TestApp } from './app.ts'
import { buildMembers } from './people.ts'
import { buildTree, type Tree } from './tree.ts'
import { addHouseholds } from './visits.ts'

export type PairingTest = {
  tree: Tree
  /** Who is paired, and somebody else of the branch. */
  helperId: string
  otherId: string
  helper: Person
  other: Person
  /** Of the village: begins and reviews. */
  village: Person
  /** Of the branch: reviews, records for others, keeps hardship files. */
  secretary: Person
  township: Person
  county: Person
}

/** A village with a household to help, members who do, and who looks after it. */
export async function buildPairingTest(test: TestApp): Promise<PairingTest> {
  const tree = await buildTree(test)
  const [helperId = '', otherId = ''] = await buildMembers(test, [
    { orgId: tree.branch, name: '沈国良' },
    { orgId: tree.branch, name: '林秀兰' },
  ])
  return { tree, helperId, otherId, ...(await signInPairing(test, tree, helperId, otherId)) }
}

/** The same people once more: a session ends when the clock of a test is moved far. */
export async function signInPairing(test: TestApp, tree: Tree, helperId: string, otherId: string) {
  return {
    helper: await test.person('member', tree.branch, { name: '沈国良', memberId: helperId }),
    other: await test.person('member', tree.branch, { name: '林秀兰', memberId: otherId }),
    village: await test.person('committee-secretary', tree.village, { name: '董长林' }),
    secretary: await test.person('branch-secretary', tree.branch, { name: '顾晓峰' }),
    township: await test.person('township-officer', tree.township),
    county: await test.person('county-officer', test.county.rootId),
  }
}

type Start = RequestOf<typeof contract.startPairing>['body']

/** A pairing with a household of its own, unless one is named. */
export async function paired(world: PairingTest, more: Partial<Start> = {}): Promise<string> {
  const [made = ''] = more.householdId ? [] : await addHouseholds(world.village, world.tree.grid, 1)
  const body = {
    memberId: world.helperId,
    householdId: made,
    menu: 'b',
    agreedOn: '2026-11-20',
    ...more,
  } as const
  const { status, body: started, error } = await world.village.ask(contract.startPairing, { body })
  if (status !== 200) throw new Error(`no pairing: ${JSON.stringify(error)}`)
  return started.pairingId
}

type Opening = RequestOf<typeof openHardshipFile>['body']

export function anOpening(memberId: string, more: Partial<Opening> = {}): Opening {
  return {
    memberId,
    setting: 'rural',
    aims: ['skills', 'funds'],
    situation: '屋顶漏雨，今年没有收入',
    agreement: { by: 'paper', on: '2026-11-19', evidence: '支部文件柜第三格' },
    expiresOn: '2027-06-30',
    ...more,
  }
}

export async function opened(who: Person, memberId: string, more: Partial<Opening> = {}): Promise<string> {
  const { status, body, error } = await who.ask(openHardshipFile, { body: anOpening(memberId, more) })
  if (status !== 200) throw new Error(`no file: ${JSON.stringify(error)}`)
  return body.fileId
}
