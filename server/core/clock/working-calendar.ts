import { createRequire } from 'node:module'
import { weekday } from './days.ts'
import { statutoryHolidays } from './statutory-holidays.ts'

export type DayKind = 'working' | 'off'

/**
 * Which days are worked on. The first layer that names a day decides: what an administrator entered; the State Council's
 * yearly notice as chinese-days carries it (holidays, and the weekends worked in exchange, 调休); for a year after the
 * last notice, the holidays that stand in the law itself; Monday to Friday.
 */
export type WorkingCalendar = { overrides: ReadonlyMap<string, DayKind>; notices: Notices }

type Notices = { days: ReadonlyMap<string, DayKind>; lastYear: number }

type NoticeFile = { holidays: Record<string, string>; workdays: Record<string, string> }

let loaded: Notices | undefined

function loadNotices(): Notices {
  const load = createRequire(import.meta.url)
  const { holidays, workdays } = load('chinese-days/dist/chinese-days.json') as NoticeFile
  const off = Object.keys(holidays).map((day) => [day, 'off'] as const)
  const days = new Map<string, DayKind>([
    ...off,
    ...Object.keys(workdays).map((day) => [day, 'working'] as const),
  ])
  return { days, lastYear: lastYearOf(days.keys()) }
}

function lastYearOf(days: Iterable<string>): number {
  return [...days].reduce((last, day) => Math.max(last, Number(day.slice(0, 4))), 0)
}

/** `overrides`: days (`YYYY-MM-DD`) that an administrator has set; the notice for next year comes late in the year. */
export function workingCalendar(overrides: ReadonlyMap<string, DayKind> = new Map()): WorkingCalendar {
  loaded ??= loadNotices()
  return { overrides, notices: loaded }
}

export function isWorkingDay(day: string, { overrides, notices }: WorkingCalendar): boolean {
  const kind = overrides.get(day) ?? notices.days.get(day)
  if (kind !== undefined) return kind === 'working'
  const year = Number(day.slice(0, 4))
  return weekday(day) <= 5 && !(year > notices.lastYear && statutoryHolidays(year).has(day))
}

/**
 * The last year for which somebody entered days, the makers of the notices' file or an administrator. A deadline beyond
 * it may move when the notice comes: say so where it is shown.
 */
export function lastAnnouncedYear({ overrides, notices }: WorkingCalendar): number {
  return Math.max(notices.lastYear, lastYearOf(overrides.keys()))
}
