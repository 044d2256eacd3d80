import type { VisitRow } from '../../../contract/visit-lists.ts'
import { visitPurposeLabels } from '../../../contract/visit-words.ts'
import type { Actor } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import { mayLook, mayVoid } from './policy.ts'
import type { VisitRecord } from './queries.ts'

export function presentVisit(actor: Actor, row: VisitRecord): VisitRow {
  const of = { path: row.path, visitedBy: row.visited_by }
  const { door, met, card, talk } = row
  // What a check said is for the visitor and for who checks: others who read visits have no use for it.
  const isTold = row.visited_by === actor.accountId || may(actor, 'visits.check', row)
  return {
    visitId: row.visit_id,
    householdId: row.household_id,
    address: may(actor, 'households.read', row) ? row.address || '已注销的一户' : null,
    placeName: row.place_name,
    orgId: row.org_id,
    gridName: row.grid_name,
    visitedOn: row.visited_on,
    visitorName: row.visitor_name,
    isOwn: row.visited_by === actor.accountId,
    purpose: row.purpose,
    purposeLabel: visitPurposeLabels[row.purpose],
    quartet: { door, met, card, talk },
    hasNote: row.has_heard,
    solaceFen: row.solace_fen,
    caseId: row.case_id,
    caseClosed: row.case_closed,
    voidReason: row.void_reason,
    verdict: isTold ? row.verdict : null,
    feedback: isTold ? row.feedback : null,
    abilities: {
      look: row.has_heard && mayLook(actor, of),
      void: row.void_reason === null && mayVoid(actor, of),
    },
  }
}
