import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The head of a block, kept where who can change the database cannot change it: in files, appended to, one a month. */
export type Anchor = { block: number; head: string }

/** The folder below the data folder. */
export const anchorFolder = 'audit-anchors'

const line = /^(\d+) ([0-9a-f]{64}) \S+$/

/**
 * The anchors of a folder, month by month, those of a month in the order of their blocks: one month at a time is in
 * memory. Two processes that append to one folder name a block twice. A line that a crash has cut short is none.
 */
export function* readAnchors(folder: string): Generator<Anchor> {
  for (const name of namesIn(folder)) yield* readMonth(folder, name)
}

/** The anchor of the last block that has one. */
export function findLastAnchor(folder: string): Anchor | null {
  for (const name of namesIn(folder).reverse()) {
    const last = readMonth(folder, name).at(-1)
    if (last) return last
  }
  return null
}

function readMonth(folder: string, name: string): Anchor[] {
  const lines = readFileSync(join(folder, name), 'utf8').split('\n')
  return lines.flatMap(readLine).sort((a, b) => a.block - b.block)
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.txt'))
      .sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function readLine(text: string): Anchor[] {
  const [, block, head] = line.exec(text) ?? []
  return head ? [{ block: Number(block), head }] : []
}

/**
 * On the disc when it returns. Two processes may append at once: each writes whole lines in one go. While a clock that was
 * set back is in an earlier month, the file of the last month is gone on with: blocks stand in their order.
 */
export function appendAnchors(folder: string, heads: readonly Anchor[], now: Date): void {
  if (heads.length === 0) return
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const at = now.toISOString()
  const [name = ''] = [...namesIn(folder), `${at.slice(0, 7)}.txt`].sort().reverse()
  const file = openSync(join(folder, name), 'a', 0o600)
  try {
    // Begins with a line end: what a crash left of a line before must not become part of this one.
    // Not writeSync, which on a disc that fills up writes a part and says so only by its answer.
    writeFileSync(file, `\n${heads.map(({ block, head }) => `${block} ${head} ${at}`).join('\n')}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
