import { caseSortLabel } from '../../../contract/case-words.ts'
import * as contract from '../../../contract/cases.ts'
import type { Ctx } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { findPersonalNumbers } from '../../core/guard/find-personal-numbers.ts'
import { maskPersonalNumbers } from '../../core/guard/mask-personal-numbers.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { listHistory } from '../../core/procedure/run.ts'
import { contactContext, recordCase } from './commands.ts'
import { countCaseRows, findOrgsAt, listCaseCounts, listCaseRows } from './list-queries.ts'
import { giveCasePage, openCaseDoor } from './page-commands.ts'
import { homeOf, maySeeCase, maySeeContact } from './policy.ts'
import { presentCase, presentCaseRow } from './present.ts'
import { caseTables } from './procedures.ts'
import { type CaseRow, findCase } from './queries.ts'
import { takeCaseStep } from './step-commands.ts'

export const caseRoutes: Route[] = [
  endpoint(contract.recordCase, (ctx, { params, body }) => recordCase(ctx, params.orgId, body)),

  endpoint(contract.listCases, async (ctx, { query }) => {
    const { limit, offset, ...asked } = query
    const filter = { ...asked, scope: await scopeOf(ctx) }
    const rows = await listCaseRows(ctx, filter, { limit, offset })
    return {
      rows: rows.map((row) => presentCaseRow(row, ctx.today)),
      count: await countCaseRows(ctx, filter),
    }
  }),

  endpoint(contract.countCases, async (ctx, { query }) => {
    const rows = await listCaseCounts(ctx, await scopeOf(ctx), query.orgId)
    return {
      rows: rows.map((row) => ({
        ...row,
        stateLabel: caseTables[row.kind].states[row.state]?.label ?? row.state,
        sortLabel: caseSortLabel(row.sort),
      })),
    }
  }),

  endpoint(contract.getCase, async (ctx, { params }) => {
    const row = await findSeen(ctx, params.caseId)
    const history = (await listHistory(ctx, [row.procedure_id])).get(row.procedure_id) ?? []
    return presentCase(row, { actor: ctx.actor, today: ctx.today, history })
  }),

  endpoint(contract.takeCaseStep, async (ctx, { params, body }) => ({
    caseId: params.caseId,
    ...(await takeCaseStep(ctx, params.caseId, body)),
  })),

  endpoint(contract.previewCaseText, async (ctx, { params, body }) => {
    const row = await findSeen(ctx, params.caseId)
    demand(may(ctx.actor, 'cases.handle', homeOf(row)), 'access.denied')
    return {
      text: maskPersonalNumbers(body.text, ctx.today),
      found: findPersonalNumbers(body.text, { today: ctx.today }).map((one) => one.shown),
    }
  }),

  endpoint(contract.showCaseContact, async (ctx, { params, body }) => {
    const { caseId } = params
    const row = await findSeen(ctx, caseId)
    demand(row.contact_sealed, 'not-found', { message: '提的人没有留联系办法，或者已经过期删掉了。' })
    demand(maySeeContact(ctx.actor, row), 'access.denied')
    const target = { kind: 'case', id: caseId }
    ctx.audit({
      action: 'case.contact-shown',
      target,
      orgId: row.org_id,
      detail: { reason: body.reason },
    })
    return { contact: (await ctx.sealer()).open(row.contact_sealed, contactContext(caseId)) }
  }),

  endpoint(contract.giveCasePage, async (ctx, { params }) => ({
    page: await giveCasePage(ctx, params.caseId),
  })),

  endpoint(contract.openCaseDoor, async (ctx, { params }) => ({
    page: await openCaseDoor(ctx, params.orgId),
  })),
]

async function scopeOf(ctx: Ctx) {
  const places = ctx.actor.memberId === null ? [] : ctx.actor.grants.map((grant) => grant.orgPath)
  return {
    reads: await findOrgsAt(ctx, pathsWhere(ctx.actor, 'cases.read')),
    takes: await findOrgsAt(ctx, places),
  }
}

async function findSeen(ctx: Ctx, caseId: string): Promise<CaseRow> {
  const row = await findCase(ctx, caseId)
  demand(row && maySeeCase(ctx.actor, row), 'not-found')
  return row
}
