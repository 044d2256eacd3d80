import { accessSync, constants, lstatSync, mkdirSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A folder of this user alone for what is unpacked once and used again: the browser and its fonts, about 230 MB.
 * A service's user may have no home, so the temporary folder is the second choice. What lies there is run as a
 * program: a folder that somebody else owns or may write to is refused.
 */
export function openCacheFolder(candidates: readonly string[] = shelves()): string {
  for (const folder of candidates) if (isPrivate(folder)) return folder
  throw new Error(
    `没有可写的缓存文件夹（试过 ${candidates.join('、')}）。请把 XDG_CACHE_HOME 设成一个可写的文件夹。`,
  )
}

function shelves(): string[] {
  const home = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache')
  return [join(home, 'zhibutong'), join(tmpdir(), `zhibutong-${process.getuid?.() ?? 'user'}`)]
}

function isPrivate(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const { uid, mode } = lstatSync(folder)
    accessSync(folder, constants.W_OK)
    if (!process.getuid) return true
    return uid === process.getuid() && (mode & 0o022) === 0
  } catch {
    return false
  }
}
