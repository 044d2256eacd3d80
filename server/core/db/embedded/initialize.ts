import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { EmbeddedError } from './errors.ts'
import { type InitdbSettings, runInitdb } from './initdb.ts'
import { giveFolder } from './server-user.ts'

const stagingPrefix = 'pgdata.new-'

/**
 * Makes the cluster in a folder beside its place and then renames it, so that a start that is killed, or
 * two first starts at once, never leave a half-made one. Does nothing where there is one already.
 */
export function initializeCluster(cluster: string, settings: InitdbSettings): void {
  if (existsSync(join(cluster, 'PG_VERSION'))) return
  const dataDir = dirname(cluster)
  removeOldStagings(dataDir)
  const staging = mkdtempSync(join(dataDir, stagingPrefix))
  try {
    giveFolder(staging, settings.user)
    runInitdb(staging, settings)
    moveIntoPlace(staging, cluster)
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}

function moveIntoPlace(staging: string, cluster: string): void {
  try {
    renameSync(staging, cluster)
  } catch (error) {
    // A start at the same moment was faster: what it made is as good as ours.
    if (existsSync(join(cluster, 'PG_VERSION'))) return
    throw error
  }
  if (process.platform === 'win32') return
  // initdb has flushed the files; the new name lives in the folder above.
  const folder = openSync(dirname(cluster), 'r')
  fsyncSync(folder)
  closeSync(folder)
}

/** Left by a start that was killed; a young one may belong to a start that is at work now. */
function removeOldStagings(dataDir: string): void {
  const tenMinutesAgo = Date.now() - 600_000
  for (const name of readdirSync(dataDir).filter((entry) => entry.startsWith(stagingPrefix))) {
    const path = join(dataDir, name)
    const found = statSync(path, { throwIfNoEntry: false })
    if (found && found.mtimeMs < tenMinutesAgo) rmSync(path, { recursive: true, force: true })
  }
}

/** A folder of another major version can only be read by its own binaries. */
export function checkVersion(cluster: string, binariesVersion: string): void {
  const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  const ours = binariesVersion.split('.')[0]
  if (found === ours) return
  throw new EmbeddedError(
    'wrong-version',
    `数据文件夹 ${cluster} 是 PostgreSQL ${found} 的，自带的是 ${ours}，打不开。请用原来那一版支部通导出备份，再到新版里恢复。`,
  )
}
