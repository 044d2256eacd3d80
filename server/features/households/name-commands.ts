import type { Ctx } from '../../core/context/context.ts'
import { nameIn, wordsLikeNames } from '../../core/guard/find-names.ts'
import { readForSearch } from './find-queries.ts'
import { openContact } from './household-commands.ts'
import { findNeighbourhood, listMemberNames } from './name-queries.ts'

/** The county itself: nobody there is a neighbour, and its households are too many to open for one text. */
const countyPath = 4

/**
 * Whose names stand in a text: of the members and the households' contacts in the registers of the village around a place.
 * Reads what is in scope: to know also those whom the actor does not see, it is asked with the county in scope.
 */
export async function knownNamesIn(ctx: Ctx, path: string, text: string): Promise<ReadonlySet<string>> {
  const words = wordsLikeNames(text)
  if (words.length === 0) return new Set()
  const around = await findNeighbourhood(ctx, path)
  const members = await listMemberNames(ctx, around, words)
  const contacts = around.length > countyPath ? await listContactNames(ctx, around) : []
  const asked = new Set(words)
  return new Set([...members, ...contacts.filter((name) => asked.has(name))])
}

async function listContactNames(ctx: Ctx, path: string): Promise<string[]> {
  const lines = await readForSearch(ctx, [path])
  const sealer = await ctx.sealer()
  return lines.flatMap((line) => {
    const contact = openContact(sealer, line.household_id, line.contact_sealed)
    const name = contact && nameIn(contact)
    return name ? [name] : []
  })
}
