import { describe, expect, it, test } from 'vitest'
import { checkIdNumber } from '../contract/id-number.ts'
import { phoneKindOf } from '../server/core/personal-data/phone.ts'
import { fiveBranches, linxi } from './places.ts'
import { type DemoPlan, planDemo } from './plan.ts'
import type { ActivityRecord } from './record-plan.ts'

const today = '2026-11-20'
const plan = planDemo(20151001, today)

function activitiesOf({ records }: DemoPlan): ActivityRecord[] {
  return Object.values(records)
    .flat(2)
    .filter((one) => one.type === 'activity')
}

describe('the people', () => {
  const people = [...plan.people.values()]
  const members = people.filter((one) => one.branch.startsWith(`${linxi.key}/`) && one.stage === 'full')

  it('are 114 in nine branches, 68 of them in the five that go to the field', () => {
    const inBranch = (name: string) => members.filter((one) => one.branch === `${linxi.key}/${name}`).length
    expect(linxi.branches.map(({ name }) => inBranch(name))).toEqual([15, 14, 13, 15, 12, 14, 11, 11, 9])
    expect(fiveBranches.reduce((sum, name) => sum + inBranch(name), 0)).toBe(68)
  })

  it('have names of their own, and numbers in good form that nobody shares', () => {
    expect(new Set(people.map((one) => one.name)).size).toBe(people.length)
    expect(new Set(people.map((one) => one.idNumber)).size).toBe(people.length)
    expect(new Set(people.map((one) => one.mobile)).size).toBe(people.length)
    for (const { idNumber, birthOn, sex, mobile } of people) {
      expect(checkIdNumber(idNumber)).toEqual({ ok: true, form: 18, birthOn, sex })
      expect(phoneKindOf(mobile)).toBe('mobile')
    }
  })

  it('joined as grown-ups, were converted a year later and stood in the register after that', () => {
    const yearOf = (day: string | null) => Number(day?.slice(0, 4))
    for (const { birthOn, joinedOn, fullOn } of people.filter((one) => one.stage === 'full')) {
      expect(yearOf(joinedOn) - yearOf(birthOn)).toBeGreaterThanOrEqual(18)
      expect(fullOn).toBe(`${yearOf(joinedOn) + 1}${joinedOn?.slice(4)}`)
    }
    for (const { joinedOn, fullOn, enteredOn } of people)
      for (const day of [joinedOn, fullOn]) expect((day ?? '') <= enteredOn).toBe(true)
  })
})

describe('the records', () => {
  it('are the same for the same seed and day, and others for another seed', () => {
    expect(planDemo(20151001, today)).toEqual(plan)
    const other = planDemo(7, today)
    const names = (of: DemoPlan) => [...of.people.values()].map((one) => one.name)
    const shared = names(other).filter((name, i) => name === names(plan)[i])
    // Only the people of the reference design are the same in both.
    expect(shared.length).toBeLessThan(100)
    const turnout = (of: DemoPlan) => activitiesOf(of).map((one) => one.called.length - one.exceptions.length)
    expect(turnout(other)).not.toEqual(turnout(plan))
  })

  it.each(['2026-01-01', '2026-03-31', '2028-02-29', '2027-12-31'])('stop before %s', (day) => {
    const evening = new Date(`${day}T00:00:00+08:00`)
    for (const one of activitiesOf(planDemo(3, day))) {
      expect(one.day < day).toBe(true)
      const later = [one.mistake?.foundAt, one.approved?.at, one.takenBack?.at].filter(
        (at) => at !== undefined,
      )
      for (const at of [one.recordedAt, ...later]) expect(at < evening && at >= one.recordedAt).toBe(true)
    }
  })

  it('call each person once, and except only who was called', () => {
    const keys = activitiesOf(plan).map((one) => one.key)
    expect(new Set(keys).size).toBe(keys.length)
    for (const { called, exceptions } of activitiesOf(plan)) {
      expect(new Set(called).size).toBe(called.length)
      const named = exceptions.map((one) => one.person)
      expect(new Set(named).size).toBe(named.length)
      expect(called).toEqual(expect.arrayContaining(named))
    }
  })

  test('somebody else than the writer approves, and never the own part', () => {
    const approved = activitiesOf(plan).flatMap((one) =>
      one.approved ? [{ ...one.approved, recorder: one.recorder, called: one.called }] : [],
    )
    expect(approved.length).toBeGreaterThan(8)
    for (const { by, recorder, called } of approved) {
      expect(by).not.toBe(recorder)
      for (const key of called) expect(plan.people.get(key)?.partyPost).toBeNull()
    }
  })

  test('a mistaken roll called one absent who was there, and one present who was not', () => {
    const mistaken = activitiesOf(plan).flatMap((one) =>
      one.mistake ? [{ ...one, mistake: one.mistake }] : [],
    )
    expect(mistaken.length).toBeGreaterThan(4)
    for (const { mistake, exceptions } of mistaken) {
      const away = exceptions.filter((one) => one.state !== 'late').map((one) => one.person)
      expect(away).toContain(mistake.calledPresent)
      expect(exceptions.map((one) => one.person)).not.toContain(mistake.calledAbsent)
    }
  })
})
