import { z } from 'zod'
import { day, id, instant, listOf, orgId, pageQuery, text } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

const waiting = z.object({
  factId: id,
  ruleCode: z.string(),
  ruleName: z.string(),
  points: z.number().int(),
  day,
  memberId: id,
  memberName: z.string(),
  orgId,
  orgName: z.string(),
  recordedAt: instant,
  /** Which of how many people's words is next, by when, and who let the day pass. */
  step: z.number().int(),
  steps: z.number().int(),
  dueOn: day.nullable(),
  letLieBy: z.string().nullable(),
  abilities: z.object({ decide: z.boolean() }),
})

/** Facts whose rule wants a person's word before it counts. */
export const listApprovals = defineEndpoint({
  method: 'GET',
  path: '/points/approvals',
  summary: '等着批的积分',
  access: 'signed-in',
  who: 'signed-in',
  query: z.object(pageQuery),
  output: listOf(waiting),
})

/** Yes or no; nobody decides on what they recorded themselves or on themselves. A later word replaces the earlier. */
export const decideApproval = defineEndpoint({
  method: 'POST',
  path: '/points/approvals/:factId/:ruleCode',
  summary: '批或不批一条积分',
  access: 'signed-in',
  who: 'points.decide',
  params: z.object({ factId: id, ruleCode: z.string().max(20) }),
  body: z.strictObject({ approved: z.boolean(), note: text(200).nullable().default(null) }),
  output: z.object({ factId: id, approved: z.boolean() }),
  errors: ['not-found', 'access.denied', 'state.wrong', 'input.invalid'],
})

export const approvalEndpoints = { listApprovals, decideApproval }
