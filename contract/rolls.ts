import { z } from 'zod'
import { id, line, orgId } from './common.ts'
import { who } from './facts.ts'

/** `expected` until somebody has called the roll; who came late was there. */
export const rollStates = ['expected', 'present', 'late', 'leave', 'absent'] as const
export type RollState = (typeof rollStates)[number]

export const rollStateLabels: Record<RollState, string> = {
  expected: '应到',
  present: '到',
  late: '迟到',
  leave: '请假',
  absent: '没到',
}

export const absenceReasons = [
  'ill',
  'infirm',
  'away-working',
  'official',
  'family',
  'no-reason',
  'other',
] as const
export type AbsenceReason = (typeof absenceReasons)[number]

export const absenceReasonLabels: Record<AbsenceReason, string> = {
  ill: '病',
  infirm: '行动不便',
  'away-working': '外出务工',
  official: '公务',
  family: '家里有事',
  'no-reason': '没有说',
  other: '其他',
}

/** Somebody who did not simply come in time, with one reason. `absent` for `ill` is excused all the same. */
const rollException = z.strictObject({
  memberId: id,
  state: z.enum(['late', 'leave', 'absent']),
  reason: z.enum(absenceReasons).default('no-reason'),
  note: line(100).nullable().default(null),
})
export type RollException = z.output<typeof rollException>

const memberIds = z.array(id).max(2_000)

/**
 * A roll as it is called: everyone who is not named here was present. It is the whole roll each time, so that a
 * correction repeats the exceptions that stay. `added` came without being invited, `removed` were never expected.
 */
export const rollInput = z.strictObject({
  exceptions: z.array(rollException).max(2_000).default([]),
  added: memberIds.default([]),
  removed: memberIds.default([]),
})
export type RollInput = z.output<typeof rollInput>

/** Who is expected. Those who have not been admitted yet come along only when they are asked for. */
export const invitation = z.discriminatedUnion('whom', [
  z.strictObject({ whom: z.literal('everyone'), withApplicants: z.boolean().default(false) }),
  /** Members who hold a Party post: 支委会, 党委会议. */
  z.strictObject({ whom: z.literal('posts') }),
  z.strictObject({ whom: z.literal('named'), memberIds: memberIds.min(1) }),
])
export type Invitation = z.output<typeof invitation>

export const rollRow = z.object({
  memberId: id,
  name: z.string(),
  /** First letter of the pinyin, for the margin of a long roll; null where there is none. */
  letter: z.string().nullable(),
  stage: who.shape.stage.nullable(),
  /** The member's branch when put on the roll. */
  orgId,
  orgName: z.string(),
  state: z.enum(rollStates),
  stateLabel: z.string(),
  /** Only to those who call the roll and to oneself: to everyone else an illness is a leave, as every leave is. */
  reason: z.enum(absenceReasons).nullable(),
  reasonLabel: z.string().nullable(),
  note: z.string().nullable(),
})
export type RollRow = z.output<typeof rollRow>
