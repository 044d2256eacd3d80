import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { type Address, databaseUrl, socketPort, superuser } from './address.ts'
import { readSocketLink } from './folders.ts'
import { readPasswords } from './passwords.ts'
import { isPostmasterAlive, readPostmasterFile } from './postmaster-file.ts'
import type { RoleKind } from './roles.ts'
import { databaseName, roleUrls } from './start.ts'

/** How to reach the engine that another 支部通 runs on this data folder; null where none runs. Changes nothing. */
export function findRunning(dataDir: string): { urls: Record<RoleKind, string>; superUrl: string } | null {
  const cluster = join(dataDir, 'pgdata')
  if (!existsSync(cluster)) return null
  const file = readPostmasterFile(cluster)
  if (!file || !isPostmasterAlive(file, realpathSync(cluster))) return null
  const folder = readSocketLink(dataDir)
  const address: Address = folder
    ? { kind: 'socket', folder, port: socketPort }
    : { kind: 'loopback', port: file.port, passwords: readPasswords(dataDir) }
  return { urls: roleUrls(address, databaseName), superUrl: databaseUrl(address, superuser, databaseName) }
}
