import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { removeDataFolder } from '../../../test/cluster-folder.ts'
import { buildChild, type Child, startChild } from '../../../test/cluster-process.ts'
import { readSocketLink } from './folders.ts'
import { readPostmasterFile } from './postmaster-file.ts'
import { isRunning, processesIn } from './processes.ts'
import { withClient } from './roles.ts'
import { type Embedded, startEmbedded } from './start.ts'

// Engines start and die here one after the other; a busy machine takes its time.
vi.setConfig({ testTimeout: 90_000 })

let built: Awaited<ReturnType<typeof buildChild>>
let dataDir: string
let children: Child[]
let engine: Embedded | null

beforeAll(async () => {
  built = await buildChild()
})

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'zbt-crash-'))
  children = []
  engine = null
})

afterEach(async () => {
  await engine?.stop()
  for (const child of children) child.process.kill('SIGKILL')
  removeDataFolder(dataDir)
})

function launch(): Child {
  const child = startChild(built.program, dataDir)
  children.push(child)
  return child
}

const postmaster = () => readPostmasterFile(join(dataDir, 'pgdata'))?.pid ?? 0

const until = async (condition: () => boolean) => {
  for (let waited = 0; !condition(); waited += 20) {
    if (waited > 10_000) throw new Error('it did not come to be')
    await delay(20)
  }
}

/** Writes until `count` rows are acknowledged; answers how to read which were, up to the end of the child. */
async function writeRows(child: Child, count: number): Promise<() => number> {
  child.order('write')
  await child.hear('row', count)
  return () => Math.max(...child.messages.map((message) => (message.kind === 'row' ? message.id : 0)))
}

const readRows = (url: string) =>
  withClient(url, async (client) => {
    const { rows } = await client.query('select count(*)::int as n, max(id) as last from acknowledged')
    return rows[0] as { n: number; last: number }
  })

test('kill -9 of the program: its engine is found and stopped, every acknowledged row is there', async () => {
  const child = launch()
  await child.hear('ready')
  const acknowledged = await writeRows(child, 200)
  const orphan = postmaster()
  const sockets = readSocketLink(dataDir) ?? ''
  expect(existsSync(join(sockets, '.s.PGSQL.5432'))).toBe(true)
  child.process.kill('SIGKILL')
  await child.ended
  expect(isRunning(orphan)).toBe(true)

  engine = await startEmbedded({ dataDir })
  expect(isRunning(orphan)).toBe(false)
  expect(postmaster()).not.toBe(orphan)
  expect(existsSync(sockets)).toBe(false)
  const { n, last } = await readRows(engine.urls.app.replace('zhibutong_app', 'zhibutong_owner'))
  expect(n).toBe(last)
  expect(last).toBeGreaterThanOrEqual(acknowledged())
})

test('kill -9 of program and engine at once: every acknowledged row is there', async () => {
  const child = launch()
  await child.hear('ready')
  const acknowledged = await writeRows(child, 200)
  for (const pid of [...(processesIn(join(dataDir, 'pgdata')) ?? []), child.process.pid ?? 0])
    process.kill(pid, 'SIGKILL')
  await child.ended

  engine = await startEmbedded({ dataDir })
  const { n, last } = await readRows(engine.urls.owner)
  expect(n).toBe(last)
  expect(last).toBeGreaterThanOrEqual(acknowledged())
  expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).toContain('not properly shut down')
})

test('a second start on the same data folder says so in one line and ends with an error', async () => {
  const first = launch()
  const { urls } = await first.hear('ready')
  const second = launch()
  const { code, message } = await second.hear('failed')
  expect(code).toBe('in-use')
  expect(message).toContain(dataDir)
  expect(message).not.toContain('\n')
  expect(await second.ended).toBe(1)
  await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code: 'in-use' })
  expect(await withClient(urls.app, async (client) => (await client.query('select 1 as one')).rows)).toEqual([
    { one: 1 },
  ])
})

test('of three first starts at the same moment one wins and works', async () => {
  const all = [launch(), launch(), launch()]
  const outcomes = await Promise.allSettled(all.map((child) => child.hear('ready')))
  const won = outcomes.filter((outcome) => outcome.status === 'fulfilled')
  expect(won).toHaveLength(1)
  const codes = all.flatMap(({ messages }) =>
    messages.flatMap((each) => (each.kind === 'failed' ? [each.code] : [])),
  )
  expect(codes).toEqual(['in-use', 'in-use'])
  const { urls } = won[0]?.value ?? { urls: { app: '' } }
  expect(await withClient(urls.app, async (client) => (await client.query('select 1 as one')).rows)).toEqual([
    { one: 1 },
  ])
})

test('a crash of one backend ends all connections but not the hold on the data folder', async () => {
  const child = launch()
  const { urls } = await child.hear('ready')
  await withClient(urls.app, async (client) => {
    const { rows } = await client.query('select pg_backend_pid() as pid')
    process.kill(rows[0].pid, 'SIGKILL')
    await expect(client.query('select 1')).rejects.toThrow()
  })
  await until(() => readFileSync(join(dataDir, 'postgres.log'), 'utf8').split('ready to accept').length > 2)
  await delay(600)
  await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code: 'in-use' })
})

test('process.exit() without stop: the engine shuts itself down in order', async () => {
  const child = launch()
  await child.hear('ready')
  const pid = postmaster()
  child.order('exit')
  expect(await child.ended).toBe(0)
  await until(() => !isRunning(pid))
  expect(postmaster()).toBe(0)
  engine = await startEmbedded({ dataDir })
  expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).not.toContain('not properly shut down')
})

test('a backend that outlives its dead postmaster is waited for', async () => {
  const child = launch()
  const { urls } = await child.hear('ready')
  // Work that never looks up, as a large sort would be.
  const work = `do $$ declare t timestamptz := clock_timestamp(); begin
    while clock_timestamp() < t + interval '2 seconds' loop null; end loop; end $$`
  let isBusy = true
  const busy = withClient(urls.owner, (client) => client.query(work))
    .catch(() => {})
    .finally(() => {
      isBusy = false
    })
  await delay(300)
  const before = processesIn(join(dataDir, 'pgdata')) ?? []
  process.kill(postmaster(), 'SIGKILL')
  child.process.kill('SIGKILL')
  await child.ended
  await delay(200)
  expect(isBusy).toBe(true)
  expect(before.filter(isRunning).length).toBeGreaterThan(0)
  engine = await startEmbedded({ dataDir })
  expect(before.filter(isRunning)).toEqual([])
  await busy
})
