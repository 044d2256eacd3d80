import type { Heading, Output } from '../../../contract/activities.ts'
import { type ActivityKind, activityCategory, type HostLevel } from '../../../contract/activity-kinds.ts'
import type { DueRow } from '../../../contract/due.ts'
import type { OrgKind } from '../../../contract/organisations.ts'
import type { AbsenceReason, Invitation, RollInput, RollState } from '../../../contract/rolls.ts'
import { type Segment, type SegmentRow, silentSegment } from '../../../contract/segments.ts'
import { addMonths, daysBetween } from '../../core/clock/days.ts'
import { minuteOf } from '../../core/clock/hours.ts'
import type { FactDraft } from '../../core/context/fact-list.ts'
import { demand } from '../../core/errors/problem.ts'

/** The tier of whoever holds an activity. A village, a township and a county act through their committees. */
export function hostLevelOf(kind: OrgKind): HostLevel {
  switch (kind) {
    case 'committee':
    case 'village':
    case 'township':
    case 'county':
      return 'committee'
    case 'general-branch':
    case 'branch':
    case 'group':
    case 'grid':
      return kind
    default:
      return 'other'
  }
}

export type Reach = 'own' | 'below' | 'group' | 'grid'

/** Whose members are meant when an organisation calls everyone. A township never calls every village by default. */
export function reachOf(kind: OrgKind): Reach {
  if (kind === 'group' || kind === 'grid') return kind
  return kind === 'branch' || kind === 'township' || kind === 'county' ? 'own' : 'below'
}

/** 支委会 and 党委会议 are of those who hold a post; everything else is of everyone. */
export function invitationFor(kind: ActivityKind): Invitation {
  const ofPosts = kind === 'committee-meeting' || kind === 'party-committee-meeting'
  return ofPosts ? { whom: 'posts' } : { whom: 'everyone', withApplicants: false }
}

/** Nobody twice, and nobody at once an exception and taken off. */
export function demandRoll({ exceptions, removed }: RollInput, field: string): void {
  const named = exceptions.map((one) => one.memberId)
  const message = '同一个人点了两次，请看一下名单。'
  demand(new Set([...named, ...removed]).size === named.length + removed.length, 'input.invalid', {
    field,
    message,
  })
}

export function demandOutputs(outputs: readonly Output[] | undefined): void {
  if (!outputs) return
  demand(new Set(outputs.map((one) => one.unit)).size === outputs.length, 'input.invalid', {
    field: 'body.outputs',
    message: '同一个单位写了两次，请合成一条。',
  })
}

/** As stored, what a part is silent about filled in. */
export function partsOf(stored: unknown): Segment[] {
  return (stored as Segment[]).map((part) => ({ ...silentSegment, ...part }))
}

/** Whose home a talk was held in is told to who holds it and to who is called, and to nobody else. */
export function hideHomes(segments: readonly SegmentRow[]): SegmentRow[] {
  return segments.map((part) => (part.home ? { ...part, home: { ...part.home, household: null } } : part))
}

export function durationOf(
  heading: Pick<Heading, 'startsAt' | 'endsAt'>,
  segments: readonly (Pick<Segment, 'minutes'> & { skipped?: boolean })[],
): number | null {
  const { startsAt, endsAt } = heading
  if (startsAt && endsAt) return minuteOf(endsAt) - minuteOf(startsAt)
  const parts = segments.flatMap((one) => (one.skipped ? [] : (one.minutes ?? [])))
  return parts.length === 0 ? null : parts.reduce((sum, minutes) => sum + minutes, 0)
}

export function wasThere(state: RollState): boolean {
  return state === 'present' || state === 'late'
}

/** A leave was asked for before; a good reason excuses also without it. Why it was stays on the roll. */
export function isExcused({ state, reason }: Pick<Called, 'state' | 'reason'>): boolean {
  return state === 'leave' || !(reason === null || reason === 'no-reason' || reason === 'other')
}

export type Called = { memberId: string; state: RollState; reason: AbsenceReason | null }
export type Held = { activityId: string; orgId: number; kind: ActivityKind; host: HostLevel; day: string }

/** What follows from a roll: one fact for everyone on it, and one for the organisation with the head count. */
export function factsOf(held: Held, roll: readonly Called[], newId: () => string): FactDraft[] {
  const shared = { activity: held.kind, category: activityCategory(held.kind), host: held.host }
  const source = { kind: 'activity', id: held.activityId }
  const { day } = held
  const members = roll.map((one): FactDraft => {
    const who = { factId: newId(), day, memberId: one.memberId, source }
    return wasThere(one.state)
      ? { ...who, kind: 'attendance', attrs: { ...shared, late: one.state === 'late' } }
      : { ...who, kind: 'absence', attrs: { ...shared, excused: isExcused(one) } }
  })
  const present = roll.filter((one) => wasThere(one.state)).length
  const own: FactDraft = {
    factId: newId(),
    kind: 'activity-held',
    day,
    memberId: null,
    orgId: held.orgId,
    quantity: present * 100,
    attrs: { ...shared, expected: roll.length, present },
    source,
  }
  return [...members, own]
}

/** The next day of the organisation's own rhythm: the same day of the month as last time, not in the past. */
export function nextInRhythm(lastDay: string, today: string): string {
  const [lastYear, lastMonth] = [Number(lastDay.slice(0, 4)), Number(lastDay.slice(5, 7))]
  const months = Math.max(
    1,
    (Number(today.slice(0, 4)) - lastYear) * 12 + Number(today.slice(5, 7)) - lastMonth,
  )
  const next = addMonths(lastDay, months)
  return next >= today ? next : addMonths(lastDay, months + 1)
}

export type DueActivity = {
  activityId: string
  title: string
  state: 'planned' | 'reopened'
  day: string
  startsAt: string | null
  place: string | null
}

/** What a start page says about an activity whose day has come and that is not recorded. */
export function dueRowOf(row: DueActivity, today: string): DueRow {
  const shared = { id: `activity/${row.activityId}`, dueOn: row.day, link: `/activities/${row.activityId}` }
  if (row.state === 'reopened') {
    return { ...shared, state: 'late', title: `${row.title}重新打开了，还没有记好`, note: null, verb: '改好' }
  }
  if (row.day < today) {
    const note = `晚了 ${daysBetween(row.day, today)} 天`
    return { ...shared, state: 'late', title: `${row.title}没有记录`, note, verb: '补记' }
  }
  const note = [row.startsAt, row.place].filter((part) => part !== null).join('，')
  return { ...shared, state: 'today', title: row.title, note: note || null, verb: '点名' }
}
