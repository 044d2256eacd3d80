import fc from 'fast-check'
import { expect, it } from 'vitest'
import { scopeSettings } from './scope.ts'

const read = (text: string, name: string) => new RegExp(`SET LOCAL app\\.${name}='([^']*)'`).exec(text)?.[1]

function idsIn(ranges: string): number[] {
  return [...ranges.matchAll(/\[(\d+),(\d+)\)/g)].flatMap(([, from, end]) =>
    Array.from({ length: Number(end) - Number(from) }, (_, at) => Number(from) + at),
  )
}

it('the ranges of a scope hold its organisations and no other, and the longest of them is told once more', () => {
  const ids = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(ids, (orgs) => {
      const text = scopeSettings({ county: 1, orgs })
      const ranges = read(text, 'orgs') ?? ''
      expect(idsIn(ranges)).toEqual([...new Set(orgs)].sort((a, b) => a - b))
      const [first, end] = [read(text, 'first_org'), Number(read(text, 'last_org')) + 1]
      const lengths = [...ranges.matchAll(/\[(\d+),(\d+)\)/g)].map(
        (found) => Number(found[2]) - Number(found[1]),
      )
      expect(ranges).toContain(`[${first},${end})`)
      expect(end - Number(first)).toBe(Math.max(...lengths))
    }),
  )
})

it('a scope without organisations tells no range', () => {
  const text = scopeSettings({ county: 1, orgs: [] })
  expect([read(text, 'orgs'), read(text, 'first_org'), read(text, 'last_org')]).toEqual([
    '{}',
    undefined,
    undefined,
  ])
})
