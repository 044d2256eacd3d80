import type { PersonPlan } from '../person-plan.ts'
import type { StaffPlan } from '../staff-plan.ts'
import type { TownshipPlan } from './plan.ts'

const offices = [
  { key: 'county-admin', role: 'county-admin', name: '钟启航' },
  { key: 'security-admin', role: 'security-admin', name: '戴文澜' },
  { key: 'auditor', role: 'auditor', name: '江若愚' },
  { key: 'county-officer', role: 'county-officer', name: '骆婉清' },
  { key: 'county-officer/2', role: 'county-officer', name: '宣怀谷' },
] as const

/** Accounts: the county's offices, an officer a township, a secretary a village, a secretary and a deputy a branch. */
export function planCountyStaff(
  places: readonly TownshipPlan[],
  people: readonly PersonPlan[][],
): StaffPlan[] {
  const byKey = new Map(people.flat().map((person) => [person.key, person]))
  const ofBranch = (branch: string, nth: number, shown: boolean, role: StaffPlan['role']): StaffPlan => {
    const person = byKey.get(`${branch}/${nth}`)
    if (!person) throw new Error(`the branch ${branch} has no member ${nth}`)
    return { key: `${role}/${branch}`, role, orgs: [branch], name: person.name, person: person.key, shown }
  }
  return [
    ...offices.map((one) => ({
      ...one,
      orgs: ['county'],
      person: null,
      shown: one.key !== 'county-officer/2',
    })),
    ...places.flatMap((township, t) => [
      officerOf(township, t),
      ...township.villages.flatMap((village, v) => [
        secretaryOf(village.key, byKey.get(`${village.branches[0]?.key}/5`), t + v === 0),
        ...village.branches.flatMap(({ key }, b) => [
          ofBranch(key, 1, t + v + b === 0, 'branch-secretary'),
          ofBranch(key, 2, t + v + b === 0, 'branch-deputy'),
          ...(t + v + b === 0 ? [ofBranch(key, 6, true, 'member')] : []),
        ]),
      ]),
    ]),
  ]
}

function officerOf({ key, name }: TownshipPlan, nth: number): StaffPlan {
  return {
    key: `officer/${key}`,
    role: 'township-officer',
    orgs: [key],
    name: `${name.slice(0, -1)}组织委员`,
    person: null,
    shown: nth === 0,
  }
}

function secretaryOf(village: string, person: PersonPlan | undefined, shown: boolean): StaffPlan {
  if (!person) throw new Error(`the village ${village} has nobody`)
  const { key, name } = person
  return {
    key: `secretary/${village}`,
    role: 'committee-secretary',
    orgs: [village],
    name,
    person: key,
    shown,
  }
}
