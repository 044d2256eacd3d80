import fc from 'fast-check'
import { expect, it } from 'vitest'
import { talkPairs } from '../../../contract/talk-pairs.ts'
import { countPairs, type Held, listUnits, type Person, type Post, pairOf, yearRecordId } from './rules.ts'

const person = (name: string, post: Post): Person => ({ memberId: name, name, post })
const branch = [
  person('书记', 'secretary'),
  person('组织', 'committee'),
  person('宣传', 'committee'),
  person('甲', 'member'),
  person('乙', 'member'),
  person('丙', 'member'),
]

it('owes a talk between each two on the committee, and one to each member', () => {
  const keys = Object.fromEntries(
    talkPairs.map((pair) => [pair, listUnits(branch, pair).map((one) => one.key)]),
  )
  expect(keys).toEqual({
    'secretary-committee': ['书记/组织', '书记/宣传'],
    'committee-committee': ['组织/宣传'],
    'committee-member': ['甲', '乙', '丙'],
    'member-member': ['甲', '乙', '丙'],
  })
})

it('owes nothing where there is nobody to talk with', () => {
  expect(listUnits([person('书记', 'secretary'), person('甲', 'member')], 'member-member')).toEqual([])
  expect(listUnits([person('甲', 'member')], 'committee-member')).toEqual([])
})

it('is complete on the day on which the last one was met, and no earlier', () => {
  const held = (oneId: string, otherId: string, day: string): Held => {
    const post = (id: string) => branch.find((one) => one.memberId === id)?.post ?? 'member'
    return { pair: pairOf(post(oneId), post(otherId)), oneId, otherId, day }
  }
  const of = (...rows: Held[]) => countPairs(branch, rows, 2026)[0]
  const first = held('书记', '组织', '2026-03-01')
  expect(of(first)).toMatchObject({ owed: 2, held: 1, completeOn: null })
  const whole = [first, held('宣传', '书记', '2026-05-02'), held('书记', '宣传', '2026-09-09')]
  expect(of(...whole)).toMatchObject({ held: 2, missing: [], completeOn: '2026-05-02' })
})

it('counts as held what is owed and was met, whatever the order and however often', () => {
  const indexes = fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.integer({ min: 1, max: 28 })), { maxLength: 40 })
  fc.assert(
    fc.property(indexes, (talks) => {
      const held = talks.flatMap(([one, other, day]): Held[] => {
        const [a, b] = [branch[one], branch[other]]
        if (!a || !b || one === other) return []
        const on = `2026-02-${String(day).padStart(2, '0')}`
        return [{ pair: pairOf(a.post, b.post), oneId: a.memberId, otherId: b.memberId, day: on }]
      })
      const counted = countPairs(branch, held, 2026)
      for (const { pair, owed, held: met, missing, completeOn } of counted) {
        expect(met + missing.length).toBe(owed)
        expect(completeOn === null).toBe(missing.length > 0)
        const talked = new Set(
          held.filter((one) => one.pair === pair).flatMap((one) => [one.oneId, one.otherId]),
        )
        for (const { of } of missing.filter(({ of }) => of.length === 1))
          expect(talked.has(of[0]?.memberId ?? '')).toBe(false)
      }
      expect(countPairs(branch, held.toReversed(), 2026)).toEqual(counted)
    }),
  )
})

it('has one id for a pair type of a branch and a year', () => {
  const of = { county: 1, orgId: 2, year: 2026, pair: 'member-member' } as const
  expect(yearRecordId(of)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(yearRecordId(of)).toBe(yearRecordId({ ...of }))
  const others = [
    { ...of, county: 2 },
    { ...of, orgId: 3 },
    { ...of, year: 2027 },
  ]
  expect(new Set([of, ...others].map(yearRecordId)).size).toBe(4)
})
