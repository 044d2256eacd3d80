import {
  type AidKind,
  aidsOf,
  type HardshipSetting,
  type HelpMenu,
  isHelpKind,
  type PairingOutcome,
  pairingMonths,
  reviewMonths,
  shippedMenus,
} from '../../../contract/pairing-words.ts'
import { addMonths } from '../../core/clock/days.ts'

/** What a sealed value is bound to: moved to another row it does not open. */
export const addressContext = (pairingId: string): string => `pairings.address/${pairingId}`
export const saidContext = (helpId: string): string => `pairing_helps.said/${helpId}`

/** What was written of a help, as it is sealed together. */
export type Said = { text: string | null; what: string | null }

/** From the day on which a household agreed: until when that holds, and when somebody looks whether it still fits. */
export function termOf(agreedOn: string): { expiresOn: string; reviewOn: string } {
  return { expiresOn: addMonths(agreedOn, pairingMonths), reviewOn: addMonths(agreedOn, reviewMonths) }
}

/** May money be written with it? Of funds it must be; of what a county added it can be. */
export function moneyOf(item: string): 'must' | 'may' | 'never' {
  if (!isHelpKind(item)) return 'may'
  return item === 'funds' ? 'must' : 'never'
}

export function isOnMenu(menu: HelpMenu, item: string, added: readonly string[]): boolean {
  return isHelpKind(item) ? shippedMenus[menu].includes(item) : added.includes(item)
}

/** Every outcome but one ends the pairing. */
export function endOf(outcome: PairingOutcome): Exclude<PairingOutcome, 'continues'> | null {
  return outcome === 'continues' ? null : outcome
}

/** Aid that there is where the member lives, in the order of the list; null where something else is among it. */
export function aimsWithin(setting: HardshipSetting, aims: readonly AidKind[]): AidKind[] | null {
  const possible = aidsOf[setting]
  if (!aims.every((aim) => possible.includes(aim))) return null
  return possible.filter((aim) => aims.includes(aim))
}
