import { createHash, randomBytes } from 'node:crypto'
import { accessSync, constants, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEngine } from '../core/db/embedded/engine.ts'
import { isRunning } from '../core/db/embedded/processes.ts'
import { type RoleKind, withClient } from '../core/db/embedded/roles.ts'
import { removeDataFolder } from './cluster-folder.ts'

/** A PostgreSQL for one run of the tests. */
export type TestServer = {
  /** Of a superuser. */
  adminUrl: string
  /** Every database of this run begins so. */
  prefix: string
  /** Empty where no password is needed. */
  passwords: Partial<Record<RoleKind, string>>
  stop(): Promise<void>
}

const folderPrefix = 'zhibutong-test-'

/** The server named by TEST_DATABASE_ADMIN_URL (PostgreSQL 15 or newer), else an embedded engine in memory. */
export async function startTestServer(): Promise<TestServer> {
  const prefix = `zbt_test_${randomBytes(4).toString('hex')}`
  const outside = process.env.TEST_DATABASE_ADMIN_URL
  return outside ? useOutsideServer(outside, prefix) : startEmbeddedServer(prefix)
}

function useOutsideServer(adminUrl: string, prefix: string): TestServer {
  // The same on every run: two runs at once share the server, and so the roles.
  const password = createHash('sha256').update(adminUrl).digest('hex')
  return {
    adminUrl,
    prefix,
    passwords: { owner: password, app: password, platform: password },
    stop: () => dropDatabases(adminUrl, prefix),
  }
}

async function dropDatabases(adminUrl: string, prefix: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [prefix],
    )
    for (const { datname } of rows) await client.query(`drop database "${datname}" with (force)`)
  })
}

async function startEmbeddedServer(prefix: string): Promise<TestServer> {
  const shelf = isWritable('/dev/shm') ? '/dev/shm' : tmpdir()
  removeForgotten(shelf)
  const dataDir = mkdtempSync(join(shelf, `${folderPrefix}${process.pid}-`))
  try {
    const engine = await startEngine({ dataDir, durable: false })
    // Ctrl-C twice, or a failure of the runner itself: no stop() is called, and memory must not stay taken.
    const abandon = () => removeDataFolder(dataDir)
    process.once('exit', abandon)
    return {
      adminUrl: engine.adminUrl,
      prefix,
      passwords: {},
      async stop() {
        await engine.stop()
        process.off('exit', abandon)
        rmSync(dataDir, { recursive: true, force: true })
      },
    }
  } catch (error) {
    rmSync(dataDir, { recursive: true, force: true })
    throw error
  }
}

/** A run that was killed leaves its engine and its folder, both in memory; the next run cleans up. */
function removeForgotten(shelf: string): void {
  for (const name of readdirSync(shelf)) {
    const pid = new RegExp(`^${folderPrefix}(\\d+)-`).exec(name)?.[1]
    if (!pid || isRunning(Number(pid))) continue
    const dataDir = join(shelf, name)
    try {
      removeDataFolder(dataDir)
    } catch {
      // Another user's; theirs to remove.
    }
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
