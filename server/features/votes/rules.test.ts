import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { votingKinds } from '../../../contract/quorum.ts'
import { readyElectionRule, readyMeetingRules } from '../../../contract/quorum-templates.ts'
import type { RoundRow } from './election-queries.ts'
import { standingOf } from './election-rules.ts'
import {
  decideBallot,
  type Elector,
  endOfTerm,
  fewest,
  fewestCandidates,
  findSlipFlaw,
  isReached,
  judgeMotion,
  lastsLongEnough,
  meets,
  tallyOf,
} from './rules.ts'
import { sayTerms } from './sayings.ts'

const { terms } = readyElectionRule
const assembly = readyMeetingRules['members-assembly'].terms
const share = fc
  .record({
    basis: fc.constantFrom('expected' as const, 'present' as const),
    op: fc.constantFrom('>' as const, '>=' as const),
    of: fc.integer({ min: 0, max: 12 }),
    in: fc.integer({ min: 1, max: 12 }),
  })
  .filter((one) => one.of <= one.in)
const presence = fc
  .tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 300 }))
  .map(([expected, there]) => ({ expected, present: Math.min(expected, there) }))

describe('shares', () => {
  it('are exact at the edge: half of fourteen is reached by seven and passed by eight', () => {
    const of = { expected: 14, present: 10 }
    expect(isReached(assembly.quorum, { expected: 14, present: 7 })).toBe(true)
    expect(judgeMotion(assembly, 7, of)).toBe('rejected')
    expect(judgeMotion(assembly, 8, of)).toBe('passed')
    expect(judgeMotion(assembly, 6, { expected: 14, present: 6 })).toBe('no-quorum')
  })

  it('the fewest that are said to be enough are enough, and one less is not', () => {
    fc.assert(
      fc.property(share, presence, (one, people) => {
        const least = fewest(one, people)
        if (people[one.basis] === 0) return
        expect(meets(one, least, people)).toBe(true)
        expect(least > 0 && meets(one, least - 1, people)).toBe(false)
      }),
    )
  })

  it('more ayes never turn a motion down', () => {
    fc.assert(
      fc.property(share, presence, fc.nat({ max: 300 }), (pass, people, ayes) => {
        const judged = judgeMotion({ quorum: null, pass }, ayes, people)
        const more = judgeMotion({ quorum: null, pass }, ayes + 1, people)
        expect(judged !== 'passed' || more === 'passed').toBe(true)
      }),
    )
  })

  it('every ready rule says itself in one line', () => {
    for (const kind of votingKinds) expect(sayTerms(readyMeetingRules[kind].terms)).toMatch(/赞成票.*通过$/)
    expect(sayTerms(assembly)).toBe('有表决权的到会达到半数可以表决；赞成票超过应到会的半数为通过')
    expect(sayTerms(terms)).toContain('达到五分之四')
  })
})

const elector = (at: number, more: Partial<Elector> = {}): Elector => ({
  memberId: `m${at}`,
  name: `m${at}`,
  isFull: true,
  standing: 'normal',
  state: 'present',
  hasPost: false,
  ground: null,
  ...more,
})

describe('who counts', () => {
  it('no vote: on probation, 留党察看, suspended; not expected: excluded with a ground, unless they came', () => {
    const tally = tallyOf(
      [
        elector(1),
        elector(2, { isFull: false }),
        elector(3, { standing: 'retained' }),
        elector(4, { standing: 'suspended' }),
        elector(5, { ground: 'abroad', state: 'absent' }),
        elector(6, { ground: 'bedridden' }),
        elector(7, { ground: 'rights-suspended' }),
        elector(8, { state: null }),
        elector(9, { standing: 'restored', state: 'late' }),
      ],
      false,
    )
    expect(tally).toMatchObject({ entitled: 6, expected: 4, present: 3 })
    expect(tally.withoutVote.map((one) => one.why)).toEqual(['probationary', 'retained', 'suspended'])
    expect(tally.excluded.map((one) => one.ground)).toEqual(['abroad', 'rights-suspended'])
  })

  it('a committee is of those with a post, and of all on the roll where none is known', () => {
    const people = [elector(1, { hasPost: true }), elector(2), elector(3, { state: null, hasPost: true })]
    expect(tallyOf(people, true)).toMatchObject({ expected: 1, present: 1 })
    expect(tallyOf([elector(1), elector(2)], true)).toMatchObject({ expected: 2, present: 2 })
  })

  it('present ≤ expected ≤ entitled, whoever they are', () => {
    const anyone = fc.record({
      isFull: fc.boolean(),
      standing: fc.constantFrom('normal', 'retained', 'restored', 'suspended'),
      state: fc.constantFrom(null, 'expected', 'present', 'late', 'leave', 'absent'),
      hasPost: fc.boolean(),
      ground: fc.constantFrom(null, 'abroad' as const, 'rights-suspended' as const),
    })
    fc.assert(
      fc.property(fc.array(anyone, { maxLength: 40 }), fc.boolean(), (people, ofCommittee) => {
        const tally = tallyOf(
          people.map((one, at) => elector(at, one)),
          ofCommittee,
        )
        expect(tally.present).toBeLessThanOrEqual(tally.expected)
        expect(tally.entitled - tally.excluded.length).toBe(tally.expected)
      }),
    )
  })

  it('being abroad counts after six months, being bedridden at once', () => {
    expect(lastsLongEnough('abroad', '2026-05-21', '2026-11-20')).toBe(false)
    expect(lastsLongEnough('abroad', '2026-05-20', '2026-11-20')).toBe(true)
    expect(lastsLongEnough('bedridden', '2026-11-20', '2026-11-20')).toBe(true)
  })
})

const rows = (ayes: Record<string, number>) =>
  Object.entries(ayes).map(([memberId, given]) => ({ memberId, ayes: given, noes: 0, abstain: 0 }))

describe('a ballot', () => {
  const there = { expected: 15, present: 12 }
  const first = (ayes: Record<string, number>, seats = 3) =>
    decideBallot(terms, { kind: 'first', seats, rows: rows(ayes) }, there)

  it('is valid from four fifths on', () => {
    const judge = (present: number) =>
      decideBallot(terms, { kind: 'first', seats: 1, rows: rows({ a: present }) }, { expected: 15, present })
        .valid
    expect([judge(11), judge(12)]).toEqual([false, true])
  })

  it('elects by more than half of those there, the most first', () => {
    expect(first({ a: 12, b: 7, c: 6, d: 9 })).toEqual({ valid: true, elected: ['a', 'd', 'b'], tied: [] })
    expect(first({ a: 12, b: 11, c: 10, d: 9 }).elected).toEqual(['a', 'b', 'c'])
    expect(first({ a: 6, b: 6 }).elected).toEqual([])
  })

  it('leaves a tie over the last seat to those who are tied; in a run-off the most win', () => {
    expect(first({ a: 12, b: 11, c: 8, d: 8 })).toEqual({
      valid: true,
      elected: ['a', 'b'],
      tied: ['c', 'd'],
    })
    const again = { kind: 'run-off' as const, seats: 1, rows: rows({ c: 5, d: 4 }) }
    expect(decideBallot(terms, again, there).elected).toEqual(['c'])
  })

  it('never elects more than there are seats, nor anybody with fewer ayes than somebody left out', () => {
    const slips = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(slips, fc.integer({ min: 1, max: 7 }), (ayes, seats) => {
        const given = Object.fromEntries(ayes.map((one, at) => [`m${at}`, one]))
        const { elected, tied } = first(given, seats)
        expect(elected.length).toBeLessThanOrEqual(seats)
        const worst = Math.min(...elected.map((one) => given[one] ?? 0))
        const out = Object.keys(given).filter((one) => !elected.includes(one))
        for (const one of out) expect(given[one]).toBeLessThanOrEqual(worst)
        expect(tied.length === 0 || elected.length + tied.length > seats).toBe(true)
        const enough = ayes.filter((one) => one > 6).length
        expect(tied.length > 0 || elected.length === Math.min(enough, seats)).toBe(true)
      }),
    )
  })

  it('asks a fifth more candidates than seats, for a committee and not for a secretary', () => {
    expect([1, 3, 5, 7].map((seats) => fewestCandidates(terms, 'committee', seats))).toEqual([2, 4, 6, 9])
    expect(fewestCandidates(terms, 'secretary', 1)).toBe(1)
  })

  it('has no slips that were not handed out, and no more ayes than slips allow', () => {
    const slips = { issued: 12, returned: 12, invalid: 1, seats: 2, rows: rows({ a: 11, b: 11 }) }
    expect(findSlipFlaw(slips, 12)).toBeNull()
    expect(findSlipFlaw({ ...slips, returned: 13 }, 12)?.field).toBe('body.returned')
    expect(findSlipFlaw(slips, 11)?.field).toBe('body.issued')
    expect(findSlipFlaw({ ...slips, rows: rows({ a: 12 }) }, 12)?.field).toBe('body.rows.0')
    expect(findSlipFlaw({ ...slips, seats: 1 }, 12)?.field).toBe('body.rows')
  })
})

it('an election stands by its ballots that count: a voided one counts for nothing', () => {
  const round = (more: Partial<RoundRow>) =>
    ({
      votes: rows({ a: 1, b: 1, c: 1 }),
      elected: [],
      tied: [],
      voided_at: null,
      ...more,
    }) as unknown as RoundRow
  const rounds = [
    round({ elected: ['a', 'b', 'c'], voided_at: new Date(0) }),
    round({ elected: ['a'], tied: ['b', 'c'] }),
  ]
  expect(standingOf({ seats: 2 }, rounds)).toEqual({
    elected: ['a'],
    tied: ['b', 'c'],
    open: 1,
    left: ['b', 'c'],
  })
})

it('a term ends after five years in a village and after three elsewhere', () => {
  expect(endOfTerm(terms, '2026-11-20', true)).toBe('2031-11-20')
  expect(endOfTerm(terms, '2026-11-20', false)).toBe('2029-11-20')
})
