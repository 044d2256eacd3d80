import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { withClient } from '../db/embedded/roles.ts'
import { openCountyKeys, rewrapCountyKey, type WrappedKey } from '../keys/data-keys.ts'
import { type MasterKeys, masterKeyOf } from '../keys/master-keys.ts'
import { writeArchive } from './archive.ts'
import { BackupError } from './backup-error.ts'
import { listKeyOrders, readMigrationRows } from './catalogue.ts'
import { asJson, beginSnapshot, copyOut } from './copy-out.ts'
import type { CountyHeader, CountyKeysPart, CountyManifest } from './county-manifest.ts'
import { listCountyTables, selectAsJson, selectJobs } from './county-tables.ts'
import { cutAtLines, pieceName } from './cut-lines.ts'
import { describeTables } from './describe-tables.ts'
import type { Dictionary } from './dictionary.ts'
import { type Counted, formatVersion } from './manifest.ts'
import { createOpener, type Opener } from './open-sealed.ts'
import type { Pace } from './pace.ts'
import { hasQueue } from './queue-rows.ts'
import { readMe } from './read-me.ts'
import type { BackupSecret } from './secret.ts'
import type { Part } from './zip-writer.ts'

export type CountyExport = {
  /** Of a role that reads every row. */
  url: string
  file: string
  county: number
  at: Date
  /** null: a plain ZIP, in which everything stands open. */
  secret: BackupSecret | null
  masters: MasterKeys
  dictionary: Dictionary
  pace: Pace
  log: (line: string) => void
}

export type CountyWritten = { bytes: number; rows: number; tables: number; unopened: number }

/**
 * One county at one moment in open formats: JSON lines in a ZIP, with a dictionary of every column, and what is sealed
 * once more in readable form. No table is ever in memory. BackupError; whatever goes wrong, no file is left.
 */
export async function writeCounty(options: CountyExport): Promise<CountyWritten> {
  return withClient(options.url, async (client) => {
    await beginSnapshot(client)
    const header = await readHeader(client, options)
    const manifest: CountyManifest = { tables: [], queue: [] }
    const opener = await makeOpener(client, options)
    const parts = listParts(client, options, header, manifest, opener)
    const bytes = await writeArchive(options.file, options.secret, parts)
    await client.query('commit')
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    return { bytes, rows, tables: manifest.tables.length, unopened: opener.unopened() }
  })
}

async function readHeader(client: pg.Client, { county, at }: CountyExport): Promise<CountyHeader> {
  const { rows } = await client.query<{ name: string }>('select name from county where county_id = $1', [
    county,
  ])
  const [found] = rows
  if (!found) throw new BackupError('refused', `没有导出：没有编号 ${county} 的县。`)
  return {
    ...{ format: 'zhibutong-county', formatVersion, at: at.toISOString(), county, name: found.name },
    migrations: await readMigrationRows(client),
    tables: await listCountyTables(client),
  }
}

async function listStoredKeys(client: pg.Client, county: number): Promise<WrappedKey[]> {
  const { rows } = await client.query<WrappedKey>(
    'select key_id as "keyId", wrapped from county_keys where county_id = $1 order by key_id',
    [county],
  )
  return rows
}

/** The county's keys leave wrapped by a key that is made for this one file. */
function carryKeys(masters: MasterKeys, county: number, stored: readonly WrappedKey[]): CountyKeysPart {
  const bytes = randomBytes(32)
  const carrier = { current: masterKeyOf(bytes), former: [masters.current, ...masters.former] }
  const keys = stored.map((key) => rewrapCountyKey(carrier, county, key))
  return {
    carrier: bytes.toString('base64'),
    keys: keys.map(({ keyId, wrapped }) => ({ keyId, wrapped: wrapped.toString('base64') })),
  }
}

async function makeOpener(client: pg.Client, { county, masters, dictionary }: CountyExport): Promise<Opener> {
  const keys = openCountyKeys(masters, county, await listStoredKeys(client, county))
  const { rows } = await client.query<{ id: string; name: string }>(
    'select file_id as id, name from files where county_id = $1',
    [county],
  )
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return createOpener(keys, dictionary, await listKeyOrders(client), names)
}

async function* listParts(
  client: pg.Client,
  { county, masters, dictionary, pace, log }: CountyExport,
  header: CountyHeader,
  manifest: CountyManifest,
  opener: Opener,
): AsyncGenerator<Part> {
  yield json('header.json', header)
  yield { name: '说明.txt', bytes: Buffer.from(readMe(header)) }
  yield { name: '字段说明.csv', bytes: await describeTables(client, header.tables, dictionary) }
  yield json('keys.json', carryKeys(masters, county, await listStoredKeys(client, county)))
  const orders = await listKeyOrders(client)
  for (const table of header.tables) {
    const pieces = cutAtLines(copyOut(client, table.name, selectAsJson(table, orders, county), asJson), pace)
    const counted = yield* named(pieces, `data/${table.name}`, (piece, no) => opener.open(table, piece, no))
    yield* opener.end()
    manifest.tables.push(counted)
    log(`${table.name}：${counted.rows} 行`)
  }
  if (await hasQueue(client)) {
    const jobs = cutAtLines(copyOut(client, 'jobs', selectJobs(county), asJson), pace)
    manifest.queue.push(yield* named(jobs, 'queue/jobs'))
  }
  yield json('manifest.json', manifest)
}

/** Pieces as parts of a folder, each followed by what is read out of it. */
async function* named(
  pieces: AsyncGenerator<Buffer, Counted>,
  folder: string,
  beside: (piece: Buffer, no: number) => Iterable<Part> = () => [],
): AsyncGenerator<Part, Counted> {
  for (let no = 1; ; no += 1) {
    const { value, done } = await pieces.next()
    if (done) return value
    yield { name: pieceName(folder, no), bytes: value }
    yield* beside(value, no)
  }
}

function json(name: string, value: unknown): Part {
  return { name, bytes: Buffer.from(`${JSON.stringify(value, null, 1)}\n`) }
}
