import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { buildChild, startChild } from '../../../test/cluster-process.ts'
import { fitsSocket } from './address.ts'
import { startEngine } from './engine.ts'
import { removeSocketFolder } from './folders.ts'
import { withClient } from './roles.ts'
import { canReach } from './server-user.ts'
import { startEmbedded } from './start.ts'

// Engines start and die here one after the other; a busy machine takes its time.
vi.setConfig({ testTimeout: 90_000 })

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zbt-folder-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a deep data folder, with spaces and Chinese in its name, is no trouble', async () => {
  const dataDir = join(folder, '支部通 数据'.repeat(6), 'a'.repeat(60))
  expect(fitsSocket(dataDir)).toBe(false)
  const engine = await startEmbedded({ dataDir, durable: false })
  expect(
    await withClient(engine.urls.app, async (client) => (await client.query('select 1 as one')).rows),
  ).toEqual([{ one: 1 }])
  await engine.stop()
})

test('a data folder that was copied with open modes is closed again', async () => {
  await (await startEngine({ dataDir: folder, durable: false })).stop()
  chmodSync(join(folder, 'pgdata'), 0o755)
  const engine = await startEngine({ dataDir: folder, durable: false })
  expect(statSync(join(folder, 'pgdata')).mode & 0o777).toBe(0o700)
  await engine.stop()
})

test('a folder of another major version is left alone and named', async () => {
  mkdirSync(join(folder, 'pgdata'))
  writeFileSync(join(folder, 'pgdata/PG_VERSION'), '16\n')
  await expect(startEngine({ dataDir: folder })).rejects.toMatchObject({
    code: 'wrong-version',
    message: expect.stringContaining('PostgreSQL 16') as string,
  })
})

test('an engine that refuses says why in one line', async () => {
  await (await startEngine({ dataDir: folder, durable: false })).stop()
  writeFileSync(join(folder, 'pgdata/postgresql.conf'), 'no_such_setting = 1\n')
  await expect(startEngine({ dataDir: folder })).rejects.toMatchObject({
    code: 'start-failed',
    message: expect.stringMatching(/^[^\n]*FATAL[^\n]*configuration[^\n]*$/) as string,
  })
})

test('only a folder that looks like one of sockets is ever removed', () => {
  const strange = join(folder, 'zbt-abcdef')
  mkdirSync(strange)
  writeFileSync(join(strange, 'diary.txt'), '')
  removeSocketFolder(strange)
  removeSocketFolder(folder)
  expect(readFileSync(join(strange, 'diary.txt'), 'utf8')).toBe('')
})

test('over the loopback (as on Windows) a password is asked', async () => {
  const engine = await startEngine({ dataDir: folder, durable: false, listen: 'loopback' })
  expect(engine.adminUrl).toContain('127.0.0.1')
  const listening = (client: pg.Client) => client.query('select host(inet_server_addr()) as at')
  expect((await withClient(engine.adminUrl, listening)).rows).toEqual([{ at: '127.0.0.1' }])
  const sockets = await withClient(engine.adminUrl, (client) => client.query('show unix_socket_directories'))
  expect(sockets.rows).toEqual([{ unix_socket_directories: '' }])
  const wrong = new URL(engine.adminUrl)
  wrong.password = 'wrong'
  await expect(withClient(wrong.toString(), listening)).rejects.toThrow(/password authentication failed/)
  expect(statSync(join(folder, 'passwords.json')).mode & 0o077).toBe(0)
  await engine.stop()
  const again = await startEmbedded({ dataDir: folder, durable: false, listen: 'loopback' })
  expect((await withClient(again.urls.platform, listening)).rows).toHaveLength(1)
  await expect(startEngine({ dataDir: folder, listen: 'loopback' })).rejects.toMatchObject({ code: 'in-use' })
  await again.stop()
})

// The rest needs two users of the system.
if (process.getuid?.() === 0) {
  const nobody = { uid: 65534, gid: 65534 }

  test('as root, data inside a folder that only root may enter', async () => {
    const home = join(folder, 'root')
    mkdirSync(home, { mode: 0o700 })
    const dataDir = join(home, 'app/data')
    for (const round of [1, 2]) {
      const engine = await startEmbedded({ dataDir, durable: false })
      const sql = 'select count(*)::int as n from pg_database'
      expect([
        round,
        await withClient(engine.urls.app, async (client) => (await client.query(sql)).rows[0].n),
      ]).toEqual([round, 4])
      await engine.stop()
    }
    expect(statSync(home).mode & 0o777).toBe(0o700)
    expect(statSync(join(dataDir, 'pgdata')).uid).not.toBe(0)
  })

  test('as root, data that root has restored from a copy are handed to the engine’s user again', async () => {
    await (await startEngine({ dataDir: folder, durable: false })).stop()
    for (const name of ['', 'pgdata', 'pgdata/PG_VERSION', 'pgdata/global'])
      chownSync(join(folder, name), 0, 0)
    const engine = await startEngine({ dataDir: folder, durable: false })
    expect(statSync(join(folder, 'pgdata/PG_VERSION')).uid).not.toBe(0)
    await engine.stop()
  })

  // Nor can another user run what lies in a folder of root's own.
  const program = canReach(import.meta.dirname, nobody) ? describe : null
  program?.('another user', () => {
    let built: Awaited<ReturnType<typeof buildChild>>
    beforeAll(async () => {
      built = await buildChild()
    })

    test('starts, stops and starts again without root', async () => {
      chownSync(folder, nobody.uid, nobody.gid)
      for (const _ of [1, 2]) {
        const child = startChild(built.program, folder, nobody)
        const { urls } = await child.hear('ready')
        expect(
          await withClient(urls.app, async (client) => (await client.query('select 1 as one')).rows),
        ).toEqual([{ one: 1 }])
        child.order('stop')
        expect(await child.ended).toBe(0)
      }
      expect(statSync(join(folder, 'pgdata')).uid).toBe(nobody.uid)
      // Root afterwards runs it as its owner, so that the owner may go on.
      await (await startEngine({ dataDir: folder, durable: false })).stop()
      expect(statSync(join(folder, 'pgdata/PG_VERSION')).uid).toBe(nobody.uid)
    })

    test('is told when the data folder is not theirs', async () => {
      await (await startEngine({ dataDir: folder, durable: false })).stop()
      const child = startChild(built.program, folder, { uid: 54321, gid: 54321 })
      expect(await child.hear('failed')).toMatchObject({ code: 'no-access' })
      expect(await child.ended).toBe(1)
    })
  })
}
