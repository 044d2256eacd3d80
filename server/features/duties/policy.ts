import type { Actor } from '../../core/context/context.ts'
import { demandMay, may, type Place } from '../../core/context/may.ts'
import { mayFromAbove } from '../../core/context/may-above.ts'
import { demand } from '../../core/errors/problem.ts'

/** A village names its own day; whoever asks something of those below may name it for them as well. */
export function demandNameDay(actor: Actor, org: Place | null): asserts org is Place {
  if (org && may(actor, 'activities.write', org)) return
  demandMay(actor, 'requirements.write', org)
}

export function demandDecide(actor: Actor, org: Place | null): asserts org is Place {
  demandMay(actor, 'activities.read', org)
  demand(mayFromAbove(actor, 'duties.decide', org), 'access.denied', {
    message: '这要由上级党组织来办。',
  })
}
