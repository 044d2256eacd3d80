import { z } from 'zod'
import { awardRow } from './awards.ts'
import { day, hundredths, id, instant, line, listOf, orgId, pageQuery, text } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

export const selectionStates = [
  'nominating',
  'deciding',
  'decided',
  'published',
  'awarded',
  'cancelled',
] as const
export type SelectionState = (typeof selectionStates)[number]
const state = z.enum(selectionStates)

/** Who decides: the members by secret ballot, or the committee in its meeting. */
const method = z.enum(['vote', 'decision'])
export type SelectionMethod = z.output<typeof method>

const year = z.number().int().min(1949).max(2200)

/** What lets a member stand: a post of service held that year, or points; `member`: neither is asked for. */
const gate = z.enum(['post', 'points', 'member'])
export type Gate = z.output<typeof gate>

const terms = {
  title: z.string(),
  year: z.number().int(),
  quota: z.number().int().nullable(),
  postGate: z.boolean(),
  /** In hundredths, as all points. */
  minimumPoints: z.number().int().nullable(),
  admitsProbationary: z.boolean(),
  method,
  nominateUntil: day,
}

const selectionRow = z.object({
  selectionId: id,
  orgId,
  orgName: z.string(),
  ...terms,
  state,
  stateLabel: z.string(),
  candidates: z.number().int(),
  dueOn: day.nullable(),
  openedBy: z.string().nullable(),
  openedAt: instant,
})

/** Those of the organisations in scope, and those of an organisation above the reader's own, newest year first. */
export const listSelections = defineEndpoint({
  method: 'GET',
  path: '/selections',
  summary: '年度评优',
  access: 'signed-in',
  who: 'signed-in',
  query: z.object({
    ...pageQuery,
    orgId: orgId.optional(),
    year: z.coerce.number().int().min(1949).max(2200).optional(),
    open: z.stringbool().optional(),
  }),
  output: listOf(selectionRow).extend({ abilities: z.object({ open: z.boolean() }) }),
})

export const openSelection = defineEndpoint({
  method: 'POST',
  path: '/selections',
  summary: '开始一次评选',
  access: 'signed-in',
  who: 'selections.run',
  body: z.strictObject({
    orgId,
    /** 优秀共产党员 … */
    title: line(40),
    year,
    /** How many at most; without it as many as pass. */
    quota: z.number().int().min(1).max(500).nullable(),
    postGate: z.boolean(),
    /** The value is this organisation's own: nothing is assumed. Null: points are not asked for. */
    minimumPoints: hundredths.nullable(),
    admitsProbationary: z.boolean(),
    method,
    nominateUntil: day,
  }),
  output: z.object({ selectionId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'conflict.duplicate'],
})

const standing = z.object({
  eligible: z.boolean(),
  gate: gate.nullable(),
  /** In words: what lets the member stand, or what does not. */
  reason: z.string(),
  /** Of the year; only for the member's own branch and for the member. */
  points: z.number().int().nullable(),
})

const candidate = z.object({
  candidateId: id,
  memberId: id,
  name: z.string(),
  orgId,
  branchName: z.string(),
  reason: z.string(),
  nominatedBy: z.string().nullable(),
  nominatedAt: instant,
  withdrawn: z.object({ by: z.string().nullable(), note: z.string() }).nullable(),
  /** As it is now: asked anew each time. */
  standing,
  votes: z.object({ for: z.number().int(), against: z.number().int(), abstain: z.number().int() }).nullable(),
  chosen: z.boolean().nullable(),
  abilities: z.object({ withdraw: z.boolean() }),
})

/** Exactly what is public. No points, no counts of votes, no ids. */
export const selectionSnapshot = z.object({
  version: z.literal(1),
  title: z.string(),
  year: z.number().int(),
  orgName: z.string(),
  placeName: z.string(),
  /** How they were chosen, in a sentence. */
  how: z.string(),
  /** In stroke order of the names. */
  rows: z.array(z.object({ name: z.string(), branchName: z.string() })),
  contact: z.object({ place: z.string(), hours: z.string(), telephone: z.string() }),
  preparedBy: z.string(),
})
export type SelectionSnapshot = z.output<typeof selectionSnapshot>

export const getSelection = defineEndpoint({
  method: 'GET',
  path: '/selections/:selectionId',
  summary: '一次评选',
  access: 'signed-in',
  who: 'boards.read line',
  params: z.object({ selectionId: id }),
  output: selectionRow.extend({
    /** Of the branches that the reader may look into; of the reader's own branch for a member. */
    nominations: z.array(candidate),
    /** Members and who could stand, by branch and without names. Empty for a member without an office. */
    branches: z.array(
      z.object({
        orgId,
        name: z.string(),
        members: z.number().int(),
        byPost: z.number().int(),
        byPoints: z.number().int(),
        asMember: z.number().int(),
        /** The reader may see who they are: it is the reader's own branch. */
        named: z.boolean(),
      }),
    ),
    /** The reader's own standing, where the reader is a member of it. */
    own: standing.extend({ branchName: z.string(), candidate: z.boolean() }).nullable(),
    /** Every ballot that was counted, also one that chose nobody, in their order. */
    rounds: z.array(
      z.object({
        round: z.number().int(),
        heldOn: day,
        entitled: z.number().int(),
        present: z.number().int(),
        tallies: z.array(
          z.object({
            name: z.string(),
            for: z.number().int(),
            against: z.number().int(),
            abstain: z.number().int(),
          }),
        ),
        /** Why it chose nobody, in a sentence. */
        failed: z.string().nullable(),
        by: z.string(),
        at: instant,
      }),
    ),
    /** As the ballot was counted. */
    ballot: z.object({ entitled: z.number().int(), present: z.number().int() }).nullable(),
    decision: z.string().nullable(),
    meeting: z.object({ activityId: id, title: z.string(), day }).nullable(),
    /** How many could vote at most: full members with the right to vote. */
    voters: z.number().int(),
    list: z
      .object({
        listId: id,
        snapshot: selectionSnapshot,
        reviewedBy: z.string().nullable(),
        publishedOn: day.nullable(),
        closesOn: day.nullable(),
        expiresOn: day.nullable(),
        path: z.string().nullable(),
        openObjections: z.number().int(),
      })
      .nullable(),
    awards: z.array(awardRow),
    steps: z.array(
      z.object({ label: z.string(), by: z.string().nullable(), at: instant, note: z.string().nullable() }),
    ),
    days: z.object({ used: z.number().int(), allowed: z.number().int() }).nullable(),
    abilities: z.object({
      nominate: z.boolean(),
      close: z.boolean(),
      reopen: z.boolean(),
      decide: z.boolean(),
      publish: z.boolean(),
      return: z.boolean(),
      recall: z.boolean(),
      cancel: z.boolean(),
      award: z.boolean(),
    }),
  }),
  errors: ['not-found'],
})

const oneSelection = z.object({ selectionId: id })

/** Everybody of one branch with the reason why they may stand or not: for the branch itself. */
export const listEligible = defineEndpoint({
  method: 'GET',
  path: '/selections/:selectionId/organisations/:orgId/members',
  summary: '谁能参评，为什么',
  access: 'signed-in',
  who: 'points.names here',
  params: oneSelection.extend({ orgId }),
  output: z.object({
    orgId,
    orgName: z.string(),
    rows: z.array(
      z.object({
        memberId: id,
        name: z.string(),
        stageLabel: z.string(),
        ...standing.shape,
        nominated: z.boolean(),
      }),
    ),
  }),
  errors: ['access.denied', 'not-found'],
})

/** Whom the reader could nominate: names of the own branch, nothing else about them. */
export const listNominees = defineEndpoint({
  method: 'GET',
  path: '/selections/:selectionId/nominees',
  summary: '可以提谁的名',
  access: 'signed-in',
  who: 'boards.read line',
  params: oneSelection,
  output: z.object({
    rows: z.array(z.object({ memberId: id, name: z.string(), branchName: z.string() })),
  }),
  errors: ['access.denied', 'not-found'],
})

export const nominate = defineEndpoint({
  method: 'POST',
  path: '/selections/:selectionId/candidates',
  summary: '提名',
  access: 'signed-in',
  who: 'points.names here',
  params: oneSelection,
  body: z.strictObject({ memberId: id, reason: text(300).min(1, '请写为什么提这位同志') }),
  output: z.object({ candidateId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid', 'conflict.duplicate'],
})

const note = line(200)

/** By the candidate, by who nominated, or by the office: with a reason, and it stays on record. */
export const withdrawCandidate = defineEndpoint({
  method: 'POST',
  path: '/selections/:selectionId/candidates/:candidateId/withdraw',
  summary: '撤下一个提名',
  access: 'signed-in',
  who: 'selections.run',
  params: oneSelection.extend({ candidateId: id }),
  body: z.strictObject({ note }),
  output: z.object({ candidateId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

export const selectionEndpoints = {
  listSelections,
  openSelection,
  getSelection,
  listEligible,
  listNominees,
  nominate,
  withdrawCandidate,
}
