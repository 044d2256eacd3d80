import { z } from 'zod'
import { day, hundredths, id, line, orgId } from './common.ts'
import { factAttributes } from './facts.ts'

/** Who gives the marks. Members and the committee are in the register; of the others only the number is known. */
export const assessors = factAttributes.assessment.shape.by
export type Assessors = z.output<typeof assessors>
export const assessorLabels: Record<Assessors, string> = {
  peers: '党员互评',
  committee: '支委会',
  villagers: '群众代表',
  superior: '上级党组织',
}

/**
 * How it is answered. `paper`: sheets, counted by two. `phone`: a member's own phone or a sheet, whichever they like.
 * `hands`: openly in the meeting.
 */
export const way = z.enum(['paper', 'phone', 'hands'])
export type AssessmentWay = z.output<typeof way>
export const wayLabels: Record<AssessmentWay, string> = {
  paper: '纸票，不记名',
  phone: '手机或者纸票，不记名',
  hands: '会上举手',
}

export const count = z.number().int().min(0).max(10_000)
export const questions = z.array(line(30)).min(1).max(8)
/** Marks for the grades, each in hundredths; or whole marks from the least to the most. */
export const scale = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('grades'),
    grades: z
      .array(z.strictObject({ label: line(10), mark: hundredths.min(0).max(100_00) }))
      .min(2)
      .max(6),
  }),
  z.strictObject({
    kind: z.literal('range'),
    least: z.number().int().min(0).max(99),
    most: z.number().int().min(1).max(100),
  }),
])
export type AssessmentScale = z.output<typeof scale>

/** A survey as data: what is asked, and how a mark comes of the answers. */
export const survey = z.object({ name: z.string(), questions: z.array(z.string()), scale })
export type Survey = z.output<typeof survey>

export const state = z.enum(['answering', 'counted', 'returned', 'confirmed', 'cancelled'])
export type AssessmentState = z.output<typeof state>

export const heading = z.object({
  assessmentId: id,
  orgId,
  orgName: z.string(),
  title: z.string(),
  from: day,
  to: day,
  /** On which the marks count. */
  day,
  assessors,
  assessorsLabel: z.string(),
  way,
  wayLabel: z.string(),
  state,
  stateLabel: z.string(),
  /** False: the ballot of a yearly appraisal, of which only the counts are told. */
  marked: z.boolean(),
})

export const person = z.object({ memberId: id, name: z.string() })

/** By question: of grades how many chose each; of a range how many gave a mark, and the marks added up. */
export const counts = z.array(z.array(z.number().int().min(0).max(1_000_000)).max(6)).max(8)

export const result = z.object({
  /** Those who gave this member a mark; none where they were fewer than the minimum: then nothing is said. */
  answered: count.nullable(),
  counts: counts.nullable(),
  mark: hundredths.nullable(),
})
