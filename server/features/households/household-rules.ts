/** What a sealed value of a household is bound to: moved to another row it does not open. */
export const contactContext = (householdId: string) => `households.contact/${householdId}`
export const entryContext = (entryId: string) => `household_entries.value/${entryId}`
