import { knownAway, knownMembers, knownPosts, sexOfKnown } from './known-people.ts'
import { createNames, type Sex } from './names.ts'
import { createNumbers, type Numbers } from './numbers.ts'
import { type Draft, draftPerson, type PersonPlan } from './person-plan.ts'
import { type BranchPlace, linxi, otherVillages } from './places.ts'
import type { Random } from './random.ts'
import { officerNames } from './staff-plan.ts'

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
