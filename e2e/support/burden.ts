import { readFile } from 'node:fs/promises'
import { expect } from 'vitest'
import type { Effort } from './effort.ts'

/** Recording a monthly theme day of 68 may cost this much, beside the minutes. */
export const themeDayLimit = { taps: 12, fields: 3 }

/**
 * Holds a measured effort to docs/burden.md: the row that begins with `name` says the same taps and typed fields,
 * the minutes not among them.
 */
export async function expectBurden(name: string, { taps, fields }: Effort): Promise<void> {
  const text = await readFile('docs/burden.md', 'utf8')
  const rows = text.split('\n').map((line) => line.split('|').map((cell) => cell.trim()))
  const row = rows.find((cells) => cells[1] === name)
  const measured = { name, taps, fields: fields.filter((label) => label !== '记录').length }
  expect({ name: row?.[1], taps: Number(row?.[2]), fields: Number(row?.[3]) }).toEqual(measured)
}
