import type { Output } from '../contract/activities.ts'
import type { ActivityKind } from '../contract/activity-kinds.ts'
import type { HonourLevel } from '../contract/honours.ts'
import type { RollException } from '../contract/rolls.ts'
import type { SegmentWish as Segment } from '../contract/segments.ts'

/** Something to which people were called, before it is known who came. People and organisations by their keys. */
export type OccasionPlan = {
  key: string
  org: string
  kind: ActivityKind
  title: string
  day: string
  startsAt: string
  endsAt: string
  place: string
  segments: Segment[]
  outputs: Output[]
  /** Who is called; for `everyone` the organisation's own, as the register has them on that day. */
  called: string[]
  everyone: boolean
  /** How much likelier than usual it is that somebody comes. */
  appeal: number
}

export type Absence = { person: string } & Omit<RollException, 'memberId'>

/** Two who were mixed up when the roll was called, found out later: the entry is reversed and the right one posted. */
export type Mistake = { calledPresent: string; calledAbsent: string; foundAt: Date; reason: string }

export type ActivityRecord = OccasionPlan & {
  type: 'activity'
  exceptions: Absence[]
  recorder: string
  recordedAt: Date
  /** Members whose part a second person approved, and when. */
  approved: { people: string[]; by: string; at: Date } | null
  mistake: Mistake | null
  /** Of a record that was made twice: taken back on that day. */
  takenBack: { at: Date; reason: string } | null
}

export type HonourRecord = {
  type: 'honour'
  key: string
  person: string
  title: string
  level: HonourLevel
  issuer: string
  certificateNo: string
  awardedOn: string
  recorder: string
  recordedAt: Date
}

export type PlannedRecord = ActivityRecord | HonourRecord
