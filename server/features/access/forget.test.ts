import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { getSession } from '../../../contract/session.ts'
import { tasks } from '../../app.ts'
import { withClient } from '../../core/db/embedded/roles.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let person: Person

beforeAll(async () => {
  tree = await buildTree(test)
  person = await test.person('branch-secretary', tree.branch)
})

const forget = async () => void (await tasks(test.app.runtime)['forget-passed']?.({}, {} as never))

/** Counted as the superuser: no policy hides what was left over. */
async function count(table: string, where: string): Promise<number> {
  let found = -1
  await withClient(test.database.adminUrl, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int as count from ${table} where ${where}`,
    )
    found = rows[0]?.count ?? -1
  })
  return found
}

describe('what is over', () => {
  it('goes by night, and what is in force stays', async () => {
    await withClient(test.database.adminUrl, async (client) => {
      const passed = "'2026-10-01'::timestamptz"
      await client.query(
        `insert into request_counts (subject, hits, begun_at) values ('old', 3, ${passed}), ('new', 1, '2026-11-20T00:30:00Z')`,
      )
      await client.query(
        `insert into sign_in_failures (subject, failures, first_at, locked_until)
         values ('old', 2, ${passed}, null), ('locked', 5, ${passed}, '2026-11-21')`,
      )
      await client.query(
        `insert into sessions (token_hash, county_id, account_id, created_at, last_seen_at, expires_at)
         values ('\\x01', $1, $2, ${passed}, ${passed}, ${passed})`,
        [test.county.county, person.accountId],
      )
    })
    for (const _again of [1, 2]) await forget()
    expect(await count('request_counts', `subject in ('old', 'new')`)).toBe(1)
    expect(await count('sign_in_failures', `subject in ('old', 'locked')`)).toBe(1)
    expect(await count('sessions', `token_hash = '\\x01'`)).toBe(0)
    expect((await person.ask(getSession)).status).toBe(200)
  })

  it('keeps an answer for a quarter of a year, and no longer', async () => {
    const keep = (id: string, at: string) =>
      test.system(async (ctx) => {
        await sql`insert into requests (county_id, request_id, account_id, input_hash, status, answer_sealed, at)
            values (${ctx.county}, ${id}, null, '\\x00', 200, '\\x00', ${at}::timestamptz)`.execute(ctx.db)
      })
    const [old, young] = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b']
    await keep(old, '2026-08-20T00:00:00Z')
    await keep(young, '2026-09-20T00:00:00Z')
    await forget()
    expect(await count('requests', `request_id = '${old}'`)).toBe(0)
    expect(await count('requests', `request_id = '${young}'`)).toBe(1)
  })
})
