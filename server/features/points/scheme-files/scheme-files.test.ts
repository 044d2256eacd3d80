import { beforeAll, describe, expect, it } from 'vitest'
import * as files from '../../../../contract/scheme-files.ts'
import { type SchemeVersion, schemeVersion } from '../../../../contract/scheme-version.ts'
import * as schemes from '../../../../contract/schemes.ts'
import { newId } from '../../../core/ids.ts'
import { readTables } from '../../../core/spreadsheet/read-table.ts'
import type { Cell } from '../../../core/spreadsheet/table.ts'
import { type SheetToWrite, writeWorkbook } from '../../../core/spreadsheet/write-workbook.ts'
import { type Person, useTestApp } from '../../../test/app.ts'
import { readyScheme } from '../../../test/ready-schemes.ts'
import { buildTree } from '../../../test/tree.ts'
import { readySchemes } from '../ready/ready-schemes.ts'
import { readSheets } from './read-workbook.ts'
import { sheetsOf, writeJson } from './write-file.ts'

const test = useTestApp()
let tree: Awaited<ReturnType<typeof buildTree>>
let author: Person
let second: Person

beforeAll(async () => {
  tree = await buildTree(test)
  author = await test.person('township-officer', tree.township, { name: '起草人' })
  second = await test.person('township-officer', tree.township, { name: '复核人' })
})

const village = readyScheme('village-template')
const day = '2027-01-01'

function begin(requestId = newId()) {
  const body = { orgId: tree.committee, validFrom: day }
  return author.ask(files.startFromReady, { requestId, params: { key: village.key }, body })
}

const count = async () => (await author.ask(schemes.listSchemes)).body.rows.length
const upload = (bytes: Uint8Array, name = '方案.xlsx', requestId = newId()) =>
  author.ask(files.importScheme, {
    requestId,
    query: { orgId: tree.committee },
    file: { name, bytes: Buffer.from(bytes) },
  })

type Cells = SheetToWrite & { rows: (string | number | boolean | null | undefined)[][] }

/** The village's workbook after somebody typed in it. */
async function typed(change: (sheets: Record<string, Cells>) => void): Promise<Uint8Array> {
  const sheets = sheetsOf({ name: village.name, version: village.version })
  change(Object.fromEntries(sheets.map((sheet) => [sheet.name, sheet])))
  return writeWorkbook(sheets)
}

function put(sheet: Cells | undefined, line: number, header: string, value: string | number): void {
  const at = sheet?.columns.findIndex((column) => column.header === header) ?? -1
  const row = sheet?.rows[line - 2]
  if (at < 0 || !row) throw new Error(`no ${header} in line ${line}`)
  row[at] = value
}

type Problems = { problems: files.SchemeFileProblem[] }
const told = (answer: { error: { details?: unknown } }) => (answer.error.details as Problems).problems

describe('a ready scheme', () => {
  it('is listed with its source, and each refused line with the rule that refuses it', async () => {
    const { rows } = (await author.ask(files.listReadySchemes)).body
    expect(rows.map((row) => row.key)).toEqual(readySchemes.map((one) => one.key))
    expect(rows.every((row) => row.refused.every((line) => /《.+》/.test(line.reason)))).toBe(true)
    expect((await test.ask(files.listReadySchemes)).error.code).toBe('auth.required')
  })

  it('becomes a draft of an organisation, once however often it is asked', async () => {
    const before = await count()
    const requestId = newId()
    const first = await begin(requestId)
    expect((await begin(requestId)).body).toEqual(first.body)
    expect(await count()).toBe(before + 1)
    const { body } = await author.ask(schemes.getVersion, { params: first.body })
    expect(body).toMatchObject({ name: village.name, row: { state: 'draft' }, flaws: [] })
    expect(body.version).toEqual({ ...village.version, validFrom: day })
  })

  it('is not begun by a stranger, for another’s organisation, or where there is none', async () => {
    const sent = { params: { key: village.key }, body: { orgId: tree.committee, validFrom: day } }
    expect((await test.ask(files.startFromReady, sent)).error.code).toBe('auth.required')
    const secretary = await test.person('branch-secretary', tree.branch)
    const own = { ...sent, body: { ...sent.body, orgId: tree.branch } }
    expect((await secretary.ask(files.startFromReady, own)).error.code).toBe('access.denied')
    const elsewhere = { ...sent, body: { ...sent.body, orgId: tree.elsewhere.branch } }
    expect((await author.ask(files.startFromReady, elsewhere)).error.code).toBe('not-found')
    const none = { ...sent, params: { key: 'nowhere' } }
    expect((await author.ask(files.startFromReady, none)).error.code).toBe('not-found')
  })
})

describe('a version as a file', () => {
  it('goes out and comes in again as the same version, in both shapes', async () => {
    const { body: made } = await begin()
    for (const format of ['xlsx', 'json'] as const) {
      const sent = await author.ask(files.exportVersion, { params: made, query: { format } })
      expect(sent.status).toBe(200)
      const bytes =
        format === 'json' ? Buffer.from(JSON.stringify(sent.body)) : (sent.body as unknown as Buffer)
      const back = await upload(bytes, `方案.${format}`)
      expect(back.status).toBe(200)
      const { body } = await author.ask(schemes.getVersion, { params: back.body })
      expect(body).toMatchObject({ name: village.name, row: { state: 'draft', draftedByName: '起草人' } })
      expect(body.version).toEqual({ ...village.version, validFrom: day })
    }
  })

  it('says the county’s own matters in the county’s words, and reads them back as its codes', async () => {
    await test.system(async (ctx) => {
      const added = { unit: '次', added_by: author.accountId, added_at: ctx.now, county_id: ctx.county }
      const rows = [
        { ...added, code: 'tea-house', label: '红茶馆值班' },
        // A word that stands for something already cannot be read back: the code is shown.
        { ...added, code: 'own-deed', label: '做好事' },
      ]
      await ctx.db.insertInto('point_matters').values(rows).execute()
    })
    const rule = { class: 'bonus', factKind: 'conduct', points: 100 } as const
    const version = schemeVersion.parse({
      validFrom: day,
      rules: [
        { ...rule, code: 'R1', name: '值班', pattern: { matter: 'tea-house' } },
        { ...rule, code: 'R2', name: '好事', pattern: { matter: 'own-deed' } },
        { ...rule, code: 'R3', name: '各样', mode: 'table', tableKey: 'matter', table: { 'tea-house': 200 } },
      ],
    })
    const body = { orgId: tree.committee, name: '茶馆办法', version }
    const { body: params } = await author.ask(schemes.createScheme, { body })
    const sent = await author.ask(files.exportVersion, { params })
    const sheets = await readTables(sent.body as unknown as Buffer)
    const cells = sheets.find((one) => one.sheet === '规则')?.rows.flatMap((row) => row.cells)
    const texts = (cells ?? []).map((cell) => cell?.text)
    expect(texts).toEqual(expect.arrayContaining(['红茶馆值班', 'own-deed', '红茶馆值班：2']))
    const back = await upload(sent.body as unknown as Buffer)
    expect((await author.ask(schemes.getVersion, { params: back.body })).body.version).toEqual(version)
  })

  it('is not given to the signed-out or to another county', async () => {
    const { body: params } = await begin()
    expect((await test.ask(files.exportVersion, { params })).error.code).toBe('auth.required')
    const other = await test.newCounty('邻县')
    const stranger = await test.person('township-officer', other.rootId, { county: other })
    expect((await stranger.ask(files.exportVersion, { params })).error.code).toBe('not-found')
  })

  it('takes the place of a standing draft, and begins the next after what was published', async () => {
    const { body: made } = await begin()
    const { schemeId } = made
    const bytes = await typed(({ 方案, 规则 }) => {
      put(方案, 3, '内容', '2027-07-01')
      put(规则, 2, '几分', '−3')
    })
    const file = { name: '改过.xlsx', bytes: Buffer.from(bytes) }
    const requestId = newId()
    const first = await author.ask(files.importDraft, { requestId, params: { schemeId }, file })
    expect(first.body.flaws).toEqual([])
    const again = await author.ask(files.importDraft, { requestId, params: { schemeId }, file })
    expect(again.body).toEqual(first.body)
    const params = { schemeId, versionId: first.body.versionId }
    const { body } = await author.ask(schemes.getVersion, { params })
    expect([body.version.validFrom, body.version.rules[0]?.points]).toEqual(['2027-07-01', -300])
    expect((await second.ask(schemes.publishVersion, { params, body: {} })).status).toBe(200)
    const next = await author.ask(files.importDraft, { params: { schemeId }, file })
    expect(next.body.versionId).not.toBe(first.body.versionId)
    // The published one stands; that the next begins on the same day is told at its publication.
    const late = { schemeId, versionId: next.body.versionId }
    expect((await second.ask(schemes.publishVersion, { params: late, body: {} })).error.field).toBe(
      'validFrom',
    )
  })

  it('leaves one draft where two bring a file at once', async () => {
    const { body: made } = await begin()
    const { schemeId } = made
    const file = { name: '方案.json', bytes: Buffer.from(writeJson(village)) }
    const both = await Promise.all(
      [author, second].map((one) => one.ask(files.importDraft, { params: { schemeId }, file })),
    )
    expect(both.some((one) => one.status === 200)).toBe(true)
    expect(both.every((one) => one.status === 200 || one.status === 409)).toBe(true)
    const { rows } = (await author.ask(schemes.listSchemes)).body
    expect(rows.find((row) => row.schemeId === schemeId)?.versions).toHaveLength(1)
  })

  it('is not taken from a stranger, and not for another’s scheme', async () => {
    const { body: made } = await begin()
    const file = { name: '方案.json', bytes: Buffer.from(writeJson(village)) }
    const sent = { params: { schemeId: made.schemeId }, file }
    expect((await test.ask(files.importDraft, sent)).error.code).toBe('auth.required')
    const secretary = await test.person('branch-secretary', tree.branch)
    expect((await secretary.ask(files.importDraft, sent)).error.code).toBe('access.denied')
    const other = await test.newCounty('又一县')
    const stranger = await test.person('township-officer', other.rootId, { county: other })
    expect((await stranger.ask(files.importDraft, sent)).error.code).toBe('not-found')
    const elsewhere = await author.ask(files.importScheme, { query: { orgId: tree.elsewhere.branch }, file })
    expect(elsewhere.error.code).toBe('not-found')
  })
})

describe('a file with something wrong in it', () => {
  it('is told cell by cell, and nothing is written', async () => {
    const before = await count()
    const bytes = await typed(({ 方案, 规则, 封顶和合计: 限额 }) => {
      put(方案, 3, '内容', '明年')
      put(规则, 3, '几分', '一分')
      put(规则, 4, '记什么事', '跳舞')
      put(规则, 5, '叫什么', '')
      put(限额, 2, '多久以内', '每周')
    })
    const answer = await upload(bytes)
    expect(answer.status).toBe(400)
    expect(answer.error.message).toBe('文件里有 5 处不对，什么也没有写入。改好再导。')
    expect(told(answer).map(({ place, message }) => `${place}：${message.slice(0, 6)}`)).toEqual([
      '方案第 3 行“从哪天起”：请写日期，例',
      '规则第 3 行“几分”：请写数字，最',
      '规则第 4 行“记什么事”：请从这些里选',
      '规则第 5 行“叫什么”：这一格要填。',
      '封顶和合计第 2 行“多久以内”：请从这些里选',
    ])
    expect(await count()).toBe(before)
  })

  it('is told what the check of a scheme says, at the cell that it is about', async () => {
    const bytes = await typed(({ 规则, 封顶和合计: 限额 }) => {
      put(规则, 3, '几分', '1')
      put(限额, 3, '管哪几条', 'R4、R99')
    })
    expect(told(await upload(bytes)).map(({ place, message }) => place + message)).toEqual([
      '封顶和合计第 3 行“管哪几条”没有编号 R99 的规则。',
    ])
    const signs = await typed(({ 规则 }) => put(规则, 3, '几分', 1))
    expect(told(await upload(signs)).map(({ place, message }) => place + message)).toEqual([
      '规则第 3 行“几分”扣分要写成负数。',
    ])
  })

  it('reads a forbidden line with the rule that forbids it, whatever else is wrong', async () => {
    const bytes = await typed(({ 规则 }) => {
      put(规则, 2, '叫什么', '每天登录手机客户端')
      put(规则, 3, '记什么事', '点赞')
    })
    const problems = told(await upload(bytes))
    expect(problems.map(({ place }) => place)).toEqual(['规则第 3 行“记什么事”', '规则第 2 行“叫什么”'])
    for (const { message } of problems) expect(message).toContain('国办函〔2026〕12号')
  })

  it('is told of sheets and headers that are not there or not known', async () => {
    const bytes = await typed(({ 规则, 方案 }) => {
      const header = 规则?.columns.find((column) => column.header === '编号')
      if (header) header.header = '代号'
      const item = 方案?.rows[1]
      if (item) item[0] = '起始'
    })
    const places = told(await upload(bytes)).map(({ place, message }) => place + message)
    expect(places).toEqual(
      expect.arrayContaining([
        '规则第 1 行“代号”不认识这一列，请用导出的表头。',
        '规则第 1 行“编号”少了这一列，请用导出的表头。',
        '方案第 3 行“起始”不认识这一项，请用导出的项目。',
      ]),
    )
    const other = await writeWorkbook([{ name: '花名册', columns: [{ header: '姓名' }], rows: [['某某']] }])
    expect(told(await upload(other)).map(({ message }) => message)).toEqual([
      '没有“方案”这一页。',
      '没有“规则”这一页。',
    ])
  })

  it('is told where a date stands that no calendar has', () => {
    const cells = (...all: (Cell | string)[]) =>
      all.map((one) => (typeof one === 'string' ? { text: one } : one))
    const far = (number: number): Cell => ({ text: '', number, date: 'day' })
    const rows = [
      { line: 1, cells: cells('项目', '内容') },
      { line: 2, cells: cells('从哪天起', far(-99_974_432)) },
      { line: 3, cells: cells('到哪天止', far(1e300)) },
    ]
    const { problems } = readSheets([{ sheet: '方案', rows }])
    expect(problems.map(({ place, message }) => `${place}：${message.slice(0, 5)}`)).toEqual(
      expect.arrayContaining(['方案第 2 行“从哪天起”：请写日期，', '方案第 3 行“到哪天止”：请写日期，']),
    )
  })

  it.each([
    ['half of a character', '{"level":"\\ud800"}'],
    ['a NUL', '{"a\\u0000":1}'],
    ['nesting without end', `{"a":${'['.repeat(9_000)}${']'.repeat(9_000)}}`],
  ])('is refused where it spells %s', async (_what, spelt) => {
    const before = await count()
    const cell = await upload(await typed(({ 规则 }) => put(规则, 2, '其他条件', spelt)))
    const head = '{"format":"zhibutong-scheme","formatVersion":1,"name":"多","version"'
    const text = await upload(Buffer.from(`${head}:{"rules":[{"pattern":${spelt}}]}}`), '方案.json')
    for (const { status, error } of [cell, text])
      expect({ status, error }).toMatchObject({
        status: 400,
        error: { code: 'input.invalid', field: expect.stringMatching(/^file/) },
      })
    expect(await count()).toBe(before)
  })

  it('is told by the order of its lines where it is JSON', async () => {
    const version: SchemeVersion = structuredClone(village.version)
    const [first, third] = [version.rules[0], version.rules[2]]
    if (first) first.name = '连续签到'
    if (third) third.factKind = 'login'
    const answer = await upload(writeJson({ name: '方案', version }), '方案.json')
    expect(told(answer).map(({ place }) => place)).toEqual(['规则第 3 条“记什么事”', '规则第 1 条“叫什么”'])
    expect(told(answer)[1]?.message).toContain('国办函〔2026〕12号')
  })

  it.each([
    ['nothing of ours', Buffer.from('{"a":1}'), 'input.unreadable'],
    ['broken JSON', Buffer.from('{"format":"zhibutong-scheme",'), 'input.unreadable'],
    [
      'a flood of rules',
      Buffer.from(
        `{"format":"zhibutong-scheme","formatVersion":1,"name":"多","version":{"rules":[${'{},'.repeat(5_000)}{}]}}`,
      ),
      'input.too-large',
    ],
    ['no table', Buffer.from([0x50, 0x4b, 3, 4, 1, 2, 3]), 'input.unreadable'],
    ['much too much', Buffer.alloc(3 * 1024 * 1024, 0x7b), 'input.too-large'],
  ])('is refused whole when it is %s', async (_what, bytes, code) => {
    const before = await count()
    const answer = await upload(bytes)
    expect(answer.error.code).toBe(code)
    expect(answer.error.message).toMatch(/[一-鿿]/)
    expect(await count()).toBe(before)
  })

  it('gives its lists to choose from in the workbook', async () => {
    const { body: params } = await begin()
    const { body } = await author.ask(files.exportVersion, { params })
    const { unzipSync, strFromU8 } = await import('fflate')
    const rules = strFromU8(unzipSync(body as unknown as Buffer)['xl/worksheets/sheet3.xml'] as Uint8Array)
    expect(rules).toMatch(
      /<dataValidation [^>]*type="list"[^>]*sqref="C2:C\d+"[^>]*>\s*<formula1>'说明'!\$[A-Z]+\$2:/,
    )
  })
})
