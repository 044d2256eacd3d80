import { z } from 'zod'
import { attendLinkStates } from './attend-links.ts'
import { day, id, instant } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { leaveReasons, leaveStates } from './leaves.ts'
import { makeUpWays } from './make-ups.ts'

const person = { memberId: id, name: z.string() }

const leave = z.object({
  ...person,
  leaveId: id,
  state: z.enum(leaveStates),
  stateLabel: z.string(),
  /** Why, and the words with it, only to those who call the roll and to oneself. */
  reason: z.enum(leaveReasons).nullable(),
  reasonLabel: z.string().nullable(),
  note: z.string().nullable(),
  askedAt: instant,
  decidedByName: z.string().nullable(),
  word: z.string().nullable(),
  abilities: z.object({ decide: z.boolean(), withdraw: z.boolean() }),
})

const makeUp = z.object({
  ...person,
  makeUpId: id,
  way: z.enum(makeUpWays),
  wayLabel: z.string(),
  day,
  teacher: z.string(),
  note: z.string().nullable(),
  abilities: z.object({ withdraw: z.boolean() }),
})

const link = z.object({
  ...person,
  linkId: id,
  state: z.enum(attendLinkStates),
  usedAt: instant.nullable(),
  words: z.string().nullable(),
})

const checkedIn = z.object({
  ...person,
  orgName: z.string(),
  at: instant,
  /**
   * Minutes from the scan, by the phone's word, to its arrival, where that is longer than a code stands: from a phone
   * without a line, or from a picture of the screen that was sent on. Whoever calls the roll has seen who was there.
   */
  minutesLate: z.number().int().nullable(),
  /** False: from another branch, and not on the roll so far. */
  onRoll: z.boolean(),
})

/**
 * What belongs to a roll besides its names, as far as the reader may see it: the holder's readers all leaves, make-ups
 * and guests, a branch its own members', a member the own. Addresses and scans go to those who call the roll.
 */
export const getRollNotes = defineEndpoint({
  method: 'GET',
  path: '/activities/:activityId/roll-notes',
  summary: '请假、补课、来宾、在外报到和扫码',
  access: 'signed-in',
  who: 'activities.read',
  params: z.object({ activityId: id }),
  output: z.object({
    activityId: id,
    leaves: z.array(leave),
    makeUps: z.array(makeUp),
    guests: z.array(z.object({ guestId: id, name: z.string(), origin: z.string() })),
    links: z.array(link),
    checkIns: z.array(checkedIn),
    /** On the roll and away from home: for whom an address may be made. */
    floating: z.array(z.object(person)),
    leaveReasons: z.array(z.object({ reason: z.enum(leaveReasons), label: z.string() })),
    abilities: z.object({
      ask: z.boolean(),
      recordLeave: z.boolean(),
      makeUp: z.boolean(),
      guests: z.boolean(),
      link: z.boolean(),
      showCode: z.boolean(),
    }),
  }),
  errors: ['access.denied', 'not-found'],
})

export const rollNoteEndpoints = { getRollNotes }
