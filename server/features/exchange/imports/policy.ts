import type { ListWhat } from '../../../../contract/imports.ts'
import type { Verb } from '../../../../contract/roles.ts'
import type { Actor } from '../../../core/context/context.ts'
import { demandMay } from '../../../core/context/may.ts'
import { demand } from '../../../core/errors/problem.ts'
import { type Act, possibleActs, refusalOf, type Standing } from './state-rules.ts'

export type PlacedImport = Standing & { org_id: number; org_path: string; what: string }

const verbs: Record<ListWhat, Verb> = { members: 'members.import', households: 'households.write' }

/** What whoever imports such a list must be allowed to. */
export function verbOf(what: string): Verb {
  return verbs[what as ListWhat]
}

/** Whoever may import at the organisation may see its imports: their rows name people who are not yet in the register. */
export function demandImport<I extends PlacedImport>(actor: Actor, found: I | undefined): asserts found is I {
  demandMay(actor, verbOf(found?.what ?? 'members'), found && { orgId: found.org_id, path: found.org_path })
}

/** And may do this with it, in the state in which it is. */
export function demandAct<I extends PlacedImport>(
  actor: Actor,
  act: Act,
  found: I | undefined,
  now: Date,
): asserts found is I {
  demandImport(actor, found)
  demand(possibleActs(found, now)[act], 'state.wrong', {
    message: refusalOf(act, found),
    details: { state: found.state },
  })
}
