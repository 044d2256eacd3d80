import type { CountyKeys } from '../keys/data-keys.ts'
import { decryptBytes } from '../keys/fields.ts'
import { KeyError } from '../keys/key-error.ts'
import type { Dictionary } from './dictionary.ts'
import type { Table } from './manifest.ts'
import type { Part } from './zip-writer.ts'

type Row = Readonly<Record<string, unknown>>

/** Sealed, and of no use to anybody but the program: they are carried as they are. */
const programOnly = ['account_secrets', 'requests', 'check_in_codes']
const chunks = 'file_chunks'

export type SealedColumn = { column: string; bind: string }

/** The columns of a table that are sealed, with what binds each to its row. */
export function listSealedColumns({ name, columns }: Table, dictionary: Dictionary): SealedColumn[] {
  return columns.flatMap(({ name: column }) => {
    const bind = dictionary.sealedAs(name, column)
    return bind === null ? [] : [{ column, bind }]
  })
}

/** `members.id_number {member_id}` with the row's own values in the place of the braces. */
export function bindTo(bind: string, row: Row): string {
  return bind.replace(/\{([a-z_]+)\}/g, (_, column: string) => String(row[column]))
}

export type Opener = {
  /** What of these lines was sealed, readable: parts of their own beside the table. */
  open(table: Table, piece: Buffer, no: number): Generator<Part>
  /** A file that goes on in no further piece. */
  end(): Generator<Part>
  /** How many values did not open; they are carried sealed all the same. */
  unopened(): number
}

/** Makes what is sealed readable, piece by piece: words in `opened/`, uploaded files whole in `files/`. */
export function createOpener(
  keys: CountyKeys,
  dictionary: Dictionary,
  orders: ReadonlyMap<string, string>,
  fileNames: ReadonlyMap<string, string>,
): Opener {
  let failed = 0
  let file: { id: string; parts: Buffer[] } | null = null
  const openOne = (sealed: unknown, bind: string, row: Row): Buffer | null => {
    if (typeof sealed !== 'string') return null
    try {
      return decryptBytes(keys, Buffer.from(sealed.slice(2), 'hex'), bindTo(bind, row))
    } catch (error) {
      if (!(error instanceof KeyError)) throw error
      failed += 1
      return null
    }
  }
  function* endFile(): Generator<Part> {
    if (file) yield { name: nameOf(file.id, fileNames), bytes: Buffer.concat(file.parts) }
    file = null
  }
  return {
    *open(table, piece, no) {
      const sealed = listSealedColumns(table, dictionary)
      if (sealed.length === 0 || programOnly.includes(table.name)) return
      const lines: string[] = []
      for (const row of readLines(piece)) {
        const found = sealed.map(({ column, bind }) => [column, openOne(row[column], bind, row)] as const)
        if (table.name === chunks) {
          if (file?.id !== row['file_id']) yield* endFile()
          file ??= { id: String(row['file_id']), parts: [] }
          file.parts.push(found[0]?.[1] ?? Buffer.alloc(0))
        } else lines.push(openedLine(row, keyColumns(orders.get(table.name) ?? ''), found))
      }
      const name = `opened/${table.name}/${String(no).padStart(6, '0')}.jsonl`
      if (lines.length > 0) yield { name, bytes: Buffer.from(`${lines.join('\n')}\n`) }
    },
    end: endFile,
    unopened: () => failed,
  }
}

function openedLine(
  row: Row,
  key: readonly string[],
  found: readonly (readonly [string, Buffer | null])[],
): string {
  const own = key.map((column) => [column, row[column]])
  const words = found.map(([column, bytes]) => [column.replace(/_sealed$/, ''), bytes && bytes.toString()])
  return JSON.stringify(Object.fromEntries([...own, ...words]))
}

function keyColumns(order: string): string[] {
  return order.split(', ').map((one) => one.replace(/ collate .*$/, '').replaceAll('"', ''))
}

function readLines(piece: Buffer): Row[] {
  return piece
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
}

/** Below the file's own number: two may have one name, and a name leads nowhere else. */
function nameOf(id: string, names: ReadonlyMap<string, string>): string {
  return `files/${id}/${(names.get(id) ?? '文件').replace(/[\\/]/g, '_').replace(/^\.+/, '_')}`
}
