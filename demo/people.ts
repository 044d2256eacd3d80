import { checkCharacter } from '../contract/id-number.ts'
import type { Stage } from '../contract/members.ts'
import type { AbsenceReason } from '../contract/rolls.ts'
import { knownAway, knownMembers, knownPosts, sexOfKnown } from './known-people.ts'
import { officerNames } from './staff-plan.ts'
import { createNames, type Sex } from './names.ts'
import { type BranchPlace, linxi, otherVillages } from './places.ts'
import type { Random } from './random.ts'

/** A person of the demonstration. Organisations are named by their keys: `临溪/石桥`, `前岸/二`. */
export type PersonPlan = {
  key: string
  name: string
  sex: Sex
  birthOn: string
  stage: Stage
  joinedOn: string | null
  fullOn: string | null
  branch: string
  group: string | null
  household: string
  home: string
  education: string
  job: string
  partyPost: string | null
  servicePost: string | null
  floatingTo: string | null
  idNumber: string
  mobile: string
  /** The day on which the register has the person. */
  enteredOn: string
  /** How likely the person comes when called, from 0 to 1. */
  diligence: number
  /** Why this person usually stays away, when it is that. */
  away: AbsenceReason | null
}

/** The post catalogue of document 001: posts are claimed by strength. */
const servicePosts = ['应急抢修', '邻里调解', '环境卫生', '关爱帮扶', '义务巡逻']
const jobs = ['种植', '养殖', '务工', '个体经营', '村务工作', '退休', '建筑', '运输']
const destinations = ['宁波', '杭州', '嘉兴', '上海', '苏州']
const registerOpened = '2012-12-10'
const townRegisterOpened = '2014-12-08'

/** The branches of the villages other than 临溪, with how many members each has. */
export type VillagePlan = { name: string; branches: { name: string; members: number }[] }

export function planVillages(random: Random): VillagePlan[] {
  const counts = ['一', '二', '三']
  return otherVillages.map((name) => {
    // Of 前岸 sixty-eight came to the field; the others have what villages of this size have.
    const members = name === '前岸' ? 78 : random.int(40, 60)
    const branches = members > 60 ? 3 : members > 50 ? 2 : 1
    const share = Math.floor(members / branches)
    return {
      name,
      branches: counts.slice(0, branches).map((ordinal, i) => ({
        name: branches === 1 ? name : `${name}${ordinal}`,
        members: i === 0 ? members - share * (branches - 1) : share,
      })),
    }
  })
}

/** Everybody of the township: 临溪's 114 members, then village after village. The same seed, the same people. */
export function planPeople(random: Random, villages: readonly VillagePlan[], thisYear: number): PersonPlan[] {
  const known = [...Object.values(knownMembers).flat(), ...officerNames]
  const nameFor = createNames(random.stream('names'), known)
  const numbers = createNumbers()
  const home = linxi.branches.flatMap((branch) =>
    planLinxiBranch(random.stream(branch.name), branch, { nameFor, numbers }),
  )
  const others = villages.flatMap((village) =>
    planVillagePeople(random.stream(village.name), village, { nameFor, numbers, thisYear }),
  )
  return [...home, ...planCandidates(random.stream('candidates'), { nameFor, numbers }, thisYear), ...others]
}

type Makers = { nameFor: (sex: Sex, birthYear: number) => string; numbers: Numbers }

function planLinxiBranch(random: Random, branch: BranchPlace, { nameFor, numbers }: Makers): PersonPlan[] {
  const known = knownMembers[branch.name] ?? []
  const homes = branch.households.flatMap(([village, count]) => Array.from({ length: count }, () => village))
  return homes.map((naturalVillage, i) => {
    const key = `${linxi.key}/${branch.name}`
    const person = draftPerson(random, {
      branch: key,
      stage: 'full',
      enteredOn: registerOpened,
      sex: known[i] ? sexOfKnown(known[i]) : null,
    })
    const name = known[i] ?? nameFor(person.sex, Number(person.birthOn.slice(0, 4)))
    const house = random.int(1, 80)
    return {
      ...person,
      ...numbers(person),
      key: `${key}/${i + 1}`,
      name,
      group: `${key}/${i % 2 === 0 ? '一' : '二'}`,
      household: `安澜县青禾镇临溪村${naturalVillage}`,
      home: `${naturalVillage} ${house} 号`,
      partyPost: knownPosts[name] ?? branchPost(known.length > 2, i),
      ...habits(random, name, person),
    }
  })
}

/** First and second of a branch without people of the design lead it; who they are there, the design says. */
function branchPost(named: boolean, at: number): string | null {
  if (named && at > 2) return null
  return ['党支部书记', '支部委员', '党小组长'][at] ?? null
}

function habits(random: Random, name: string, person: Draft): Pick<PersonPlan, 'away' | 'diligence'> {
  const away = knownAway[name] ?? (person.floatingTo ? 'away-working' : null)
  if (away === 'away-working') return { away, diligence: 0.2 }
  if (away) return { away, diligence: 0.72 }
  const old = Number(person.birthOn.slice(0, 4)) < 1942
  return {
    away: old ? 'infirm' : null,
    diligence: old ? 0.5 + random.next() * 0.2 : 0.68 + random.next() * 0.3,
  }
}

function planVillagePeople(
  random: Random,
  village: VillagePlan,
  { nameFor, numbers, thisYear }: Makers & { thisYear: number },
): PersonPlan[] {
  return village.branches.flatMap((branch) => {
    const branchKey = `${village.name}/${branch.name}`
    return Array.from({ length: branch.members }, (_, i) => {
      const person = draftPerson(random, { branch: branchKey, ...entryOf(branch.members - 1 - i, thisYear) })
      return {
        ...person,
        ...numbers(person),
        key: `${branchKey}/${i + 1}`,
        name: nameFor(person.sex, Number(person.birthOn.slice(0, 4))),
        group: null,
        household: `安澜县青禾镇${village.name}村`,
        home: `${village.name}村 ${random.int(1, 120)} 号`,
        partyPost: branchPost(false, i),
        ...habits(random, '', person),
      }
    })
  })
}

/** The last of a branch is on probation since December, the one before came four years ago; the others were there. */
function entryOf(fromEnd: number, thisYear: number): Pick<PersonPlan, 'stage' | 'enteredOn'> {
  if (fromEnd === 0) return { stage: 'probationary', enteredOn: `${thisYear - 1}-12-20` }
  return { stage: 'full', enteredOn: fromEnd === 1 ? `${thisYear - 4}-07-05` : townRegisterOpened }
}

/** Who has applied in 临溪 and is on the way: no member yet, and so on no roll unless asked for. */
function planCandidates(random: Random, { nameFor, numbers }: Makers, thisYear: number): PersonPlan[] {
  const stages = [
    ['石桥', 'activist'],
    ['东溪', 'target'],
    ['梅园', 'applicant'],
    ['新圩', 'activist'],
  ] as const
  return stages.map(([branch, stage], i) => {
    const key = `${linxi.key}/${branch}`
    const enteredOn = `${thisYear - 1}-07-05`
    const person = draftPerson(random, { branch: key, stage, enteredOn })
    return {
      ...person,
      ...numbers(person),
      key: `${key}/candidate-${i + 1}`,
      name: nameFor(person.sex, Number(person.birthOn.slice(0, 4))),
      group: null,
      household: `安澜县青禾镇临溪村${branch}`,
      home: `${branch} ${random.int(1, 80)} 号`,
      partyPost: null,
      diligence: 0,
      away: null,
    }
  })
}

type Draft = Pick<
  PersonPlan,
  | 'sex'
  | 'birthOn'
  | 'stage'
  | 'joinedOn'
  | 'fullOn'
  | 'branch'
  | 'education'
  | 'job'
  | 'servicePost'
  | 'floatingTo'
  | 'enteredOn'
>

type Start = Pick<PersonPlan, 'branch' | 'stage' | 'enteredOn'> & { sex?: Sex | null }

function draftPerson(random: Random, { branch, stage, enteredOn, sex: known }: Start): Draft {
  const sex = known ?? (random.chance(0.3) ? 'female' : 'male')
  const year = Number(enteredOn.slice(0, 4))
  const isNew = year > 2015
  const birthYear = isNew ? year - random.int(21, 34) : random.int(1938, 1989)
  return {
    sex,
    birthOn: dayIn(random, birthYear),
    stage,
    ...datesOf(random, { stage, year, birthYear, isNew }),
    branch,
    education: random.pick(educationOf(birthYear)),
    job: birthYear < 1955 ? '退休' : random.pick(jobs),
    servicePost: stage === 'full' && random.chance(0.4) ? random.pick(servicePosts) : null,
    floatingTo: birthYear > 1965 && random.chance(0.06) ? random.pick(destinations) : null,
    enteredOn,
  }
}

function datesOf(
  random: Random,
  { stage, year, birthYear, isNew }: { stage: Stage; year: number; birthYear: number; isNew: boolean },
): Pick<PersonPlan, 'joinedOn' | 'fullOn'> {
  if (stage === 'probationary')
    return { joinedOn: `${year}-12-${String(random.int(5, 15)).padStart(2, '0')}`, fullOn: null }
  if (stage !== 'full') return { joinedOn: null, fullOn: null }
  const joinedYear = isNew ? year - 1 : Math.min(year - 2, birthYear + random.int(20, 38))
  const joinedOn = dayIn(random, joinedYear, [6])
  return { joinedOn, fullOn: `${joinedYear + 1}${joinedOn.slice(4)}` }
}

/** Codes of GB/T 4658 as they are usual at that age. */
function educationOf(birthYear: number): string[] {
  if (birthYear < 1955) return ['80', '70', '70']
  return birthYear < 1975 ? ['70', '60', '41'] : ['60', '30', '20']
}

function dayIn(
  random: Random,
  year: number,
  months: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
): string {
  return `${year}-${String(random.pick(months)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`
}

type Numbers = (person: Pick<PersonPlan, 'birthOn' | 'sex'>) => { idNumber: string; mobile: string }

/**
 * Numbers in good form that cannot be anybody's: 330299 is no division of the national list and 154 no prefix that
 * carriers give out.
 */
function createNumbers(): Numbers {
  const born = new Map<string, number>()
  let lines = 0
  return ({ birthOn, sex }) => {
    const key = `${birthOn}/${sex}`
    const nth = born.get(key) ?? 0
    born.set(key, nth + 1)
    lines += 1
    const order = String(nth * 2 + (sex === 'male' ? 1 : 2)).padStart(3, '0')
    const digits = `330299${birthOn.replaceAll('-', '')}${order}`
    return {
      idNumber: digits + checkCharacter(digits),
      mobile: `154${String(20_000_000 + ((lines * 7919) % 60_000_000)).padStart(8, '0')}`,
    }
  }
}
