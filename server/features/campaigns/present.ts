import type {
  listCampaignHouseholds,
  listCareDue,
  listVisitPlans,
  suggestVisits,
} from '../../../contract/campaigns.ts'
import type { OutputOf } from '../../../contract/endpoint.ts'
import type { Actor } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import type { CoveredRow } from './campaign-queries.ts'
import type { CareRow, PlanRow, Suggestion } from './plan-queries.ts'

type Row<T> = T extends { rows: (infer R)[] } ? R : never
type Covered = Row<OutputOf<typeof listCampaignHouseholds>>
type Plans = OutputOf<typeof listVisitPlans>

/** An address is for the village; above it a list names the grid and the natural village. */
function addressFor(actor: Actor, row: { path: string; address: string }): string | null {
  return may(actor, 'households.read', row) ? row.address || '已注销的一户' : null
}

export function presentCovered(actor: Actor, row: CoveredRow): Covered {
  const { visit_id: visitId, visited_on: on } = row
  return {
    householdId: row.household_id,
    orgId: row.org_id,
    gridName: row.grid_name,
    address: addressFor(actor, row),
    placeName: row.place_name,
    visit: visitId && on ? { visitId, on, by: row.visited_by ?? '', met: row.met ?? false } : null,
  }
}

export function presentPlan(actor: Actor, row: PlanRow): Plans['rows'][number] {
  return {
    planId: row.plan_id,
    householdId: row.household_id,
    orgId: row.org_id,
    gridName: row.grid_name,
    address: addressFor(actor, row),
    placeName: row.place_name,
    visitorId: row.account_id,
    visitorName: row.visitor_name,
    doneOn: row.done_on,
    lastOn: row.last_on,
    abilities: { drop: row.account_id === actor.accountId || may(actor, 'grids.write', row) },
  }
}

/** Whoever visits there, with how much of the own plan is done; in no order of merit. */
export function tallyVisitors(
  visitors: readonly { account_id: string; name: string }[],
  plans: readonly PlanRow[],
): Plans['visitors'] {
  const tally = new Map<string, Plans['visitors'][number]>(
    visitors.map(({ account_id: visitorId, name }) => [visitorId, { visitorId, name, planned: 0, done: 0 }]),
  )
  for (const { account_id: visitorId, visitor_name: name, done_on: doneOn } of plans) {
    const one = tally.get(visitorId) ?? { visitorId, name, planned: 0, done: 0 }
    tally.set(visitorId, { ...one, planned: one.planned + 1, done: one.done + (doneOn ? 1 : 0) })
  }
  return [...tally.values()]
}

export function presentSuggestion(row: Suggestion): Row<OutputOf<typeof suggestVisits>> {
  return {
    householdId: row.household_id,
    orgId: row.org_id,
    gridName: row.grid_name,
    address: row.address,
    placeName: row.place_name,
    because: row.care_due_on ? 'care' : 'longest',
    careDueOn: row.care_due_on,
    lastOn: row.last_on,
  }
}

export function presentCare(row: CareRow, today: string): Row<OutputOf<typeof listCareDue>> {
  return {
    householdId: row.household_id,
    orgId: row.org_id,
    gridName: row.grid_name,
    address: row.address,
    placeName: row.place_name,
    rhythmDays: row.rhythm_days,
    lastOn: row.last_on,
    dueOn: row.due_on,
    late: row.due_on < today,
  }
}
