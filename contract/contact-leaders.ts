import { z } from 'zod'
import { day, id, instant, line, listOf, orgId, pageQuery } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { orgKinds } from './organisations.ts'
import { reviewStates } from './stage-reviews.ts'

const place = z.object({ orgId })

const link = z.object({
  linkId: id,
  name: z.string(),
  from: day,
  /** None for one given by an administrator without a last day. */
  to: day.nullable(),
  reason: z.string(),
})

/**
 * Every organisation at and below one that should have a leader from above, in the order of the register: who is linked
 * to it now, and which has nobody. A branch stands in its village's care as well.
 */
export const listContacts = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/contacts',
  summary: '联系领导：谁联系哪里，哪里还没有人',
  access: 'signed-in',
  who: 'activities.read',
  params: place,
  query: z.object({ ...pageQuery, uncovered: z.literal('1').optional() }),
  output: listOf(
    z.object({
      orgId,
      orgName: z.string(),
      kind: z.enum(orgKinds),
      kindLabel: z.string(),
      parentName: z.string().nullable(),
      leaders: z.array(link.extend({ abilities: z.object({ end: z.boolean() }) })),
      /** The village that stands in for it, where the organisation itself has nobody. */
      through: z.string().nullable(),
      /** The last meeting there at which a leader was present, by the leader's own word. */
      lastPresentOn: day.nullable(),
      abilities: z.object({ link: z.boolean() }),
    }),
  ).extend({ orgName: z.string(), uncovered: z.number().int() }),
  errors: ['access.denied', 'not-found'],
})

/** Who may be linked: those with an office above it, and whoever is a leader somewhere already. */
export const getContactForm = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/contact-form',
  summary: '可以请谁来联系',
  access: 'signed-in',
  who: 'contacts.write above',
  params: place,
  output: z.object({
    orgName: z.string(),
    people: z.array(z.object({ accountId: id, name: z.string(), note: z.string() })),
    from: day,
    to: day,
  }),
  errors: ['access.denied', 'not-found'],
})

export const linkLeader = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/contacts',
  summary: '定下联系领导和任期',
  access: 'signed-in',
  who: 'contacts.write above',
  params: place,
  body: z.strictObject({ accountId: id, from: day, to: day, reason: line(100) }),
  output: z.object({ linkId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'conflict.duplicate'],
})

export const endContact = defineEndpoint({
  method: 'POST',
  path: '/contacts/:linkId/end',
  summary: '不再联系，写明原因',
  access: 'signed-in',
  who: 'contacts.write above',
  params: z.object({ linkId: id }),
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ linkId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

/** Everybody who has ever been linked to an organisation, the newest first. */
export const getContactHistory = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/contact-history',
  summary: '历任联系领导',
  access: 'signed-in',
  who: 'activities.read',
  params: place,
  output: z.object({
    orgName: z.string(),
    rows: z.array(
      link.extend({
        givenByName: z.string().nullable(),
        ended: z.object({ at: instant, byName: z.string().nullable(), reason: z.string() }).nullable(),
      }),
    ),
  }),
  errors: ['access.denied', 'not-found'],
})

const meeting = z.object({
  activityId: id,
  orgId,
  orgName: z.string(),
  title: z.string(),
  day,
  startsAt: z.string().nullable(),
  place: z.string().nullable(),
  /** None: nothing has been said yet. */
  review: z.enum(reviewStates).nullable(),
  reviewLabel: z.string(),
})
export type ContactMeeting = z.output<typeof meeting>

/** The organisations that one is linked to oneself, with what they plan and have held, a month to either side. */
export const getOwnContacts = defineEndpoint({
  method: 'GET',
  path: '/contacts/mine',
  summary: '我联系的支部',
  access: 'signed-in',
  who: 'signed-in',
  output: z.object({
    rows: z.array(
      z.object({
        orgId,
        orgName: z.string(),
        from: day,
        to: day.nullable(),
        /** Is a plan of this year adopted? */
        planned: z.boolean(),
      }),
    ),
    coming: z.array(meeting),
    held: z.array(meeting),
  }),
})

export const contactEndpoints = {
  listContacts,
  getContactForm,
  linkLeader,
  endContact,
  getContactHistory,
  getOwnContacts,
}
