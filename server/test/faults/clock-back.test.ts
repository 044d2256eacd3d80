import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JobHelpers, Task } from 'graphile-worker'
import pg from 'pg'
import { beforeEach, describe, expect, it } from 'vitest'
import { enterByLink, getSession, signIn, signOut } from '../../../contract/session.ts'
import { crontab, tasks } from '../../app.ts'
import { appendAnchors, findLastAnchor } from '../../core/audit/anchors.ts'
import { sealBlock } from '../../core/audit/seal-block.ts'
import { type Finding, verifyLog } from '../../core/audit/verify.ts'
import { withClient } from '../../core/db/embedded/roles.ts'
import { newId } from '../../core/ids.ts'
import { invite } from '../../features/access/commands.ts'
import { buildRegister } from '../activities.ts'
import { useTestApp } from '../app.ts'
import { buildTree } from '../tree.ts'

const test = useTestApp()
const start = new Date('2026-11-20T09:00:00+08:00')
const minute = 60_000
const day = 24 * 60 * minute

/** The clock as it went wrong, a month ahead, until somebody sets it right. */
beforeEach(() => {
  test.clock.now = new Date(start.getTime() + 30 * day)
})
const setBack = () => void (test.clock.now = start)
const pass = (ms: number) => void (test.clock.now = new Date(test.clock.now.getTime() + ms))

describe('when the clock is set back by a month', () => {
  it('a session goes on, lies idle no longer than any other, and one that was ended stays ended', async () => {
    const tree = await buildTree(test)
    const [one, other] = [
      await test.person('branch-secretary', tree.branch),
      await test.person('branch-secretary', tree.branch),
    ]
    expect((await other.ask(signOut, { body: {} })).status).toBe(200)
    setBack()
    expect((await one.ask(getSession)).status).toBe(200)
    expect((await other.ask(getSession)).status).toBe(401)
    pass(13 * 60 * minute)
    expect((await one.ask(getSession)).status).toBe(401)
  })

  it('a one-time address that was used stays used, and a new one opens', async () => {
    const { accountId } = await test.person('county-admin', test.county.rootId)
    const newAddress = () => test.system((ctx) => invite(ctx, accountId, 'invitation', 1))
    const token = await newAddress()
    expect((await test.ask(enterByLink, { body: { token } })).status).toBe(200)
    setBack()
    expect((await test.ask(enterByLink, { body: { token } })).status).toBe(401)
    expect((await test.ask(enterByLink, { body: { token: await newAddress() } })).status).toBe(200)
  })

  it('a lock does not last for a month, and locks again', async () => {
    const login = `nobody-${newId().slice(-6)}`
    const tryTimes = async (times: number) => {
      const codes: string[] = []
      for (let n = 0; n < times; n += 1)
        codes.push((await test.ask(signIn, { body: { login, password: 'not the right one' } })).error.code)
      return codes
    }
    const inTime = await tryTimes(6)
    expect(inTime.at(-1)).toBe('auth.locked')
    setBack()
    expect(await tryTimes(6)).toEqual(inTime)
  })

  it('who has used up what an address may ask is not kept out for a month', async () => {
    const rest = async () => {
      const { headers } = await test.app.server.inject('/calendar/nothing.ics')
      return [Number(headers['x-ratelimit-remaining']), Number(headers['x-ratelimit-reset'])] as const
    }
    const [first] = await rest()
    for (let n = 0; n < 5; n += 1) await rest()
    setBack()
    const [left, reset] = await rest()
    expect(left).toBe(first)
    expect(reset).toBeLessThanOrEqual(600)
    expect((await rest())[0]).toBe(first - 1)
  })

  it('what the clock starts is done again without harm', async () => {
    const tree = await buildTree(test)
    await buildRegister(test, [{ orgId: tree.branch, name: '林秀兰' }])
    const all = tasks(test.app.runtime)
    const names = [...new Set(crontab.split('\n').map((line) => line.split(' ')[5] ?? ''))]
    expect(names.length).toBeGreaterThan(8)
    const addJob = async (name: string, payload: unknown) =>
      void (await (all[name] as Task)(payload, helpers))
    const helpers = { addJob } as unknown as JobHelpers
    const runAll = async () => {
      for (const name of names) await (all[name] as Task)({}, helpers)
    }
    await runAll()
    const ahead = await countRows()
    setBack()
    await runAll()
    const back = await countRows()
    await runAll()
    expect(await countRows()).toEqual(back)
    // What was begun too early stands; nothing of it is begun a second time.
    pass(30 * day)
    await runAll()
    expect(await countRows()).toEqual({ ...back, ...ahead })
  })

  it('the audit log keeps the order in which it was written, is sealed on, and an end that is cut off is found', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zbt-anchors-'))
    const platform = new pg.Client({ connectionString: test.database.urls.platform })
    await platform.connect()
    const seal = async () => {
      const sealed = await sealBlock(platform, test.clock.now)
      appendAnchors(folder, sealed ? [sealed.seal] : [], test.clock.now)
      return sealed?.seal.block
    }
    const verify = async () => {
      const findings: Finding[] = []
      await verifyLog(platform, folder, (finding) => findings.push(finding))
      return findings
    }
    const { accountId: before } = await test.person('county-admin', test.county.rootId)
    const first = (await seal()) ?? 0
    setBack()
    const { accountId: after } = await test.person('county-admin', test.county.rootId)
    expect(await seal()).toBe(first + 1)
    const { rows } = await platform.query(
      `select account_id as id from audit_log where account_id = any($1::uuid[]) order by position`,
      [[before, after]],
    )
    expect([...new Set(rows.map((row) => row.id))]).toEqual([before, after])
    expect(findLastAnchor(folder)?.block).toBe(first + 1)
    expect(readdirSync(folder)).toHaveLength(1)
    expect(await verify()).toEqual([])
    await withClient(test.database.adminUrl, async (client) => {
      await client.query('delete from audit_seals where block > $1', [first])
      await client.query('delete from audit_log where account_id = $1', [after])
    })
    expect(await verify()).toEqual([{ what: 'cut-off', from: first + 1, to: first + 1 }])
    await platform.end()
    rmSync(folder, { recursive: true })
  })
})

/** Of every table that the tasks may write to; a mark that there is something to count anew is left each time, and is nobody's record. */
async function countRows(): Promise<Record<string, number>> {
  return withClient(test.database.adminUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select table_name as name from information_schema.tables
        where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('audit_log', 'audit_seals', 'county_changes')`,
    )
    const counts: Record<string, number> = {}
    for (const { name } of rows) {
      const found = await client.query<{ n: number }>(`select count(*)::int as n from "${name}"`)
      counts[name] = found.rows[0]?.n ?? 0
    }
    return counts
  })
}
