import { idDigits, leafDigits } from './seal.ts'

/** What is wrong with a row of a block: its place among the rows that were sealed, from 1; null if it was not. */
export type RowFinding = {
  what: 'row-changed' | 'row-missing' | 'row-added'
  place: number | null
  id: string
}

/** A row as a seal keeps it: id and hash, 96 hexadecimal digits. */
export type Leaf = string

const idOf = (leaf: Leaf) => leaf.slice(0, idDigits)

export function splitLeaves(leaves: string): Leaf[] {
  return leaves.match(new RegExp(`.{${leafDigits}}`, 'g')) ?? []
}

/** The rows that are in the place of a block beside those that were sealed in it. */
export function compareRows(sealed: readonly Leaf[], found: readonly Leaf[]): RowFinding[] {
  const places = new Map(sealed.map((leaf, index) => [idOf(leaf), { leaf, place: index + 1 }]))
  const findings: RowFinding[] = []
  const met = new Set<string>()
  for (const leaf of found) {
    const id = idOf(leaf)
    const kept = met.has(id) ? undefined : places.get(id)
    met.add(id)
    if (!kept) findings.push({ what: 'row-added', place: null, id })
    else if (kept.leaf !== leaf) findings.push({ what: 'row-changed', place: kept.place, id })
  }
  for (const [id, { place }] of places) if (!met.has(id)) findings.push({ what: 'row-missing', place, id })
  return findings.sort((a, b) => (a.place ?? Number.MAX_SAFE_INTEGER) - (b.place ?? Number.MAX_SAFE_INTEGER))
}
