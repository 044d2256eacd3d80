import type { Actor } from '../../../core/context/context.ts'
import { type Around, mayDecide, whoLetItLie } from '../../../core/procedure/deciders.ts'
import type { PendingFact } from './around-commands.ts'

export function presentWaiting(actor: Actor, { row, pending }: PendingFact, around: Around) {
  return {
    factId: row.fact_id,
    ruleCode: row.rule_code,
    ruleName: row.rule_name,
    points: row.points,
    day: row.day,
    memberId: row.member_id,
    memberName: row.member_name,
    orgId: row.org_id,
    orgName: row.org_name,
    recordedAt: row.recorded_at.toISOString(),
    step: row.step,
    steps: row.steps,
    dueOn: pending.dueOn,
    letLieBy: whoLetItLie(pending, around),
    abilities: { decide: mayDecide(actor, pending, around) },
  }
}
