import { compareRows, type Leaf, splitLeaves } from './compare-block.ts'
import { hashRow, type LogRow } from './rows.ts'
import { leafDigits, type Seal } from './seal.ts'
import type { Tell } from './verify.ts'

/** Takes the rows of the log as they come, by position, and holds them beside block after block. */
export function createReader(tell: Tell) {
  let seals: readonly Seal[] = []
  let at = 0
  let count = 0
  let lastBlock = 0
  /** Of transactions that were still at work when the block ended in which their position lies. */
  let late: { position: number; leaf: Leaf }[] = []
  let rows = openBlock(undefined)

  const open = () => {
    const seal = seals[at]
    if (!seal) return
    rows = openBlock(seal)
    const waiting = late
    late = []
    for (const one of waiting) {
      if (seal.open.includes(one.position)) late.push(one)
      else rows.add(one.leaf)
    }
  }
  const close = () => {
    const seal = seals[at]
    if (!seal) return
    // After a gap in the chain: whose rows these are, nobody can tell any more; the gap itself is told.
    const isAfterGap = seal.block !== lastBlock + 1
    for (const finding of rows.compare())
      if (!isAfterGap || finding.what !== 'row-added') tell({ block: seal.block, ...finding })
    lastBlock = seal.block
    at += 1
  }
  return {
    /** Of those that blocks hold. */
    rows: () => count - late.length,
    begin(some: readonly Seal[]): void {
      seals = some
      at = 0
      open()
    },
    take({ position, id, bytes }: LogRow): void {
      while (at < seals.length - 1 && position >= (seals[at]?.until ?? 0)) {
        close()
        open()
      }
      count += 1
      const stillOpen = seals[at]?.open ?? []
      const hash = hashRow(bytes)
      if (stillOpen.length > 0 && stillOpen.includes(position))
        late.push({ position, leaf: id.toString('hex') + hash })
      else rows.addRow(id, hash)
    },
    finish(): void {
      while (at < seals.length) {
        close()
        open()
      }
    },
  }
}

/** As long as row after row is what was sealed, nothing is kept of them but how many they were. */
function openBlock(seal: Seal | undefined) {
  const leaves = seal?.leaves ?? ''
  let same = 0
  /** All rows, from the first one on that is not what was sealed in its place. */
  let found: Leaf[] | null = null
  const sameOnes = () => splitLeaves(leaves.slice(0, same * leafDigits))
  const put = (leaf: Leaf) => {
    found ??= sameOnes()
    found.push(leaf)
  }
  return {
    add(leaf: Leaf): void {
      if (!found && leaves.startsWith(leaf, same * leafDigits)) same += 1
      else put(leaf)
    },
    addRow(id: Buffer, hash: string): void {
      // The hash covers the id, which is made into text only where it has to be told.
      if (!found && leaves.startsWith(hash, (same + 1) * leafDigits - hash.length)) same += 1
      else put(id.toString('hex') + hash)
    },
    compare() {
      const isWhole = !found && same * leafDigits === leaves.length
      return isWhole ? [] : compareRows(splitLeaves(leaves), found ?? sameOnes())
    },
  }
}
