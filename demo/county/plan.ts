import type { OrgWish } from '../found.ts'
import { createNames } from '../names.ts'
import { createNumbers, type Numbers } from '../numbers.ts'
import { draftPerson, type PersonPlan } from '../person-plan.ts'
import { createRandom, type Random } from '../random.ts'
import { branchCount, type CountySize } from './size.ts'

export type BranchPlan = { key: string; name: string; members: number }
export type VillagePlan = { key: string; name: string; branches: BranchPlan[] }
export type TownshipPlan = { key: string; name: string; villages: VillagePlan[] }

const first = [...'云清白石松竹梅柳枫桐槐桂荷菱莲芦沙泉溪湖']
const second = [...'塘岸桥埠坞岭湾渡墩浦港']
const ordinals = ['第一', '第二', '第三', '第四']

/** Townships, villages and branches, the members shared out so that branches differ by one at the most. */
export function planPlaces(size: CountySize): TownshipPlan[] {
  const branches = branchCount(size)
  let nth = 0
  const share = () => {
    nth += 1
    return Math.floor((size.members * nth) / branches) - Math.floor((size.members * (nth - 1)) / branches)
  }
  return Array.from({ length: size.townships }, (_, t) => {
    const key = `${first[t % first.length]}${second[(t * 3 + 3) % second.length]}镇`
    const villages = Array.from({ length: size.villagesEach }, (_, v) => {
      const name = `${first[v % first.length]}${second[(t + v) % second.length]}`
      const villageKey = `${key}/${name}`
      const branchPlans = Array.from({ length: size.branchesEach }, (_, b) => ({
        key: `${villageKey}/${b + 1}`,
        name: `${name}村${ordinals[b % ordinals.length]}党支部`,
        members: share(),
      }))
      return { key: villageKey, name, branches: branchPlans }
    })
    return { key, name: key, villages }
  })
}

/** What is founded, parents first. A village of that many members has a general branch over its branches. */
export function listOrganisations(places: readonly TownshipPlan[]): OrgWish[] {
  return places.flatMap((township) => [
    {
      key: township.key,
      parent: 'county',
      kind: 'township' as const,
      name: township.name,
      foundedOn: '1956-03-01',
    },
    ...township.villages.flatMap((village) => villageTree(township.key, village)),
  ])
}

function villageTree(parent: string, { key, name, branches }: VillagePlan): OrgWish[] {
  const general = `${key}/总支`
  return [
    { key, parent, kind: 'village', name: `${name}村`, foundedOn: '1961-10-01' },
    { key: general, parent: key, kind: 'general-branch', name: `${name}村党总支`, foundedOn: '1998-07-01' },
    ...branches.map((branch) => ({
      key: branch.key,
      parent: general,
      kind: 'branch' as const,
      name: branch.name,
      foundedOn: '1998-07-01',
    })),
  ]
}

const leaders = ['党支部书记', '支部委员', '支部委员', '党小组长']

/** When the register was opened, and when the youngest joined. */
export type Since = { registerOpened: string; probationSince: string }

/** The people of a county, township by township: the same seed, the same people. Names are unique in a township. */
export function planPeople(seed: number, places: readonly TownshipPlan[], since: Since): PersonPlan[][] {
  const random = createRandom(seed, 'county')
  const numbers = createNumbers()
  return places.map((township) => {
    const nameFor = createNames(random.stream(`${township.key} names`), [])
    return township.villages.flatMap((village) =>
      village.branches.flatMap((branch) =>
        planBranch(random.stream(branch.key), { township, village, branch, nameFor, numbers, since }),
      ),
    )
  })
}

/** Ages and years of joining are drawn as of this day. */
const longSince = '2012-12-10'

type BranchWish = {
  township: TownshipPlan
  village: VillagePlan
  branch: BranchPlan
  nameFor: ReturnType<typeof createNames>
  numbers: Numbers
  since: Since
}

function planBranch(random: Random, wish: BranchWish): PersonPlan[] {
  const { township, village, branch, nameFor, numbers, since } = wish
  return Array.from({ length: branch.members }, (_, i) => {
    // The last of the list is on probation; everybody else had been a member for years when the register was opened.
    const isNew = i === branch.members - 1
    const stage = isNew ? 'probationary' : 'full'
    const drawnOn = isNew ? since.probationSince : longSince
    const person = draftPerson(random, { branch: branch.key, stage, enteredOn: drawnOn })
    return {
      ...person,
      enteredOn: isNew ? since.probationSince : since.registerOpened,
      ...numbers(person),
      key: `${branch.key}/${i + 1}`,
      name: nameFor(person.sex, Number(person.birthOn.slice(0, 4))),
      group: null,
      household: `安澜县${township.name}${village.name}村`,
      home: `${village.name}村 ${random.int(1, 400)} 号`,
      partyPost: leaders[i] ?? null,
      diligence: 0.9,
      away: null,
    }
  })
}
