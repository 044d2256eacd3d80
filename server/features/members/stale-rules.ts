import type { Profile } from '../../../contract/member-profile.ts'
import type { Sealer } from '../../core/context/context.ts'
import { maskIdNumber, maskPhone } from '../../core/personal-data/mask.ts'
import {
  type Change,
  changedIn,
  type MemberRow,
  type MemberSet,
  openIdNumber,
  openMobile,
  type PlainKey,
  plainValue,
  profileOf,
} from './values.ts'

type Value = string | number | boolean | null
export type Collision = { yours: Value; theirs: Value }

/**
 * The columns of a change that somebody has changed since the version it started from, each with both values; null when
 * there are none. Numbers are masked on both sides, as everywhere.
 */
export function findCollisions(
  { before, changed }: Change,
  version: number,
  set: MemberSet,
  sealer: Sealer,
): Record<string, Collision> | null {
  const marks = changedIn(before)
  const met = changed.filter((key) => (marks[key] ?? 0) > version)
  if (met.length === 0) return null
  return Object.fromEntries(
    met.map((key) => [key, { yours: wanted(set, key), theirs: standing(before, key, sealer) }]),
  )
}

function standing(row: MemberRow, key: string, sealer: Sealer): Value {
  if (key.startsWith('profile.')) return profileOf(row)[profileKey(key)] ?? null
  if (key === 'idNumber') return masked(openIdNumber(row, sealer), maskIdNumber)
  if (key === 'mobile') return masked(openMobile(row, sealer), maskPhone)
  if (key === 'landline') return masked(row.landline, maskPhone)
  return plainValue(row, key as PlainKey)
}

function wanted(set: MemberSet, key: string): Value {
  if (key.startsWith('profile.')) return set.profile?.[profileKey(key)] ?? null
  if (key === 'idNumber') return masked(set.idNumber ?? null, maskIdNumber)
  if (key === 'mobile' || key === 'landline') return masked(set[key] ?? null, maskPhone)
  return set[key as PlainKey] ?? null
}

function profileKey(key: string): keyof Profile {
  return key.slice('profile.'.length) as keyof Profile
}

function masked(number: string | null, mask: (text: string) => string): string | null {
  return number === null ? null : mask(number)
}
