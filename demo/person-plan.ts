import type { Stage } from '../contract/members.ts'
import type { AbsenceReason } from '../contract/rolls.ts'
import type { Sex } from './names.ts'
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

/** What is drawn for anybody; name, home and posts depend on where. */
export type Draft = Pick<
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

export function draftPerson(random: Random, { branch, stage, enteredOn, sex: known }: Start): Draft {
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
