import pg from 'pg'
import { afterAll } from 'vitest'
import { type Role, roles } from '../../../contract/roles.ts'
import type { Identity } from '../../core/http/runtime.ts'
import type { TestApp } from '../app.ts'
import { buildBoardTest } from '../boards.ts'
import { buildMembers } from '../people.ts'
import { buildTree } from '../tree.ts'
import { readTables, type Table } from './catalogue.ts'
import { type Planted, plant } from './plant.ts'

/** Where somebody's grant stands, seen from the organisation that is asked about. */
export const relations = ['own', 'parent', 'sibling', 'below', 'other county'] as const
export type Relation = (typeof relations)[number]

/** An organisation with one of every thing, and who stands where around it. */
export type Plot = {
  name: string
  orgId: number
  memberId: string
  accountId: string
  grantId: string
  planted: Planted
  around: Partial<Record<Exclude<Relation, 'other county'>, number>>
}

export type Ground = {
  plots: Plot[]
  /** As they were before anything was planted: what cannot be together is let go of then. */
  tables: Table[]
  admin: pg.Client
  /** Whoever holds this role there and nothing else; null where nobody stands there. */
  who(role: Role, plot: Plot, relation: Relation): Identity | null
  /** May do everything everywhere, as far as the policies go. */
  almighty(plot: Plot, as: 'the member' | 'another'): Identity
}

/** A county with one of every thing at each level, and another county beside it. */
export async function buildGround(test: TestApp): Promise<Ground> {
  const admin = new pg.Client({ connectionString: test.database.adminUrl })
  // The database goes before this connection does.
  admin.on('error', () => {})
  await admin.connect()
  const { tree } = await buildBoardTest(test)
  const root = test.county.rootId
  const { township, village, committee, branch, sibling, group, grid, elsewhere } = tree
  const tables = await readTables(admin)
  const plots = await plantAll(test, admin, tables, {
    branch: { own: branch, parent: committee, sibling, below: group },
    grid: { own: grid, parent: village, sibling: committee },
    committee: { own: committee, parent: village, sibling: grid, below: branch },
    village: { own: village, parent: township, sibling: elsewhere.township, below: committee },
    township: { own: township, parent: root, sibling: elsewhere.township, below: village },
    group: { own: group, parent: branch, sibling },
    county: { own: root, below: township },
  })
  const seen = await signInAll(test, admin, plots)
  const orgs = await admin.query<{ orgId: number; orgPath: string }>(
    `select org_id as "orgId", path as "orgPath" from organisations where county_id = $1`,
    [test.county.county],
  )
  const grants = roles.flatMap((role) => orgs.rows.map((org) => ({ role, ...org })))
  const first = seen.get(`branch-secretary/${branch}`)
  if (!first) throw new Error('nobody signed in')
  return {
    plots,
    tables,
    admin,
    who: (role, plot, relation) => {
      const at = relation === 'other county' ? relation : plot.around[relation]
      return seen.get(`${role}/${at}`) ?? null
    },
    almighty: ({ accountId, memberId }, as) => {
      const self = as === 'the member' ? { accountId, memberId } : {}
      return { ...first, actor: { ...first.actor, ...self, orgs: 'county', grants } }
    },
  }
}

type Around = Plot['around'] & { own: number }

async function plantAll(
  test: TestApp,
  admin: pg.Client,
  tables: readonly Table[],
  wishes: Record<string, Around>,
): Promise<Plot[]> {
  const plots: Plot[] = []
  for (const [name, around] of Object.entries(wishes)) {
    const orgId = around.own
    const [memberId = ''] = await buildMembers(test, [{ orgId, name: '某某', birthOn: '1980-01-01' }])
    const { accountId } = await test.person('member', orgId, { memberId })
    const grant = await admin.query('select grant_id from grants where account_id = $1', [accountId])
    const owner = { county: test.county.county, orgId, memberId, accountId }
    const planted = await plant(admin, tables, owner)
    // These cannot be planted; any of the county's will do.
    for (const table of ['point_schemes', 'point_versions', 'point_rules', 'facts']) {
      const { rows } = await admin.query(`select * from ${table} where county_id = $1 limit 1`, [
        owner.county,
      ])
      planted.set(table, rows[0])
    }
    plots.push({ name, orgId, memberId, accountId, grantId: grant.rows[0].grant_id, planted, around })
  }
  return plots
}

async function signInAll(test: TestApp, admin: pg.Client, plots: readonly Plot[]) {
  const second = await test.newCounty('邻县')
  // Numbers of organisations are a county's own: here no two counties share one, so that whose is asked for is plain.
  await admin.query(
    `update county_counters set last_value = 1000 where county_id = $1 and name = 'organisation'`,
    [second.county],
  )
  const foreign = await buildTree(test, second)
  const seen = new Map<string, Identity>()
  const orgs = new Set(plots.flatMap(({ around }) => Object.values(around)))
  for (const role of roles) {
    for (const orgId of orgs) seen.set(`${role}/${orgId}`, await enter(test, role, orgId))
    seen.set(`${role}/other county`, await enter(test, role, foreign.branch, second))
  }
  return seen
}

async function enter(test: TestApp, role: Role, orgId: number, county = test.county): Promise<Identity> {
  const { cookie } = await test.person(role, orgId, { county })
  const identity = await test.app.runtime.identify(cookie.replace(/^\w+=/, ''))
  if (!identity) throw new Error('nobody signed in')
  return identity
}

/** To be said once in a file that uses it. */
export function closeAfterwards(ground: () => Ground | undefined): void {
  afterAll(() => ground()?.admin.end())
}
