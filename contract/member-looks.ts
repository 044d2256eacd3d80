import { z } from 'zod'
import { day, id, instant, line, listOf, orgId, pageQuery } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { memberParams } from './members.ts'

const numberField = z.enum(['idNumber', 'mobile', 'landline'])

/** Shows one number in clear. It is logged, and the member sees who looked and why. */
export const revealNumber = defineEndpoint({
  method: 'POST',
  path: '/members/:memberId/reveal',
  summary: '看全号，要写理由',
  access: 'signed-in',
  who: 'members.reveal',
  params: memberParams,
  body: z.strictObject({ field: numberField, reason: line(100) }),
  output: z.object({ value: z.string() }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

const look = z.object({
  lookId: id,
  at: instant,
  by: z.string().nullable(),
  field: numberField,
  reason: z.string(),
})

/** Who looked at one's own numbers, when and why; the latest first. */
export const listLooks = defineEndpoint({
  method: 'GET',
  path: '/me/looks',
  summary: '谁看过我的号码',
  access: 'signed-in',
  who: 'own',
  query: z.object(pageQuery),
  output: listOf(look),
  errors: ['not-found'],
})

/**
 * Who looked at a member's numbers, for the member, for whoever may look at them as well, and for the auditor. Of looks
 * that were taken in another branch only what the reader may see there.
 */
export const listMemberLooks = defineEndpoint({
  method: 'GET',
  path: '/members/:memberId/looks',
  summary: '谁看过这名党员的号码',
  access: 'signed-in',
  who: ['audit.read', 'members.reveal'],
  params: memberParams,
  query: z.object(pageQuery),
  output: listOf(look),
  errors: ['access.denied', 'not-found'],
})

/**
 * Every look at or below where one audits, the latest first: within days (both included, in Asia/Shanghai), of or by
 * somebody of exactly this name. The numbers themselves are not in it.
 */
export const listLookLog = defineEndpoint({
  method: 'GET',
  path: '/looks',
  summary: '谁看过谁的号码',
  access: 'signed-in',
  who: 'audit.read anywhere',
  query: z.object({ ...pageQuery, from: day.optional(), to: day.optional(), name: line(50).optional() }),
  output: listOf(
    look.extend({
      memberId: id.nullable(),
      memberName: z.string(),
      orgId: orgId.nullable(),
      orgName: z.string(),
    }),
  ),
  errors: ['access.denied', 'input.invalid'],
})

export const memberLookEndpoints = { revealNumber, listLooks, listMemberLooks, listLookLog }
