import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { inject } from 'vitest'
import { isRunning } from '../core/db/embedded/processes.ts'

const root = resolve(import.meta.dirname, '../..')

/** A name for sources as they are now, from what a build looks at: which files, how long, how old. */
export function printOf(sources: readonly string[]): string {
  const hash = createHash('sha256')
  for (const source of sources) for (const line of linesOf(source)) hash.update(`${line}\n`)
  return hash.digest('hex').slice(0, 16)
}

function linesOf(path: string): string[] {
  const stats = statSync(join(root, path))
  if (!stats.isDirectory()) return [`${path} ${stats.size} ${stats.mtimeMs}`]
  const names = readdirSync(join(root, path)).sort()
  return names.flatMap((name) => linesOf(`${path}/${name}`))
}

/**
 * A folder that the first test file that asks for it makes, for all files of this run; the others wait. `name` tells what
 * it is made from, so that what was made before a change is not taken after it.
 */
export async function makeOnce(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const target = join(inject('scratch'), name)
  const lock = `${target}.lock`
  while (!existsSync(target)) {
    if (!take(lock)) {
      await delay(100)
      continue
    }
    try {
      if (!existsSync(target)) await makeWhole(target, make)
    } finally {
      rmSync(lock, { force: true })
    }
  }
  return target
}

/** A half-made one is never seen under its name. */
async function makeWhole(target: string, make: (folder: string) => Promise<void>): Promise<void> {
  const half = `${target}.${process.pid}`
  try {
    mkdirSync(half)
    await make(half)
    renameSync(half, target)
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
}

/** The lock is a link that leads to the number of its process: it is there whole or not at all. */
function take(lock: string): boolean {
  try {
    symlinkSync(String(process.pid), lock)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const holder = holderOf(lock)
    // Killed while it made. Two who find that out at once make twice, each whole: the first that is ready counts.
    if (holder !== null && !isRunning(holder)) rmSync(lock, { force: true })
    return false
  }
}

function holderOf(lock: string): number | null {
  try {
    return Number(readlinkSync(lock))
  } catch {
    return null
  }
}
