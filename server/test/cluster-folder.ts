import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { dropSocketFolder, readSocketLink } from '../core/db/embedded/folders.ts'
import { isPostmasterAlive, readPostmasterFile } from '../core/db/embedded/postmaster-file.ts'
import { isRunning, processesIn, signal } from '../core/db/embedded/processes.ts'

/**
 * Of an engine that was killed or forgotten: ends whatever still works in the data folder, and removes all
 * of it. Synchronous, because it also runs while this process exits.
 */
export function removeDataFolder(dataDir: string): void {
  const cluster = join(dataDir, 'pgdata')
  const file = existsSync(cluster) ? readPostmasterFile(cluster) : null
  if (file && isPostmasterAlive(file, cluster)) quit(file.pid)
  for (const pid of processesIn(cluster) ?? []) signal(pid, 'SIGKILL')
  const sockets = readSocketLink(dataDir)
  if (sockets) dropSocketFolder(dataDir, sockets)
  rmSync(dataDir, { recursive: true, force: true })
}

/** Without a checkpoint, but not by SIGKILL: a killed postmaster leaves its shared memory behind. */
function quit(pid: number): void {
  signal(pid, 'SIGQUIT')
  const clock = new Int32Array(new SharedArrayBuffer(4))
  for (let waited = 0; waited < 5_000 && isRunning(pid); waited += 10) Atomics.wait(clock, 0, 0, 10)
}
