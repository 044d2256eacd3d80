import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What tables and columns mean, in words for people; `sealedAs`: under which name a sealed column is bound to its row. */
export type Dictionary = {
  ofTable(table: string): string | null
  ofColumn(table: string, column: string): string | null
  sealedAs(table: string, column: string): string | null
  /** Every table that is spoken of with its own columns; those that hold for all tables under `*`. */
  entries: ReadonlyMap<string, TableEntry>
}

type ColumnEntry = { meaning: string; sealedAs: string | null }
type TableEntry = { meaning: string; columns: ReadonlyMap<string, ColumnEntry> }

/**
 * Reads server/dictionary.txt. A line that begins a table: its name, a blank, its meaning. Two blanks before it: a column
 * of that table, and after ` @` what binds it where it is sealed, with other columns in braces. Under `*` stand columns
 * that mean the same wherever they are; `#` is for whoever writes it.
 */
export function readDictionary(serverFolder: string): Dictionary {
  return parseDictionary(readFileSync(join(serverFolder, 'dictionary.txt'), 'utf8'))
}

export function parseDictionary(text: string): Dictionary {
  const entries = new Map<string, { meaning: string; columns: Map<string, ColumnEntry> }>()
  let open: Map<string, ColumnEntry> | null = null
  for (const line of text.split('\n')) {
    const [, indent, name = '', meaning = '', sealedAs] =
      /^( *)([a-z0-9_*]+) (.+?)(?: @(.+))?$/.exec(line) ?? []
    if (line.trim() === '' || line.startsWith('#')) continue
    const isTable = indent === ''
    const known: ReadonlyMap<string, unknown> = isTable ? entries : (open ?? new Map())
    if (indent === undefined || (!isTable && open === null) || known.has(name))
      throw new Error(`dictionary.txt: ${line}`)
    if (isTable) entries.set(name, { meaning, columns: (open = new Map()) })
    else open?.set(name, { meaning, sealedAs: sealedAs ?? null })
  }
  const find = (table: string, column: string) =>
    entries.get(table)?.columns.get(column) ?? entries.get('*')?.columns.get(column)
  return {
    entries,
    ofTable: (table) => entries.get(table)?.meaning ?? null,
    ofColumn: (table, column) => find(table, column)?.meaning ?? null,
    sealedAs: (table, column) => find(table, column)?.sealedAs ?? null,
  }
}
