import { z } from 'zod'
import { day, hundredths, id, instant, line, listOf, orgId, pageQuery, text } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/** What is looked at: the points booked in the calendar year so far, or in the last quarter that is over. */
export const talkMeasures = ['year', 'quarter'] as const
export type TalkMeasure = (typeof talkMeasures)[number]
const measure = z.enum(talkMeasures)

export const talkMeasureLabels: Record<TalkMeasure, string> = {
  year: '今年到现在',
  quarter: '上一个季度',
}

/** Known facts for which a person thinks first: age, let off, sickness on the rolls, living elsewhere, new in the branch. */
export const talkFacts = ['aged', 'exempt', 'ill', 'floating', 'lost', 'new'] as const
const fact = z.object({ kind: z.enum(talkFacts), label: z.string() })

export const talkStates = [
  'begun',
  'lettered',
  'talked',
  'helping',
  'improved',
  'mistaken',
  'closed',
] as const
export type TalkState = (typeof talkStates)[number]
const state = z.enum(talkStates)

const place = z.object({ orgId })
const caseId = z.object({ caseId: id })

const threshold = z.object({
  measure,
  measureLabel: z.string(),
  /** Below this one is shown; null: it was switched off from that day on. */
  points: hundredths.nullable(),
  firstDay: day,
  setByName: z.string(),
  setAt: instant,
})

const row = z.object({
  memberId: id,
  name: z.string(),
  points: hundredths,
  entries: z.number().int(),
  facts: z.array(fact),
  /** The conversation that was begun about this span, or is still open. */
  talk: z.object({ caseId: id, state, stateLabel: z.string() }).nullable(),
  leftOut: z.object({ leftOutId: id, reason: z.string(), until: day, byName: z.string() }).nullable(),
  abilities: z.object({ begin: z.boolean(), leaveOut: z.boolean(), takeBackIn: z.boolean() }),
})

/**
 * Who stands under the number that the branch has set for itself, worked out while it is read and kept nowhere. For
 * those who hold conversations and may see points by name, so for the branch alone. Off until a branch sets a number.
 */
export const getLaggards = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/laggards',
  summary: '按支部自己定的数，想一想和谁谈心',
  access: 'signed-in',
  who: 'talks.threshold here',
  params: place,
  output: z.object({
    orgId,
    orgName: z.string(),
    thresholds: z.array(threshold),
    views: z.array(
      z.object({
        measure,
        measureLabel: z.string(),
        from: day,
        to: day,
        threshold: hundredths,
        rows: z.array(row),
      }),
    ),
    abilities: z.object({ setThreshold: z.boolean() }),
  }),
  errors: ['access.denied', 'not-found'],
})

/** Another number from a day on, or none: the earlier ones stay as they were. */
export const setThreshold = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/laggards/threshold',
  summary: '定谈心提醒的分数，或者关掉',
  access: 'signed-in',
  who: 'talks.threshold here',
  params: place,
  body: z.strictObject({ measure, points: hundredths.nullable(), firstDay: day }),
  output: z.object({ thresholdId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

/** Somebody is not to be asked about until a day, and why. */
export const leaveOut = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/laggards/left-out',
  summary: '这位同志先不谈，写明理由',
  access: 'signed-in',
  who: 'talks.threshold here',
  params: place,
  body: z.strictObject({ memberId: id, reason: line(200), until: day }),
  output: z.object({ leftOutId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid', 'conflict.duplicate'],
})

export const takeBackIn = defineEndpoint({
  method: 'POST',
  path: '/left-out/:leftOutId/end',
  summary: '不再放过',
  access: 'signed-in',
  who: 'talks.hold',
  params: z.object({ leftOutId: id }),
  body: z.strictObject({}),
  output: z.object({ leftOutId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

/** A person begins it, for one member. Before this nothing is stored about anybody. */
export const beginTalk = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/talks',
  summary: '开始和一位同志谈心',
  access: 'signed-in',
  who: 'talks.threshold here',
  params: place,
  body: z.strictObject({ memberId: id, measure }),
  output: z.object({ caseId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'conflict.duplicate'],
})

const heading = {
  caseId: id,
  orgId,
  orgName: z.string(),
  memberId: id,
  memberName: z.string(),
  state,
  stateLabel: z.string(),
  begunAt: instant,
  /** By when the conversation should be held, or when to look in again. */
  dueOn: day.nullable(),
  closedAt: instant.nullable(),
}

/** What was counted, and how: only for the member and for who may see points by name in that branch. */
const basis = z.object({
  measure,
  measureLabel: z.string(),
  from: day,
  to: day,
  points: hundredths,
  threshold: hundredths,
})

const talk = z.object({
  ...heading,
  basis: basis.nullable(),
  /** The words of the letter once it is made up; null also for who may not see what was counted. */
  letter: z.object({ words: z.string(), writtenAt: instant, byName: z.string() }).nullable(),
  /** What the letter would say, to be changed before it is made up; only for who may write it. */
  proposal: z.string().nullable(),
  talks: z.array(
    z.object({
      talkId: id,
      heldOn: day,
      heldBy: z.string(),
      causes: z.string(),
      measures: z.string(),
      followUpOn: day.nullable(),
      recordedByName: z.string(),
      recordedAt: instant,
    }),
  ),
  /** The member's own words, oldest first. */
  words: z.array(z.object({ wordsId: id, text: z.string(), writtenAt: instant })),
  objectionId: id.nullable(),
  history: z.array(
    z.object({
      step: z.string(),
      stateLabel: z.string(),
      byName: z.string().nullable(),
      at: instant,
      note: z.string().nullable(),
    }),
  ),
  abilities: z.object({
    writeLetter: z.boolean(),
    recordTalk: z.boolean(),
    settle: z.boolean(),
    close: z.boolean(),
    reportMistake: z.boolean(),
    addWords: z.boolean(),
  }),
})

/** Conversations that one holds or was named for; open ones first, by their day. */
export const listTalks = defineEndpoint({
  method: 'GET',
  path: '/talks',
  summary: '谈心谈话',
  access: 'signed-in',
  who: 'talks.read anywhere',
  query: z.object({ ...pageQuery, orgId: orgId.optional(), open: z.stringbool().optional() }),
  output: listOf(z.object(heading)),
  errors: ['access.denied', 'not-found'],
})

/** Everything that is kept about oneself here: conversations, and that one was left out and why. */
export const getOwnTalks = defineEndpoint({
  method: 'GET',
  path: '/talks/mine',
  summary: '和我谈心的记录',
  access: 'signed-in',
  who: 'signed-in',
  output: z.object({
    rows: z.array(z.object(heading)),
    leftOut: z.array(z.object({ reason: z.string(), until: day, byName: z.string(), recordedAt: instant })),
  }),
})

export const getTalk = defineEndpoint({
  method: 'GET',
  path: '/talks/:caseId',
  summary: '一次谈心',
  access: 'signed-in',
  who: 'talks.hold',
  params: caseId,
  output: talk,
  errors: ['not-found'],
})

const step = { access: 'signed-in', params: caseId } as const
const stepped = z.object({ caseId: id, state })
const stepErrors = ['access.denied', 'not-found', 'state.wrong', 'input.invalid'] as const

/** The words as they go to the member; may be made up anew as long as the two have not talked. */
export const writeLetter = defineEndpoint({
  ...step,
  method: 'POST',
  path: '/talks/:caseId/letter',
  who: 'talks.hold',
  summary: '写好谈心的信',
  body: z.strictObject({ words: text(2000).min(1, '请写信的内容') }),
  output: stepped,
  errors: stepErrors,
})

/** The letter as a file, for who sends it and for whom it is. */
export const getTalkLetterPdf = defineEndpoint({
  ...step,
  method: 'GET',
  path: '/talks/:caseId/letter.pdf',
  who: 'talks.hold',
  summary: '谈心的信（PDF）',
  produces: 'file',
  output: z.unknown(),
  errors: ['not-found', 'state.wrong', 'server.busy'],
})

export const recordTalk = defineEndpoint({
  ...step,
  method: 'POST',
  path: '/talks/:caseId/talked',
  who: 'signed-in',
  summary: '记一次谈心',
  body: z.strictObject({
    heldOn: day,
    /** Who talked with the member. */
    heldBy: line(60),
    causes: text(1000).min(1, '请写谈到的原因'),
    measures: text(1000).min(1, '请写商量好的办法'),
    followUpOn: day.nullable().default(null),
  }),
  output: stepped,
  errors: stepErrors,
})

/** How it went; with more help the two go on, with a day on which to look in again. */
export const settleTalk = defineEndpoint({
  ...step,
  method: 'POST',
  path: '/talks/:caseId/outcome',
  who: 'talks.hold',
  summary: '回访的结果',
  body: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('improved'), note: text(500).default('') }),
    z.strictObject({ outcome: z.literal('more-help'), note: text(500).default(''), followUpOn: day }),
  ]),
  output: stepped,
  errors: stepErrors,
})

/** The record was wrong, not the member: ends here and goes on as an objection in the member's name. */
export const reportMistake = defineEndpoint({
  ...step,
  method: 'POST',
  path: '/talks/:caseId/mistake',
  who: { all: ['talks.hold', 'points.names here'] },
  summary: '是记错了，替本人提异议',
  body: z.strictObject({ text: text(1000).min(1, '请写明哪里记错了') }),
  output: z.object({ caseId: id, state, objectionId: id }),
  errors: [...stepErrors, 'conflict.duplicate'],
})

export const closeTalk = defineEndpoint({
  ...step,
  method: 'POST',
  path: '/talks/:caseId/close',
  who: 'talks.hold',
  summary: '这次谈心到此为止',
  body: z.strictObject({ note: line(200) }),
  output: stepped,
  errors: stepErrors,
})

/** By the member, in their own words; nobody changes them. */
export const addWords = defineEndpoint({
  ...step,
  method: 'POST',
  path: '/talks/:caseId/words',
  who: 'own',
  summary: '本人说几句',
  body: z.strictObject({ text: text(1000).min(1, '请写您想说的话') }),
  output: z.object({ wordsId: id }),
  errors: stepErrors,
})

/** For those above: how many, never who. */
export const getTalkCounts = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/talk-counts',
  summary: '各支部谈心的件数',
  access: 'signed-in',
  who: 'points.totals',
  params: place,
  output: z.object({
    branches: z.array(
      z.object({
        orgId,
        name: z.string(),
        /** Has the branch set a number for itself? */
        isOn: z.boolean(),
        open: z.number().int(),
        improved: z.number().int(),
        mistaken: z.number().int(),
        closed: z.number().int(),
      }),
    ),
  }),
  errors: ['access.denied', 'not-found'],
})

export const laggardEndpoints = {
  getLaggards,
  setThreshold,
  leaveOut,
  takeBackIn,
  beginTalk,
  listTalks,
  getOwnTalks,
  getTalk,
  writeLetter,
  getTalkLetterPdf,
  recordTalk,
  settleTalk,
  reportMistake,
  closeTalk,
  addWords,
  getTalkCounts,
}
