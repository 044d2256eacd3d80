import type { Actor } from '../../../core/context/context.ts'
import { may } from '../../../core/context/may.ts'
import { demand } from '../../../core/errors/problem.ts'

type Between = { from_path: string; to_path: string }

/** The level above both branches decides, by one right that reaches both: never two halves of it. */
export function mayDecide(actor: Actor, { from_path, to_path }: Between): boolean {
  return actor.grants.some((grant) => {
    const alone = { ...actor, grants: [grant] }
    return (
      may(alone, 'transfers.decide', { path: from_path }) && may(alone, 'transfers.decide', { path: to_path })
    )
  })
}

/** To everybody else there is no proposal: it would say where the person is. */
export function demandDecide<P extends Between>(
  actor: Actor,
  proposal: P | undefined,
): asserts proposal is P {
  demand(proposal && mayDecide(actor, proposal), 'not-found')
}
