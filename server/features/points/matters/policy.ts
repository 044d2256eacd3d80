import type { Actor } from '../../../core/context/context.ts'
import { may, type Place } from '../../../core/context/may.ts'
import { demand } from '../../../core/errors/problem.ts'

/** At the county alone: who writes its schemes, or who sets it up. */
export function mayWriteMatters(actor: Actor, root: Place | undefined): boolean {
  return (
    root !== undefined &&
    (['schemes.write', 'settings.write'] as const).some((verb) => may(actor, verb, root))
  )
}

export function demandMayWriteMatters(actor: Actor, root: Place | undefined): void {
  demand(mayWriteMatters(actor, root), 'access.denied', {
    message: '事项全县一样，请县委组织部或系统管理员来加。',
  })
}
