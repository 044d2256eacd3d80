import { z } from 'zod'
import { id, line } from './common.ts'

export const segmentKinds = ['meeting', 'study', 'deliberation', 'service', 'other'] as const
export type SegmentKind = (typeof segmentKinds)[number]
export const segmentKindLabels: Record<SegmentKind, string> = {
  meeting: '开会',
  study: '学习',
  deliberation: '议事',
  service: '服务',
  other: '其他',
}

/** A lesson is theory, a case that is talked over, or practice at a site. */
export const studyModes = ['theory', 'case', 'practice'] as const
export type StudyMode = (typeof studyModes)[number]

export const studyWays = ['on-site', 'remote'] as const
export type StudyWay = (typeof studyWays)[number]

/** Who leads a part by office, whoever holds it that day. */
export const leadRoles = [
  'secretary',
  'resident-cadre',
  'two-committees',
  'group-leader',
  'lecturer',
  'higher-leader',
] as const
export type LeadRole = (typeof leadRoles)[number]

/** `HH:MM` in Asia/Shanghai. */
export const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写成 08:30 这样')
export const minutesOfDay = z
  .number()
  .int()
  .min(1)
  .max(24 * 60)

/** A talk of an evening in somebody's home, and its hours. */
const home = z.strictObject({
  household: line(40),
  startsAt: clock,
  endsAt: clock.nullable().default(null),
})

/** A code of the product's topics, or the id of one that an organisation keeps. */
export const topicRef = z.string().regex(/^[a-z0-9-]{1,40}$/, '没有这个主题')

/** One part of an activity, in its order: study first, then cleaning led by the two committees. */
export const segment = z.strictObject({
  kind: z.enum(segmentKinds),
  title: line(60),
  minutes: minutesOfDay.nullable().default(null),
  ledBy: line(40).nullable().default(null),
  ledRole: z.enum(leadRoles).nullable().default(null),
  /** Which item of the agenda it fulfils. */
  itemId: id.nullable().default(null),
  topic: topicRef.nullable().default(null),
  mode: z.enum(studyModes).nullable().default(null),
  way: z.enum(studyWays).nullable().default(null),
  lecturerId: id.nullable().default(null),
  siteId: id.nullable().default(null),
  home: home.nullable().default(null),
  /** Stood on the agenda and was not done. */
  skipped: z.boolean().default(false),
})
export type Segment = z.output<typeof segment>
export type SegmentWish = Partial<Segment> & Pick<Segment, 'kind' | 'title'>

/** What a part is silent about; parts recorded before there was more to say lack these. */
export const silentSegment = {
  minutes: null,
  ledBy: null,
  ledRole: null,
  itemId: null,
  topic: null,
  mode: null,
  way: null,
  lecturerId: null,
  siteId: null,
  home: null,
  skipped: false,
} as const

/** With the names behind the references; whose home it was is told to who holds it and to who is called. */
export const segmentRow = segment.extend({
  home: home.extend({ household: z.string().nullable() }).nullable(),
  topicLabel: z.string().nullable(),
  lecturerName: z.string().nullable(),
  siteName: z.string().nullable(),
})
export type SegmentRow = z.output<typeof segmentRow>

/** What an agenda asks and the parts do not have. Nothing is refused for it: paper is evidence too. */
export const lacking = z.object({
  /** Null: the actions of free choice. */
  itemId: id.nullable(),
  title: z.string(),
  sentence: z.string(),
})
export type Lacking = z.output<typeof lacking>
