import type { SchemeLimit, SchemeVersion } from '../../../contract/scheme-version.ts'

/** A ceiling or floor and nothing else. */
export const plainLimit: Omit<SchemeLimit, 'name' | 'level' | 'period' | 'rules' | 'floor' | 'cap'> = {
  way: 'clamp',
  free: null,
  steps: null,
  per: null,
  points: null,
  by: null,
  bands: null,
  counted: null,
}

export const restOfVersion: Pick<SchemeVersion, 'grades' | 'flags' | 'latitude' | 'whereSilent'> = {
  grades: [],
  flags: [],
  latitude: null,
  whereSilent: 'refuse',
}

/** The first day of the next year: rules that change in the middle of a year change what is in the books already. */
export function nextYear(today: string): string {
  return `${Number(today.slice(0, 4)) + 1}-01-01`
}
