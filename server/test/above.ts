import type pg from 'pg'
import type { AboveFigures } from '../../contract/above.ts'
import { withClient } from '../core/db/embedded/roles.ts'
import { newId } from '../core/ids.ts'
import { insertGrant, placeCounty } from '../features/above/operator-queries.ts'
import type { County } from '../features/access/set-up.ts'
import type { Person, TestApp } from './app.ts'
import { recorded } from './cases.ts'
import { declare, goTo, hold } from './duties.ts'
import { buildMembers } from './people.ts'
import { buildTree, type Tree } from './tree.ts'

export type Placed = { county: County; tree: Tree; secretary: Person; officer: Person }

/** As the operator does it, under the platform's role. */
export function asOperator<T>(test: TestApp, deed: (client: pg.Client) => Promise<T>): Promise<T> {
  return withClient(test.database.urls.platform, deed)
}

/** A county at a place in the country, with so many members a branch and a case that nobody has taken since September. */
export async function buildPlaced(
  test: TestApp,
  { name, code, members }: { name: string; code: string | null; members: number },
): Promise<Placed> {
  const county = await test.newCounty(name)
  const tree = await buildTree(test, county)
  const wishes = [tree.branch, tree.sibling].flatMap((orgId) =>
    Array.from({ length: members }, () => ({ orgId })),
  )
  await buildMembers(test, wishes, county)
  const now = test.clock.now
  goTo(test, '2026-09-01')
  const before = await test.person('branch-secretary', tree.branch, { county })
  await recorded(before, tree.branch, { body: '路灯不亮' })
  test.clock.now = now
  const placed = {
    county,
    tree,
    secretary: await test.person('branch-secretary', tree.branch, { county }),
    officer: await test.person('township-officer', tree.township, { county }),
  }
  if (code !== null) await asOperator(test, (client) => placeCounty(client, county.county, code))
  return placed
}

/** What a few months bring: duties by the week to the year, some of them done, and one more case. */
export async function liveOn(test: TestApp, { tree, secretary, officer }: Placed, held: readonly string[]) {
  for (const key of [
    'theme-day',
    'members-assembly',
    'committee-meeting',
    'life-meeting',
    'situation-analysis',
  ])
    await declare(officer, tree.township, key)
  for (const day of held) await hold(secretary, tree.branch, 'theme-day', day)
  await recorded(secretary, tree.branch)
}

/** Lets an account look at a part of the country, by the operator's command. Answers its name of sign-in. */
export async function allowAbove(test: TestApp, accountId: string, ...prefixes: string[]): Promise<string> {
  const login = `reader-${newId().slice(-8)}`
  await withClient(test.database.adminUrl, (client) =>
    client.query('insert into login_locators (login, county_id, account_id) values ($1, $2, $3)', [
      login,
      test.county.county,
      accountId,
    ]),
  )
  for (const prefix of prefixes) await asOperator(test, (client) => insertGrant(client, { login, prefix }))
  return login
}

export async function buildReader(test: TestApp, prefixes: readonly string[]) {
  const person = await test.person('county-officer', test.county.rootId)
  return { ...person, login: await allowAbove(test, person.accountId, ...prefixes) }
}

type Row = Record<string, string | null>
const monthOf = (day: string | null | undefined) => day?.slice(0, 7)

/** The slow and plain reading of one county: every row is looked at by itself. */
export function countSlowly(
  test: TestApp,
  county: County,
  month: string,
  today: string,
): Promise<AboveFigures> {
  return withClient(test.database.adminUrl, async (client) => {
    const rowsOf = async (table: string): Promise<Row[]> => {
      const { rows } = await client.query<{ row: Row }>(
        `select to_jsonb(t) as row from ${table} t where county_id = $1`,
        [county.county],
      )
      return rows.map(({ row }) => row)
    }
    const orgs = await rowsOf('organisations')
    const members = await rowsOf('members')
    const cases = (await rowsOf('cases')).filter((one) => one['closed_on'] === null)
    const voided = new Set((await rowsOf('fact_voids')).map((one) => one['fact_id']))
    const facts = (await rowsOf('facts')).filter((one) => !voided.has(one['fact_id']))
    const cellOf = (one: Row) => `${one['org_id']} ${one['requirement_id']} ${one['period_start']}`
    const excused = new Set(
      (await rowsOf('duty_pleas'))
        .filter((one) => one['kind'] === 'excuse' && one['state'] === 'approved')
        .map(cellOf),
    )
    const duties = (await rowsOf('duties')).filter((one) => monthOf(one['due_on']) === month)
    const open = duties.filter((one) => one['met_on'] === null && !excused.has(cellOf(one)))
    const done = duties.filter((one) => one['met_on'] !== null)
    return {
      counties: 1,
      branches: orgs.filter((one) => one['kind'] === 'branch' && one['dissolved_on'] === null).length,
      members: members.filter((one) => one['stage'] === 'full' || one['stage'] === 'probationary').length,
      activities: facts.filter((one) => one['kind'] === 'activity-held' && monthOf(one['day']) === month)
        .length,
      dutiesDue: open.length + done.length,
      dutiesDone: done.length,
      dutiesLate: open.filter((one) => (one['due_on'] ?? '') < today).length,
      casesOpen: cases.length,
      casesLate: cases.filter((one) => one['due_on'] !== null && (one['due_on'] ?? '') < today).length,
    }
  })
}
