import { handEntryStateLabels } from '../../../contract/hand-entries.ts'
import { concernOf } from '../../core/context/concern.ts'
import type { Actor } from '../../core/context/context.ts'
import type { ReviewRow } from './queries.ts'
import { type Case, isAnswered, saySilence } from './rules.ts'
import type { SilentRow } from './silent-queries.ts'

export function presentLook(row: ReviewRow) {
  return {
    reviewId: row.review_id,
    outcome: row.outcome,
    next: row.next,
    byName: row.by_name ?? '',
    at: row.reviewed_at.toISOString(),
  }
}

export function presentCase(actor: Actor, { orgId: _orgId, looks, ...one }: Case & { looks: ReviewRow[] }) {
  return {
    ...one,
    looks: looks.map(presentLook),
    abilities: { look: concernOf(actor, one.memberId) === null },
  }
}

export function presentSilent(actor: Actor, row: SilentRow) {
  return {
    factId: row.fact_id,
    ruleId: row.rule_id,
    memberId: row.member_id,
    name: row.name,
    day: row.day,
    ruleName: row.rule_name,
    schemeName: row.scheme_name,
    sentence: saySilence(row),
    answer:
      row.answer_id && row.answered_at
        ? {
            points: row.points,
            stateLabel: row.entry_state && handEntryStateLabels[row.entry_state],
            reason: row.reason ?? '',
            byName: row.answered_by ?? '',
            at: row.answered_at.toISOString(),
          }
        : null,
    abilities: { answer: !isAnswered(row) && concernOf(actor, row.member_id) === null },
  }
}
