import * as contract from '../../../contract/appraisals.ts'
import type { Ctx } from '../../core/context/context.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { listHistory } from '../../core/procedure/run.ts'
import { readInspections } from '../enterprises/inspection-commands.ts'
import { findBallot, listBallots, listVotes } from './ballot-queries.ts'
import { listCeilings } from './ceiling-queries.ts'
import { loadForOffice } from './loading.ts'
import { listPeople, listSelves, listWriters } from './people-queries.ts'
import { mayRun } from './policy.ts'
import * as present from './present.ts'
import * as q from './queries.ts'
import {
  noteMutual,
  openBallot,
  openRound,
  setCeiling,
  writeOwnSelf,
  writeSelfFor,
} from './round-commands.ts'
import { nationalCeiling, openYears } from './rules.ts'
import { proposeGrades, takeAppraisalStep } from './verdict-commands.ts'
import { listOwn, listVerdicts } from './verdict-queries.ts'

export const appraisalRoutes: Route[] = [
  endpoint(contract.listAppraisals, (ctx, { query }) => loadList(ctx, query)),

  endpoint(contract.setAppraisalCeiling, async (ctx, { params, body }) => {
    await setCeiling(ctx, params.orgId, body)
    return { ceilingId: ctx.requestId }
  }),

  endpoint(contract.openAppraisal, async (ctx, { params, body }) => {
    await openRound(ctx, params.orgId, body.year)
    return { roundId: ctx.requestId }
  }),

  endpoint(contract.listOwnAppraisals, (ctx) => loadOwn(ctx)),

  endpoint(contract.getAppraisal, (ctx, { params }) => loadOne(ctx, params.roundId)),

  endpoint(contract.writeSelfFor, async (ctx, { params, body }) => {
    await writeSelfFor(ctx, params.roundId, body)
    return params
  }),

  endpoint(contract.writeOwnSelf, async (ctx, { params, body }) => {
    await writeOwnSelf(ctx, params.roundId, body.words)
    return params
  }),

  endpoint(contract.noteMutual, async (ctx, { params, body }) => ({
    state: await noteMutual(ctx, params.roundId, body.day),
  })),

  endpoint(contract.openBallot, async (ctx, { params, body }) => ({
    state: await openBallot(ctx, params.roundId, body.way),
    assessmentId: ctx.requestId,
  })),

  endpoint(contract.proposeGrades, async (ctx, { params, body }) => ({
    state: await proposeGrades(ctx, params.roundId, body),
  })),

  endpoint(contract.takeAppraisalStep, async (ctx, { params, body }) => ({
    state: await takeAppraisalStep(ctx, params.roundId, body),
  })),
]

async function loadList(ctx: Ctx, query: Pick<q.Filter, 'state' | 'limit' | 'offset'>) {
  const at = pathsWhere(ctx.actor, 'assessments.run')
  const below = pathsWhere(ctx.actor, 'appraisals.confirm')
  demand(at.length + below.length > 0, 'access.denied')
  const rows = await q.listRoundRows(ctx, { at, below, ...query })
  const branches = await q.listBranchYears(ctx, at)
  const ceilings = below.length > 0 ? await listCeilings(ctx, below) : []
  return {
    rows: rows.map(present.presentHeading),
    count: rows[0]?.total ?? 0,
    mayOpenAt: branches
      .map(({ orgId, name, years }) => ({
        orgId,
        name,
        years: openYears(ctx.today).filter((year) => !years.includes(year)),
      }))
      .filter(({ years }) => years.length > 0),
    mayLimitAt: ceilings.map(({ org_id: orgId, name, most, parts }) => ({
      orgId,
      name,
      most: most ?? nationalCeiling.most,
      parts: parts ?? nationalCeiling.parts,
    })),
  }
}

/** What members wrote and how they voted, for the branch; for the level above the grades once they are proposed. */
async function loadOne(ctx: Ctx, roundId: string) {
  const row = await loadForOffice(ctx, roundId)
  const people = await listPeople(ctx, roundId)
  const ballot = await findBallot(ctx, row.ballot_id)
  const runs = mayRun(ctx.actor, row)
  const taken = (await listHistory(ctx, [row.procedure_id])).get(row.procedure_id) ?? []
  const isProposed = runs || row.state === 'proposed' || row.confirmed > 0
  const proposal = runs || row.state === 'proposed' ? row.proposal : row.confirmed
  const graded = people.filter((one) => one.excused === null).map((one) => one.member_id)
  const around: present.Around = {
    writers: await listWriters(ctx, roundId),
    selves: runs ? await listSelves(ctx, { roundId }) : new Map(),
    votes: runs && ballot?.state === 'confirmed' ? await listVotes(ctx, ballot) : new Map(),
    inspections: runs ? await readInspections(ctx, graded, spanOf([row.year])) : null,
    proposed: isProposed ? await listVerdicts(ctx, roundId, proposal) : new Map(),
    confirmed: await listVerdicts(ctx, roundId, row.confirmed),
  }
  return {
    round: present.presentRound(row, graded.length, ballot),
    rows: people.map((one) => present.presentRow(one, around)),
    history: present.presentHistory(taken),
    abilities: present.presentAbilities(row, ctx.actor, { taken, ballot, graded }),
  }
}

/** From the first of these years to the last. */
function spanOf(years: readonly number[]): { from: string; to: string } {
  return { from: `${Math.min(...years)}-01-01`, to: `${Math.max(...years)}-12-31` }
}

async function loadOwn(ctx: Ctx) {
  const { memberId } = ctx.actor
  const own = memberId ? await listOwn(ctx, memberId) : []
  if (!memberId || own.length === 0) return { rows: [] }
  const ids = own.map((one) => one.round_id)
  const rounds = await q.listRoundRows(ctx, { ids, limit: 200, offset: 0 })
  const selves = await listSelves(ctx, { memberId })
  const ballots = await listBallots(
    ctx,
    rounds.flatMap((one) => one.ballot_id ?? []),
  )
  const span = spanOf(rounds.map((one) => one.year))
  const inspected = await readInspections(ctx, [memberId], span)
  return {
    rows: own.flatMap(({ round_id: roundId, excused, grade, reason, fact_id: factId }) => {
      const row = rounds.find((one) => one.round_id === roundId)
      if (!row) return []
      const ballot = row.ballot_id ? ballots.get(row.ballot_id) : undefined
      const self = selves.get(roundId)
      const isOpen = ballot?.state === 'answering' && ballot.way === 'phone'
      return [
        {
          roundId,
          orgName: row.org_name,
          year: row.year,
          state: row.state,
          stateLabel: present.sayState(row.state),
          excused,
          self: self ? present.presentSelf(self) : null,
          ballotId: isOpen ? ballot.assessment_id : null,
          grade,
          reason,
          inspections: inspected
            .filter((one) => one.visitedOn.startsWith(`${row.year}-`))
            .map(({ saying }) => saying),
          factId,
          abilities: { write: row.state === 'self' || row.state === 'mutual', object: factId !== null },
        },
      ]
    }),
  }
}
