import { randomBytes } from 'node:crypto'
import { strToU8, zipSync } from 'fflate'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useTestApp } from '../../test/app.ts'
import { buildTree, type Tree } from '../../test/tree.ts'
import type { Ctx } from '../context/context.ts'
import { inTransaction } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { rawWorkbook, sheetXml, textCell } from '../spreadsheet/fixture.ts'
import { detectMediaType, mediaTypes } from './media-type.ts'
import { maxFileBytes, plainFileName, readFile, removeFile, storeFile } from './store.ts'

const test = useTestApp()
let tree: Tree
let admin: pg.Pool

beforeAll(async () => {
  tree = await buildTree(test)
  admin = new pg.Pool({ connectionString: test.database.adminUrl, max: 1 })
})
afterAll(() => admin?.end())

function keep(bytes: Uint8Array, more: { name?: string; orgId?: number } = {}) {
  const fileId = newId()
  const wish = {
    fileId,
    orgId: tree.branch,
    name: '名册.csv',
    accepts: Object.values(mediaTypes),
    expiresOn: null,
  }
  return test.system(async (ctx) => ({ fileId, ...(await storeFile(ctx, { ...wish, ...more, bytes })) }))
}

const read = (fileId: string) => test.system((ctx) => readFile(ctx, fileId))

/** Text of any length that compresses badly and shows where it was cut. */
function textOf(length: number): Buffer {
  return Buffer.from(
    randomBytes(Math.ceil(length / 2))
      .toString('hex')
      .slice(0, length),
  )
}

describe('a file', () => {
  it.each([1, 960 * 1024 - 1, 960 * 1024, 960 * 1024 + 1, 5_000_000])(
    'of %i bytes is read as it was kept',
    async (size) => {
      const bytes = textOf(size)
      const kept = await keep(bytes, { name: 'C:\\表\\..\\/etc/名\u202e册?.csv' })
      expect(kept).toMatchObject({ name: '名册.csv', mediaType: 'text/csv' })
      const found = await read(kept.fileId)
      expect(found?.bytes.equals(bytes)).toBe(true)
    },
  )

  it('lies in pieces of less than 1 MB, of which none shows what is in it', async () => {
    const { fileId } = await keep(Buffer.concat([Buffer.from('330282197001010013'), textOf(3_000_000)]))
    const { rows } = await admin.query<{ size: number; found: number }>(
      `select length(content) as size, position('330282197001010013'::bytea in content) as found
         from file_chunks where file_id = $1 order by chunk_no`,
      [fileId],
    )
    expect(rows).toHaveLength(4)
    expect(rows.every((row) => row.size <= 1_000_000 && row.found === 0)).toBe(true)
  })

  it('does not open with its pieces swapped, nor with one of another file', async () => {
    const { fileId } = await keep(textOf(2_500_000))
    const other = await keep(textOf(2_500_000))
    await admin.query(
      `update file_chunks set content = (select content from file_chunks where file_id = $2 and chunk_no = 1)
        where file_id = $1 and chunk_no = 1`,
      [fileId, other.fileId],
    )
    await expect(read(fileId)).rejects.toThrow('do not belong')
  })

  it('is gone with all its pieces when it is removed', async () => {
    const { fileId } = await keep(textOf(2_000_000))
    await test.system((ctx) => removeFile(ctx, fileId))
    expect(await read(fileId)).toBeNull()
    const { rows } = await admin.query('select 1 from file_chunks where file_id = $1', [fileId])
    expect(rows).toEqual([])
  })

  it('is not there for another branch, nor for another county', async () => {
    const { fileId } = await keep(textOf(10))
    const seenFrom = (county: number, orgs: number[]) =>
      inTransaction(test.app.runtime.app, { county, orgs }, async ({ db }) => {
        const files = await db
          .selectFrom('files')
          .select('file_id')
          .where('county_id', '=', county)
          .where('file_id', '=', fileId)
          .execute()
        const chunks = await db
          .selectFrom('file_chunks')
          .select('file_id')
          .where('county_id', '=', county)
          .where('file_id', '=', fileId)
          .execute()
        return files.length + chunks.length
      })
    expect(await seenFrom(test.county.county, [tree.branch])).toBe(2)
    expect(await seenFrom(test.county.county, [tree.sibling])).toBe(0)
    const second = await test.newCounty('邻县')
    expect(await seenFrom(second.county, [tree.branch])).toBe(0)
  })

  it('is refused when it is too large, empty, or not of the kinds that are taken', async () => {
    const wish = (bytes: Uint8Array) => (ctx: Ctx) =>
      storeFile(ctx, {
        fileId: newId(),
        orgId: tree.branch,
        name: 'x',
        bytes,
        accepts: [mediaTypes.csv],
        expiresOn: null,
      })
    await expect(test.system(wish(new Uint8Array(maxFileBytes + 1).fill(0x61)))).rejects.toMatchObject({
      code: 'input.too-large',
    })
    await expect(test.system(wish(new Uint8Array(0)))).rejects.toMatchObject({ code: 'input.unreadable' })
    await expect(test.system(wish(Buffer.from('%PDF-1.7')))).rejects.toMatchObject({
      code: 'input.unsupported',
    })
  })
})

it.each<[string, Uint8Array, string | null]>([
  [
    'a workbook',
    rawWorkbook([{ xml: sheetXml(`<row r="1">${textCell('A1', '姓名')}</row>`) }]),
    mediaTypes.xlsx,
  ],
  ['another archive', zipSync({ 'a.txt': strToU8('x') }), null],
  ['UTF-8', strToU8('姓名,性别\r\n'), mediaTypes.csv],
  ['GB18030', Buffer.from('d0d5c3fb2cd0d4b1f0', 'hex'), mediaTypes.csv],
  ['UTF-16', Buffer.from('\ufeff姓名', 'utf16le'), mediaTypes.csv],
  ['a picture', Buffer.from('89504e470d0a1a0a0000', 'hex'), mediaTypes.png],
  ['a photograph', Buffer.from('ffd8ffe000104a46', 'hex'), mediaTypes.jpeg],
  ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100)]), null],
  ['nothing', new Uint8Array(0), null],
])('%s is told by its bytes', (_, bytes, expected) => {
  expect(detectMediaType(bytes)).toBe(expected)
})

it.each([
  ['../../etc/passwd', 'passwd'],
  ['花名册.xlsx', '花名册.xlsx'],
  ['a\r\nb".csv', 'ab.csv'],
  ['...', '...'],
  ['/', '文件'],
])('%j is kept as %j', (given, kept) => {
  expect(plainFileName(given)).toBe(kept)
})
