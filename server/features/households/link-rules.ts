import type { EntryKind } from '../../../contract/households.ts'

/** All that the page of an address says of its household. */
export type ShownHousehold = {
  gridName: string
  staff: string[]
  address: string
  contact: string | null
  headCount: number
  keepUntil: string | null
  checkedOn: string
  entries: ShownEntry[]
}

export type ShownEntry = {
  entryId: string
  kind: EntryKind
  kindLabel: string
  /** A telephone with its middle hidden; of the others what was written. */
  value: string
  purposeLabel: string
  basisLabel: string
  agreedOn: string
  expiresOn: string
}

/** What a household writes on that page; null or empty: nothing to say. */
export type SaidByHousehold = {
  headCount: number | null
  contact: string | null
  phone: string | null
  care: string | null
  help: string | null
  /** Entries that it does not want to be kept any longer. */
  withdrawn: string[]
}

export const householdPath = (address: string): string => `/public/household/${address}`

export const shownContext = (linkId: string) => `household_links.shown/${linkId}`
export const saidContext = (linkId: string) => `household_links.said/${linkId}`
export const correctionContext = (correctionId: string, part: 'was' | 'value') =>
  `household_corrections.${part}/${correctionId}`

export function saysNothing({ withdrawn, ...said }: SaidByHousehold): boolean {
  return withdrawn.length === 0 && Object.values(said).every((one) => one === null)
}
