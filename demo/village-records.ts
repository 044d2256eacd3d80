import { addDays, weekday } from '../server/core/clock/days.ts'
import { exceptionsOf, type People, turnOut } from './attendance.ts'
import { at, dayOf, writtenUp } from './days.ts'
import { linxi } from './places.ts'
import type { Random } from './random.ts'
import type { ActivityRecord, HonourRecord, Mistake, OccasionPlan, PlannedRecord } from './record-plan.ts'
import { attendancePoints, honourPoints } from './score.ts'
import { committee, hostOf, shapeYear, type YearShape } from './village-year.ts'

export type YearWish = YearShape & {
  honours: number
  /** Corrected later, that many. */
  mistakes: number
  /** In hundredths; null: as it comes. */
  target: number | null
  /** Branches that write for themselves; for the others the village's secretary does, from their paper sheets. */
  writers: readonly string[]
  /** The last day of which there are records. */
  lastDay: string
}

export const committeeRecorder = `secretary/${linxi.key}`

/** What 临溪 has on record of a year, and if a sum was asked for, with points that make exactly this. */
export function recordYear(random: Random, wish: YearWish, people: People): PlannedRecord[] {
  const occasions = shapeYear(random.stream('shape'), wish, people).filter((one) => one.day <= wish.lastDay)
  const honours = listHonours(random.stream('honours'), wish, people)
  const given = honours.reduce((sum, one) => sum + honourPoints(one.level), 0)
  const pointsOf = (one: OccasionPlan) => attendancePoints(one.kind, hostOf(one.org))
  const target = wish.target === null ? null : { points: wish.target - given, pointsOf }
  const turnout = turnOut(random.stream('turnout'), occasions, people, target)
  const records = occasions.flatMap((one, i) => {
    const came = turnout.get(one.key) ?? new Set()
    return came.size === 0 ? [] : [recordOf(random.stream(`roll ${i}`), one, came, people, wish)]
  })
  return [...makeMistakes(random.stream('mistakes'), records, wish), ...honours]
}

/** Service is written down with those who did it; of a meeting also those who stayed away. */
function recordOf(
  random: Random,
  plan: OccasionPlan,
  came: ReadonlySet<string>,
  people: People,
  { lastDay, writers }: YearWish,
): ActivityRecord {
  const called = plan.kind === 'sanitation' ? plan.called.filter((one) => came.has(one)) : plan.called
  const writes = writers.some((name) => plan.org === `${linxi.key}/${name}`)
  const recorder = writes ? `secretary/${plan.org}` : committeeRecorder
  const recordedAt = writtenUp(plan.day, writingDayOf(recorder), lastDay)
  return {
    ...plan,
    called,
    type: 'activity',
    exceptions: exceptionsOf(random, { ...plan, called }, came, people),
    recorder,
    recordedAt,
    approved:
      plan.kind === 'major-clean-up'
        ? { people: called, by: approverOf(recorder, plan.org), at: approvedAt(recordedAt, lastDay) }
        : null,
    mistake: null,
    takenBack: null,
  }
}

/** Never who wrote it down: the village's secretary for what a branch records, and the other way round. */
function approverOf(recorder: string, org: string): string {
  return recorder === committeeRecorder ? `secretary/${org}` : committeeRecorder
}

/** A day after it was recorded, and not later than the last evening there is. */
function approvedAt(recordedAt: Date, lastDay: string): Date {
  return new Date(Math.min(recordedAt.getTime() + 26 * 3_600_000, at(lastDay, '22:30').getTime()))
}

/** Each record-keeper has an evening of the week for it: the village's secretary on Sundays. */
function writingDayOf(recorder: string): number {
  return recorder === committeeRecorder ? 7 : 4
}

function makeMistakes(
  random: Random,
  records: ActivityRecord[],
  { mistakes, lastDay }: YearWish,
): ActivityRecord[] {
  const mended = (one: ActivityRecord) => addDays(one.day, 6 - weekday(one.day) + 7)
  const suitable = records.filter(
    (one) =>
      one.everyone &&
      one.org !== committee &&
      one.exceptions.some((row) => row.state !== 'late') &&
      one.exceptions.length < one.called.length &&
      mended(one) < lastDay,
  )
  const chosen = new Map(
    random
      .shuffle(suitable)
      .slice(0, mistakes)
      .map((one) => [one.key, mixUp(random, one, at(mended(one), '20:10'))]),
  )
  return records.map((one) => ({ ...one, mistake: chosen.get(one.key) ?? null }))
}

function mixUp(random: Random, record: ActivityRecord, foundAt: Date): Mistake {
  const away = record.exceptions.filter((one) => one.state !== 'late').map((one) => one.person)
  const named = new Set(record.exceptions.map((one) => one.person))
  const there = record.called.filter((one) => !named.has(one))
  const reason = '和签到表对过，点名时有两人看错了行'
  return { calledPresent: random.pick(away), calledAbsent: random.pick(there), foundAt, reason }
}

const levels = [
  { level: 'town', issuer: '中共青禾镇委员会', mark: '青党' },
  { level: 'district', issuer: '中共安澜县委员会', mark: '安党' },
  { level: 'town', issuer: '青禾镇人民政府', mark: '青政' },
] as const
const titles = ['优秀共产党员', '先进工作者', '平安建设先进个人', '治水护河先进个人']

function listHonours(random: Random, { year, honours, lastDay }: YearWish, people: People): HonourRecord[] {
  const members = [...people.values()].filter(
    (one) => one.branch.startsWith(`${linxi.key}/`) && one.diligence > 0.8,
  )
  return Array.from({ length: honours }, (_, i) => {
    const { level, issuer, mark } = levels[i % levels.length] as (typeof levels)[number]
    const awardedOn = dayOf(year, Math.min(12, 2 + i * 2), 26)
    return {
      type: 'honour' as const,
      key: `honour ${year}/${i}`,
      person: random.pick(members).key,
      title: titles[i % titles.length] as string,
      level,
      issuer,
      certificateNo: `${mark}〔${year}〕${random.int(3, 40)}-${random.int(1, 20)}`,
      awardedOn,
      recorder: committeeRecorder,
      recordedAt: writtenUp(awardedOn, 5, lastDay),
    }
  }).filter((one) => one.awardedOn <= lastDay)
}
