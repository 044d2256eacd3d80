import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { withClient } from '../db/embedded/roles.ts'
import { historyTables, listTables } from './catalogue.ts'
import { parseDictionary, readDictionary } from './dictionary.ts'

const dictionary = readDictionary(join(import.meta.dirname, '../..'))
let database: TestDatabase
let columns: { table: string; column: string; type: string }[]

beforeAll(async () => {
  database = await createTestDatabase()
  const tables = await withClient(database.adminUrl, listTables)
  columns = tables
    .filter(({ name }) => !historyTables.includes(name))
    .flatMap(({ name, columns: own }) =>
      own.map((column) => ({ table: name, column: column.name, type: column.type })),
    )
})
afterAll(() => database?.drop())

it('has a meaning for every table and every column that there is', () => {
  expect(columns.length).toBeGreaterThan(2_000)
  const unknown = columns.filter(
    ({ table, column }) => !dictionary.ofTable(table) || !dictionary.ofColumn(table, column),
  )
  expect(unknown.map(({ table, column }) => `${table}.${column}`)).toEqual([])
})

it('speaks of no table and no column that is gone', () => {
  const known = new Set(columns.flatMap(({ table, column }) => [table, `${table}.${column}`]))
  const spoken = [...dictionary.entries].flatMap(([table, { columns: own }]) =>
    table === '*' ? [] : [table, ...[...own.keys()].map((column) => `${table}.${column}`)],
  )
  expect(spoken.filter((name) => !known.has(name))).toEqual([])
})

it('says of every sealed column, and of no other, what binds it, by columns of its own table', () => {
  const sealed = columns.filter(
    ({ table, column, type }) => type === 'bytea' && (column.endsWith('_sealed') || table === 'file_chunks'),
  )
  expect(sealed.length).toBeGreaterThan(30)
  const bound = columns.filter(({ table, column }) => dictionary.sealedAs(table, column) !== null)
  expect(bound).toEqual(sealed)
  const names = new Set(columns.map(({ table, column }) => `${table}.${column}`))
  for (const { table, column } of bound)
    for (const [, named] of (dictionary.sealedAs(table, column) ?? '').matchAll(/\{([a-z_]+)\}/g))
      expect(names).toContain(`${table}.${named}`)
})

it('takes no line twice and none that it does not understand', () => {
  expect(() => parseDictionary('a 一\n  b 二\n  b 三')).toThrow(/b 三/)
  expect(() => parseDictionary('a 一\na 二')).toThrow(/a 二/)
  expect(() => parseDictionary('  b 二')).toThrow(/b 二/)
  expect(() => parseDictionary('a')).toThrow(/a/)
})
