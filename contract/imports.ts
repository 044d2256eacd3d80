import { z } from 'zod'
import { day, id, instant, listOf, orgId, pageQuery } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/**
 * reading: a job reads and judges. ready: the dry run is there, nothing is written. applying, undoing: a job writes.
 * failed: the file could not be read. discarded: put away unwritten.
 */
export const importStates = [
  'reading',
  'ready',
  'applying',
  'applied',
  'undoing',
  'undone',
  'failed',
  'discarded',
] as const
export type ImportState = (typeof importStates)[number]
export const importStateLabels: Record<ImportState, string> = {
  reading: '正在读',
  ready: '没有写入',
  applying: '正在写入',
  applied: '写入了',
  undoing: '正在撤销',
  undone: '撤销了',
  failed: '没有读成',
  discarded: '不要了',
}

/**
 * What a row comes to. `elsewhere`: the person is registered in another branch; the row goes up to be checked and
 * moves nobody. Where the person is, is never said.
 */
export const verdicts = ['add', 'change', 'refuse', 'duplicate', 'elsewhere', 'same'] as const
export type Verdict = (typeof verdicts)[number]
export const verdictLabels: Record<Verdict, string> = {
  add: '新增',
  change: '更改',
  refuse: '拒收',
  duplicate: '重复',
  elsewhere: '报上级核对',
  same: '没有变化',
}
/** Which register a file is for. */
export const listWhats = ['members', 'households'] as const
export type ListWhat = (typeof listWhats)[number]
const what = z.enum(listWhats)

/** Those that do something when they are taken. */
export const takenVerdicts = ['add', 'change', 'elsewhere'] as const satisfies readonly Verdict[]

const importParams = z.object({ importId: id })
const count = z.number().int().min(0)
const line = z.number().int().min(1).max(2_000_000)
const verdict = z.enum(verdicts)
const counts = z.record(verdict, count)

/** A column of the file: its header as it stands there, and the register's own. */
const column = z.object({ header: z.string(), means: z.string().nullable() })

const importRow = z.object({
  importId: id,
  what,
  orgId,
  orgName: z.string(),
  fileName: z.string(),
  state: z.enum(importStates),
  stateLabel: z.string(),
  /** Rows of the work under way, and in all; null until the file has been taken apart. */
  rowsDone: count,
  rowsTotal: count.nullable(),
  createdAt: instant,
  createdBy: z.string().nullable(),
  appliedAt: instant.nullable(),
  undoneAt: instant.nullable(),
  /** The last day on which the file and its rows are kept. */
  expiresOn: day,
  /** File and rows are gone; what it came to remains. */
  forgotten: z.boolean(),
  abilities: z.object({
    decide: z.boolean(),
    apply: z.boolean(),
    undo: z.boolean(),
    recheck: z.boolean(),
    discard: z.boolean(),
    downloadRefused: z.boolean(),
  }),
})

const importDetail = importRow.extend({
  /** Why the last thing that was asked of it did not come about; the lines that it is about, if any. */
  failure: z.object({ message: z.string(), lines: z.array(line) }).nullable(),
  columns: z.object({
    /** Headers that were understood; `means` is the register's own word. */
    known: z.array(column),
    /** Headers that the register does not have: what stands under them is not taken. */
    unknown: z.array(z.string()),
    /** Headers for what another column gives already. */
    repeated: z.array(column),
    /** 党籍状态 under which categories stand, and which was read as 人员类别. */
    relabelled: z.array(column),
  }),
  counts,
  /** How many of each are taken when it is applied, and all together. */
  accepted: z.object({ add: count, change: count, elsewhere: count, all: count }),
  /** Members of the branches of the file, or households of its grids, now, after applying, and those whom the file does not name: they stay. */
  register: z.object({ now: count, after: count, untouched: count }).nullable(),
})

/**
 * Takes a register for a branch, or for what stands above several: then 所在党支部 says which; of households for a grid,
 * or for what stands above several: then 网格 or the natural village says which. Reads it first: a file
 * that is no register is refused here and nothing of it is kept. The rest is a job; ask `getImport` how far it is.
 */
export const uploadRegister = defineEndpoint({
  method: 'POST',
  path: '/imports',
  summary: '导入花名册、住户册：先试，不写入',
  access: 'signed-in',
  who: 'members.import anywhere',
  query: z.object({ orgId, what: what.default('members') }),
  consumes: 'file',
  output: z.object({ importId: id }),
  errors: [
    'access.denied',
    'not-found',
    'input.invalid',
    'input.unreadable',
    'input.unsupported',
    'input.too-large',
    'state.wrong',
  ],
})

/** The imports of an organisation and of everything below it, the latest first. */
export const listImports = defineEndpoint({
  method: 'GET',
  path: '/imports',
  summary: '导入过的花名册、住户册',
  access: 'signed-in',
  who: 'members.import',
  query: z.object({ ...pageQuery, orgId, what: what.default('members') }),
  output: listOf(importRow).extend({ abilities: z.object({ upload: z.boolean() }) }),
  errors: ['access.denied', 'not-found'],
})

export const getImport = defineEndpoint({
  method: 'GET',
  path: '/imports/:importId',
  summary: '一次导入到哪一步了',
  access: 'signed-in',
  who: 'members.import',
  params: importParams,
  output: importDetail,
  errors: ['access.denied', 'not-found'],
})

const difference = z.object({
  key: z.string(),
  label: z.string(),
  /** As they are shown, numbers masked; null is nothing. */
  now: z.string().nullable(),
  after: z.string().nullable(),
})

const note = z.object({
  code: z.string(),
  /** The header of the file that it is about; null: the whole row. */
  column: z.string().nullable(),
  sentence: z.string(),
  /** The row is not taken because of it. */
  refuses: z.boolean(),
})

const importLine = z.object({
  line,
  verdict,
  verdictLabel: z.string(),
  /** Whom it is about: a name, or an address. */
  name: z.string().nullable(),
  /** Masked by the server. */
  idNumber: z.string().nullable(),
  /** The branch, or the grid, that the row is for. */
  branchName: z.string().nullable(),
  /** Who is meant is a guess, by name and birthday: it is taken only when somebody says so. */
  suggested: z.boolean(),
  accepted: z.boolean(),
  /** Of a change what becomes different; of an addition everything that the row says. */
  differences: z.array(difference),
  notes: z.array(note),
  /** What became of the question to the level above. */
  proposal: z.enum(['waiting', 'accepted', 'dismissed', 'withdrawn']).nullable(),
  abilities: z.object({ accept: z.boolean() }),
})

export const listImportRows = defineEndpoint({
  method: 'GET',
  path: '/imports/:importId/rows',
  summary: '逐行看差别',
  access: 'signed-in',
  who: 'members.import',
  params: importParams,
  query: z.object({
    ...pageQuery,
    /** Absent: every row but those that change nothing. */
    verdict: verdict.optional(),
    accepted: z
      .enum(['true', 'false'])
      .transform((value) => value === 'true')
      .optional(),
  }),
  output: listOf(importLine),
  errors: ['access.denied', 'not-found'],
})

/**
 * Takes rows, or leaves them out. Without `lines` all that can be taken (of one verdict); a row whose person is only
 * guessed (`suggested`) is taken by its own line alone.
 */
export const decideImportRows = defineEndpoint({
  method: 'PUT',
  path: '/imports/:importId/decisions',
  summary: '这几行收不收',
  access: 'signed-in',
  who: 'members.import',
  params: importParams,
  body: z.strictObject({
    accepted: z.boolean(),
    lines: z.array(line).min(1).max(1000).optional(),
    verdict: z.enum(takenVerdicts).optional(),
  }),
  output: z.object({ changed: count, accepted: importDetail.shape.accepted }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

/**
 * Writes the rows that are taken, all or none. `rows`: how many the page showed; another number refuses it. Many rows
 * are written by a job, and the state is then `applying`.
 */
export const applyImport = defineEndpoint({
  method: 'POST',
  path: '/imports/:importId/apply',
  summary: '写入',
  access: 'signed-in',
  who: 'members.import',
  params: importParams,
  body: z.strictObject({ rows: count }),
  output: z.object({ importId: id, state: z.enum(['applying', 'applied']) }),
  errors: [
    'access.denied',
    'not-found',
    'input.invalid',
    'state.wrong',
    'version.stale',
    'conflict.duplicate',
  ],
})

/** On the day itself brings everything back as it was; `details.lines` names the rows that were changed since. */
export const undoImport = defineEndpoint({
  method: 'POST',
  path: '/imports/:importId/undo',
  summary: '整批撤销，当天可以',
  access: 'signed-in',
  who: 'members.import',
  params: importParams,
  body: z.strictObject({}),
  output: z.object({ importId: id, state: z.enum(['undoing', 'undone']) }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'version.stale', 'conflict.in-use'],
})

/** Judges the file once more, after the register has changed or a job got stuck. What was decided stays where it fits. */
export const recheckImport = defineEndpoint({
  method: 'POST',
  path: '/imports/:importId/recheck',
  summary: '重新核对',
  access: 'signed-in',
  who: 'members.import',
  params: importParams,
  body: z.strictObject({}),
  output: z.object({ importId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

/** Puts an unwritten import away: its file and its rows are gone at once. */
export const discardImport = defineEndpoint({
  method: 'POST',
  path: '/imports/:importId/discard',
  summary: '不要了',
  access: 'signed-in',
  who: 'members.import',
  params: importParams,
  body: z.strictObject({}),
  output: z.object({ importId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

/** The rows that were not taken, as they stood in the file, with a column 退回原因: to correct and import again. */
export const downloadRefused = defineEndpoint({
  method: 'POST',
  path: '/imports/:importId/refused',
  summary: '下载拒收的行',
  access: 'signed-in',
  who: 'members.import',
  params: importParams,
  body: z.strictObject({}),
  produces: 'file',
  output: z.object({}),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const importEndpoints = {
  uploadRegister,
  listImports,
  getImport,
  listImportRows,
  decideImportRows,
  applyImport,
  undoImport,
  recheckImport,
  discardImport,
  downloadRefused,
}
