import * as contract from '../../../contract/assessments.ts'
import * as ownContract from '../../../contract/own-assessments.ts'
import type { Ctx } from '../../core/context/context.ts'
import { inScope } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { listHistory } from '../../core/procedure/run.ts'
import { answer, handOut, setAside } from './answering-commands.ts'
import { recordCount, takeAssessmentStep } from './counting-commands.ts'
import { loadForm } from './form.ts'
import { loadForOffice } from './loading.ts'
import { openAssessment } from './opening-commands.ts'
import * as present from './present.ts'
import * as q from './queries.ts'
import { listRegister } from './register-queries.ts'
import { listOwnIds, listResults } from './result-queries.ts'
import { listSubjects, listTallies } from './tally-queries.ts'
import { findVoter, listVoters } from './voter-queries.ts'

export const assessmentRoutes: Route[] = [
  endpoint(contract.listAssessments, async (ctx, { query }) => {
    const paths = pathsWhere(ctx.actor, 'assessments.run')
    demand(paths.length > 0, 'access.denied')
    const rows = await q.listAssessmentRows(ctx, { paths, ...query })
    return {
      rows: rows.map((row) => ({
        ...present.presentHeading(row),
        answered: present.answeredOf(row),
        entitled: row.entitled,
      })),
      count: rows[0]?.total ?? 0,
      mayOpenAt: await q.listBranches(ctx, paths),
    }
  }),

  endpoint(contract.getAssessmentForm, (ctx, { params, query }) => loadForm(ctx, params.orgId, query.day)),

  endpoint(contract.openAssessment, async (ctx, { params, body }) => {
    await openAssessment(ctx, params.orgId, body)
    return { assessmentId: ctx.requestId }
  }),

  endpoint(ownContract.listOwnAssessments, (ctx) => loadOwnList(ctx)),

  endpoint(contract.getAssessment, (ctx, { params }) => loadOne(ctx, params.assessmentId)),

  endpoint(contract.handOutSheet, async (ctx, { params, body }) => ({
    handedOut: await handOut(ctx, params.assessmentId, body.memberId),
  })),

  endpoint(contract.setAsidePhoneAnswers, async (ctx, { params }) => {
    await setAside(ctx, params.assessmentId)
    return params
  }),

  endpoint(contract.countAssessment, async (ctx, { params, body }) => {
    await recordCount(ctx, params.assessmentId, body)
    return params
  }),

  endpoint(contract.takeAssessmentStep, async (ctx, { params, body }) => ({
    state: await takeAssessmentStep(ctx, params.assessmentId, body),
  })),

  endpoint(ownContract.getOwnAssessment, (ctx, { params }) => loadOwn(ctx, params.assessmentId)),

  endpoint(ownContract.answerAssessment, async (ctx, { params, body }) => {
    await answer(ctx, params.assessmentId, body.rows)
    return params
  }),
]

async function loadOne(ctx: Ctx, assessmentId: string) {
  const row = await loadForOffice(ctx, assessmentId)
  const subjects = await listSubjects(ctx, assessmentId)
  const { revision, procedure_id: procedureId } = row
  const results = await listResults(ctx, { assessmentId, revision })
  // What was typed, for who checks it and who corrects it. The phone's own tallies are shown nowhere.
  const counted = row.returned === null ? null : await listTallies(ctx, assessmentId, 'paper')
  const taken = (await listHistory(ctx, [procedureId])).get(procedureId) ?? []
  const register = await listRegister(ctx, row.org_id, ctx.today)
  const people = register.map((one) => ({ memberId: one.member_id, name: one.name }))
  return {
    assessment: {
      ...present.presentTerms(row),
      entitled: row.entitled,
      answeredByPhone: row.by_phone,
      handedOut: row.handed_out,
      issued: row.issued,
      returned: row.returned,
      invalid: row.invalid,
      tellers: (row.tellers ?? []).map((memberId) => ({
        memberId,
        name: people.find((one) => one.memberId === memberId)?.name ?? '不在本支部的党员',
      })),
    },
    rows: subjects.map((subject) => present.presentRow(subject, { counted, results, of: row })),
    voters: row.way === 'phone' ? await listVoters(ctx, assessmentId) : [],
    people,
    history: present.presentHistory(taken),
    abilities: present.presentAbilities(row, ctx.actor, taken),
  }
}

async function loadOwnList(ctx: Ctx) {
  const { memberId } = ctx.actor
  const own = memberId ? await listOwnIds(ctx, memberId) : []
  const ids = own.map((one) => one.assessment_id)
  const rows = ids.length > 0 ? await q.listAssessmentRows(ctx, { ids, limit: 200, offset: 0 }) : []
  const of = (is: 'open' | 'result', row: q.AssessmentRow) =>
    own.find((one) => one.is === is && one.assessment_id === row.assessment_id)
  return {
    open: rows.flatMap((row) => {
      const found = of('open', row)
      return found ? [{ ...present.presentHeading(row), had: found.had }] : []
    }),
    results: rows.flatMap((row) => {
      const found = of('result', row)
      const mark = row.purpose === 'marks' ? (found?.mark ?? null) : null
      return found ? [{ ...present.presentHeading(row), mark }] : []
    }),
  }
}

/** For who may answer it and who was assessed by it; to everybody else it is not there. */
async function loadOwn(ctx: Ctx, assessmentId: string) {
  const { memberId } = ctx.actor
  const row = memberId ? await q.findAssessment(ctx, assessmentId) : undefined
  demand(row && memberId, 'not-found')
  const voter = await findVoter(ctx, assessmentId, memberId)
  const results =
    row.state === 'cancelled'
      ? new Map()
      : await listResults(ctx, { assessmentId, revision: row.revision, memberId })
  const result = present.presentResult(results.get(memberId), row)
  demand(voter || result, 'not-found')
  const here = inScope(ctx.actor, { orgId: row.org_id, path: row.path })
  const asked = voter && here && row.way === 'phone' && row.state === 'answering'
  return {
    assessment: present.presentTerms(row),
    ballot: asked ? { may: !voter.had, had: voter.had, people: await listOthers(ctx, row, memberId) } : null,
    result,
  }
}

/** Whom one assesses: everybody but oneself. */
async function listOthers(ctx: Ctx, row: q.AssessmentRow, ownId: string) {
  const people = await listSubjects(ctx, row.assessment_id)
  return people
    .filter((one) => one.excused === null && one.member_id !== ownId)
    .map(({ member_id: memberId, name }) => ({ memberId, name }))
}
