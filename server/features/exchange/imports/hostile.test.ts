import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeAll, describe, expect, it } from 'vitest'
import { getSession } from '../../../../contract/session.ts'
import { newId } from '../../../core/ids.ts'
import { rawWorkbook, sheetXml, textCell } from '../../../core/spreadsheet/fixture.ts'
import { type Person, useTestApp } from '../../../test/app.ts'
import { registerFile, sheetFile, useImports } from '../../../test/imports.ts'
import { newIdNumber } from '../../../test/members.ts'
import { buildTree, type Tree } from '../../../test/tree.ts'

const test = useTestApp()
const imports = useImports(test)
let tree: Tree
let secretary: Person

beforeAll(async () => {
  tree = await buildTree(test)
  secretary = await test.person('branch-secretary', tree.branch)
  // The first answers load what later ones have at hand.
  await secretary.ask(getSession)
  await imports.send(secretary, tree.branch, Buffer.from('x'))
})

const head = `<row r="1">${textCell('A1', '姓名')}${textCell('B1', '性别')}</row>`
const sheet = (data: string, after = '') => rawWorkbook([{ xml: sheetXml(data, after) }])
const program = Buffer.concat([Buffer.from('MZ\x90\x00\x03\x00\x00\x00'), Buffer.alloc(40_000, 0x01)])

async function countStored(): Promise<number> {
  return test.system(async (ctx) => {
    let stored = 0
    for (const table of ['files', 'file_chunks', 'imports', 'import_rows'] as const) {
      const { count } = await ctx.db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('county_id', '=', ctx.county)
        .executeTakeFirstOrThrow()
      stored += count
    }
    return stored
  })
}

/** Sends something while somebody else goes on working; answers the refusal, its time and how long the other waited. */
async function sendAmidWork(bytes: Uint8Array) {
  const other = await test.person('branch-deputy', tree.sibling)
  const before = await countStored()
  let done = false
  const started = performance.now()
  const sending = imports.send(secretary, tree.branch, Buffer.from(bytes)).finally(() => {
    done = true
  })
  const waits: number[] = []
  while (!done) {
    const asked = performance.now()
    const { status } = await other.ask(getSession)
    expect(status).toBe(200)
    waits.push(performance.now() - asked)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const answer = await sending
  const took = performance.now() - started
  expect(await countStored()).toBe(before)
  return { answer, took, longest: Math.max(...waits) }
}

describe('a file that means harm', () => {
  it.each<[string, () => Uint8Array, number, string]>([
    [
      'that unpacks to 140 MB',
      () => rawWorkbook([{ xml: new Uint8Array(140_000_000).fill(0x20) }]),
      413,
      'input.too-large',
    ],
    [
      'with a merge over the whole sheet',
      () => sheet(head, '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
      415,
      'input.unsupported',
    ],
    [
      'with one far cell',
      () => sheet(`${head}<row r="1048576">${textCell('XFD1048576', 'x')}</row>`),
      413,
      'input.too-large',
    ],
    ['that is a program under another name', () => program, 415, 'input.unsupported'],
    ['of 100 MB', () => new Uint8Array(100 * 1024 * 1024), 413, 'input.too-large'],
    ['of millions of tags', () => sheet(`<row>${'<c/>'.repeat(2_000_000)}</row>`), 413, 'input.too-large'],
    ['that ends in the middle', () => sheet(head).slice(0, 400), 400, 'input.unreadable'],
    [
      'that is a web page',
      () => Buffer.from('<html><table><tr><td>姓名</td></tr></table>'),
      415,
      'input.unsupported',
    ],
    [
      'without a register in it',
      () => sheet(`<row r="1">${textCell('A1', '会议记录')}</row>`),
      400,
      'input.unreadable',
    ],
    ['with nothing in it', () => new Uint8Array(0), 400, 'input.unreadable'],
  ])(
    '%s is refused in time and leaves nothing, and the others wait for nobody',
    async (_, make, status, code) => {
      const { answer, took, longest } = await sendAmidWork(make())
      expect(answer).toMatchObject({
        status,
        error: { code, message: expect.stringMatching(/[\u4e00-\u9fff].*。$/) },
      })
      expect(took).toBeLessThan(5_000)
      expect(longest).toBeLessThan(1_500)
    },
  )

  it('is not even read from who is not signed in, nor when it says that it is too large', async () => {
    await test.app.server.listen({ port: 0, host: '127.0.0.1' })
    const { port } = test.app.server.server.address() as AddressInfo
    const ask = (headers: Record<string, string>) =>
      new Promise<number>((resolve, reject) => {
        const sent = request({
          port,
          host: '127.0.0.1',
          method: 'POST',
          path: `/api/v1/imports?orgId=${tree.branch}&name=x.xlsx`,
          headers: {
            'content-type': 'application/octet-stream',
            'x-zhibutong': '1',
            'idempotency-key': newId(),
            ...headers,
          },
        })
        sent.on('response', (response) => {
          resolve(response.statusCode ?? 0)
          sent.destroy()
        })
        sent.on('error', reject)
        // The rest never comes: whoever waits for it waits in vain.
        sent.write('PK\x03\x04')
      })
    expect(await ask({ 'content-length': '1000000' })).toBe(401)
    expect(await ask({ 'content-length': '104857600', cookie: secretary.cookie })).toBe(413)
  })
})

describe('a register that is only odd', () => {
  it('is taken with formulas, tags and quotes in its cells as the text that they are', async () => {
    const odd = [
      '=HYPERLINK("http://x","y")',
      '<script>alert(1)</script>',
      "'; drop table members; --",
      '{"a":1}',
      '\\x00 $1 %s',
    ]
    const file = await sheetFile(
      ['姓名', '身份证号', '家庭住址'],
      ...odd.map((text, i) => [`怪${'甲乙丙丁戊'[i]}`, newIdNumber(), text]),
    )
    const found = await imports.dryRun(secretary, tree.branch, file, { name: '../../<b>名册</b>".xlsx' })
    expect(found).toMatchObject({ fileName: 'b.xlsx', counts: { add: 5 } })
    const rows = await imports.rows(secretary, found.importId)
    const shown = [...rows.values()].map(
      (row) => row.differences.find((one) => one.key === 'homeAddress')?.after,
    )
    expect(shown).toEqual(odd)
    expect((await imports.apply(secretary, found.importId)).status).toBe(200)
  })

  it('is taken where its cells spell what the database cannot hold', async () => {
    const cells = (row: number, ...texts: string[]) =>
      `<row r="${row}">${texts.map((text, i) => textCell(`${'ABCD'[i]}${row}`, text)).join('')}</row>`
    const data = [
      cells(1, '姓名', '身份证号', '家庭住址', '备&#xD800;注&#0;'),
      cells(2, '甲己&#0;', newIdNumber(), '石桥村_xDC00_', '&#xD800;'),
      cells(3, '甲庚', '1&#0;&#xD800;', '', ''),
    ]
    const found = await imports.dryRun(secretary, tree.branch, Buffer.from(sheet(data.join(''))))
    expect(found).toMatchObject({ state: 'ready', counts: { add: 1, refuse: 1 } })
    expect(found.columns.unknown).toEqual(['备\ufffd注'])
    const rows = await imports.rows(secretary, found.importId)
    expect(rows.get(2)?.name).toBe('甲己')
    expect((await imports.apply(secretary, found.importId)).status).toBe(200)
  })

  it('is taken as a text file too, whatever its name says', async () => {
    const text = Buffer.from(`姓名,身份证号\r\n甲逗,${newIdNumber()}\r\n`)
    const found = await imports.dryRun(secretary, tree.branch, text, { name: '名册.xlsx' })
    expect(found.counts.add).toBe(1)
  })

  it('with only a header has nobody in it', async () => {
    const answer = await imports.send(
      secretary,
      tree.branch,
      await registerFile([]).catch(() => sheet(head) as Buffer),
    )
    expect(answer.status).toBe(400)
  })
})
