import { describe, expect, it } from 'vitest'
import { orgKinds } from '../../../contract/organisations.ts'
import type { AbsenceReason, RollState } from '../../../contract/rolls.ts'
import * as rules from './rules.ts'

describe('the holder of an activity', () => {
  it('weighs as a committee from the village up, as itself below', () => {
    const levels = Object.fromEntries(orgKinds.map((kind) => [kind, rules.hostLevelOf(kind)]))
    expect(levels).toEqual({
      county: 'committee',
      township: 'committee',
      village: 'committee',
      committee: 'committee',
      'general-branch': 'general-branch',
      branch: 'branch',
      group: 'group',
      grid: 'grid',
      unit: 'other',
      enterprise: 'other',
    })
  })

  it('calls those below from the village down, and never a whole township', () => {
    expect(rules.reachOf('committee')).toBe('below')
    expect(rules.reachOf('village')).toBe('below')
    expect(rules.reachOf('branch')).toBe('own')
    expect(rules.reachOf('township')).toBe('own')
    expect(rules.reachOf('group')).toBe('group')
  })
})

describe('the rhythm of an organisation', () => {
  it.each([
    ['2026-10-10', '2026-11-05', '2026-11-10', 'later this month'],
    ['2026-10-10', '2026-11-10', '2026-11-10', 'today'],
    ['2026-10-10', '2026-11-20', '2026-12-10', 'this month it has passed'],
    ['2026-03-10', '2026-11-20', '2026-12-10', 'after a long pause'],
    ['2025-12-10', '2026-01-02', '2026-01-10', 'over the turn of the year'],
    ['2026-12-10', '2026-11-20', '2027-01-10', 'the next one is planned already'],
    ['2026-01-31', '2026-02-01', '2026-02-28', 'a month without that day'],
  ])('last on %s, asked on %s: %s (%s)', (last, today, next) => {
    expect(rules.nextInRhythm(last, today)).toBe(next)
  })
})

describe('how long it took', () => {
  const segment = (minutes: number | null) => ({
    kind: 'study' as const,
    title: '学习',
    minutes,
    ledBy: null,
  })

  it('is told by the hours, else by the parts, else by nothing', () => {
    expect(rules.durationOf({ startsAt: '08:00', endsAt: '11:30' }, [segment(30)])).toBe(210)
    expect(rules.durationOf({ startsAt: '08:00', endsAt: null }, [segment(30), segment(90)])).toBe(120)
    expect(rules.durationOf({ startsAt: null, endsAt: null }, [segment(null)])).toBeNull()
  })
})

describe('the facts of a roll', () => {
  const held = {
    activityId: 'a',
    orgId: 7,
    kind: 'theme-day' as const,
    host: 'branch' as const,
    day: '2026-11-20',
  }
  const called = (state: RollState, reason: AbsenceReason | null) => ({
    memberId: `${state} ${reason}`,
    state,
    reason,
  })
  const roll = [
    called('present', null),
    called('late', 'no-reason'),
    called('leave', 'other'),
    called('absent', 'ill'),
    called('absent', 'no-reason'),
    called('absent', 'other'),
  ]
  const facts = rules.factsOf(held, roll, () => 'id')

  it('count who came late as there, and excuse a leave and a good reason', () => {
    const said = facts
      .filter((fact) => fact.memberId !== null)
      .map((fact) => [fact.kind, fact.attrs['late'] ?? fact.attrs['excused']])
    expect(said).toEqual([
      ['attendance', false],
      ['attendance', true],
      ['absence', true],
      ['absence', true],
      ['absence', false],
      ['absence', false],
    ])
  })

  it('hold no reason, so that an illness is nowhere but on the roll', () => {
    expect(JSON.stringify(facts.map((fact) => fact.attrs))).not.toMatch(/ill|reason/)
  })

  it('end with the organisation’s own, its quantity the head count in hundredths', () => {
    expect(facts.at(-1)).toMatchObject({ kind: 'activity-held', memberId: null, orgId: 7, quantity: 200 })
    expect(facts.at(-1)?.attrs).toMatchObject({ expected: 6, present: 2, category: 'life', host: 'branch' })
  })
})
