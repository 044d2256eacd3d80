import * as awardContract from '../../../contract/awards.ts'
import * as resultContract from '../../../contract/selection-results.ts'
import * as contract from '../../../contract/selections.ts'
import { demandMay, inScope, mayAnywhere } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { placeOf } from '../organisations/commands.ts'
import { giveAwards, recordAwardHonour, withdrawAward } from './award-commands.ts'
import * as awards from './award-queries.ts'
import { nominate, openSelection, withdrawCandidate } from './commands.ts'
import { decideSelection, recordVote } from './deciding-commands.ts'
import { describeSelection } from './describe.ts'
import { listPeople } from './eligibility-queries.ts'
import { mayNominate, maySeeNames } from './policy.ts'
import * as present from './present.ts'
import { listSelectionRows } from './queries.ts'
import { judge, personOf, termsOf } from './rules.ts'
import { loadReader, loadSelection } from './selection.ts'
import { takeSelectionStep } from './step-commands.ts'

export const selectionRoutes: Route[] = [
  endpoint(contract.listSelections, async (ctx, { query }) => {
    const { reach } = await loadReader(ctx)
    const rows = await listSelectionRows(ctx, { ...reach, ...query })
    return {
      rows: rows.map((row) => present.presentSelection(row, ctx.today)),
      count: rows[0]?.total ?? 0,
      abilities: { open: mayAnywhere(ctx.actor, 'selections.run') },
    }
  }),

  endpoint(contract.openSelection, async (ctx, { body }) => ({
    selectionId: await openSelection(ctx, body),
  })),

  endpoint(contract.getSelection, (ctx, { params }) => describeSelection(ctx, params.selectionId)),

  endpoint(contract.listEligible, async (ctx, { params }) => {
    const { row } = await loadSelection(ctx, params.selectionId)
    const branch = await placeOf(ctx, params.orgId)
    demand(branch && branch.path.startsWith(row.path) && inScope(ctx.actor, branch), 'not-found')
    demand(maySeeNames(ctx.actor, branch), 'access.denied', {
      message: '名字和积分只有本支部看得到。',
    })
    const people = await listPeople(ctx, { selectionId: row.selection_id, year: row.year, path: branch.path })
    const terms = termsOf(row)
    return {
      orgId: branch.orgId,
      orgName: branch.name,
      rows: people.map((person) => present.presentEligible(person, terms)),
    }
  }),

  endpoint(contract.listNominees, async (ctx, { params }) => {
    const { row, reader } = await loadSelection(ctx, params.selectionId)
    const people = await listPeople(ctx, { selectionId: row.selection_id, year: row.year, path: row.path })
    const reached = people.filter(({ org_id: orgId, path }) =>
      mayNominate(ctx.actor, { orgId, path }, reader.own),
    )
    const terms = termsOf(row)
    const rows = reached.filter(
      (person) =>
        !person.nominated &&
        person.member_id !== ctx.actor.memberId &&
        judge(personOf(person), terms, false).eligible,
    )
    return {
      rows: rows.map(({ member_id: memberId, name, branch_name: branchName }) => ({
        memberId,
        name,
        branchName,
      })),
    }
  }),

  endpoint(contract.nominate, async (ctx, { params, body }) => ({
    candidateId: await nominate(ctx, params.selectionId, body),
  })),

  endpoint(contract.withdrawCandidate, async (ctx, { params, body }) => {
    const { selectionId, candidateId } = params
    await withdrawCandidate(ctx, selectionId, { candidateId, note: body.note })
    return { candidateId }
  }),

  endpoint(resultContract.recordVote, async (ctx, { params: { selectionId }, body }) => ({
    selectionId,
    ...(await recordVote(ctx, selectionId, body)),
  })),

  endpoint(resultContract.decideSelection, async (ctx, { params: { selectionId }, body }) => ({
    selectionId,
    chosen: await decideSelection(ctx, selectionId, body),
  })),

  endpoint(resultContract.takeSelectionStep, async (ctx, { params: { selectionId }, body }) => {
    const { state, address, closesOn } = await takeSelectionStep(ctx, selectionId, body)
    return { selectionId, state, path: address && present.publicPath(address), closesOn }
  }),

  endpoint(awardContract.giveAwards, async (ctx, { params, body }) => ({
    awards: await giveAwards(ctx, params.selectionId, body),
  })),

  endpoint(awardContract.listAwards, async (ctx, { query: { orgId, ...filter } }) => {
    const place = orgId === undefined ? null : await placeOf(ctx, orgId)
    if (orgId !== undefined) demandMay(ctx.actor, 'boards.read', place)
    const { reach } = await loadReader(ctx)
    const ownId = place ? null : ctx.actor.memberId
    const paths = place ? [place.path] : reach.paths
    const rows = await awards.listAwardRows(ctx, { ...filter, paths, ownId })
    return { rows: rows.map((row) => present.presentAward(row, ctx.actor)), count: rows[0]?.total ?? 0 }
  }),

  endpoint(awardContract.withdrawAward, async (ctx, { params, body }) => {
    await withdrawAward(ctx, params.awardId, body.reason)
    return params
  }),

  endpoint(awardContract.recordAwardHonour, async (ctx, { params: { awardId } }) => ({
    awardId,
    honourId: await recordAwardHonour(ctx, awardId),
  })),
]
