import type { SchemeLimit, SchemeRule, SchemeVersion } from '../../../contract/scheme-version.ts'

/** What a rule says where the form that writes it has no word. */
export const restOfRule: Pick<
  SchemeRule,
  'bands' | 'least' | 'most' | 'validFrom' | 'validTo' | 'approvalSteps'
> = { bands: null, least: null, most: null, validFrom: null, validTo: null, approvalSteps: 1 }

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
