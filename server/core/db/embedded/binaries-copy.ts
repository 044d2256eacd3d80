import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, lstatSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hydrate } from './binaries-links.ts'
import { EmbeddedError } from './errors.ts'
import { canReach, type ServerUser } from './server-user.ts'

/** /var/cache outlives a restart and nobody but root can write there; the others are for everybody. */
const commonShelves = () => ['/var/cache', tmpdir(), '/var/tmp', '/tmp']

/**
 * Copies the package (60 MB) to the first folder that `user` can reach and run programs from, and answers
 * where. A copy that is already there is used again, but only if it is ours: others may write to /tmp.
 */
export function copyBinaries(
  packageFolder: string,
  version: string,
  user: ServerUser,
  shelves: readonly string[] = commonShelves(),
): string {
  for (const shelf of shelves) {
    if (!existsSync(shelf) || !canReach(shelf, user)) continue
    const target = join(shelf, `zhibutong-postgres-${version}-${process.getuid?.() ?? 0}`)
    try {
      if (!isOurs(target)) makeCopy(packageFolder, shelf, target)
    } catch {
      // Full, read-only, or a race lost against another start: what counts is what stands there now.
    }
    if (isOurs(target) && runs(target, user)) return target
  }
  throw new EmbeddedError(
    'no-binaries',
    `自带的数据库程序在 ${packageFolder}，数据库用户进不去，也没有别处可放。请把支部通装到 /opt 之类的文件夹再启动。`,
  )
}

function makeCopy(packageFolder: string, shelf: string, target: string): void {
  const staging = mkdtempSync(join(shelf, 'zhibutong-copy-'))
  try {
    for (const part of ['native', 'scripts', 'package.json'])
      cpSync(join(packageFolder, part), join(staging, part), { recursive: true, verbatimSymlinks: true })
    hydrate(staging)
    chmodSync(staging, 0o755)
    // Whoever wrote the package may have kept it to themselves.
    spawnSync('chmod', ['-R', 'go+rX,go-w', staging])
    renameSync(staging, target)
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}

/** A folder, not a link, that belongs to us and that nobody else can write to. */
function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  return !!found?.isDirectory() && found.uid === process.getuid?.() && !(found.mode & 0o022)
}

/** The only proof against noexec, a missing library or another C library. */
function runs(folder: string, user: ServerUser): boolean {
  const program = join(folder, 'native', 'bin', 'postgres')
  return spawnSync(program, ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0
}
