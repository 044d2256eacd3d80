import { z } from 'zod'
import { line } from '../../../../contract/common.ts'
import type { SchemeFileProblem } from '../../../../contract/scheme-files.ts'
import { type SchemeVersion, schemeVersion } from '../../../../contract/scheme-version.ts'
import { Problem } from '../../../core/errors/problem.ts'
import { demandSoundValue } from '../../../core/http/demand-sound.ts'
import type { SpreadsheetLimits } from '../../../core/spreadsheet/limits.ts'
import { readTables } from '../../../core/spreadsheet/read-table.ts'
import { SpreadsheetError } from '../../../core/spreadsheet/spreadsheet-error.ts'
import { findForbidden, findVerdict } from '../schemes/forbidden.ts'
import { lintVersion } from '../schemes/lint.ts'
import { type OwnMatter, readMatters } from './own-matters.ts'
import { problemAt } from './places.ts'
import { type Draft, readSheets } from './read-workbook.ts'
import { listFields } from './sheets.ts'
import { jsonFormat, type SchemeFile } from './write-file.ts'

const mostBytes = 2 * 1024 * 1024

/** A scheme has at most 200 rules: what is larger is no scheme. */
const limits: Partial<SpreadsheetLimits> = {
  fileBytes: mostBytes,
  unpackedBytes: 24 * 1024 * 1024,
  entries: 200,
  rows: 2_000,
  columns: 100,
  cells: 100_000,
  heapMb: 256,
}

/** So many are told; whoever has more of them mends these first. */
const mostProblems = 200

/**
 * What a file says, JSON or workbook, told apart by what is in it; done in a bounded thread where it is a workbook.
 * Errors: a Problem with the sentence to say, for every file that is no scheme at all.
 */
export async function openSchemeFile(bytes: Uint8Array): Promise<Draft> {
  if (bytes.length > mostBytes) throw new Problem('input.too-large')
  const draft = isJson(bytes) ? readJson(bytes) : await readWorkbook(bytes)
  // JSON, which stands in a cell of the workbook too, can spell what no column holds.
  demandSoundValue(draft.raw, 'file')
  return draft
}

/** The first letter that is none of the blanks and marks that may stand before it. */
function isJson(bytes: Uint8Array): boolean {
  const first = bytes.find((byte) => ![0xef, 0xbb, 0xbf, 0x20, 0x09, 0x0a, 0x0d].includes(byte))
  return first === 0x7b
}

async function readWorkbook(bytes: Uint8Array): Promise<Draft> {
  try {
    return readSheets(await readTables(bytes, limits))
  } catch (error) {
    if (error instanceof SpreadsheetError) throw new Problem(error.code, { message: error.message })
    throw error
  }
}

const jsonFile = z.object({
  format: z.literal(jsonFormat.format),
  formatVersion: z.literal(jsonFormat.formatVersion),
  name: z.unknown(),
  version: z.record(z.string(), z.unknown()),
})

function readJson(bytes: Uint8Array): Draft {
  const file = jsonFile.safeParse(parseText(bytes))
  if (!file.success) {
    throw new Problem('input.unreadable', { message: '这不是积分方案的文件。请用本系统导出的文件。' })
  }
  const { name, version } = file.data
  if (listFields.some((field) => lengthOf(version[field]) > mostRows)) throw new Problem('input.too-large')
  return { raw: { name, ...version }, lines: { kind: 'json' }, problems: [] }
}

/** More rows than any scheme may have are not looked at one by one. */
const mostRows = 1_000

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0
}

function parseText(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

const named = z.object({ name: line(60) })

export type Checked = { file: SchemeFile } | { problems: SchemeFileProblem[] }

/** The scheme of a file, or everything that is wrong with it. `own`: what the county counts beside the product's matters. */
export function checkDraft({ raw, lines, problems }: Draft, own: readonly OwnMatter[]): Checked {
  const { name, ...rest } = lines.kind === 'workbook' ? withCodes(raw, own) : raw
  if (problems.length > 0) return { problems: limit([...problems, ...findWords({ raw, lines, problems })]) }
  const head = named.safeParse({ name })
  const version = schemeVersion.safeParse(rest)
  const issues = [...(head.error?.issues ?? []), ...(version.error?.issues ?? [])]
  if (!head.success || !version.success) {
    const unsound = issues.map((issue) => problemAt(lines, issue.path.join('.'), issue.message))
    return { problems: limit([...unsound, ...findWords({ raw, lines, problems })]) }
  }
  const matters = own.map(({ code }) => code)
  return checkVersion(head.data.name, version.data, lines, matters)
}

function withCodes(raw: Draft['raw'], own: readonly OwnMatter[]): Draft['raw'] {
  const { rules } = raw
  return Array.isArray(rules) ? { ...raw, rules: readMatters(rules as object[], own) } : raw
}

function checkVersion(
  name: string,
  version: SchemeVersion,
  lines: Draft['lines'],
  matters: readonly string[],
): Checked {
  const flaws = lintVersion(version, matters).map(({ at, message }) => problemAt(lines, at, message))
  return flaws.length > 0 ? { problems: limit(flaws) } : { file: { name, version } }
}

/** Forbidden lines, told even where other things are so wrong that the whole cannot be checked. */
function findWords({ raw, lines }: Draft): SchemeFileProblem[] {
  return listFields.flatMap((field) => {
    const rows = raw[field]
    if (!Array.isArray(rows)) return []
    return rows.flatMap((row: { name?: unknown } | null, i) => {
      const name = typeof row?.name === 'string' ? row.name : ''
      const why = findForbidden(name) ?? findVerdict(name)
      return why ? [problemAt(lines, `${field}.${i}.name`, why)] : []
    })
  })
}

function limit(problems: readonly SchemeFileProblem[]): SchemeFileProblem[] {
  return problems.slice(0, mostProblems)
}
