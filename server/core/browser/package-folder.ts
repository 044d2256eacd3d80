import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

export type PackageFolder = { folder: string; version: string }

const require = createRequire(import.meta.url)

/** Where an optional npm package lies, or undefined when it was not installed. */
export function findPackage(name: string): PackageFolder | undefined {
  for (const base of require.resolve.paths(name) ?? []) {
    const folder = join(base, name)
    const version = readVersion(folder)
    if (version) return { folder, version }
  }
  return undefined
}

/** Read, not resolved: a package with an `exports` field does not give out its package.json. */
function readVersion(folder: string): string | undefined {
  try {
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    return version
  } catch {
    return undefined
  }
}
