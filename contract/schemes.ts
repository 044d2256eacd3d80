import { z } from 'zod'
import { day, id, instant, line, orgId, smallNumber } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { schemeFileEndpoints } from './scheme-files.ts'
import { schemeFlaw, schemeVersion } from './scheme-version.ts'

const versionRow = z.object({
  versionId: z.number().int(),
  versionNo: z.number().int(),
  state: z.enum(['draft', 'published']),
  validFrom: day,
  publishedAt: instant.nullable(),
  draftedByName: z.string().nullable(),
  publishedByName: z.string().nullable(),
})

const schemeRow = z.object({
  schemeId: id,
  orgId,
  orgName: z.string(),
  name: z.string(),
  versions: z.array(versionRow),
  adoptions: z.array(
    z.object({
      orgId,
      orgName: z.string(),
      reach: z.enum(['self', 'below']),
      validFrom: day,
      validTo: day.nullable(),
    }),
  ),
  abilities: z.object({ draft: z.boolean(), publish: z.boolean(), adopt: z.boolean() }),
})

export const listSchemes = defineEndpoint({
  method: 'GET',
  path: '/schemes',
  summary: '积分方案',
  access: 'signed-in',
  who: 'signed-in',
  output: z.object({ rows: z.array(schemeRow), abilities: z.object({ create: z.boolean() }) }),
})

export const getVersion = defineEndpoint({
  method: 'GET',
  path: '/schemes/:schemeId/versions/:versionId',
  summary: '一版方案的规则',
  access: 'signed-in',
  who: 'county',
  params: z.object({ schemeId: id, versionId: smallNumber }),
  output: z.object({ name: z.string(), row: versionRow, version: schemeVersion, flaws: z.array(schemeFlaw) }),
  errors: ['not-found'],
})

/** A scheme of an organisation with its first draft. */
export const createScheme = defineEndpoint({
  method: 'POST',
  path: '/schemes',
  summary: '起草一个方案',
  access: 'signed-in',
  who: 'schemes.write',
  body: z.strictObject({ orgId, name: line(60), version: schemeVersion }),
  output: z.object({ schemeId: id, versionId: z.number().int() }),
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

/** A new draft, or the standing draft anew; a published version never changes. */
export const saveDraft = defineEndpoint({
  method: 'PUT',
  path: '/schemes/:schemeId/draft',
  summary: '改草案',
  access: 'signed-in',
  who: 'schemes.write above',
  params: z.object({ schemeId: id }),
  body: schemeVersion,
  output: z.object({ versionId: z.number().int(), flaws: z.array(schemeFlaw) }),
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

/** By a second person; from its first day on the version counts, and what was recorded since is derived anew. */
export const publishVersion = defineEndpoint({
  method: 'POST',
  path: '/schemes/:schemeId/versions/:versionId/publish',
  summary: '发布一版方案',
  access: 'signed-in',
  who: 'schemes.publish above',
  params: z.object({ schemeId: id, versionId: smallNumber }),
  body: z.strictObject({}),
  output: z.object({ versionId: z.number().int() }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

export const adoptScheme = defineEndpoint({
  method: 'POST',
  path: '/schemes/:schemeId/adoptions',
  summary: '一个组织用这个方案',
  access: 'signed-in',
  who: 'schemes.publish',
  params: z.object({ schemeId: id }),
  body: z.strictObject({
    orgId,
    reach: z.enum(['self', 'below']).default('below'),
    validFrom: day,
    validTo: day.nullable().default(null),
  }),
  output: z.object({ adoptionId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'conflict.duplicate'],
})

export const schemeEndpoints = {
  listSchemes,
  getVersion,
  createScheme,
  saveDraft,
  publishVersion,
  adoptScheme,
  ...schemeFileEndpoints,
}
