import { profileKeys } from '../../../contract/member-profile.ts'
import type { Stage, Standing } from '../../../contract/members.ts'
import type { RegisterValues } from '../../../contract/register.ts'
import { addMonths } from '../../core/clock/days.ts'
import type { Sealer } from '../../core/context/context.ts'
import { tidyName } from './search-rules.ts'
import { type MemberRow, type MemberSet, openIdNumber, openMobile, profileOf } from './values.ts'

/** Values of a register to be set; `null` takes one away, what is absent stays. */
export type RegisterChange = { [K in keyof RegisterValues]?: RegisterValues[K] | null | undefined }

/** Columns that stand in the register and in the table alike, by the same name. */
const shared = [
  'idNumber',
  'sex',
  'ethnic',
  'birthOn',
  'education',
  'joinedOn',
  'fullOn',
  'mobile',
  'job',
  'partyPost',
  'landline',
  'homeAddress',
  'householdPlace',
  'lostOn',
  'floatingTo',
] as const

/**
 * A row of a register as a change of the table. What a register derives (branch, committee, age) is not stored from it.
 * A status that is taken away is the usual one again; a name and a stage cannot be taken away.
 */
export function setOf(values: RegisterChange): MemberSet {
  const plain = Object.fromEntries(shared.map((key) => [key, values[key]])) as Partial<MemberSet>
  const profile = Object.fromEntries(profileKeys.map((key) => [key, values[key]]))
  return {
    ...plain,
    ...(values.name && { name: tidyName(values.name) }),
    ...(values.category && { stage: values.category as Stage }),
    ...(values.membershipStatus !== undefined && {
      standing: (values.membershipStatus ?? 'normal') as Standing,
    }),
    ...(values.isLost !== undefined && { isLost: values.isLost ?? false }),
    ...(values.isFloating !== undefined && { isFloating: values.isFloating ?? false }),
    profile,
  }
}

/**
 * The stage of a person whose register has no such column: with a conversion a full member; who joined within the last
 * two years and shows none is still on probation (one year, and a year's extension at most).
 */
export function stageOf(values: RegisterValues, today: string): Stage {
  if (values.category) return values.category as Stage
  if (values.fullOn || !values.joinedOn) return 'full'
  return addMonths(values.joinedOn, 24) > today ? 'probationary' : 'full'
}

/** The first day of a stage as far as the row itself tells it. */
export function stageStart(stage: string, row: Pick<MemberSet, 'joinedOn' | 'fullOn'>): string | null {
  if (stage === 'full') return row.fullOn ?? null
  return stage === 'probationary' ? (row.joinedOn ?? null) : null
}

/** What a line of the table says in a register, numbers in clear. */
export function valuesOf(row: MemberRow, branchName: string, sealer: Sealer): RegisterValues {
  const held = {
    name: row.name,
    branchName,
    idNumber: openIdNumber(row, sealer),
    sex: row.sex,
    ethnic: row.ethnic,
    birthOn: row.birth_on,
    education: row.education,
    category: row.stage,
    joinedOn: row.joined_on,
    fullOn: row.full_on,
    job: row.job,
    mobile: openMobile(row, sealer),
    landline: row.landline,
    homeAddress: row.home_address,
    membershipStatus: row.standing,
    isLost: row.is_lost,
    lostOn: row.lost_on,
    isFloating: row.is_floating,
    floatingTo: row.floating_to,
    householdPlace: row.household_place,
    partyPost: row.party_post,
  }
  const present = Object.entries(held).filter(([, value]) => value !== null)
  return { ...(Object.fromEntries(present) as RegisterValues), ...profileOf(row) }
}
