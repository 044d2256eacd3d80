import { caseSortLabel } from '../../../contract/case-words.ts'
import * as contract from '../../../contract/cases.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { listHistory } from '../../core/procedure/run.ts'
import { placeOf } from '../organisations/commands.ts'
import { contactContext, recordCase } from './commands.ts'
import { countCaseRows, findOrgsAt, listCaseCounts, listCaseRows } from './list-queries.ts'
import { giveCasePage, openCaseDoor } from './page-commands.ts'
import { homeOf, maySeeCase, maySeeContact, mayWritePublic } from './policy.ts'
import { presentCase, presentCaseRow } from './present.ts'
import { caseTables } from './procedures.ts'
import { addNames, previewNumbers } from './public-text.ts'
import { type CaseRow, findCase } from './queries.ts'
import { demandNamelessStep, takeCaseStep } from './step-commands.ts'

export const caseRoutes: Route[] = [
  endpoint(contract.recordCase, (ctx, { params, body }) => recordCase(ctx, params.orgId, body), {
    widely: async (ctx, answer, { body }) => {
      await demandNamelessStep(ctx, answer.caseId, { step: 'answer', text: body.result })
      return answer
    },
  }),

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

  endpoint(
    contract.takeCaseStep,
    async (ctx, { params, body }) => ({
      caseId: params.caseId,
      ...(await takeCaseStep(ctx, params.caseId, body)),
    }),
    {
      widely: async (ctx, answer, { params, body }) => {
        await demandNamelessStep(ctx, params.caseId, body)
        return answer
      },
    },
  ),

  endpoint(
    contract.previewCaseText,
    async (ctx, { params, body }) => {
      const row = await findSeen(ctx, params.caseId)
      const history = (await listHistory(ctx, [row.procedure_id])).get(row.procedure_id) ?? []
      demand(mayWritePublic(ctx.actor, row, history), 'access.denied')
      return previewNumbers(ctx, body.text)
    },
    {
      widely: async (ctx, preview, { params, body }) =>
        addNames(ctx, homeOf(await findSeen(ctx, params.caseId)), { text: body.text, preview }),
    },
  ),

  endpoint(
    contract.previewCaseResult,
    async (ctx, { params, body }) => {
      demandMay(ctx.actor, 'cases.record', await placeOf(ctx, params.orgId))
      return previewNumbers(ctx, body.text)
    },
    {
      widely: async (ctx, preview, { params, body }) => {
        const home = await placeOf(ctx, params.orgId)
        demand(home, 'not-found')
        return addNames(ctx, home, { text: body.text, preview })
      },
    },
  ),

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
