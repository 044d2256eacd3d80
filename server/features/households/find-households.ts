import type { OutputOf } from '../../../contract/endpoint.ts'
import { mostFound, type findHouseholds as spec } from '../../../contract/household-search.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { placeOf } from '../organisations/commands.ts'
import { type FoundLine, readForSearch } from './find-queries.ts'
import { openContact } from './household-commands.ts'
import { hasWords, wordsOf } from './search-rules.ts'

type Found = OutputOf<typeof spec>
const byNumber = new Intl.Collator('zh', { numeric: true })

type Match = { line: FoundLine; contact: string | null }

/**
 * Names are sealed, and a keyed hash would find whole names only; so the few thousand that one reader keeps are opened
 * and looked through. By address, house numbers as numbers.
 */
async function matchHouseholds(ctx: Ctx, paths: readonly string[], search: string): Promise<Match[]> {
  const words = wordsOf(search)
  const lines = await readForSearch(ctx, paths)
  const sealer = await ctx.sealer()
  return lines
    .map((line) => ({ line, contact: openContact(sealer, line.household_id, line.contact_sealed) }))
    .filter(({ line, contact }) => hasWords(words, [line.place_name, line.address, contact]))
    .toSorted((a, b) => byNumber.compare(a.line.address, b.line.address))
}

/** What one types finds, wherever one keeps a register or at one organisation. Errors: access.denied, not-found. */
export async function findHouseholds(
  ctx: Ctx,
  { search, orgId }: { search: string; orgId?: number | undefined },
): Promise<Found> {
  const found = await matchHouseholds(ctx, await pathsTo(ctx, orgId), search)
  return {
    rows: found.slice(0, mostFound).map(({ line, contact }) => ({
      householdId: line.household_id,
      orgId: line.org_id,
      gridName: line.grid_name,
      address: line.address,
      placeName: line.place_name,
      contact,
    })),
    count: found.length,
  }
}

/** Which households of a grid that the actor reads have what was typed. */
export async function findInGrid(ctx: Ctx, path: string, search: string): Promise<string[]> {
  return (await matchHouseholds(ctx, [path], search)).map(({ line }) => line.household_id)
}

async function pathsTo(ctx: Ctx, orgId: number | undefined): Promise<string[]> {
  if (orgId === undefined) {
    const paths = pathsWhere(ctx.actor, 'households.read')
    demand(paths.length > 0, 'access.denied')
    return paths
  }
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'households.read', place)
  return [place.path]
}
