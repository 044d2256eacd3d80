import type { ObjectionRecord } from '../../../contract/objections.ts'
import { demand } from '../../core/errors/problem.ts'

export type Window = {
  address: string | null
  opens_on: string | null
  closes_on: string | null
  closed_on: string | null
}

/** Is this a day of the publication? Its last day counts whole. */
export function isOpen(window: Window, today: string): boolean {
  const { address, opens_on, closes_on, closed_on } = window
  if (!address || !opens_on || !closes_on || closed_on) return false
  return opens_on <= today && today <= closes_on
}

export function demandOpen(window: Window, today: string): void {
  demand(isOpen(window, today), 'state.wrong', {
    message: '公示期已经过了。是您自己的分，登录以后什么时候都可以提；也可以到支部说。',
  })
}

/** From one publication in an hour and in a day: above it is a machine, not a village. */
export const publicLimits = [
  { hours: 1, most: 30 },
  { hours: 24, most: 200 },
] as const

const correctable: readonly ObjectionRecord['kind'][] = [
  'activity',
  'honour',
  'hand-entry',
  'appraisal',
  'revisit',
]

/** The record behind an entry, when it is one that a person can open and correct. */
export function recordOf(kind: string | null, id: string | null): ObjectionRecord | null {
  if (!id || !(correctable as readonly (string | null)[]).includes(kind)) return null
  return { kind: kind as ObjectionRecord['kind'], id }
}

/** The organisation one level up, by the path: four base-36 figures a level. Null for the topmost. */
export function orgAbove(path: string): number | null {
  const above = path.slice(-8, -4)
  return above.length === 4 ? Number.parseInt(above, 36) : null
}
