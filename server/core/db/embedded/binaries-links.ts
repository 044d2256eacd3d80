import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Makes the links that npm cannot carry. The package's own install script does it, unless scripts were denied. */
export function hydrate(packageFolder: string): void {
  if (isComplete(packageFolder)) return
  spawnSync(process.execPath, [join('scripts', 'hydrate-symlinks.js')], {
    cwd: packageFolder,
    stdio: 'ignore',
  })
}

/** The script swallows its errors, so what it should have made is looked at instead. */
export function isComplete(packageFolder: string): boolean {
  const list = join(packageFolder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = JSON.parse(readFileSync(list, 'utf8')) as { target: string }[]
  return links.every(({ target }) => existsSync(join(packageFolder, target)))
}
