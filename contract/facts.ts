import { z } from 'zod'
import { activityKinds, hostLevels } from './activity-kinds.ts'
import { appraisalGrades } from './appraisal-grades.ts'
import { allCaseSorts, caseKinds } from './case-words.ts'
import { matterCode } from './conduct-matters.ts'
import { inspectionRoles, revisitGrades, staffItemCodes } from './inspection-words.ts'
import { makeUpWays } from './make-ups.ts'
import { helpKindsOfFacts } from './pairing-words.ts'
import { postKindsOfFacts } from './post-catalogue.ts'
import { electedPosts } from './quorum.ts'
import { serviceMatters } from './service-matters.ts'
import { talkPairs } from './talk-pairs.ts'
import { visitPurposes } from './visit-words.ts'
import { workKinds } from './work-kinds.ts'

/**
 * The kinds of fact that exist, each with the attributes a rule may look at. What is not here cannot be
 * recorded and so cannot be scored: there is no kind for a login, a like, a share, time on line, a streak
 * or a location (docs/trust, national rules of 2023-12, 2024-08 and 2026-01).
 */
const activity = {
  activity: z.enum(activityKinds),
  category: z.enum(['life', 'service']),
  /** The tier that holds it: what a village committee calls weighs otherwise than a branch. */
  host: z.enum(hostLevels),
}

export const factAttributes = {
  attendance: z.strictObject({ ...activity, late: z.boolean() }),
  // An illness is a leave here as everywhere: facts carry no diagnosis.
  absence: z.strictObject({ ...activity, excused: z.boolean() }),
  /** Made up for what was missed; of a kind of its own, so that it is never a presence. */
  'make-up': z.strictObject({ ...activity, way: z.enum(makeUpWays) }),
  'activity-held': z.strictObject({
    ...activity,
    expected: z.number().int().min(0),
    present: z.number().int().min(0),
  }),
  honour: z.strictObject({ level: z.enum(['national', 'province', 'city', 'district', 'town', 'village']) }),
  /** Something done or left undone that no meeting and no certificate tells of; its quantity is in the matter's unit. */
  conduct: z.strictObject({ matter: matterCode }),
  /** A mark that people gave each other or that a committee gave: 民主评议 in figures. Its quantity is the mark. */
  assessment: z.strictObject({ by: z.enum(['peers', 'committee', 'villagers', 'superior']) }),
  'hand-entry': z.strictObject({}),
  /** Elected by an assembly or a committee, confirmed when the meeting is on record. */
  election: z.strictObject({ post: z.enum(electedPosts) }),
  /** A resident's card, wish or request, or an issue, that the member brought to its end; counted once that is confirmed. */
  'case-done': z.strictObject({ case: z.enum(caseKinds), sort: z.enum(allCaseSorts) }),
  /** A visit to a household, on the member who went; whose household it was and what was said there, no fact tells. */
  visit: z.strictObject({
    purpose: z.enum(visitPurposes),
    met: z.boolean(),
    card: z.boolean(),
    talk: z.boolean(),
    /** A demand was heard and became a case. */
    demand: z.boolean(),
  }),
  /** A post of service was claimed and agreed on; of the county's own kinds one does not tell from another. */
  'post-held': z.strictObject({ post: z.enum(postKindsOfFacts) }),
  /** What a member did at a post, in an area or with a team, in the unit of the kind; typed by hand, never measured. */
  'work-rounds': z.strictObject({ work: z.enum(workKinds) }),
  'work-km': z.strictObject({ work: z.enum(workKinds) }),
  'work-tonnes': z.strictObject({ work: z.enum(workKinds) }),
  'work-hours': z.strictObject({ work: z.enum(workKinds) }),
  /** A help to a household that the member is paired with; to whom, and how that household lives, no fact tells. */
  'pairing-help': z.strictObject({ help: z.enum(helpKindsOfFacts) }),
  /** A service in the community to which the own unit has reported; its quantity is the problems that it ended. */
  'community-service': z.strictObject({ matter: z.enum(serviceMatters) }),
  /** What a revisit found of one's own work at an enterprise (两员), and what of it was missing. */
  inspection: z.strictObject({
    role: z.enum(inspectionRoles),
    result: z.enum(revisitGrades),
    missing: z.array(z.enum(staffItemCodes)),
  }),
  /** The grade of a year's 民主评议党员, confirmed by the level above; no score makes it. */
  appraisal: z.strictObject({ grade: z.enum(appraisalGrades) }),
  /** A branch's yearly round was confirmed. */
  'appraisal-held': z.strictObject({}),
  /** A talk (谈心谈话) was held; who the two were and what was said, no fact tells. */
  talk: z.strictObject({ pair: z.enum(talkPairs) }),
  /** Of a year no pair of this type is left that owes a talk. */
  'talks-complete': z.strictObject({ pair: z.enum(talkPairs) }),
} as const

export type FactKind = keyof typeof factAttributes
export const factKinds = Object.keys(factAttributes) as FactKind[]

/** Frozen into a member's fact when it is recorded, under `who`. */
export const who = z.strictObject({
  stage: z.enum(['applicant', 'activist', 'target', 'probationary', 'full', 'exited']),
  /** Holds a post of service (岗位). */
  post: z.boolean(),
  /** Holds a place in the committee or leads a group. */
  partyPost: z.boolean(),
  /** Is on the branch committee (支委), secretary and deputies among them. */
  committee: z.boolean(),
  groupLeader: z.boolean(),
  over70: z.boolean(),
  /** The branch has let the person off for a time; why is not said here: facts carry no diagnosis. */
  exempt: z.boolean(),
  floating: z.boolean(),
})
export type Who = z.output<typeof who>

/** Facts about an organisation rather than a member. */
export const organisationFactKinds: readonly FactKind[] = [
  'activity-held',
  'appraisal-held',
  'talk',
  'talks-complete',
]

/** What one unit of a kind's quantity is, for a rule per unit; the quantity is kept in hundredths of it. */
export const factUnits: Partial<Record<FactKind, string>> = {
  'activity-held': '人次',
  conduct: '个',
  assessment: '分',
  'hand-entry': '分',
  'work-rounds': '趟',
  'work-km': '公里',
  'work-tonnes': '吨',
  'work-hours': '小时',
  'community-service': '个',
}

export const factKindLabels: Record<FactKind, string> = {
  attendance: '参加活动',
  absence: '没有参加',
  'make-up': '补课',
  'activity-held': '办了活动',
  honour: '获得荣誉',
  conduct: '平时表现',
  assessment: '评议打分',
  'hand-entry': '人工记分',
  election: '当选',
  'case-done': '为群众办成一件事',
  visit: '走访一户',
  'post-held': '认领岗位',
  'work-rounds': '履职趟数',
  'work-km': '履职里程',
  'work-tonnes': '清理重量',
  'work-hours': '履职时间',
  'pairing-help': '帮扶一次',
  'community-service': '到社区服务',
  inspection: '两员工作回查',
  appraisal: '民主评议等次',
  'appraisal-held': '民主评议党员办完',
  talk: '谈心谈话一次',
  'talks-complete': '谈心谈话都谈到',
}
