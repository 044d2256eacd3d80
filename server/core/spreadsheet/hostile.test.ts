import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { rawWorkbook, sheetXml, textCell } from './fixture.ts'
import type { SpreadsheetLimits } from './limits.ts'
import { readTable } from './read-table.ts'
import { type RefusedReason, SpreadsheetError } from './spreadsheet-error.ts'

const folder = mkdtempSync(join(tmpdir(), 'spreadsheet-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Refused in under five seconds, in Chinese, while the main thread keeps turning. */
async function expectRefused(
  source: Uint8Array | string,
  reason: RefusedReason,
  limits: Partial<SpreadsheetLimits> = {},
) {
  let turns = 0
  const timer = setInterval(() => turns++, 5)
  const started = performance.now()
  const error = await readTable(source, limits).catch((thrown: unknown) => thrown)
  const took = performance.now() - started
  clearInterval(timer)
  expect(error).toBeInstanceOf(SpreadsheetError)
  expect(error).toMatchObject({ reason, message: expect.stringMatching(/^[^a-zA-Z]*[\u4e00-\u9fff].*。$/su) })
  expect(took).toBeLessThan(5_000)
  // At least one turn in every 100 ms that it took.
  expect(turns).toBeGreaterThanOrEqual(Math.floor(took / 100))
}

const small = sheetXml(`<row r="1">${textCell('A1', '姓名')}</row>`)

describe('files that are larger than they look', () => {
  const spaces = new Uint8Array(6_000_000).fill(0x20)
  const limits = { unpackedBytes: 5_000_000 }

  it('a sheet that unpacks to 140 MB', async () => {
    const bomb = rawWorkbook([{ xml: new Uint8Array(140_000_000).fill(0x20) }])
    expect(bomb.length).toBeLessThan(1_000_000)
    await expectRefused(bomb, 'unpacks-too-large')
  })

  it('the same in a part that nobody reads', async () => {
    const bomb = rawWorkbook([{ xml: small }], { 'xl/media/a.png': spaces })
    await expectRefused(bomb, 'unpacks-too-large', limits)
  })

  it('the same under headers that say 10 bytes', async () => {
    const bomb = rawWorkbook([{ xml: small }], { 'xl/a.xml': spaces })
    const view = Buffer.from(bomb.buffer, bomb.byteOffset, bomb.length)
    for (let at = view.indexOf(sizeOf(spaces)); at !== -1; at = view.indexOf(sizeOf(spaces)))
      view.writeUInt32LE(10, at)
    await expectRefused(bomb, 'unpacks-too-large', limits)
  })

  it('many entries over the same bytes', async () => {
    await expectRefused(overlappingZip(), 'damaged')
  })

  it('more entries than a workbook has', async () => {
    const files = Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`${i}.txt`, new Uint8Array(0)]))
    await expectRefused(zipSync(files), 'unpacks-too-large')
  })

  it('100 MB, from a path and from bytes', async () => {
    const path = join(folder, 'large.xlsx')
    writeFileSync(path, 'PK\x03\x04')
    truncateSync(path, 100 * 1024 * 1024)
    await expectRefused(path, 'too-large')
    await expectRefused(new Uint8Array(100 * 1024 * 1024), 'too-large')
  })

  it('millions of tags', async () => {
    const flood = rawWorkbook([{ xml: sheetXml('<x/>'.repeat(900_000)) }])
    await expectRefused(flood, 'unpacks-too-large', { cells: 100_000 })
    // Without a single attribute, over which the scan of the cells must not lose its way.
    await expectRefused(
      rawWorkbook([{ xml: sheetXml(`<row>${'<c/>'.repeat(2_000_000)}</row>`) }]),
      'too-many-rows',
    )
  })
})

describe('sheets that are larger than they look', () => {
  it('one far cell', async () => {
    const far = (reference: string) =>
      rawWorkbook([
        { xml: sheetXml(`<row r="1">${textCell('A1', '姓名')}${textCell(reference, 'x')}</row>`) },
      ])
    await expectRefused(far('XFD1048576'), 'too-many-rows')
    await expectRefused(far('A1048576'), 'too-many-rows')
    await expectRefused(far('XFD2'), 'too-many-columns')
    await expectRefused(far('A99999999999999999999'), 'too-many-rows')
  })

  it('a far row without references', async () => {
    const row = `<row r="1048576"><c t="inlineStr"><is><t>x</t></is></c></row>`
    await expectRefused(rawWorkbook([{ xml: sheetXml(row) }]), 'too-many-rows')
  })

  it('a far cell that is empty does no harm', async () => {
    const xml = sheetXml(
      `<row r="1">${textCell('A1', '姓名')}<c r="XFD1" s="0"/></row><row r="1048576"><c r="A1048576"></c></row>`,
    )
    const table = await readTable(rawWorkbook([{ xml }]))
    expect(table.rows).toEqual([{ line: 1, cells: [{ text: '姓名' }] }])
  })

  it.each([
    ['the whole sheet', 'A1:XFD1048576'],
    ['upside down', 'XFD1048576:A1'],
    ['nonsense', 'A1:ZZZZZZZ99999999999'],
  ])('a merge over %s', async (_, reference) => {
    const merges = `<mergeCells count="1"><mergeCell ref="${reference}"/></mergeCells>`
    const xml = sheetXml(`<row r="1">${textCell('A1', '党员花名册')}</row>`, merges)
    const bytes = rawWorkbook([{ xml }])
    expect(bytes.length).toBeLessThan(2_000)
    await expectRefused(bytes, 'merge-too-large')
  })

  it('many merges that only together are too large', async () => {
    const merge = '<mergeCell ref="A1:Z3000"/>'.repeat(30)
    const xml = sheetXml(`<row r="1">${textCell('A1', 'x')}</row>`, `<mergeCells>${merge}</mergeCells>`)
    await expectRefused(rawWorkbook([{ xml }]), 'merge-too-large')
  })
})

describe('files that are something else', () => {
  const exe = Buffer.concat([Buffer.from('MZ\x90\x00\x03\x00\x00\x00'), Buffer.alloc(4_000, 0x01)])
  const ole2 = Buffer.from('d0cf11e0a1b11ae1', 'hex')

  it('a renamed program', async () => {
    const path = join(folder, '花名册.xlsx')
    writeFileSync(path, exe)
    await expectRefused(path, 'not-a-table')
  })

  it.each<[string, Uint8Array, RefusedReason]>([
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not-a-table'],
    ['a PDF', strToU8('%PDF-1.7\n1 0 obj'), 'not-a-table'],
    [
      'an old .xls',
      Buffer.concat([ole2, Buffer.alloc(600), Buffer.from('Workbook', 'utf16le')]),
      'old-excel',
    ],
    [
      'a workbook with a password',
      Buffer.concat([ole2, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
      'encrypted',
    ],
    ['a web page called .xls', strToU8('\ufeff  <html><table><tr><td>姓名</td></tr></table>'), 'web-page'],
    [
      'a Word document',
      zipSync({ '[Content_Types].xml': strToU8('wordprocessingml'), '_rels/.rels': strToU8('') }),
      'not-a-table',
    ],
    ['any other zip', zipSync({ 'a.txt': strToU8('x') }), 'not-a-table'],
    ['nothing', new Uint8Array(0), 'empty'],
    ['an empty sheet', rawWorkbook([{ xml: sheetXml('') }]), 'empty'],
    ['only a hidden sheet', rawWorkbook([{ xml: small, state: 'hidden' }]), 'empty'],
    ['half of a workbook', rawWorkbook([{ xml: small }]).slice(0, 500), 'damaged'],
    ['a workbook of which bytes were lost', flipBytes(rawWorkbook([{ xml: small }])), 'damaged'],
    ['broken XML', rawWorkbook([{ xml: '<worksheet><sheetData><row r="1"><c r="A1"' }]), 'damaged'],
    ['no encoding at all', Buffer.from([0xe5, 0xa7, 0xff, 0xff, 0xc0, 0x80]), 'encoding'],
  ])('%s', async (_, bytes, reason) => {
    await expectRefused(bytes, reason)
  })

  it('entities that grow when expanded stay what they are', async () => {
    const laughs = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    const table = await readTable(
      rawWorkbook([{ xml: laughs + sheetXml(`<row r="1">${textCell('A1', '&b;')}</row>`) }]),
    )
    expect(table.rows[0]?.cells).toEqual([{ text: '&b;' }])
  })
})

describe('the bounds of the thread', () => {
  const rows = Array.from(
    { length: 30_000 },
    (_, i) => `<row r="${i + 1}">${textCell(`A${i + 1}`, `第${i}行`)}</row>`,
  )
  const large = rawWorkbook([{ xml: sheetXml(rows.join('')) }])

  it('time', async () => {
    await expectRefused(large, 'too-slow', { timeMs: 20 })
  })

  it('memory', async () => {
    await expectRefused(large, 'unpacks-too-large', { heapMb: 8 })
  })

  it('and afterwards it still reads', async () => {
    expect((await readTable(large)).rows).toHaveLength(30_000)
  })

  it('a path that is not there is a fault of ours, not of the file', async () => {
    await expect(readTable(join(folder, 'none.xlsx'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

function sizeOf(part: Uint8Array): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt32LE(part.length)
  return size
}

function flipBytes(bytes: Uint8Array): Uint8Array {
  const flipped = bytes.slice()
  for (let at = 60; at < 160; at += 7) flipped[at] = (flipped[at] as number) ^ 0x55
  return flipped
}

/** Two directory entries that point at one local file, as in the bombs that need no nesting. */
function overlappingZip(): Uint8Array {
  const packed = deflateRawSync(Buffer.alloc(1_000_000))
  const name = Buffer.from('a')
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt16LE(name.length, 26)
  const entries = ['a', 'b', 'c'].map((letter) => {
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt16LE(1, 28)
    return Buffer.concat([entry, Buffer.from(letter)])
  })
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(30 + 1 + packed.length, 16)
  return Buffer.concat([local, name, packed, directory, end])
}
