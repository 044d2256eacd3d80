import { z } from 'zod'
import { day, line } from './common.ts'
import type { RegisterKey, RegisterValues } from './register.ts'
import { registerCodes } from './register-codes.ts'

/**
 * The columns of the register's wider forms, which describe and decide nothing: kept together, by their keys.
 * `completeness` is kept as a form brought it; it is never typed in.
 */
export const profileKeys = [
  'nativePlace',
  'degree',
  'school',
  'major',
  'technicalPost',
  'newStratum',
  'isMigrantWorker',
  'jointUnit',
  'fileKeptAt',
  'residence',
  'lostKind',
  'completeness',
  'monthlyDues',
  'duesPaidThrough',
  'policeStation',
  'dischargedOn',
  'relationSettledOn',
] as const satisfies readonly RegisterKey[]

export type ProfileKey = (typeof profileKeys)[number]
export type Profile = Pick<RegisterValues, ProfileKey>

/** The values of a code table that can be stored. */
export function codeValues(entries: readonly { value: string | null }[]): [string, ...string[]] {
  return [...new Set(entries.flatMap((entry) => entry.value ?? []))] as [string, ...string[]]
}

const short = line(100).nullish()

/** What may be typed into them; null takes a value away. */
export const profileChanges = z.strictObject({
  nativePlace: short,
  degree: short,
  school: short,
  major: short,
  technicalPost: short,
  newStratum: short,
  isMigrantWorker: z.boolean().nullish(),
  jointUnit: short,
  fileKeptAt: short,
  residence: line(200).nullish(),
  lostKind: z.enum(codeValues(registerCodes.lostKind)).nullish(),
  /** In hundredths of a yuan. */
  monthlyDues: z.number().int().min(0).max(100_000_00).nullish(),
  duesPaidThrough: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, '写成 2026-03 这样')
    .nullish(),
  policeStation: short,
  dischargedOn: day.nullish(),
  relationSettledOn: day.nullish(),
})
