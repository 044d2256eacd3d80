import { readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { isRunning, processesIn } from './processes.ts'

/**
 * What a running PostgreSQL writes into `postmaster.pid`, a line each: process, data folder, start,
 * port, socket folder, TCP address, … (PostgreSQL 18, miscadmin.h, "LOCK_FILE_LINE_*").
 */
export type PostmasterFile = { pid: number; port: number; socketFolder: string }

export function postmasterPath(cluster: string): string {
  return join(cluster, 'postmaster.pid')
}

/** null where there is none; port 0 where the server died before it had written everything. */
export function readPostmasterFile(cluster: string): PostmasterFile | null {
  let lines: string[]
  try {
    lines = readFileSync(postmasterPath(cluster), 'utf8').split('\n')
  } catch {
    return null
  }
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid === 0) return { pid: 0, port: 0, socketFolder: '' }
  // A server in single-user mode writes its number negated.
  return { pid: Math.abs(pid), port: Number(lines[3] ?? 0), socketFolder: lines[4] ?? '' }
}

/**
 * Does the server that wrote the file still live? A number alone proves nothing: after a restart of the
 * machine or of a container it belongs to any other process. So, where the system tells, it must also
 * have the folder as its working folder.
 */
export function isPostmasterAlive(file: PostmasterFile, cluster: string): boolean {
  if (file.pid === 0 || !isRunning(file.pid)) return false
  return processesIn(realpathSync(cluster))?.includes(file.pid) ?? true
}
