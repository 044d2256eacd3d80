import { z } from 'zod'
import { id, line, listOf, orgId } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/** As many as a search answers at a time; whoever sees more types another word. */
export const mostFound = 20

/**
 * The households whose address, natural village or contact has every word that was typed, wherever the reader keeps a
 * register or at one organisation; with the exact count, and no more than twenty of them. A number is typed from its
 * first digit: `1` finds 1 and 12, never 21.
 */
export const findHouseholds = defineEndpoint({
  method: 'GET',
  path: '/households/found',
  summary: '找一户',
  access: 'signed-in',
  who: 'households.read anywhere',
  query: z.object({ search: line(40), orgId: orgId.optional() }),
  output: listOf(
    z.object({
      householdId: id,
      orgId,
      gridName: z.string(),
      address: z.string(),
      placeName: z.string().nullable(),
      contact: z.string().nullable(),
    }),
  ),
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

export const householdSearchEndpoints = { findHouseholds }
