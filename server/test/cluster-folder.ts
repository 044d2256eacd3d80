import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { dropSocketFolder, readSocketLink } from '../core/db/embedded/folders.ts'
import { isPostmasterAlive, readPostmasterFile } from '../core/db/embedded/postmaster-file.ts'
import { processesIn, signal } from '../core/db/embedded/processes.ts'

/** Of an engine that was killed or forgotten: ends whatever still works in the data folder, and removes all of it. */
export function removeDataFolder(dataDir: string): void {
  const cluster = join(dataDir, 'pgdata')
  const file = existsSync(cluster) ? readPostmasterFile(cluster) : null
  if (file && isPostmasterAlive(file, cluster)) signal(file.pid, 'SIGKILL')
  for (const pid of processesIn(cluster) ?? []) signal(pid, 'SIGKILL')
  const sockets = readSocketLink(dataDir)
  if (sockets) dropSocketFolder(dataDir, sockets)
  rmSync(dataDir, { recursive: true, force: true })
}
