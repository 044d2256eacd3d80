import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { prepareBinaries } from './binaries.ts'
import { type Engine, startEngine } from './engine.ts'
import { isPostmasterAlive } from './postmaster-file.ts'
import { isRunning } from './processes.ts'
import { chooseServerUser, type ServerUser } from './server-user.ts'

// Engines start and die here one after the other; a busy machine takes its time.
vi.setConfig({ testTimeout: 90_000 })

let dataDir: string
let cluster: string
let pidFile: string
let user: ServerUser
let engine: Engine | null
let helpers: ChildProcess[]

/** A folder whose server was cut off: data, and the lock file as a dead postmaster leaves it. */
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'zbt-left-'))
  cluster = join(dataDir, 'pgdata')
  pidFile = join(cluster, 'postmaster.pid')
  helpers = []
  const first = await startEngine({ dataDir, durable: false })
  const file = readFileSync(pidFile, 'utf8')
  await first.stop()
  user = chooseServerUser(dataDir)
  writeFileSync(pidFile, file)
  engine = null
})

afterEach(async () => {
  await engine?.stop()
  for (const helper of helpers) helper.kill('SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
})

function nameInLock(pid: number): void {
  const [, ...others] = readFileSync(pidFile, 'utf8').split('\n')
  writeFileSync(pidFile, [pid, ...others].join('\n'), { mode: 0o600 })
  if (user) spawnSync('chown', [`${user.uid}:${user.gid}`, pidFile])
}

/** A dead child of a parent that never asks after it, as under a PID 1 that does not reap. */
async function makeZombie(): Promise<number> {
  const parent = spawn('sh', ['-c', 'sleep 0.05 & echo $!; exec sleep 60'], {
    ...user,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  helpers.push(parent)
  const pid = await new Promise<number>((resolve) =>
    parent.stdout?.once('data', (data) => resolve(Number(data))),
  )
  for (;;) {
    if (/\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) return pid
    await delay(20)
  }
}

/** What PostgreSQL by itself makes of the lock file: the proof that the trap is a trap. */
function startBare(): string {
  const { postgres } = prepareBinaries(user)
  return spawnSync(postgres, ['-D', cluster, '-k', '', '-c', 'listen_addresses='], {
    ...user,
    cwd: cluster,
    timeout: 2_000,
    encoding: 'utf8',
  }).stderr
}

test('the lock file names a zombie: PostgreSQL refuses, we start', async () => {
  const zombie = await makeZombie()
  nameInLock(zombie)
  expect(startBare()).toContain('postmaster.pid" already exists')
  expect(isRunning(zombie)).toBe(false)
  engine = await startEngine({ dataDir, durable: false })
  expect(engine.pid).toBeGreaterThan(0)
})

test('the lock file names a number that now belongs to another process: PostgreSQL refuses, we start', async () => {
  const stranger = spawn('sleep', ['60'], { ...user })
  helpers.push(stranger)
  nameInLock(stranger.pid ?? 0)
  expect(startBare()).toContain('postmaster.pid" already exists')
  engine = await startEngine({ dataDir, durable: false })
  expect(isRunning(stranger.pid ?? 0)).toBe(true)
})

test('a live postmaster that cannot be asked is never pushed aside', async () => {
  // Lives, works in the folder, and answers on no socket.
  const silentOne = spawn('sleep', ['60'], { ...user, cwd: cluster })
  helpers.push(silentOne)
  nameInLock(silentOne.pid ?? 0)
  expect(
    isPostmasterAlive({ pid: silentOne.pid ?? 0, port: 5432, socketFolder: '' }, realpathSync(cluster)),
  ).toBe(true)
  await expect(startEngine({ dataDir, durable: false })).rejects.toMatchObject({ code: 'in-use' })
  expect(isRunning(silentOne.pid ?? 0)).toBe(true)
})

test('an empty lock file, as a full disc leaves it, does not stop a start', async () => {
  writeFileSync(pidFile, '')
  engine = await startEngine({ dataDir, durable: false })
  expect(statSync(pidFile).size).toBeGreaterThan(0)
})
