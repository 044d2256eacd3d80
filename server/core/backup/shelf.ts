import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

const hoursAhead = 8 * 3_600_000

/** A name that sorts by its moment, in the time of Shanghai; others in the same folder are left alone. */
export function nameBackup(at: Date): string {
  return `zhibutong-${momentOf(at)}.zip.age`
}

/** Of an export of one county; never taken for a backup that may be removed. */
export function nameCounty(county: number, at: Date, isEncrypted: boolean): string {
  return `zhibutong-county-${county}-${momentOf(at)}.zip${isEncrypted ? '.age' : ''}`
}

function momentOf(at: Date): string {
  const digits = new Date(at.getTime() + hoursAhead).toISOString().replace(/\D/g, '')
  return `${digits.slice(0, 8)}-${digits.slice(8, 14)}`
}

const pattern = /^zhibutong-(\d{4})(\d{2})(\d{2})-\d{6}\.zip\.age$/

/**
 * The names that need not be kept: neither the last of one of the newest `keepDays` days that have one, nor of one of the
 * newest `keepWeeks` weeks (Monday to Sunday). Days without a backup do not count, so that a machine that stood still
 * for a month loses none of the old ones.
 */
export function chooseExpired(
  names: readonly string[],
  { keepDays, keepWeeks }: { keepDays: number; keepWeeks: number },
): string[] {
  const ours = names
    .filter((name) => pattern.test(name))
    .sort()
    .reverse()
  const kept = new Set([...lastOfEach(ours, dayOf, keepDays), ...lastOfEach(ours, weekOf, keepWeeks)])
  return ours.filter((name) => !kept.has(name)).sort()
}

function lastOfEach(
  newestFirst: readonly string[],
  period: (name: string) => string,
  count: number,
): string[] {
  const lasts = new Map<string, string>()
  for (const name of newestFirst) {
    if (!lasts.has(period(name)) && lasts.size < count) lasts.set(period(name), name)
  }
  return [...lasts.values()]
}

function dayOf(name: string): string {
  return pattern.exec(name)?.slice(1, 4).join('-') ?? ''
}

function weekOf(name: string): string {
  const day = new Date(dayOf(name))
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7))
  return day.toISOString().slice(0, 10)
}

/** Clears what has run out of the folder, and drafts that a killed process left a day ago. Answers their names. */
export function removeExpired(plan: { dir: string; keepDays: number; keepWeeks: number }): string[] {
  const names = readdirSync(plan.dir)
  const drafts = names.filter((name) => {
    if (!name.endsWith('.part') || !pattern.test(name.slice(0, -'.part'.length))) return false
    return Date.now() - statSync(join(plan.dir, name)).mtimeMs > 86_400_000
  })
  const expired = [...chooseExpired(names, plan), ...drafts]
  for (const name of expired) rmSync(join(plan.dir, name), { force: true })
  return expired
}
