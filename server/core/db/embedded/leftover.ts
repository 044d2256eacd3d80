import { rmSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { type Address, databaseUrl, superuser } from './address.ts'
import { EmbeddedError, inUse, type Log } from './errors.ts'
import { takeLock } from './lock.ts'
import {
  isPostmasterAlive,
  type PostmasterFile,
  postmasterPath,
  readPostmasterFile,
} from './postmaster-file.ts'
import { processesIn, signal } from './processes.ts'

type Place = { cluster: string; dataDir: string; passwords: Record<string, string> | null }

/** Long enough for a fast shutdown with its last checkpoint; then it is told to leave at once. */
const patience = { fast: 20_000, immediate: 30_000, unreachable: 5_000, total: 60_000 }

/**
 * After kill -9 of the program its engine lives on. An engine that somebody uses is refused (`in-use`);
 * one without a user is stopped, so that the next one runs with today's binaries and settings and as our
 * child; the lock files of a dead one are removed. Returns when the cluster is free.
 */
export async function clearLeftover(place: Place, log: Log): Promise<void> {
  const begun = Date.now()
  let stopping: PostmasterFile | null = null
  for (;;) {
    const file = readPostmasterFile(place.cluster)
    const waited = Date.now() - begun
    if (!file || !isPostmasterAlive(file, place.cluster)) {
      if (clearDead(place.cluster, file, waited)) return
    } else if (stopping?.pid !== file.pid) {
      if (await isAbandoned(file, place, waited)) {
        log.warn(`上次没有正常退出，正在停掉留下的数据库（进程 ${file.pid}）。`)
        signal(file.pid, 'SIGINT')
        stopping = file
      }
    } else if (waited > patience.fast) {
      signal(file.pid, 'SIGQUIT')
    }
    if (waited > patience.total) throw tooLong(place, file?.pid ?? 0, stopping !== null)
    await delay(20)
  }
}

/** It has been told to stop and does not; or it has been starting for so long that somebody may wait for it. */
function tooLong({ dataDir }: Place, pid: number, isStopping: boolean): EmbeddedError {
  if (!isStopping) return inUse(dataDir, pid)
  return new EmbeddedError('start-failed', `留下的数据库（进程 ${pid}）停不下来。请结束这个进程再启动。`)
}

/**
 * The postmaster is gone or a zombie. A backend of it may still be at work in the folder: starting beside
 * it would ruin the data, so its end is waited for, and after a while brought about (nothing it has not
 * committed counts, and its commit is in the log).
 */
function clearDead(cluster: string, file: PostmasterFile | null, waited: number): boolean {
  const alive = processesIn(cluster) ?? []
  if (alive.length > 0) {
    if (waited > patience.immediate) for (const pid of alive) signal(pid, 'SIGKILL')
    else if (waited > patience.unreachable) for (const pid of alive) signal(pid, 'SIGQUIT')
    return false
  }
  // Asked again, because a start at the same moment may have put its own in the place of the old one.
  if (file && readPostmasterFile(cluster)?.pid === file.pid) rmSync(postmasterPath(cluster), { force: true })
  return true
}

/** It lives, but does anybody use it? false: it is still starting or already stopping; ask again. */
async function isAbandoned(file: PostmasterFile, place: Place, waited: number): Promise<boolean> {
  const address: Address = place.passwords
    ? { kind: 'loopback', port: file.port, passwords: place.passwords }
    : { kind: 'socket', folder: file.socketFolder, port: file.port }
  try {
    const client = await takeLock(databaseUrl(address, superuser, 'postgres'))
    if (!client) throw inUse(place.dataDir, file.pid)
    await client.end()
    return true
  } catch (error) {
    if (error instanceof EmbeddedError) throw error
    // 57P03: starting up or shutting down. Anything else, for longer: it may well be used, so hands off.
    if ((error as { code?: string }).code !== '57P03' && waited > patience.unreachable)
      throw inUse(place.dataDir, file.pid)
    return false
  }
}
