import type { Browser } from 'playwright-core'
import { listHouseholds } from '../../../contract/households.ts'
import { listMergeConflicts, type Mergeable, settleMergeConflict } from '../../../contract/rounds.ts'
import type { Person, TestApp } from '../../../server/test/app.ts'
import { buildMembers } from '../../../server/test/people.ts'
import { buildOrg, type Tree } from '../../../server/test/tree.ts'
import { addHouseholds } from '../../../server/test/visits.ts'
import type { openLines } from './line.ts'
import { createReference } from './model.ts'
import { openPhone, type Phone } from './phone.ts'

export type Sheet = { version: number } & Record<Exclude<Mergeable, 'placeId'>, string | number | null>

/** Two phones and a desk that know the same few households, each with a person of its own. */
export type World = {
  test: TestApp
  gridId: number
  phones: readonly [Phone, Phone]
  office: Person
  householdIds: readonly string[]
  /** What a person would say of their fields, from one history to the next. */
  reference: ReturnType<typeof createReference>
}

const count = 4

export async function buildWorld(
  test: TestApp,
  tree: Tree,
  browser: Browser,
  lines: Awaited<ReturnType<typeof openLines>>,
  at: number,
): Promise<World> {
  const gridId = await buildOrg(test, { kind: 'grid', parentId: tree.village, name: `网格${at}` })
  const office = await test.person('committee-secretary', tree.village, { name: `办公室${at}` })
  const householdIds = await addHouseholds(office, gridId, count)
  const memberIds = await buildMembers(test, [
    { orgId: tree.branch, gridId, name: `甲${at}` },
    { orgId: tree.branch, gridId, name: `乙${at}` },
  ])
  const open = async (name: string, memberId: string | undefined) => {
    const person = await test.person('grid-worker', gridId, { name, memberId: memberId ?? null })
    return openPhone(browser, lines.url, name, person, lines.add(person.cookie))
  }
  const phones = [await open(`甲${at}`, memberIds[0]), await open(`乙${at}`, memberIds[1])] as const
  return { test, gridId, phones, office, householdIds, reference: createReference() }
}

/** The households as they stand at the desk. */
export async function readSheets({ office, gridId }: World): Promise<Map<string, Sheet>> {
  const { body } = await office.ask(listHouseholds, { params: { orgId: gridId }, query: { limit: 50 } })
  return new Map(
    body.rows.map(({ householdId, version, address, contact, headCount }) => [
      householdId,
      { version, address, contact, headCount },
    ]),
  )
}

type Conflict = { conflictId: string; householdId: string; field: Mergeable; brought: string | null }

/** What waits for a person at the desk, of these households. */
export async function readConflicts({ office, householdIds }: World): Promise<Conflict[]> {
  const { body } = await office.ask(listMergeConflicts)
  return body.rows
    .filter(({ householdId }) => householdIds.includes(householdId))
    .map(({ conflictId, householdId, field, brought }) => ({
      conflictId,
      householdId,
      field,
      brought: brought.value,
    }))
}

export async function settleConflicts(world: World): Promise<void> {
  for (const { conflictId } of await readConflicts(world))
    await world.office.ask(settleMergeConflict, { params: { conflictId }, body: { take: 'stands' } })
}
