import { z } from 'zod'
import { id, instant, line, listOf, orgId, pageQuery } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

export const proposalStates = ['waiting', 'accepted', 'dismissed', 'withdrawn'] as const
export type ProposalState = (typeof proposalStates)[number]
export const proposalStateLabels: Record<ProposalState, string> = {
  waiting: '待核对',
  accepted: '转了',
  dismissed: '没有转',
  withdrawn: '撤回了',
}

const proposalParams = z.object({ proposalId: id })

const proposal = z.object({
  proposalId: id,
  memberId: id,
  name: z.string(),
  /** Masked by the server. */
  idNumber: z.string().nullable(),
  /** Where the person was when it was decided; until then, where the person is. */
  fromOrgId: orgId,
  fromOrgName: z.string(),
  toOrgId: orgId,
  toOrgName: z.string(),
  state: z.enum(proposalStates),
  stateLabel: z.string(),
  askedBy: z.string().nullable(),
  askedAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  note: z.string().nullable(),
  abilities: z.object({ decide: z.boolean() }),
})

/** Persons whom two branches have in their books: for the level above both. The oldest first. */
export const listTransferProposals = defineEndpoint({
  method: 'GET',
  path: '/transfer-proposals',
  summary: '两边都有的人，请核对',
  access: 'signed-in',
  who: 'signed-in',
  query: z.object({ ...pageQuery, state: z.enum(proposalStates).default('waiting') }),
  output: listOf(proposal),
})

const decided = z.object({ proposalId: id, state: z.enum(proposalStates) })

/** Moves the person into the branch that asked, with a dated event. */
export const acceptTransfer = defineEndpoint({
  method: 'POST',
  path: '/transfer-proposals/:proposalId/accept',
  summary: '转过去',
  access: 'signed-in',
  who: 'transfers.decide',
  params: proposalParams,
  body: z.strictObject({ note: line(200).optional() }),
  output: decided,
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

export const dismissTransfer = defineEndpoint({
  method: 'POST',
  path: '/transfer-proposals/:proposalId/dismiss',
  summary: '不转，写明理由',
  access: 'signed-in',
  who: 'transfers.decide',
  params: proposalParams,
  body: z.strictObject({ note: line(200) }),
  output: decided,
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

export const transferEndpoints = { listTransferProposals, acceptTransfer, dismissTransfer }
