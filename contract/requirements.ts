import { z } from 'zod'
import { activityKinds } from './activity-kinds.ts'
import { day, id, line, orgId } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { orgCategories, orgKinds } from './organisations.ts'
import { talkPairs } from './talk-pairs.ts'

export const cadences = ['week', 'month', 'quarter', 'half-year', 'year'] as const
export type Cadence = (typeof cadences)[number]

export const cadenceLabels: Record<Cadence, string> = {
  week: '每周',
  month: '每月',
  quarter: '每季度',
  'half-year': '每半年',
  year: '每年',
}

/** Who may have held what meets it: the organisation alone, also one above it that called its members, or one below. */
export const heldBys = ['self', 'self-or-above', 'self-or-below'] as const
export type HeldBy = (typeof heldBys)[number]

/** Facts of an organisation that can meet what is asked of it; no other fact is looked at for a duty's sake. */
export const requirementFactKinds = ['activity-held', 'appraisal-held', 'talks-complete'] as const
export type RequirementFactKind = (typeof requirementFactKinds)[number]

/** Of a week 1 (Monday) to 7, of a month 1 to 31; a shorter month has its last day. */
const fixedDay = z.number().int().min(1).max(31)
const withOrWithout = z.enum(['with', 'without']).nullable().default(null)
const headCount = z.number().int().min(0).max(100_000).nullable().default(null)

/** What is asked, as data. A duty of it exists from the first day of each period for everyone who owes it. */
export const requirementTerms = z.strictObject({
  /** The same thing through its versions. */
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, '编号用小写字母、数字和横线'),
  name: line(20),
  level: z.enum(['national', 'local']),
  source: line(100),
  cadence: z.enum(cadences),
  /** None: the last day of the period. */
  fixedDay: fixedDay.nullable().default(null),
  ownDay: z.boolean().default(false),
  /** Days after the due day on which it may still be made up; after them it is missed. */
  grace: z.number().int().min(0).max(366),
  times: z.number().int().min(1).max(31).default(1),
  orgKinds: z.array(z.enum(orgKinds)).min(1).max(orgKinds.length),
  category: z.enum(orgCategories).nullable().default(null),
  /** Full members. */
  minMembers: headCount,
  maxMembers: headCount,
  committee: withOrWithout,
  groups: withOrWithout,
  factKind: z.enum(requirementFactKinds).default('activity-held'),
  /** The fact's attributes must contain one of these; a kind without attributes has an empty one. */
  patterns: z
    .array(
      z.union([
        z.strictObject({ activity: z.enum(activityKinds) }),
        z.strictObject({ pair: z.enum(talkPairs) }),
        z.strictObject({}),
      ]),
    )
    .min(1)
    .max(5),
  heldBy: z.enum(heldBys).default('self'),
})
export type RequirementTerms = z.output<typeof requirementTerms>

const weekdays = ['一', '二', '三', '四', '五', '六', '日']

type Said = Pick<RequirementTerms, 'cadence' | 'fixedDay' | 'ownDay' | 'times' | 'grace'>

/** 每月 10 日，可以有自己的日子，过后 20 天内能补 */
export function sayRequirement({ cadence, fixedDay, ownDay, times, grace }: Said): string {
  return [
    `${cadenceLabels[cadence]}${sayOften(cadence, fixedDay, times)}`,
    ...(ownDay ? ['可以有自己的日子'] : []),
    grace > 0 ? `过后 ${grace} 天内能补` : '过了就不能补',
  ].join('，')
}

function sayOften(cadence: Cadence, fixedDay: number | null, times: number): string {
  if (fixedDay === null) return times > 1 ? ` ${times} 次` : '一次'
  const day = cadence === 'week' ? (weekdays[fixedDay - 1] ?? '') : ` ${fixedDay} 日`
  return times > 1 ? `${day}以前 ${times} 次` : day
}

const ownDayRow = z.object({ orgId, orgName: z.string(), fixedDay: fixedDay.nullable(), from: day })

const requirementRow = requirementTerms.extend({
  requirementId: id,
  orgId,
  orgName: z.string(),
  reach: z.enum(['self', 'below']),
  validFrom: day,
  validTo: day.nullable(),
  endReason: z.string().nullable(),
  /** Own days in the reader's reach that count now or will. */
  ownDays: z.array(ownDayRow),
  /** 每月 10 日；各村可以自己定；过后 20 天内能补 */
  sentence: z.string(),
  abilities: z.object({ end: z.boolean() }),
})

const template = z.object({ key: z.string(), terms: requirementTerms, note: z.string().nullable() })

/** What is asked in the reader's reach: declared there, above it, or below it. Those in force first. */
export const listRequirements = defineEndpoint({
  method: 'GET',
  path: '/requirements',
  summary: '组织生活的要求',
  access: 'signed-in',
  who: 'activities.read anywhere',
  output: z.object({
    rows: z.array(requirementRow),
    templates: z.array(template),
    /** Where the reader may ask for something. */
    places: z.array(z.object({ orgId, name: z.string() })),
    /** Where the reader may set an own day. */
    ownDayPlaces: z.array(z.object({ orgId, name: z.string() })),
  }),
  errors: ['access.denied'],
})

/** Counts for the periods that begin on `validFrom` or later: the first day of a year for what is due each year. */
export const declareRequirement = defineEndpoint({
  method: 'POST',
  path: '/requirements',
  summary: '定一项组织生活的要求',
  access: 'signed-in',
  who: 'requirements.write',
  body: z.strictObject({
    orgId,
    reach: z.enum(['self', 'below']).default('below'),
    validFrom: day,
    terms: requirementTerms,
  }),
  output: z.object({ requirementId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'conflict.duplicate'],
})

/** Periods that begin after `validTo` do not owe it any more; what was owed before stays. */
export const endRequirement = defineEndpoint({
  method: 'POST',
  path: '/requirements/:requirementId/end',
  summary: '不再要求',
  access: 'signed-in',
  who: 'requirements.write',
  params: z.object({ requirementId: id }),
  body: z.strictObject({ validTo: day, reason: line(200) }),
  output: z.object({ requirementId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

/** A village's own date; it counts for the periods that begin on `from` or later, there and below. */
export const setOwnDay = defineEndpoint({
  method: 'PUT',
  path: '/requirements/:requirementId/days/:orgId',
  summary: '自己的日子',
  access: 'signed-in',
  who: ['activities.write', 'requirements.write'],
  params: z.object({ requirementId: id, orgId }),
  body: z.strictObject({ fixedDay: fixedDay.nullable(), from: day }),
  output: z.object({ requirementId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

export const requirementEndpoints = { listRequirements, declareRequirement, endRequirement, setOwnDay }
