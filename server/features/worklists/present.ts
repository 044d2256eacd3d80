import { receiverKindLabels, worklistStateLabels } from '../../../contract/worklist-shapes.ts'
import type { ReceiverRow, RecordRow } from './answer-queries.ts'
import { isWaiting } from './policy.ts'
import type { ItemRow, WorklistRow } from './queries.ts'
import { sayDemand, sayFact, stateOn, warnOf, weekEnd } from './rules.ts'

export function presentHead(row: WorklistRow, today: string, receivers = row.to_orgs.length) {
  const state = stateOn(row.state, row.week_from, today)
  return {
    worklistId: row.worklist_id,
    no: row.no,
    orgId: row.org_id,
    orgName: row.org_name,
    weekFrom: row.week_from,
    weekTo: weekEnd(row.week_from),
    title: row.title,
    note: row.note,
    toKind: row.to_kind,
    toKindLabel: receiverKindLabels[row.to_kind],
    state,
    stateLabel: worklistStateLabels[state],
    minutes: row.minutes,
    receivers,
  }
}

export function presentItem({ item_id: itemId, title, menu, demand, minutes }: ItemRow) {
  return {
    itemId,
    title,
    menu,
    demand,
    demandLabel: sayDemand(demand),
    minutes,
    warning: warnOf(title, demand),
  }
}

export function presentReceipt({ receipt_name: name, receipt_at: at }: ReceiverRow) {
  return at ? { byName: name ?? '', at: at.toISOString() } : null
}

export function presentOverBudget(row: WorklistRow) {
  if (!row.over_asked_by) return null
  const decided = row.over_decided_at && {
    approved: row.over_approved === true,
    byName: row.over_decided_name ?? '',
    at: row.over_decided_at.toISOString(),
    reason: row.over_reason ?? '',
  }
  return {
    askedByName: row.over_asked_name ?? '',
    askReason: row.over_ask_reason ?? '',
    minutes: row.over_minutes ?? 0,
    decided: isWaiting(row) ? null : decided,
  }
}

/** Without a name: what was done is asked, not by whom. */
export function presentRecord(row: RecordRow) {
  return {
    factId: row.fact_id,
    day: row.day,
    title: sayFact(row.kind, row.attrs),
    quantity: row.quantity,
    recordedAt: row.recorded_at.toISOString(),
    link: row.source_kind === 'activity' ? `/activities/${row.source_id}` : null,
  }
}
