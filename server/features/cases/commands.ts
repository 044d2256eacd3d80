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
import { nextNumber } from '../../core/context/next-number.ts'
import { demand } from '../../core/errors/problem.ts'
import { maskPersonalNumbers } from '../../core/guard/mask-personal-numbers.ts'
import { newId } from '../../core/ids.ts'
import { openProcedure } from '../../core/procedure/run.ts'
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
  const { contact, ...rest } = wish
  const contactSealed = contact ? (await ctx.sealer()).seal(contact, contactContext(ctx.requestId)) : null
  const opened = await openCase(ctx, { ...rest, orgId, caseId: ctx.requestId, contactSealed, step: 'record' })
  if (!wish.result) return opened
  demand(wish.kind === 'request', 'input.invalid', { field: 'body.result' })
  const { dueOn } = await takeStepOf(ctx, ctx.requestId, { step: 'answer', text: wish.result })
  return { ...opened, dueOn }
}

/** As sealed in the case and in the letter that it came by: both have one id. */
export function contactContext(caseId: string): string {
  return `cases.contact ${caseId}`
}

export type Opening = Omit<CaseWish, 'contact' | 'result'> & {
  orgId: number
  caseId: string
  contactSealed: Buffer | null
  step: 'record' | 'raise'
}

/** Opens the case with its number and its clock. Who may is asked before. */
export async function openCase(ctx: Ctx, opening: Opening): Promise<Recorded> {
  const { kind, sort, urgency, channel, body, recursOf, orgId, caseId, contactSealed, step } = opening
  demand(isSortOf(kind, sort), 'input.invalid', {
    field: 'body.sort',
    message: '这一类里没有这一种，请重选。',
  })
  const table = caseTables[kind]
  const calendar = await loadCalendar(ctx)
  const limitOn = firstLimit(table, { urgency, today: ctx.today, calendar })
  const procedureId = newId()
  const until = table.states[table.opening.state]?.onLimit ? { until: limitOn } : {}
  const { state, dueOn } = await openProcedure(ctx, table, {
    ...{ procedureId, subjectId: caseId, orgId, memberId: null, step },
    ...until,
  })
  const caseNo = await nextNumber(ctx, 'case')
  await q.insertCase(ctx, {
    ...{ caseId, orgId, kind, sort, urgency, channel, caseNo, state, dueOn, limitOn, body },
    ...{ contactSealed, recursOf, procedureId },
    title: sayTitle(body, ctx.today),
    contactUntil: contactSealed ? addDays(ctx.today, contactDays) : null,
  })
  return { caseId, no: caseNo, dueOn }
}

/** A line for lists, which are read above as well: without numbers of persons. */
function sayTitle(body: string, today: string): string {
  const [first = ''] = maskPersonalNumbers(body, today).split('\n')
  const characters = [...first]
  return characters.length > 40 ? `${characters.slice(0, 40).join('')}…` : first
}
