import { createHash } from 'node:crypto'
import { addDays } from '../../core/clock/days.ts'
import { todayIn } from '../../core/clock/today.ts'
import { demand } from '../../core/errors/problem.ts'

/** How long a phone may keep what it carries without having asked again, in days; what was taken for a round, that day. */
const carriedDays = 7

export const endOfDay = (day: string): string => `${day}T23:59:59+08:00`
export const keepCarriedUntil = (today: string): string => endOfDay(addDays(today, carriedDays))

/**
 * What is written at one moment is seen from its commit on, and that may be later than a read that began after it. One
 * statement is ended after a minute and one that waits for a lock after fifteen seconds (core/db), a write has a handful of
 * them: whatever began this long before a read is either seen by it or was given up. What comes twice is the same.
 */
const overlapMs = 5 * 60_000

export type Since = { at: Date; day: string }

/** Short enough for an address: the moment, and which grids were carried then. */
export function makeCursor(now: Date, orgIds: readonly number[]): string {
  return `${now.getTime().toString(36)}.${hashOf(orgIds)}`
}

/** From when on changes are asked for; null where everything is to be carried anew. Errors: input.invalid. */
export function readCursor(cursor: string | undefined, orgIds: readonly number[]): Since | null {
  if (cursor === undefined) return null
  const [, moment = '', grids] = /^([0-9a-z]{6,10})\.([\w-]{16})$/.exec(cursor) ?? []
  demand(moment, 'input.invalid', {
    field: 'query.cursor',
    message: '手机里存的记号读不出来，请重新带一次。',
  })
  if (grids !== hashOf(orgIds)) return null
  const at = new Date(Number.parseInt(moment, 36) - overlapMs)
  return { at, day: todayIn(at) }
}

function hashOf(orgIds: readonly number[]): string {
  const text = orgIds.toSorted((a, b) => a - b).join(',')
  return createHash('sha256').update(text).digest('base64url').slice(0, 16)
}

/** As many grids, in their order, as go onto one phone; one grid goes in any case. */
export function gridsThatFit<T extends { households: number }>(grids: readonly T[], most: number): T[] {
  let carried = 0
  return grids.filter((grid, i) => {
    carried += grid.households
    return i === 0 || carried <= most
  })
}
