import { z } from 'zod'
import { day, id, line, orgId, smallNumber } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { schemeFlaw, schemeVersion } from './scheme-version.ts'

const made = z.object({ schemeId: id, versionId: z.number().int() })
const readyKey = z.string().regex(/^[a-z0-9-]{1,40}$/)

const readyScheme = z.object({
  key: readyKey,
  name: z.string(),
  source: z.string(),
  /** What the source says, and what is local or of the product's own making. */
  note: z.string(),
  version: schemeVersion,
  /** Lines of the source that no scheme may have today, each with the rule that says so. */
  refused: z.array(z.object({ line: z.string(), reason: z.string() })),
})

export const listReadySchemes = defineEndpoint({
  method: 'GET',
  path: '/ready-schemes',
  summary: '现成的方案',
  access: 'signed-in',
  who: 'signed-in',
  output: z.object({ rows: z.array(readyScheme) }),
})

/** A scheme of an organisation, begun on a ready one from a first day on. */
export const startFromReady = defineEndpoint({
  method: 'POST',
  path: '/ready-schemes/:key/drafts',
  summary: '从现成的方案起草',
  access: 'signed-in',
  who: 'schemes.write',
  params: z.object({ key: readyKey }),
  /** `name`: the ready scheme's own when absent. */
  body: z.strictObject({ orgId, name: line(60).optional(), validFrom: day }),
  output: made,
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

/** A version as a file: JSON for another system, a workbook for an office. */
export const exportVersion = defineEndpoint({
  method: 'GET',
  path: '/schemes/:schemeId/versions/:versionId/file',
  summary: '一版方案的文件',
  access: 'signed-in',
  who: 'county',
  params: z.object({ schemeId: id, versionId: smallNumber }),
  query: z.object({ format: z.enum(['json', 'xlsx']).default('xlsx') }),
  produces: 'file',
  output: z.object({}),
  errors: ['not-found'],
})

/** What is wrong in a file and where. `row`: as the spreadsheet program numbers it; in a JSON file, the how manieth. */
export const schemeFileProblem = z.object({
  sheet: z.string().nullable(),
  row: z.number().int().nullable(),
  column: z.string().nullable(),
  /** The place in words: 规则第 5 行“几分”. */
  place: z.string(),
  message: z.string(),
})
export type SchemeFileProblem = z.output<typeof schemeFileProblem>

const refusals = [
  'access.denied',
  'not-found',
  'input.invalid',
  'input.unreadable',
  'input.unsupported',
  'input.too-large',
] as const

/**
 * A scheme of an organisation from a file, JSON or workbook. Where anything is wrong nothing is written, and the refusal's
 * `details.problems` say every place (`schemeFileProblem`).
 */
export const importScheme = defineEndpoint({
  method: 'POST',
  path: '/scheme-files',
  summary: '导入一个方案',
  access: 'signed-in',
  who: 'schemes.write anywhere',
  query: z.object({ orgId }),
  consumes: 'file',
  output: made,
  errors: refusals,
})

/** The standing draft anew, or a new one, from a file; refused as `importScheme`. */
export const importDraft = defineEndpoint({
  method: 'PUT',
  path: '/schemes/:schemeId/draft/file',
  summary: '用文件换掉草案',
  access: 'signed-in',
  who: 'schemes.write anywhere',
  params: z.object({ schemeId: id }),
  consumes: 'file',
  output: z.object({ versionId: z.number().int(), flaws: z.array(schemeFlaw) }),
  errors: refusals,
})

export const schemeFileEndpoints = {
  listReadySchemes,
  startFromReady,
  exportVersion,
  importScheme,
  importDraft,
}
