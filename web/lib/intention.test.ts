import { expect, test } from 'vitest'
import { createIntentions, newIntention } from './intention.ts'

test('an intention is a UUID version 7 that begins with its time', () => {
  const id = newIntention(Date.UTC(2026, 10, 20))
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(Date.UTC(2026, 10, 20))
  expect(new Set(Array.from({ length: 500 }, () => newIntention(0))).size).toBe(500)
})

test('the same content keeps its number until it is settled; other content is another intention', () => {
  const intentions = createIntentions()
  const first = intentions.idFor('close 41, 65 present')
  expect(intentions.idFor('close 41, 65 present')).toBe(first)
  const changed = intentions.idFor('close 41, 64 present')
  expect(changed).not.toBe(first)
  intentions.settle()
  expect(intentions.idFor('close 41, 64 present')).not.toBe(changed)
})

test('a kept number survives a closed tab, and does not hold the content', () => {
  let kept: { id: string; print: string } | undefined
  const storage = {
    read: () => kept,
    write: (remembered?: { id: string; print: string }) => {
      kept = remembered
    },
  }
  const first = createIntentions(storage).idFor('徐家，两盏灯不亮')
  expect(createIntentions(storage).idFor('徐家，两盏灯不亮')).toBe(first)
  expect(JSON.stringify(kept)).not.toContain('徐家')
  createIntentions(storage).settle()
  expect(kept).toBeUndefined()
})
