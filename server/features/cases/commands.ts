import {
  type CaseChannel,
  type CaseKind,
  type CaseSort,
  type CaseUrgency,
  isSortOf,
} from '../../../contract/case-words.ts'
import { loadCalendar } from '../../core/clock/calendar-days.ts'
import { addDays } from '../../core/clock/days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { maskPersonalNumbers } from '../../core/guard/mask-personal-numbers.ts'
import { newId } from '../../core/ids.ts'
import { openProcedures } from '../../core/procedure/run.ts'
import { placeOf } from '../organisations/commands.ts'
import { caseTables } from './procedures.ts'
import * as q from './queries.ts'
import { contactDays, firstLimit } from './rules.ts'
import { takeStepOf } from './step-commands.ts'

export type CaseWish = {
  kind: CaseKind
  sort: CaseSort
  urgency: CaseUrgency
  channel: CaseChannel
  body: string
  contact: string | null
  recursOf: string | null
  result: string | null
  /** That the words of `result` were looked at as whoever raised it will see them. */
  seen?: string | null
}

export type Recorded = { caseId: string; no: number; dueOn: string | null }

/** Somebody of the office writes down what was said, found or dropped into the box. */
export async function recordCase(ctx: Ctx, orgId: number, wish: CaseWish): Promise<Recorded> {
  demandMay(ctx.actor, 'cases.record', await placeOf(ctx, orgId))
  if (wish.recursOf) {
    const before = await q.findCase(ctx, wish.recursOf)
    demand(before?.kind === wish.kind && before.closed_on !== null, 'input.invalid', {
      field: 'body.recursOf',
      message: '上一次的那件没有找到，或者还没有办结。',
    })
  }
  const { contact, seen, ...rest } = wish
  const contactSealed = contact ? (await ctx.sealer()).seal(contact, contactContext(ctx.requestId)) : null
  const opened = await openCase(ctx, { ...rest, orgId, caseId: ctx.requestId, contactSealed, step: 'record' })
  if (!wish.result) return opened
  demand(wish.kind === 'request', 'input.invalid', { field: 'body.result' })
  const { dueOn } = await takeStepOf(ctx, ctx.requestId, {
    ...{ step: 'answer', text: wish.result, seen },
  })
  return { ...opened, dueOn }
}

/** As sealed in the case and in the letter that it came by: both have one id. */
export function contactContext(caseId: string): string {
  return `cases.contact ${caseId}`
}

export type Opening = Omit<CaseWish, 'contact' | 'result' | 'seen'> & {
  orgId: number
  /** Where it lies from the first, if that is another place: what is heard in a grid is handled in its village. */
  atOrgId?: number
  caseId: string
  contactSealed: Buffer | null
  step: 'record' | 'raise'
}

/** Opens the case with its number and its clock. Who may is asked before. */
export async function openCase(ctx: Ctx, opening: Opening): Promise<Recorded> {
  demand(isSortOf(opening.kind, opening.sort), 'input.invalid', {
    field: 'body.sort',
    message: '这一类里没有这一种，请重选。',
  })
  const rows = await beginCases(ctx, opening.kind, [opening])
  const [written] = (await q.insertCases(ctx, rows).execute(ctx.db)).rows
  if (!written) throw new Error('a case was not opened')
  return { caseId: written.case_id, no: written.case_no, dueOn: rows[0]?.dueOn ?? null }
}

/**
 * Opens cases of one kind with their numbers and clocks, by a number of statements that does not depend on how many. Who
 * may, and whether each sort is of that kind, is asked before. The cases go in with the commit.
 */
export async function openCases(
  ctx: Ctx,
  kind: CaseKind,
  openings: readonly Omit<Opening, 'kind'>[],
): Promise<void> {
  if (openings.length === 0) return
  ctx.last(q.insertCases(ctx, await beginCases(ctx, kind, openings)))
}

/** Begins the procedure of each; answers the rows that are to be written. */
async function beginCases(
  ctx: Ctx,
  kind: CaseKind,
  openings: readonly Omit<Opening, 'kind'>[],
): Promise<q.NewCase[]> {
  const table = caseTables[kind]
  const calendar = await loadCalendar(ctx)
  const onLimit = table.states[table.opening.state]?.onLimit ?? false
  const clocked = openings.map((opening) => ({
    ...opening,
    procedureId: newId(),
    limitOn: firstLimit(table, { urgency: opening.urgency, today: ctx.today, calendar }),
  }))
  const opened = await openProcedures(
    ctx,
    table,
    clocked.map(({ procedureId, caseId, orgId, step, limitOn }) => ({
      ...{ procedureId, subjectId: caseId, orgId, memberId: null, step },
      ...(onLimit && { until: limitOn }),
    })),
  )
  return clocked.map(({ step: _step, atOrgId, ...one }, i) => ({
    ...one,
    kind,
    atOrgId: atOrgId ?? one.orgId,
    state: opened[i]?.state ?? table.opening.state,
    dueOn: opened[i]?.dueOn ?? null,
    title: sayTitle(one.body, ctx.today),
    contactUntil: one.contactSealed ? addDays(ctx.today, contactDays) : null,
  }))
}

/** A line for lists, which are read above as well: without numbers of persons. */
function sayTitle(body: string, today: string): string {
  const [first = ''] = maskPersonalNumbers(body, today).split('\n')
  const characters = [...first]
  return characters.length > 40 ? `${characters.slice(0, 40).join('')}…` : first
}
