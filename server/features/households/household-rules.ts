import { type Mergeable, mergeable } from '../../../contract/rounds.ts'

/** What a sealed value of a household is bound to: moved to another row it does not open. */
export const contactContext = (householdId: string) => `households.contact/${householdId}`
export const entryContext = (entryId: string) => `household_entries.value/${entryId}`

/** What a phone may change of a household without a line, as it reads in clear. */
export type FieldValues = {
  address: string
  placeId: number | null
  contact: string | null
  headCount: number
}

/** Which of these fields are other than before: the version at which each changed last decides who knew of what. */
export function changedFields(before: FieldValues, after: FieldValues): Mergeable[] {
  return mergeable.filter((field) => before[field] !== after[field])
}
