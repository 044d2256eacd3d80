import type { Actor } from '../../core/context/context.ts'
import { inScope, may } from '../../core/context/may.ts'
import { possibleSteps, type Taken } from '../../core/procedure/kernel.ts'
import { caseTables } from './procedures.ts'
import type { CaseRow } from './queries.ts'
import { isPublic } from './table.ts'

export const homeOf = (row: CaseRow) => ({ orgId: row.org_id, path: row.path })
export const placeNow = (row: CaseRow) => ({ orgId: row.at_org_id, path: row.at_path })

function isTaker(actor: Actor, row: CaseRow): boolean {
  return row.taker_id !== null && row.taker_id === actor.memberId
}

/** Whoever reads cases there, who took it, and any member of the place while it waits for somebody to take it. */
export function maySeeCase(actor: Actor, row: CaseRow): boolean {
  if (may(actor, 'cases.read', homeOf(row)) || isTaker(actor, row)) return true
  return row.state === 'open' && actor.memberId !== null && inScope(actor, homeOf(row))
}

/** The own words of who raised it, numbers among them: for the place where it was raised and who took it. */
export function maySeeWords(actor: Actor, row: CaseRow): boolean {
  return may(actor, 'cases.handle', homeOf(row)) || isTaker(actor, row)
}

/** The resident's phone stays where it was given: whoever it was taken up to does not see it. */
export function maySeeContact(actor: Actor, row: CaseRow): boolean {
  return row.contact_sealed !== null && may(actor, 'cases.handle', homeOf(row))
}

/** Steps that this actor may take now, in the order of the table. */
export function stepsFor(actor: Actor, row: CaseRow, taken: readonly Taken[]): string[] {
  const table = caseTables[row.kind]
  const standing = { state: row.state, place: placeNow(row), memberId: row.taker_id, taken }
  return possibleSteps(table, actor, standing).filter((name) => maySelf(actor, row, name))
}

/** Who takes something for the own person is a member of the place. */
export function maySelf(actor: Actor, row: CaseRow, name: string): boolean {
  if (caseTables[row.kind].steps[name]?.taker !== 'self') return true
  return actor.memberId !== null && inScope(actor, homeOf(row))
}

/** Whoever handles it where it was raised, and whoever may now write what the public reads. */
export function mayWritePublic(actor: Actor, row: CaseRow, taken: readonly Taken[]): boolean {
  if (may(actor, 'cases.handle', homeOf(row))) return true
  const { steps } = caseTables[row.kind]
  return stepsFor(actor, row, taken).some((name) => steps[name] && isPublic(steps[name]))
}
