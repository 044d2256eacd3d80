import type { Selectable } from 'kysely'
import { type Profile, type ProfileKey, profileKeys } from '../../../contract/member-profile.ts'
import type { ExitKind, Stage, Standing } from '../../../contract/members.ts'
import type { Sealer } from '../../core/context/context.ts'
import type { Members } from '../../core/db/schema.generated.ts'
import { nameKeys } from '../../core/names/name-keys.ts'
import { idNumberHash, idNumberTail, mobileHash, mobileTail, numberContext } from './numbers.ts'

/** A line of the register as it is stored, without what the database keeps for itself. */
export type MemberRow = Omit<Selectable<Members>, 'county_id' | 'created_at' | 'updated_at'>

/** The columns that a change may set, in plain words; `null` takes a value away. */
export type MemberSet = {
  orgId?: number
  gridId?: number | null
  groupId?: number | null
  stage?: Stage | 'exited'
  stageOn?: string | null
  exitKind?: ExitKind | null
  exitedOn?: string | null
  standing?: Standing
  name?: string
  idNumber?: string | null
  sex?: 'male' | 'female' | null
  ethnic?: string | null
  birthOn?: string | null
  education?: string | null
  joinedOn?: string | null
  fullOn?: string | null
  extendedTo?: string | null
  mobile?: string | null
  job?: string | null
  partyPost?: string | null
  landline?: string | null
  homeAddress?: string | null
  householdPlace?: string | null
  isLost?: boolean
  lostOn?: string | null
  isFloating?: boolean
  floatingTo?: string | null
  profile?: { [K in ProfileKey]?: Profile[K] | null | undefined } | undefined
}

type SealedKey = 'idNumber' | 'mobile'
export type PlainKey = Exclude<keyof MemberSet, SealedKey | 'profile'>

const columnOf = {
  orgId: 'org_id',
  gridId: 'grid_id',
  groupId: 'group_id',
  stage: 'stage',
  stageOn: 'stage_on',
  exitKind: 'exit_kind',
  exitedOn: 'exited_on',
  standing: 'standing',
  name: 'name',
  sex: 'sex',
  ethnic: 'ethnic',
  birthOn: 'birth_on',
  education: 'education',
  joinedOn: 'joined_on',
  fullOn: 'full_on',
  extendedTo: 'extended_to',
  job: 'job',
  partyPost: 'party_post',
  landline: 'landline',
  homeAddress: 'home_address',
  householdPlace: 'household_place',
  isLost: 'is_lost',
  lostOn: 'lost_on',
  isFloating: 'is_floating',
  floatingTo: 'floating_to',
} as const satisfies Record<PlainKey, keyof MemberRow>

const plainKeys = Object.keys(columnOf) as PlainKey[]

/** Nobody yet: the line that a new member's values are set on. */
export function blankRow(memberId: string, orgId: number): MemberRow {
  const empty = Object.fromEntries(Object.values(columnOf).map((column) => [column, null]))
  return {
    ...(empty as unknown as MemberRow),
    member_id: memberId,
    org_id: orgId,
    stage: 'full',
    standing: 'normal',
    ...keysOf(''),
    id_sealed: null,
    id_hash: null,
    id_tail: null,
    mobile_sealed: null,
    mobile_hash: null,
    mobile_tail: null,
    is_lost: false,
    is_floating: false,
    profile: {},
    version: 0,
    changed_in: {},
  }
}

export type Change = { before: MemberRow; next: MemberRow; changed: string[] }

/**
 * Sets values on a line. `changed` names the columns that are different afterwards, `profile.<key>` for those of the
 * profile; each is marked with the version that the line will have.
 */
export function applySet(before: MemberRow, set: MemberSet, sealer: Sealer): Change {
  const next: MemberRow = { ...before }
  const changed = [
    ...applyPlain(next, set),
    ...applyIdNumber(next, set.idNumber, sealer),
    ...applyMobile(next, set.mobile, sealer),
    ...applyProfile(next, set.profile),
  ]
  if (changed.length === 0) return { before, next: before, changed }
  next.version = before.version + 1
  const marks = Object.fromEntries(changed.map((key) => [key, next.version]))
  next.changed_in = { ...changedIn(before), ...marks }
  return { before, next, changed }
}

export function changedIn(row: MemberRow): Record<string, number> {
  return row.changed_in as Record<string, number>
}

export function profileOf(row: MemberRow): Profile {
  return row.profile as Profile
}

/** The stored value of a column that is not sealed. */
export function plainValue(row: MemberRow, key: PlainKey): string | number | boolean | null {
  return row[columnOf[key]]
}

function applyPlain(next: MemberRow, set: MemberSet): PlainKey[] {
  return plainKeys.filter((key) => {
    const value = set[key]
    if (value === undefined || plainValue(next, key) === value) return false
    Object.assign(next, { [columnOf[key]]: value }, key === 'name' && keysOf(value as string))
    return true
  })
}

function keysOf(name: string) {
  const { pinyin, initials, strokes } = nameKeys(name)
  return { name, name_pinyin: pinyin, name_initials: initials, name_strokes: strokes }
}

function applyIdNumber(next: MemberRow, number: string | null | undefined, sealer: Sealer): string[] {
  if (number === undefined) return []
  const hash = number === null ? null : idNumberHash(sealer, number)
  if (sameBytes(hash, next.id_hash) && number === openIdNumber(next, sealer)) return []
  next.id_hash = hash
  next.id_tail = number === null ? null : idNumberTail(sealer, number)
  next.id_sealed = number === null ? null : sealer.seal(number, numberContext('id_number', next.member_id))
  return ['idNumber']
}

function applyMobile(next: MemberRow, number: string | null | undefined, sealer: Sealer): string[] {
  if (number === undefined) return []
  const hash = number === null ? null : mobileHash(sealer, number)
  if (sameBytes(hash, next.mobile_hash)) return []
  next.mobile_hash = hash
  next.mobile_tail = number === null ? null : mobileTail(sealer, number)
  next.mobile_sealed = number === null ? null : sealer.seal(number, numberContext('mobile', next.member_id))
  return ['mobile']
}

function applyProfile(next: MemberRow, set: MemberSet['profile']): string[] {
  if (!set) return []
  const profile: Record<string, unknown> = { ...profileOf(next) }
  const changed = profileKeys.filter((key) => set[key] !== undefined && (profile[key] ?? null) !== set[key])
  for (const key of changed) {
    if (set[key] === null) delete profile[key]
    else profile[key] = set[key]
  }
  next.profile = profile as MemberRow['profile']
  return changed.map((key) => `profile.${key}`)
}

function sameBytes(a: Buffer | null, b: Buffer | null): boolean {
  return a === b || (a !== null && b !== null && a.equals(b))
}

export function openIdNumber(row: Pick<MemberRow, 'member_id' | 'id_sealed'>, sealer: Sealer): string | null {
  return row.id_sealed && sealer.open(row.id_sealed, numberContext('id_number', row.member_id))
}

export function openMobile(
  row: Pick<MemberRow, 'member_id' | 'mobile_sealed'>,
  sealer: Sealer,
): string | null {
  return row.mobile_sealed && sealer.open(row.mobile_sealed, numberContext('mobile', row.member_id))
}
