import type { MemberWarning } from '../../../contract/members.ts'
import { registerSentence } from '../../../contract/register-problems.ts'
import { addMonths } from '../../core/clock/days.ts'
import { demand } from '../../core/errors/problem.ts'
import { readIdNumber, readPhone } from './number-rules.ts'
import { tidyName } from './search-rules.ts'
import { warn } from './stage-rules.ts'
import type { MemberSet } from './values.ts'

/** Columns as they are typed; `undefined` is not sent. */
export type Typed = {
  [K in
    | 'idNumber'
    | 'birthOn'
    | 'education'
    | 'ethnic'
    | 'joinedOn'
    | 'fullOn'
    | 'stageOn'
    | 'job'
    | 'partyPost'
    | 'mobile'
    | 'landline'
    | 'homeAddress'
    | 'householdPlace']?: string | null | undefined
} & {
  name?: string | undefined
  sex?: 'male' | 'female' | null | undefined
  profile?: MemberSet['profile']
}

type Known = {
  stage: string
  sex: string | null
  birthOn: string | null
  joinedOn: string | null
  fullOn: string | null
}

/**
 * Typed columns as they are stored, with what is doubtful; `at` is where they stood in the request. Sex and birthday follow from the ID number where nobody said
 * them, so that nothing is asked twice. `known` is what the line says already. Errors: input.invalid.
 */
export function readTyped(
  typed: Typed,
  known: Known,
  today: string,
  at = 'body',
): { set: MemberSet; warnings: MemberWarning[] } {
  const set = { ...typed } as MemberSet
  const warnings: MemberWarning[] = []
  if (typed.name) set.name = tidyName(typed.name)
  if (typed.mobile) set.mobile = readPhone(typed.mobile, 'mobile', at)
  if (typed.landline) set.landline = readPhone(typed.landline, 'landline', at)
  if (typed.idNumber) {
    const read = readIdNumber(typed.idNumber, today, at)
    set.idNumber = read.number
    warnings.push(...read.warnings)
    if (read.says) warnings.push(...fillFromId(set, known, read.says))
  }
  checkDays(set, today, at)
  demandMembership(set, known.stage, at)
  return { set, warnings: [...warnings, ...checkMembership({ ...known, ...definedDates(set) }, at)] }
}

function fillFromId(
  set: MemberSet,
  known: Known,
  says: { birthOn: string; sex: 'male' | 'female' },
): MemberWarning[] {
  const birthOn = set.birthOn ?? known.birthOn
  const sex = set.sex ?? known.sex
  if (!birthOn) set.birthOn = says.birthOn
  if (!sex) set.sex = says.sex
  return [
    ...(birthOn && birthOn !== says.birthOn
      ? [warn('birth-differs', 'birthOn', registerSentence('birth-differs'))]
      : []),
    ...(sex && sex !== says.sex ? [warn('sex-differs', 'sex', registerSentence('sex-differs'))] : []),
  ]
}

const past = ['birthOn', 'joinedOn', 'fullOn', 'stageOn'] as const

function checkDays(set: MemberSet, today: string, at: string): void {
  for (const key of past) {
    demand(!set[key] || set[key] <= today, 'input.invalid', {
      field: `${at}.${key}`,
      message: '日期还没有到。',
    })
  }
}

const before = ['applicant', 'activist', 'target']

function demandMembership(set: MemberSet, stage: string, at: string): void {
  for (const key of ['joinedOn', 'fullOn'] as const) {
    demand(!set[key] || !before.includes(stage), 'input.invalid', {
      field: `${at}.${key}`,
      message: '还没有入党，不填这个日期。',
    })
  }
}

function definedDates({ joinedOn, fullOn }: MemberSet) {
  return { ...(joinedOn !== undefined && { joinedOn }), ...(fullOn !== undefined && { fullOn }) }
}

/** The order of the days is certain; the year between them was not always the rule, so it only warns. */
function checkMembership(
  { joinedOn, fullOn }: Pick<Known, 'joinedOn' | 'fullOn'>,
  at: string,
): MemberWarning[] {
  if (!joinedOn || !fullOn) return []
  demand(fullOn >= joinedOn, 'input.invalid', {
    field: `${at}.fullOn`,
    message: '转正日期比入党日期早，请核对后重填。',
  })
  if (fullOn >= addMonths(joinedOn, 12)) return []
  return [warn('probation-short', 'fullOn', '入党到转正不满一年，请核对。')]
}
