import type { Role } from '../contract/roles.ts'
import type { VillagePlan } from './people.ts'
import type { PersonPlan } from './person-plan.ts'
import { homeBranch, linxi, township } from './places.ts'

export type StaffPlan = {
  key: string
  role: Role
  orgs: readonly string[]
  name: string
  /** The person of the register that the account belongs to. */
  person: string | null
  /** A newcomer may sign in as this one. */
  shown: boolean
}

const home = `${linxi.key}/${homeBranch}`

/** Offices above the village are held by people who are in no register here. */
const officers = [
  { key: 'county-admin', role: 'county-admin', orgs: ['county'], name: '钟启航' },
  { key: 'security-admin', role: 'security-admin', orgs: ['county'], name: '戴文澜' },
  { key: 'auditor', role: 'auditor', orgs: ['county'], name: '江若愚' },
  { key: 'county-officer', role: 'county-officer', orgs: ['county'], name: '骆婉清' },
  { key: 'township-officer', role: 'township-officer', orgs: [township.key], name: '顾晓峰' },
  { key: 'resident-cadre', role: 'resident-cadre', orgs: [linxi.key], name: '范屿帆' },
  { key: 'supervisor', role: 'supervisor', orgs: [township.key], name: '祝望舒' },
  { key: 'contact-leader', role: 'contact-leader', orgs: [home], name: '石青山' },
  { key: 'talk-partner', role: 'talk-partner', orgs: [home], name: '温如言' },
] as const satisfies readonly Omit<StaffPlan, 'person' | 'shown'>[]

/** Members with an office in the village and in the branch of the main job. */
const holders = [
  { key: `secretary/${linxi.key}`, role: 'committee-secretary', orgs: [linxi.key], name: '董长林' },
  { key: `secretary/${home}`, role: 'branch-secretary', orgs: [home], name: '沈国良' },
  { key: `deputy/${home}`, role: 'branch-deputy', orgs: [home], name: '林秀兰' },
  { key: `leader/${home}`, role: 'group-leader', orgs: [`${home}/一`], name: '周水根' },
  { key: 'grid-worker', role: 'grid-worker', orgs: [`${linxi.key}/第四网格`], name: '许金娣' },
  { key: 'member', role: 'member', orgs: [home], name: '吴秋生' },
] as const satisfies readonly Omit<StaffPlan, 'person' | 'shown'>[]

/** Cadres stationed in the other villages, a few villages each: they attend the monthly day and write it down. */
const cadres = ['包屿宁', '裘望川', '竺清扬', '厉知远']

export const officerNames = [...officers.map((one) => one.name), ...cadres]

/** Which cadre looks after a village, by its place in the list. */
export function cadreOf(village: number): number {
  return village % cadres.length
}

/** Everybody with an account: the roles that a newcomer may try, and the secretaries who keep the other records. */
export function planStaff(
  people: ReadonlyMap<string, PersonPlan>,
  villages: readonly VillagePlan[],
): StaffPlan[] {
  const byName = new Map([...people.values()].map((one) => [one.name, one.key]))
  const branches = linxi.branches.filter(({ name }) => name !== homeBranch)
  return [
    ...officers.map((one) => ({ ...one, person: null, shown: true })),
    ...holders.map((one) => ({ ...one, person: byName.get(one.name) ?? null, shown: true })),
    ...cadres.map((name, i) => cadre(name, i, villages)),
    ...branches.map(({ name }) => secretaryOf(people, `${linxi.key}/${name}`, 'branch-secretary')),
    ...villages.map((village) => ({
      ...secretaryOf(people, `${village.name}/${village.branches[0]?.name}`, 'committee-secretary'),
      key: `secretary/${village.name}`,
      orgs: [village.name],
    })),
  ]
}

function cadre(name: string, nth: number, villages: readonly VillagePlan[]): StaffPlan {
  const orgs = villages.filter((_, i) => cadreOf(i) === nth).map((village) => village.name)
  return { key: `cadre/${nth}`, role: 'resident-cadre', orgs, name, person: null, shown: false }
}

function secretaryOf(people: ReadonlyMap<string, PersonPlan>, branch: string, role: Role): StaffPlan {
  const person = [...people.values()].find((one) => one.branch === branch && one.partyPost === '党支部书记')
  if (!person) throw new Error(`${branch} has no secretary`)
  return {
    key: `secretary/${branch}`,
    role,
    orgs: [branch],
    name: person.name,
    person: person.key,
    shown: false,
  }
}
