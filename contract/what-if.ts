import { z } from 'zod'
import { day, id, orgId, smallNumber } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

const change = { before: z.number().int(), after: z.number().int() }

/**
 * A version, drafted or not, tried on days that are past: what it would have given beside what its scheme has given.
 * Nothing is posted. The days are whole cycles, so that no ceiling is cut; those of whom the reader may not see points
 * by name are told as 党员 with their branch.
 */
export const tryVersion = defineEndpoint({
  method: 'GET',
  path: '/schemes/:schemeId/versions/:versionId/what-if',
  summary: '用过去的事试算一版方案',
  access: 'signed-in',
  who: 'schemes.write above',
  params: z.object({ schemeId: id, versionId: smallNumber }),
  query: z.object({ from: day, to: day, orgId: orgId.optional() }),
  output: z.object({
    from: day,
    to: day,
    total: z.object(change),
    people: z.object({ gaining: z.number().int(), losing: z.number().int(), same: z.number().int() }),
    rules: z.array(z.object({ code: z.string(), name: z.string(), ...change })),
    branches: z.array(
      z.object({
        orgId,
        orgName: z.string(),
        ...change,
        gaining: z.number().int(),
        losing: z.number().int(),
      }),
    ),
    /** Who would move most, up and down, twenty each way at most. */
    movements: z.array(
      z.object({ memberId: id.nullable(), name: z.string(), orgId, orgName: z.string(), ...change }),
    ),
  }),
  errors: ['not-found', 'access.denied', 'input.invalid'],
})

export const whatIfEndpoints = { tryVersion }
