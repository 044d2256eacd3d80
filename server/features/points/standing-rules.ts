import { isDeepStrictEqual } from 'node:util'
import type { SchemeFlag, SchemeGrade } from '../../../contract/scheme-version.ts'

/** A total among the grades of a scheme. `isSilent`: between two grades, or above the last, where the scheme says nothing. */
export type Graded = { name: string | null; isSilent: boolean }

/** Both ends belong to a grade. Below the first there is none, and no scheme says that there should be. */
export function gradeOf(grades: readonly SchemeGrade[], total: number): Graded {
  const [first] = grades
  if (!first || total < first.from) return { name: null, isSilent: false }
  const grade = grades.find(({ from, to }) => total >= from && (to === null || total <= to))
  return { name: grade?.name ?? null, isSilent: grade === undefined }
}

/** The numbers of the flags that a total of somebody like this comes under; no number decides anything. */
export function flagsOf(
  flags: readonly SchemeFlag[],
  total: number,
  who: Readonly<Record<string, unknown>>,
): number[] {
  return flags.flatMap(({ below, atLeast, who: asked }, at) => {
    const isReached = below !== null ? total < below : atLeast !== null && total >= atLeast
    const isMeant = Object.entries(asked).every(([key, value]) => isDeepStrictEqual(who[key], value))
    return isReached && isMeant ? [at] : []
  })
}
