import { runOnce } from 'graphile-worker'
import { beforeAll } from 'vitest'
import type { OutputOf } from '../../contract/endpoint.ts'
import * as contract from '../../contract/imports.ts'
import { type RegisterKey, type RegisterValues, registerColumn } from '../../contract/register.ts'
import { tasks } from '../app.ts'
import { installQueue } from '../core/jobs/queue.ts'
import { queueLogger } from '../core/jobs/queue-logger.ts'
import { readTable } from '../core/spreadsheet/read-table.ts'
import { writeWorkbook } from '../core/spreadsheet/write-workbook.ts'
import { registerHash } from '../features/exchange/exports/commands.ts'
import { formatRow } from '../features/exchange/register/format-row.ts'
import type { Answer, Person, TestApp } from './app.ts'

export type ImportDetail = OutputOf<typeof contract.getImport>
export type ImportLine = OutputOf<typeof contract.listImportRows>['rows'][number]

/** A file of a register as an office sends it: a header and its rows, all of it text. */
export async function sheetFile(headers: readonly string[], ...rows: string[][]): Promise<Buffer> {
  const columns = headers.map((header) => ({ header }))
  return Buffer.from(await writeWorkbook([{ name: '党员名册', columns, rows }]))
}

/** The same from values, with a column for each that any of them has. */
export function registerFile(people: readonly RegisterValues[]): Promise<Buffer> {
  const keys = [...new Set(people.flatMap((values) => Object.keys(values)))] as RegisterKey[]
  const headers = keys.map((key) => registerColumn(key).header)
  return sheetFile(headers, ...people.map((values) => formatRow(values, keys)))
}

/** Rows of a workbook that was sent, the header first. */
export async function readCells(bytes: unknown): Promise<string[][]> {
  const { rows } = await readTable(bytes as Buffer)
  const width = rows[0]?.cells.length ?? 0
  return rows.map(({ cells }) => Array.from({ length: width }, (_, i) => cells[i]?.text ?? ''))
}

/** Imports on a test app: the queue is worked off when a test says so. */
export function useImports(test: TestApp) {
  beforeAll(() => installQueue(test.app.runtime.platform))
  const runJobs = () =>
    runOnce({
      pgPool: test.app.runtime.platform,
      taskList: tasks(test.app.runtime),
      concurrency: 1,
      noHandleSignals: true,
      logger: queueLogger(test.app.runtime.log as Parameters<typeof queueLogger>[0]),
    })

  const send = (
    person: Person,
    orgId: number,
    bytes: Buffer,
    more: { name?: string; requestId?: string; what?: contract.ListWhat } = {},
  ) =>
    person.ask(contract.uploadRegister, {
      query: { orgId, ...(more.what && { what: more.what }) },
      file: { name: more.name ?? '花名册.xlsx', bytes },
      ...(more.requestId && { requestId: more.requestId }),
    })

  const look = async (person: Person, importId: string): Promise<ImportDetail> =>
    (await person.ask(contract.getImport, { params: { importId } })).body

  /** Every row, those without a difference too, by their lines. */
  const rows = async (person: Person, importId: string): Promise<Map<number, ImportLine>> => {
    const found: ImportLine[] = []
    for (const verdict of contract.verdicts) {
      const page = await person.ask(contract.listImportRows, {
        params: { importId },
        query: { verdict, limit: 200 },
      })
      found.push(...page.body.rows)
    }
    return new Map(found.sort((a, b) => a.line - b.line).map((row) => [row.line, row]))
  }

  /** Sends a file and reads it. */
  const dryRun = async (
    person: Person,
    orgId: number,
    bytes: Buffer,
    more: { name?: string; what?: contract.ListWhat } = {},
  ) => {
    const sent = await send(person, orgId, bytes, more)
    if (sent.status !== 200) throw new Error(`not taken: ${JSON.stringify(sent.error)}`)
    await runJobs()
    return look(person, sent.body.importId)
  }

  const decide = (person: Person, importId: string, accepted: boolean, lines?: number[]) =>
    person.ask(contract.decideImportRows, {
      params: { importId },
      body: { accepted, ...(lines && { lines }) },
    })

  /** Writes what is taken, however many rows the import says there are. */
  const apply = async (
    person: Person,
    importId: string,
    requestId?: string,
  ): Promise<Answer<OutputOf<typeof contract.applyImport>>> => {
    const { accepted } = await look(person, importId)
    return person.ask(contract.applyImport, {
      params: { importId },
      body: { rows: accepted.all },
      ...(requestId && { requestId }),
    })
  }

  const undo = (person: Person, importId: string) =>
    person.ask(contract.undoImport, { params: { importId }, body: {} })

  const hash = (orgId: number) => test.system((ctx) => registerHash(ctx, orgId))

  return { runJobs, send, look, rows, dryRun, decide, apply, undo, hash }
}

export type Imports = ReturnType<typeof useImports>
