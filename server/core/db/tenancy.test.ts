import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useTestApp } from '../../test/app.ts'
import { buildMembers } from '../../test/people.ts'
import { buildTree, type Tree } from '../../test/tree.ts'
import { newId } from '../ids.ts'
import { orgRanges, type Scope } from './scope.ts'
import { listenToStatements } from './statement.ts'
import { inTransaction } from './transaction.ts'

/** The rules of tenancy, run against the engine itself: what a query that forgets must still not reach. */
const test = useTestApp()
let tree: Tree
let members: { branch: string; sibling: string; other: string }
let owner: pg.Pool

beforeAll(async () => {
  // These tests are careless on purpose.
  listenToStatements(null)
  tree = await buildTree(test)
  const second = await test.newCounty('邻县')
  const foreign = await buildTree(test, second)
  const [branch] = await buildMembers(test, [{ orgId: tree.branch }])
  const [sibling] = await buildMembers(test, [{ orgId: tree.sibling }])
  const [other] = await buildMembers(test, [{ orgId: foreign.branch }], second)
  members = { branch: branch as string, sibling: sibling as string, other: other as string }
  owner = new pg.Pool({ connectionString: test.database.adminUrl, max: 1 })
})
afterAll(() => owner?.end())

/** Every member that a careless `select * from members` brings under a scope. */
function seen(scope: Scope | null): Promise<string[]> {
  return inTransaction(test.app.runtime.app, scope, async ({ db }) => {
    const rows = await db.selectFrom('members').select('member_id').execute()
    return rows.map((row) => row.member_id)
  })
}

const here = () => test.county.county

describe('row-level security', () => {
  it('shows nothing where no scope was set, also on a connection that had one before', async () => {
    await seen({ county: here(), orgs: 'county' })
    for (let i = 0; i < 10; i += 1) expect(await seen(null)).toEqual([])
  })

  it('shows a county to a grant on the whole county, and nothing of the next', async () => {
    const all = await seen({ county: here(), orgs: 'county' })
    expect(all).toEqual(expect.arrayContaining([members.branch, members.sibling]))
    expect(all).not.toContain(members.other)
  })

  it('shows the organisations in scope and no others', async () => {
    expect(await seen({ county: here(), orgs: [tree.branch] })).toEqual([members.branch])
    expect(await seen({ county: here(), orgs: [] })).toEqual([])
  })

  it('is told organisations as ranges that hold these and no others', () => {
    expect(orgRanges([])).toBe('{}')
    expect(orgRanges([7])).toBe('{[7,8)}')
    expect(orgRanges([5, 3, 4, 4, 9])).toBe('{[3,6),[9,10)}')
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(60)), fc.nat(60), (orgs, asked) => {
        const runs = [...orgRanges(orgs).matchAll(/\[(\d+),(\d+)\)/g)]
        const holds = runs.some(([, from, end]) => asked >= Number(from) && asked < Number(end))
        expect(holds).toBe(orgs.includes(asked))
      }),
    )
  })

  it('shows a person their own row', async () => {
    expect(await seen({ county: here(), orgs: [], memberId: members.sibling })).toEqual([members.sibling])
  })

  it('lets nothing be written outside the scope', async () => {
    const write = inTransaction(test.app.runtime.app, { county: here(), orgs: [tree.branch] }, ({ db }) =>
      db
        .insertInto('member_events')
        .values({
          county_id: here(),
          event_id: newId(),
          member_id: members.sibling,
          org_id: tree.sibling,
          kind: 'lost',
          happened_on: '2026-01-01',
          reason: 'x',
          recorded_by: newId(),
          recorded_at: new Date(),
        })
        .execute(),
    )
    await expect(write).rejects.toThrow('row-level security')
  })

  it('looks at its own row and the settings only: a cluster cannot push a subquery down to where the rows are', async () => {
    const { rows } = await owner.query(
      `select tablename, policyname from pg_policies
        where schemaname = 'public' and coalesce(qual, '') || ' ' || coalesce(with_check, '') ~* '\\mselect\\M'`,
    )
    expect(rows).toEqual([])
  })

  it('what an organisation has set for those below is read everywhere and written there alone', async () => {
    await test.system(async (ctx) => {
      await ctx.db
        .insertInto('teaching')
        .values({
          ...{ county_id: ctx.county, org_id: tree.sibling, teaching_id: newId() },
          ...{ sort: 'lecturer', kind: 'expert', name: '梁老师', added_by: newId(), added_at: ctx.now },
        })
        .execute()
    })
    const scope = { county: here(), orgs: [tree.branch], accountId: newId() }
    const [seenRows, changed] = await inTransaction(test.app.runtime.app, scope, async ({ db }) => {
      const rows = await db.selectFrom('teaching').select('name').execute()
      const { numUpdatedRows } = await db
        .updateTable('teaching')
        .set({ name: '别人' })
        .executeTakeFirstOrThrow()
      return [rows.length, Number(numUpdatedRows)]
    })
    expect([seenRows, changed]).toEqual([1, 0])
  })

  it('refuses a scope setting that is not a number or a UUID', async () => {
    const scope = { county: here(), orgs: [], memberId: "x'; drop table members; --" }
    await expect(seen(scope)).rejects.toThrow('unexpected form')
  })
})

describe('the roles', () => {
  it('own nothing and pass by no policy', async () => {
    const { rows } = await owner.query(
      `select rolname from pg_roles
        where rolname in ('zhibutong_app', 'zhibutong_platform') and (rolsuper or rolbypassrls or rolcreaterole)`,
    )
    expect(rows).toEqual([])
    const owned = await owner.query(
      `select relname from pg_class c join pg_roles r on r.oid = c.relowner
        where r.rolname = 'zhibutong_app' and c.relkind in ('r', 'p')`,
    )
    expect(owned.rows).toEqual([])
  })

  it.each(['facts', 'fact_voids', 'point_entries', 'point_approvals', 'audit_log', 'procedure_steps'])(
    'cannot change or delete a row of %s',
    async (table) => {
      const { rows } = await owner.query<{ may: boolean }>(
        `select has_table_privilege('zhibutong_app', $1, 'UPDATE') or has_table_privilege('zhibutong_app', $1, 'DELETE')
             or has_table_privilege('zhibutong_app', $1, 'TRUNCATE') as may`,
        [table],
      )
      expect(rows[0]?.may).toBe(false)
    },
  )

  it.each(['sessions', 'account_secrets', 'sign_in_failures'])(
    'keep %s from the application',
    async (table) => {
      const { rows } = await owner.query<{ may: boolean }>(
        `select has_table_privilege('zhibutong_app', $1, 'INSERT') or has_table_privilege('zhibutong_app', $1, 'UPDATE') as may`,
        [table],
      )
      expect(rows[0]?.may).toBe(false)
    },
  )
})

const tenantTables = `
  select c.oid, c.relname from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
   where n.nspname = 'public' and c.relkind in ('r', 'p')
     and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'county_id')
     and c.relname <> 'schema_fills'`

// Found by what they hold before a county is known; everything else begins with the county.
const locators = [
  'login_locators',
  'identity_locators',
  'address_locators',
  'sessions',
  'one_time_links',
  'provider_attempts',
]

describe('the schema', () => {
  it('forces row-level security on every table that holds a county', async () => {
    const { rows } = await owner.query(
      `select t.relname from (${tenantTables}) t join pg_class c on c.oid = t.oid
        where not (c.relrowsecurity and c.relforcerowsecurity) and t.relname <> 'account_secrets'`,
    )
    expect(rows).toEqual([])
  })

  it('begins every primary key and unique key with the county', async () => {
    const { rows } = await owner.query(
      `select t.relname, i.indexrelid::regclass::text as index from (${tenantTables}) t
         join pg_index i on i.indrelid = t.oid and i.indisunique
         join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
        where a.attname <> 'county_id' and t.relname <> all ($1)`,
      [locators],
    )
    expect(rows).toEqual([])
  })

  it('has foreign keys of the county and one thing, each with an index of every row, none that sets null', async () => {
    const { rows } = await owner.query(
      // A partial index finds them all only where it leaves out nothing but those that point nowhere.
      `select conname from pg_constraint f
        where f.contype = 'f' and f.connamespace = 'public'::regnamespace
          and (f.confdeltype = 'n'
               or (select attname from pg_attribute where attrelid = f.conrelid and attnum = f.conkey[1]) <> 'county_id'
               or not exists (
                 select 1 from pg_index i
                  where i.indrelid = f.conrelid
                    and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) in (
                      select format('(%I IS NOT NULL)', a.attname) from pg_attribute a
                       where a.attrelid = f.conrelid and a.attnum = any(f.conkey) and a.attname <> 'county_id'))
                    and (select array_agg(k order by k) from unnest((i.indkey::int2[])[0:cardinality(f.conkey) - 1]) k)
                      = (select array_agg(k order by k) from unnest(f.conkey) k)))`,
    )
    expect(rows).toEqual([])
  })

  it('has no trigger of its own and no value worked out by the database', async () => {
    const triggers = await owner.query(
      `select tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid
        where not tgisinternal and c.relnamespace = 'public'::regnamespace`,
    )
    expect(triggers.rows).toEqual([])
    const defaults = await owner.query(
      `select t.relname, a.attname from (${tenantTables}) t
         join pg_attribute a on a.attrelid = t.oid and a.attnum > 0
         left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
        where (a.attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) ~ '\\(')
          -- The number of the transaction that wrote a line is the database's to say (docs/decisions/0015).
          and (t.relname, a.attname) <> ('audit_log', 'position')`,
    )
    expect(defaults.rows).toEqual([])
  })
})

describe('the queue', () => {
  it('takes jobs from the application by its one function and by nothing else', async () => {
    const { app } = test.app.runtime
    await app.query('begin')
    await app.query(`select graphile_worker.enqueue_jobs('[{"task": "nothing", "payload": {}}]'::jsonb)`)
    await app.query('rollback')
    await expect(app.query(`select graphile_worker.add_job('nothing')`)).rejects.toThrow(
      /permission denied|row-level/,
    )
  })
})
