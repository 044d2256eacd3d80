import type { CheckedVisit, VisitCheckHead } from '../../../contract/visit-checks.ts'
import { checkVerdictLabels, visitPurposeLabels } from '../../../contract/visit-words.ts'
import type { Actor } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import type { CheckRecord, ItemRecord } from './check-queries.ts'
import { isNear, isToAnswer } from './check-rules.ts'
import type { FeedbackRecord } from './feedback-queries.ts'
import type { LotRow } from './lot-queries.ts'

export function presentCheck(actor: Actor, row: CheckRecord): VisitCheckHead {
  return {
    checkId: row.check_id,
    orgId: row.org_id,
    orgName: row.org_name,
    month: row.month.slice(0, 7),
    seed: row.seed,
    pool: row.pool,
    size: row.size,
    judged: row.judged,
    drawnByName: row.drawn_by_name,
    drawnAt: row.drawn_at.toISOString(),
    state: row.judged < row.size ? 'open' : 'closed',
    abilities: { open: may(actor, 'visits.check', row) },
  }
}

/** Struck off, a household has no address any more. */
const addressFor = (actor: Actor, row: { path: string; address: string }): string | null =>
  may(actor, 'households.read', row) ? row.address || '已注销的一户' : null

export function presentItem(actor: Actor, row: ItemRecord): CheckedVisit {
  const { door, met, card, talk } = row
  return {
    visitId: row.visit_id,
    place: row.place,
    address: addressFor(actor, row),
    placeName: row.place_name,
    gridName: row.grid_name,
    visitedOn: row.visited_on,
    visitorName: row.visitor_name,
    purpose: row.purpose,
    purposeLabel: visitPurposeLabels[row.purpose],
    quartet: { door, met, card, talk },
    voided: row.voided,
    verdict: row.verdict,
    verdictLabel: row.verdict && checkVerdictLabels[row.verdict],
    feedback: row.feedback,
    checkedByName: row.checked_by_name,
    caseId: row.case_id,
    answer: row.answer,
    abilities: { judge: row.verdict === null && !isNear(actor, row) },
  }
}

export function presentFeedback(actor: Actor, row: FeedbackRecord) {
  return {
    checkId: row.check_id,
    visitId: row.visit_id,
    address: addressFor(actor, row),
    gridName: row.grid_name,
    visitedOn: row.visited_on,
    verdict: row.verdict,
    verdictLabel: checkVerdictLabels[row.verdict],
    feedback: row.feedback,
    checkedByName: row.checked_by_name,
    caseId: row.case_id,
    answer: row.answer,
    checkedAt: row.checked_at.toISOString(),
    abilities: { answer: isToAnswer(row) },
  }
}

/** Numbers, days and grids: whoever reads the log alone has no business with households. */
export function presentLot(row: LotRow, at: number, sample: readonly string[]) {
  return {
    place: at + 1,
    visitId: row.visit_id,
    visitedOn: row.visited_on,
    gridName: row.grid_name,
    lot: row.lot,
    drawn: sample.includes(row.visit_id),
  }
}
