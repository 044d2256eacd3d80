import { z } from 'zod'
import { activityKinds, hostLevels } from './activity-kinds.ts'
import { day, id, instant, line, listOf, orgId, pageQuery, text } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { factKinds } from './facts.ts'
import { absenceReasons, invitation, rollInput, rollRow, rollStates } from './rolls.ts'
import { clock, lacking, segment, segmentKinds, segmentRow, topicRef } from './segments.ts'

export const activityStates = ['planned', 'closed', 'reopened', 'cancelled'] as const
export type ActivityState = (typeof activityStates)[number]

export const activityStateLabels: Record<ActivityState, string> = {
  planned: '没有点名',
  closed: '记好了',
  reopened: '重新打开',
  cancelled: '取消',
}

const kind = z.enum(activityKinds)
const state = z.enum(activityStates)
/** What was achieved, in hundredths of a unit: 31 亩 are 3,100. */
const output = z.strictObject({ unit: line(10), amount: z.number().int().min(1).max(1_000_000_000_000) })
export type Output = z.output<typeof output>

const heading = {
  kind,
  title: line(80),
  day,
  startsAt: clock.nullable().default(null),
  endsAt: clock.nullable().default(null),
  place: line(80).nullable().default(null),
  segments: z.array(segment).max(40).default([]),
}
const headingInput = z.strictObject(heading)
export type Heading = z.output<typeof headingInput>

const outputs = z.array(output).max(20)
const version = z.number().int().min(1)

export const activityRow = z.object({
  activityId: id,
  orgId,
  orgName: z.string(),
  ...heading,
  kindLabel: z.string(),
  segments: z.array(segmentRow),
  /** What the agenda asks and it does not have; it counts all the same. */
  lacking: z.array(lacking),
  category: z.enum(['life', 'service']),
  host: z.enum(hostLevels),
  state,
  stateLabel: z.string(),
  /** From the times, else from the parts; null when neither says. */
  durationMinutes: z.number().int().nullable(),
  expected: z.number().int(),
  /** Of the last closing, those who came late among them; null before the first. */
  present: z.number().int().nullable(),
  outputs,
  /** 第 41 号 of that year, counted by the organisation that holds it. */
  serial: z.object({ year: z.number().int(), no: z.number().int() }).nullable(),
  /** Days from the activity to its first closing; null before it. */
  daysLate: z.number().int().nullable(),
  version,
})

const subtree = { orgId: orgId.optional(), from: day.optional(), to: day.optional() }

/** What organisations in the reader's scope hold, newest first; one organisation and what is below it, if named. */
export const listActivities = defineEndpoint({
  method: 'GET',
  path: '/activities',
  summary: '活动列表',
  access: 'signed-in',
  who: 'activities.read anywhere',
  query: z.object({
    ...pageQuery,
    ...subtree,
    state: state.optional(),
    kind: kind.optional(),
    /** With a part of this kind, or about this topic, that was not left out. */
    part: z.enum(segmentKinds).optional(),
    topic: topicRef.optional(),
    /** Only those that lack something of their agenda. */
    lacking: z.enum(['1']).optional(),
  }),
  output: listOf(activityRow).extend({ abilities: z.object({ plan: z.boolean() }) }),
  errors: ['access.denied', 'not-found'],
})

const ownRow = z.object({
  activityId: id,
  orgName: z.string(),
  ...heading,
  segments: z.array(segmentRow),
  kindLabel: z.string(),
  state,
  stateLabel: z.string(),
  own: rollRow.pick({ state: true, stateLabel: true, reason: true, reasonLabel: true, note: true }),
})

/** The activities on whose roll the signed-in member stands, newest first. */
export const listMyActivities = defineEndpoint({
  method: 'GET',
  path: '/activities/mine',
  summary: '我的活动',
  access: 'signed-in',
  who: 'signed-in',
  query: z.object({ ...pageQuery, from: day.optional(), to: day.optional() }),
  output: listOf(ownRow),
})

const fact = z.object({
  factId: id,
  kind: z.enum(factKinds as [string, ...string[]]),
  memberId: id.nullable(),
  day,
  /** Hundredths of the kind's unit. */
  quantity: z.number().int().nullable(),
  recordedAt: instant,
  recordedByName: z.string(),
})

/** One line of what a correction changed. A state is null where there was, or is, no record. */
const change = z.object({
  /** Null: the organisation's own record, such as the head count. */
  memberId: id.nullable(),
  name: z.string().nullable(),
  from: z.enum(rollStates).nullable(),
  to: z.enum(rollStates).nullable(),
})

const correction = z.object({
  reopenedAt: instant,
  reopenedByName: z.string(),
  reason: z.string(),
  wasClosedAt: instant,
  wasClosedByName: z.string(),
  /** Empty until it is closed again, or when nothing was changed. */
  changes: z.array(change),
})

/**
 * One activity with as much of its roll as the reader may see: the holder's readers all of it, a branch whose members
 * were called their rows, a member the own row. `minutes` and `corrections` go to the holder's readers only.
 */
export const getActivity = defineEndpoint({
  method: 'GET',
  path: '/activities/:activityId',
  summary: '一次活动和它的名单',
  access: 'signed-in',
  who: 'activities.read',
  params: z.object({ activityId: id }),
  output: z.object({
    activity: activityRow.extend({
      minutes: z.string().nullable(),
      plannedByName: z.string(),
      plannedAt: instant,
      firstClosedAt: instant.nullable(),
      closedByName: z.string().nullable(),
      closedAt: instant.nullable(),
      closings: z.number().int(),
      cancelled: z.object({ reason: z.string(), byName: z.string(), at: instant }).nullable(),
    }),
    roll: z.array(rollRow),
    facts: z.array(fact),
    corrections: z.array(correction),
    abilities: z.object({
      change: z.boolean(),
      saveRoll: z.boolean(),
      close: z.boolean(),
      reopen: z.boolean(),
      cancel: z.boolean(),
      /** What the linked leader said of it. */
      readReview: z.boolean(),
    }),
  }),
  errors: ['access.denied', 'not-found'],
})

/** The roll alone, in the order of pinyin: what the screen of the roll call needs, and no more. */
export const getRoll = defineEndpoint({
  method: 'GET',
  path: '/activities/:activityId/roll',
  summary: '点名册',
  access: 'signed-in',
  who: 'activities.read',
  params: z.object({ activityId: id }),
  output: z.object({
    activityId: id,
    title: z.string(),
    day,
    state,
    version,
    rows: z.array(rollRow),
    /** What may be said of who was not there, in the order in which it is offered. */
    reasons: z.array(z.object({ reason: z.enum(absenceReasons), label: z.string() })),
    abilities: z.object({ saveRoll: z.boolean(), close: z.boolean() }),
  }),
  errors: ['access.denied', 'not-found'],
})

/** What a new plan would look like: the organisation's own day of the month, place and hours, as last time. */
export const proposeActivity = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/activity-proposal',
  summary: '下一次活动的建议',
  access: 'signed-in',
  who: 'activities.write',
  params: z.object({ orgId }),
  query: z.object({ kind }),
  output: z.object({
    ...heading,
    /** The agenda in force there, as it is proposed. */
    segments: z.array(segmentRow),
    expected: z.number().int(),
    asLastTime: id.nullable(),
  }),
  errors: ['access.denied', 'not-found'],
})

export const planActivity = defineEndpoint({
  method: 'POST',
  path: '/activities',
  summary: '安排一次活动',
  access: 'signed-in',
  who: 'activities.write',
  body: headingInput.extend({ orgId, invited: invitation.optional() }),
  output: z.object({ activityId: id, version, expected: z.number().int() }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

/** The whole heading as it should be. Without `invited` the roll stays; it changes only before the first closing. */
export const changeActivity = defineEndpoint({
  method: 'PUT',
  path: '/activities/:activityId',
  summary: '改活动安排',
  access: 'signed-in',
  who: 'activities.write',
  params: z.object({ activityId: id }),
  body: headingInput.extend({ version, invited: invitation.optional() }),
  output: z.object({ activityId: id, version, expected: z.number().int() }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'version.stale'],
})

export const saveRoll = defineEndpoint({
  method: 'PUT',
  path: '/activities/:activityId/roll',
  summary: '存点名册，还不关活动',
  access: 'signed-in',
  who: 'activities.write',
  params: z.object({ activityId: id }),
  body: rollInput.extend({ version }),
  output: z.object({ activityId: id, version, expected: z.number().int(), present: z.number().int() }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'version.stale'],
})

const closed = z.object({
  activityId: id,
  version,
  serial: z.object({ year: z.number().int(), no: z.number().int() }),
  expected: z.number().int(),
  present: z.number().int(),
  absent: z.number().int(),
  /** Days from the activity to its first closing: told, never refused. */
  daysLate: z.number().int(),
  /** What the agenda asks and was not recorded: asked for, never refused. */
  lacking: z.array(lacking),
})

/** Records what happened, in one go; also closes a reopened activity again. What is left out stays as it was. */
export const closeActivity = defineEndpoint({
  method: 'POST',
  path: '/activities/:activityId/close',
  summary: '记活动：点名、成果、记录一次交上',
  access: 'signed-in',
  who: 'activities.write',
  params: z.object({ activityId: id }),
  body: z.strictObject({
    version,
    roll: rollInput.optional(),
    outputs: outputs.optional(),
    minutes: text(20_000).optional(),
    /** Parts of the agenda, by their place, that were not done after all; the others were. */
    skipped: z.array(z.number().int().min(0).max(39)).max(40).optional(),
  }),
  output: closed,
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'version.stale'],
})

/** 记一笔: what happened without a plan, recorded and closed at once. */
export const recordActivity = defineEndpoint({
  method: 'POST',
  path: '/activities/records',
  summary: '记一笔：没有安排过的活动',
  access: 'signed-in',
  who: 'activities.write',
  body: headingInput.extend({
    orgId,
    title: line(80).optional(),
    invited: invitation,
    roll: rollInput.optional(),
    outputs: outputs.default([]),
    minutes: text(20_000).default(''),
  }),
  output: closed,
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

/** What was recorded stands until the activity is closed again: only what then differs is corrected. */
export const reopenActivity = defineEndpoint({
  method: 'POST',
  path: '/activities/:activityId/reopen',
  summary: '重新打开，改错',
  access: 'signed-in',
  who: 'activities.write',
  params: z.object({ activityId: id }),
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ activityId: id, version }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

/** Calls off a plan; of a reopened activity it takes back everything that was recorded. */
export const cancelActivity = defineEndpoint({
  method: 'POST',
  path: '/activities/:activityId/cancel',
  summary: '取消活动',
  access: 'signed-in',
  who: 'activities.write',
  params: z.object({ activityId: id }),
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ activityId: id, version }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

const howMuch = { activities: z.number().int(), personTimes: z.number().int() }

/** How much was done over a span of days: 人次 counts everyone each time, `members` counts a person once. */
export const getParticipation = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/participation',
  summary: '参加活动的人次和人数',
  access: 'signed-in',
  who: 'activities.read',
  params: z.object({ orgId }),
  query: z.object({ from: day, to: day }),
  output: z.object({
    from: day,
    to: day,
    activities: z.number().int(),
    personTimes: z.number().int(),
    members: z.number().int(),
    outputs: z.array(z.object({ unit: z.string(), amount: z.number().int() })),
    kinds: z.array(
      z.object({ kind, kindLabel: z.string(), activities: z.number().int(), personTimes: z.number().int() }),
    ),
    /** By what was done in them: an activity of two parts stands in both lines. */
    parts: z.array(z.object({ part: z.enum(segmentKinds), label: z.string(), ...howMuch })),
    topics: z.array(z.object({ topic: topicRef, label: z.string(), ...howMuch })),
  }),
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

export const activityEndpoints = {
  listActivities,
  listMyActivities,
  getActivity,
  getRoll,
  proposeActivity,
  planActivity,
  changeActivity,
  saveRoll,
  closeActivity,
  recordActivity,
  reopenActivity,
  cancelActivity,
  getParticipation,
}
