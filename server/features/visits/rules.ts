import type { ErrorCode } from '../../../contract/errors.ts'
import type { VisitWish } from '../../../contract/visits.ts'
import { addDays } from '../../core/clock/days.ts'

/** What was on a doorstep longer ago than this is no round any more but a memory. */
const longestAgo = 400

/** Note and what the solace was for, as they are sealed together. */
export type Heard = { note: string | null; what: string | null }

export const heardContext = (visitId: string): string => `visits.heard/${visitId}`

export type Refusal = { code: ErrorCode; message: string }

/** Why it cannot be so whatever the register says, or null. */
export function refuseWish({ visitedOn, demand }: VisitWish, today: string): Refusal | null {
  if (visitedOn > today) return { code: 'input.invalid', message: '走访的日子还没有到，请看看手机的日期。' }
  if (visitedOn < addDays(today, -longestAgo))
    return { code: 'input.invalid', message: '走访过去四百多天了，没有记，请核对日期。' }
  if (demand?.text === '') return { code: 'input.invalid', message: '听到的诉求没有写内容，没有记，请补上。' }
  return null
}

export const refusals = {
  household: { code: 'not-found', message: '这一户不在您走访的网格里，没有记。' },
  gone: { code: 'state.wrong', message: '这一户已经注销，没有记。' },
  otherContent: {
    code: 'conflict.duplicate',
    message: '这次走访已经记过，内容不一样。要更正，请把原来的作废，再记一次。',
  },
  numberTaken: { code: 'conflict.duplicate', message: '这个编号已经用过，没有记，请重新填一次。' },
  caseTaken: { code: 'conflict.duplicate', message: '这件诉求的编号已经用过，没有记，请重新填一次。' },
} as const satisfies Record<string, Refusal>

/** What stands in the register of a visit with the same number, its sealed part opened; that may be over its days. */
export type Standing = {
  household_id: string
  visited_on: string
  door: boolean
  met: boolean
  card: boolean
  talk: boolean
  solace_fen: number | null
  case_id: string | null
  case_sort: string | null
  case_urgency: string | null
  case_body: string | null
  heard: Heard | 'erased'
}

/** Is what was sent again the visit that stands? */
export function isSame(standing: Standing, wish: VisitWish): boolean {
  const { quartet, demand, solace } = wish
  const heard = heardOf(wish)
  return (
    standing.household_id === wish.householdId &&
    standing.visited_on === wish.visitedOn &&
    standing.door === quartet.door &&
    standing.met === quartet.met &&
    standing.card === quartet.card &&
    standing.talk === quartet.talk &&
    standing.solace_fen === (solace?.fen ?? null) &&
    standing.case_id === (demand?.caseId ?? null) &&
    standing.case_sort === (demand?.sort ?? null) &&
    standing.case_urgency === (demand?.urgency ?? null) &&
    standing.case_body === (demand?.text ?? null) &&
    (standing.heard === 'erased' ||
      (standing.heard.note === heard.note && standing.heard.what === heard.what))
  )
}

export function heardOf({ note, solace }: VisitWish): Heard {
  return { note: note || null, what: solace?.what ?? null }
}

/** First and last day of a month given as `2026-11`. */
export function monthOf(month: string): { from: string; to: string } {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate()
  return { from: `${month}-01`, to: `${month}-${last}` }
}
