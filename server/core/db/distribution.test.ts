import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useTestApp } from '../../test/app.ts'
import { readMigrations } from './migration-files.ts'
import { splitStatements } from './migration-split.ts'

/**
 * What a cluster asks of the migrations and a plain server would never miss: which tables are spread over the nodes, and
 * in which order, so that a reference always finds its rows on its own node.
 */
const test = useTestApp()
const files = readMigrations(join(import.meta.dirname, '../../migrations'))
const texts = files.flatMap((file) => splitStatements(file.text).map((one) => one.text))
let owner: pg.Pool

beforeAll(() => {
  owner = new pg.Pool({ connectionString: test.database.adminUrl, max: 1 })
})
afterAll(() => owner?.end())

/** Found by what they hold before a county is known: few and small, on the coordinator alone. */
const ofThePlatform = [
  'above_grants',
  'account_secrets',
  'address_locators',
  'county_epochs',
  'identity_locators',
  'installation',
  'known_devices',
  'login_locators',
  'one_time_links',
  'provider_attempts',
  'request_counts',
  'sessions',
  'sign_in_failures',
]

const spread = texts.flatMap((text) => /select distribute\('(\w+)'\)/i.exec(text)?.[1] ?? [])

type Reference = { child: string; parent: string }

async function listReferences(): Promise<Reference[]> {
  const { rows } = await owner.query<Reference>(
    `select f.conrelid::regclass::text as child, f.confrelid::regclass::text as parent from pg_constraint f
      where f.contype = 'f' and f.connamespace = 'public'::regnamespace and f.conrelid <> f.confrelid`,
  )
  return rows
}

describe('on a cluster', () => {
  it('every table that begins with a county is spread by it, once, and the platform’s few are not', async () => {
    const { rows } = await owner.query<{ relname: string }>(
      `select c.relname from pg_class c
         join pg_attribute a on a.attrelid = c.oid and a.attname = 'county_id' and not a.attisdropped
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
          and c.relname not like 'schema\\_%'`,
    )
    const wanted = rows.map((row) => row.relname).filter((name) => !ofThePlatform.includes(name))
    expect(spread.toSorted()).toEqual(wanted.toSorted())
  })

  it('what is referred to is spread before what refers to it, and the platform refers to nothing', async () => {
    const turn = new Map(spread.map((name, at) => [name, at]))
    const wrong = (await listReferences()).filter(({ child, parent }) => {
      const [childAt, parentAt] = [turn.get(child), turn.get(parent)]
      return childAt === undefined || parentAt === undefined || parentAt > childAt
    })
    expect(wrong).toEqual([])
  })

  it('a table is spread after its keys stand and before its policies, which the nodes get from it', () => {
    const at = (pattern: RegExp) => texts.findIndex((text) => pattern.test(text))
    const early = spread.filter((name) => {
      const turn = at(new RegExp(`select distribute\\('${name}'\\)`, 'i'))
      const made = at(new RegExp(`^\\s*(--[^\\n]*\\n\\s*)*create table ${name}\\b`, 'im'))
      const policy = at(new RegExp(`create policy \\w+ on ${name}\\b`, 'i'))
      return made === -1 || turn < made || policy < turn
    })
    expect(early).toEqual([])
  })
})
