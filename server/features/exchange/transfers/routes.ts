import * as contract from '../../../../contract/transfers.ts'
import { pathsWhere } from '../../../core/context/paths-where.ts'
import { endpoint, type Route } from '../../../core/http/endpoint.ts'
import { readRegister } from '../../members/commands.ts'
import { acceptTransfer, dismissTransfer } from './commands.ts'
import { presentProposal } from './present.ts'
import { listProposals } from './queries.ts'

export const transferRoutes: Route[] = [
  endpoint(contract.listTransferProposals, async (ctx, { query: { state, ...page } }) => {
    const paths = pathsWhere(ctx.actor, 'transfers.decide')
    if (paths.length === 0) return { rows: [], count: 0 }
    const { rows, count } = await listProposals(ctx, { paths, state }, page)
    const people = await readRegister(ctx, { memberIds: rows.map((row) => row.member_id) })
    const numbers = new Map(people.map((line) => [line.memberId, line.values.idNumber]))
    return {
      rows: rows.map((row) => presentProposal(ctx.actor, row, numbers.get(row.member_id))),
      count,
    }
  }),

  endpoint(contract.acceptTransfer, async (ctx, { params: { proposalId }, body }) => {
    await acceptTransfer(ctx, proposalId, body.note ?? null)
    return { proposalId, state: 'accepted' as const }
  }),

  endpoint(contract.dismissTransfer, async (ctx, { params: { proposalId }, body }) => {
    await dismissTransfer(ctx, proposalId, body.note)
    return { proposalId, state: 'dismissed' as const }
  }),
]
