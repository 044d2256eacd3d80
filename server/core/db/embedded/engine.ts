import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import { type Address, databaseUrl, socketPort, superuser } from './address.ts'
import { type Binaries, prepareBinaries } from './binaries.ts'
import { EmbeddedError, inUse, type Log, silent } from './errors.ts'
import {
  dropSocketFolder,
  type Folders,
  linkSocketFolder,
  makeSocketFolder,
  prepareFolders,
} from './folders.ts'
import { checkVersion, initializeCluster } from './initialize.ts'
import { clearLeftover } from './leftover.ts'
import { keepLock, takeLock } from './lock.ts'
import { readPasswords } from './passwords.ts'
import { lastComplaint, type Postmaster, startPostmaster } from './postmaster.ts'
import { isPostmasterAlive, readPostmasterFile } from './postmaster-file.ts'
import { engineSettings } from './settings.ts'

export type EngineOptions = {
  /** Made if it is not there. Holds `pgdata`, `postgres.log` and, with a loopback, `passwords.json`. */
  dataDir: string
  /** false only for data that may be lost with the machine. */
  durable?: boolean
  log?: Log
  /** A socket everywhere but on Windows. */
  listen?: Address['kind']
}

export type Engine = {
  address: Address
  /** Of the superuser, in the database `postgres`. */
  adminUrl: string
  pid: number
  stop(): Promise<void>
}

/** Starts PostgreSQL on a data folder and holds it for us alone. Throws EmbeddedError. */
export async function startEngine({
  dataDir,
  durable = true,
  log = silent,
  listen,
}: EngineOptions): Promise<Engine> {
  const folders = prepareFolders(dataDir)
  const binaries = prepareBinaries(folders.user)
  const kind = listen ?? (process.platform === 'win32' ? 'loopback' : 'socket')
  const passwords = kind === 'loopback' ? readPasswords(folders.dataDir) : null
  const address: Address = passwords
    ? { kind: 'loopback', port: await findFreePort(), passwords }
    : { kind: 'socket', folder: makeSocketFolder(folders.user), port: socketPort }
  try {
    initializeCluster(folders.cluster, { program: binaries.initdb, user: folders.user, address, durable })
    checkVersion(folders.cluster, binaries.version)
    await clearLeftover({ ...folders, passwords }, log)
    return await run(folders, binaries, address, durable, log)
  } catch (error) {
    if (address.kind === 'socket') dropSocketFolder(folders.dataDir, address.folder)
    throw error
  }
}

async function run(
  folders: Folders,
  binaries: Binaries,
  address: Address,
  durable: boolean,
  log: Log,
): Promise<Engine> {
  const logFile = join(folders.dataDir, 'postgres.log')
  const adminUrl = databaseUrl(address, superuser, 'postgres')
  const postmaster = startPostmaster(folders, binaries, engineSettings(address, durable), logFile)
  const lock = await waitUntilReady(postmaster, adminUrl, folders, logFile, log)
  if (address.kind === 'socket') linkSocketFolder(folders.dataDir, address.folder)
  const keeper = keepLock(lock, adminUrl)
  let stopping = false
  void postmaster.exited.then(() => {
    if (!stopping) log.error(`数据库停了，请重新启动支部通。原因在 ${logFile}。`)
  })
  return {
    address,
    adminUrl,
    pid: postmaster.pid,
    async stop() {
      stopping = true
      await keeper.release()
      await postmaster.stop()
      if (address.kind === 'socket') dropSocketFolder(folders.dataDir, address.folder)
    },
  }
}

/** After a crash the engine first replays its log; that may take minutes and must not be cut short. */
async function waitUntilReady(
  postmaster: Postmaster,
  adminUrl: string,
  folders: Folders,
  logFile: string,
  log: Log,
): Promise<pg.Client> {
  const begun = Date.now()
  let told = false
  for (;;) {
    if (postmaster.hasExited()) throw whyNot(folders, postmaster, logFile)
    try {
      const lock = await takeLock(adminUrl)
      if (lock) return lock
      // Another start found our engine before we had taken its lock, and is about to stop it.
      await postmaster.stop()
      throw inUse(folders.dataDir, postmaster.pid)
    } catch (error) {
      if (error instanceof EmbeddedError) throw error
    }
    if (!told && Date.now() - begun > 5_000) {
      told = true
      log.info('数据库正在把上次没写完的补上，请等一等。')
    }
    await delay(10)
  }
}

/** The engine refused: because another start was faster by a moment, or for a reason that its log tells. */
function whyNot(folders: Folders, ours: Postmaster, logFile: string): EmbeddedError {
  const file = readPostmasterFile(folders.cluster)
  if (file && file.pid !== ours.pid && isPostmasterAlive(file, folders.cluster))
    return inUse(folders.dataDir, file.pid)
  return new EmbeddedError(
    'start-failed',
    `数据库没有启动起来：${lastComplaint(logFile)}。详情在 ${logFile}。`,
  )
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
