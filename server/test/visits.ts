import type { RequestOf } from '../../contract/endpoint.ts'
import { addHousehold, addHouseholdEntry } from '../../contract/households.ts'
import { submitVisits } from '../../contract/visits.ts'
import { newId } from '../core/ids.ts'
import type { Person, TestApp } from './app.ts'
import { buildMembers } from './people.ts'
import { buildOrg, buildTree, type Tree } from './tree.ts'

export type VisitTest = {
  tree: Tree
  /** Another grid of the village. */
  second: number
  workerMember: string
  worker: Person
  /** Of the second grid. */
  other: Person
  /** Of the village: visits too, and checks. */
  village: Person
  township: Person
  stranger: Person
}

/** A village of two grids with who visits them, who reads above and somebody of another township. */
export async function buildVisitTest(test: TestApp): Promise<VisitTest> {
  const tree = await buildTree(test)
  const second = await buildOrg(test, { kind: 'grid', parentId: tree.village, name: '第二网格' })
  const [workerMember = ''] = await buildMembers(test, [
    { orgId: tree.branch, gridId: tree.grid, name: '许金娣' },
  ])
  return { tree, second, workerMember, ...(await signIn(test, tree, second, workerMember)) }
}

/** The same people once more: a session ends when the clock of a test is moved far. */
export async function signIn(test: TestApp, tree: Tree, second: number, workerMember: string) {
  return {
    worker: await test.person('grid-worker', tree.grid, { name: '许金娣', memberId: workerMember }),
    other: await test.person('grid-worker', second, { name: '江永明' }),
    village: await test.person('committee-secretary', tree.village, { name: '董长林' }),
    township: await test.person('township-officer', tree.township, { name: '顾晓峰' }),
    stranger: await test.person('grid-worker', tree.elsewhere.township, { name: '外人' }),
  }
}

let made = 0

/** Households of a grid, each at an address of its own. */
export async function addHouseholds(who: Person, orgId: number, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < count; i += 1) {
    made += 1
    const body = { address: `石桥 ${made} 号`, placeId: null, contact: `户主${made}`, headCount: 3 }
    const { status, body: added, error } = await who.ask(addHousehold, { params: { orgId }, body })
    if (status !== 200) throw new Error(`no household: ${JSON.stringify(error)}`)
    ids.push(added.householdId)
  }
  return ids
}

type Entry = RequestOf<typeof addHouseholdEntry>['body']

export async function addEntry(who: Person, householdId: string, more: Partial<Entry>): Promise<string> {
  const care = { kind: 'care', purpose: 'visit', value: '每周看望', basis: 'consent' } as const
  const term = { agreedOn: '2026-11-01', expiresOn: '2027-10-31' }
  const { status, body, error } = await who.ask(addHouseholdEntry, {
    params: { householdId },
    body: { ...care, ...term, ...more },
  })
  if (status !== 200) throw new Error(`no entry: ${JSON.stringify(error)}`)
  return body.entryId
}

type Wish = RequestOf<typeof submitVisits>['body']['visits'][number]

export function aVisit(householdId: string, more: Partial<Wish> = {}): Wish {
  const quartet = { door: true, met: true, card: false, talk: true }
  return { visitId: newId(), householdId, visitedOn: '2026-11-20', quartet, note: '都好', ...more }
}

export const aDemand = (more: Partial<NonNullable<Wish['demand']>> = {}) => ({
  ...{ caseId: newId(), sort: 'help' as const, urgency: 'normal' as const, text: '屋后的沟堵了' },
  ...more,
})

export const submit = (who: Person, visits: Wish[], requestId = newId()) =>
  who.ask(submitVisits, { requestId, body: { visits } })

/** Visits that must be taken. */
export async function visited(who: Person, visits: Wish[]): Promise<void> {
  const { body, error } = await submit(who, visits)
  const refused = body.results?.filter((one) => one.is === 'refused') ?? [error]
  if (refused.length > 0) throw new Error(`not recorded: ${JSON.stringify(refused)}`)
}
