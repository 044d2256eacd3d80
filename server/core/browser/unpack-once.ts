import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const draftMark = '.draft-'
const hour = 3_600_000

/**
 * Makes `target` (a file or a folder) unless it is there. Several processes may do so at once: each makes a draft
 * of its own and renames it, so whoever sees `target` sees all of it. Answers `target`.
 */
export async function unpackOnce(target: string, make: (draft: string) => Promise<void>): Promise<string> {
  if (existsSync(target)) return target
  removeOldDrafts(target)
  const draft = `${target}${draftMark}${randomBytes(6).toString('hex')}`
  try {
    await make(draft)
    renameSync(draft, target)
  } catch (error) {
    // A folder cannot be renamed onto the one that another process finished first: then theirs is as good.
    if (!existsSync(target)) throw error
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return target
}

/** A process that was killed leaves up to 190 MB behind. */
function removeOldDrafts(target: string): void {
  const prefix = `${basename(target)}${draftMark}`
  for (const name of readdirSync(dirname(target))) {
    const path = join(dirname(target), name)
    if (name.startsWith(prefix) && Date.now() - statSync(path).mtimeMs > hour)
      rmSync(path, { recursive: true, force: true })
  }
}
