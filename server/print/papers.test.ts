import { unzipSync } from 'fflate'
import { beforeEach, describe, expect, it } from 'vitest'
import * as contract from '../../contract/papers.ts'
import { readTable } from '../core/spreadsheet/read-table.ts'
import { cellAt } from '../core/spreadsheet/table.ts'
import { unpackZip } from '../core/spreadsheet/unpack-zip.ts'
import { type Answer, type Person, useTestApp } from '../test/app.ts'
import { type BoardTest, buildBoardTest, goTo, names, quarter } from '../test/boards.ts'
import { buildMembers } from '../test/people.ts'
import { draftFact } from '../test/points.ts'

const test = useTestApp()
let board: BoardTest

beforeEach(async () => {
  goTo(test, '2026-11-20')
  board = await buildBoardTest(test)
})

type Spec = typeof contract.getBookletWord | typeof contract.getBookletPdf

const bytesOf = (answer: Answer<object>) => new Uint8Array(answer.body as unknown as Buffer)
const idOf = (name: string) => board.ids[name] ?? ''

async function rowsOf(answer: Answer<object>): Promise<string[][]> {
  const { rows } = await readTable(bytesOf(answer))
  return rows.map((row) => Array.from({ length: 12 }, (_, at) => cellAt(row, at + 1)?.text ?? ''))
}

/** Somebody of another branch, above it, another county and nobody at all. */
async function strangers() {
  const abroad = await test.newCounty('别县')
  return {
    other: await test.person('branch-secretary', board.tree.elsewhere.branch),
    foreigner: await test.person('county-officer', abroad.rootId, { county: abroad }),
  }
}

describe('the booklet of a year as a file', () => {
  const ask = (who: Person | null, spec: Spec, name: string, size?: 'large') =>
    (who ?? test).ask(spec, {
      params: { memberId: idOf(name) },
      query: { year: 2026, ...(size && { size }) },
    })
  const textOf = (answer: Answer<object>) =>
    Buffer.from(unzipSync(bytesOf(answer))['word/document.xml'] ?? []).toString('utf8')

  it('is Word with the lines of the printed one, in large type on request', async () => {
    const own = await test.person('member', board.tree.branch, { memberId: idOf('方志明') })
    for (const who of [own, board.secretary]) {
      const plain = textOf(await ask(who, contract.getBookletWord, '方志明'))
      const words = plain.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
      expect(words).toMatch(
        /姓名：方志明.*年初.*党员大会.*清理河道、路边.*调解张家李家的墙.*今年到 11月20日 7/,
      )
      expect(plain).toContain('<w:sz w:val="21"/>')
    }
    const large = textOf(await ask(own, contract.getBookletWord, '方志明', 'large'))
    expect(large).toContain('<w:sz w:val="32"/>')
    expect(large).not.toContain('<w:sz w:val="21"/>')
  })

  it('is PDF as well, plain and large', async () => {
    for (const size of [undefined, 'large'] as const) {
      const pdf = await ask(board.secretary, contract.getBookletPdf, '方志明', size)
      expect(pdf.status).toBe(200)
      const bytes = Buffer.from(bytesOf(pdf)).toString('latin1')
      expect(bytes.slice(0, 5)).toBe('%PDF-')
      expect(bytes.match(/\/Type\s*\/Page\b/g)?.length).toBe(1)
    }
  })

  it('never holds a personal number that somebody wrote into a record', async () => {
    await test.system(async (ctx) => {
      ctx.facts.record(
        draftFact({
          kind: 'attendance',
          day: '2026-10-08',
          memberId: idOf('方志明'),
          attrs: { activity: 'mediation', category: 'service', host: 'branch', late: false },
        }),
      )
      await ctx.db
        .updateTable('activities')
        .set({ title: '调解张家李家的墙 13812345678' })
        .where('county_id', '=', ctx.county)
        .where('activity_id', '=', board.activities['调解张家李家的墙'] ?? '')
        .execute()
    })
    const word = textOf(await ask(board.secretary, contract.getBookletWord, '方志明'))
    expect(word).not.toContain('13812345678')
    expect(word).toMatch(/调解张家李家的墙 138\*+78/)
    const page = await test.app.server.inject({
      url: `/print/members/${idOf('方志明')}/booklet?year=2026`,
      headers: { cookie: board.secretary.cookie },
    })
    expect(page.body).not.toContain('13812345678')
  })

  it('is for the member and the own branch', async () => {
    const { other, foreigner } = await strangers()
    const colleague = await test.person('member', board.tree.branch, { memberId: idOf('王阿根') })
    for (const spec of [contract.getBookletWord, contract.getBookletPdf]) {
      for (const who of [other, foreigner, colleague, board.committee])
        expect((await ask(who, spec, '方志明')).error.code).toBe('not-found')
      expect((await ask(null, spec, '方志明')).error.code).toBe('auth.required')
    }
  })
})

describe('the board as Excel', () => {
  const ask = (who: Person | null, orgId: number, query: { from?: string; to?: string } = quarter) =>
    (who ?? test).ask(contract.getBoardWorkbook, { params: { orgId }, query })

  it('is the board of the page: names in the branch, none above it, sums that add up', async () => {
    const [head, ...rows] = await rowsOf(await ask(board.secretary, board.tree.branch))
    expect(head?.[0]).toBe('姓名')
    const total = head?.indexOf('合计') ?? 0
    expect(rows.map((row) => [row[0], row[total]])).toEqual([
      ['丁小红', '4'],
      ['王阿根', '2'],
      ['方志明', '7'],
      ['叶春燕', '4'],
      ['林秀兰', '4'],
      ['合计', '21'],
    ])
    const above = await rowsOf(await ask(board.committee, board.tree.committee))
    expect(above[0]?.slice(0, 2)).toEqual(['单位', '党员数'])
    expect(JSON.stringify(above)).not.toMatch(new RegExp(names.join('|')))
    const fromAbove = await rowsOf(await ask(board.committee, board.tree.branch))
    expect(fromAbove[1]?.[0]).toBe('党员 01')
  })

  it('runs no formula in the program that opens it', async () => {
    await buildMembers(test, [{ orgId: board.tree.branch, name: '=cmd|calc!A1' }])
    const answer = await ask(board.secretary, board.tree.branch)
    const parts = unpackZip(bytesOf(answer), { unpackedBytes: 1e8, entries: 100 }, () => true)
    const xml = [...parts.values()].map((part) => Buffer.from(part).toString()).join('')
    expect(xml).not.toContain('<f>')
    expect(xml).toMatch(/>(&apos;|')=cmd/)
  })

  it('is for whoever sees the page', async () => {
    const { other, foreigner } = await strangers()
    const member = await test.person('member', board.tree.branch)
    const { branch } = board.tree
    for (const who of [other, foreigner]) expect((await ask(who, branch)).error.code).toBe('not-found')
    expect((await ask(member, branch)).error.code).toBe('access.denied')
    expect((await ask(null, branch)).error.code).toBe('auth.required')
    const odd = await ask(board.secretary, branch, { from: '2026-07-02', to: '2026-09-30' })
    expect([odd.status, odd.error.field]).toEqual([400, 'query.from'])
  })
})

describe('[001-16] a year beside the one before', () => {
  const ask = (who: Person | null, orgId: number, year?: number) =>
    (who ?? test).ask(contract.getYearsWorkbook, { params: { orgId }, query: year ? { year } : {} })

  it('gives total, per head and change by branch, as Excel, and names nobody', async () => {
    const attrs = { activity: 'sanitation', category: 'service', host: 'branch', late: false }
    await test.system(async (ctx) => {
      for (const name of names)
        ctx.facts.record(draftFact({ kind: 'attendance', day: '2025-08-20', memberId: idOf(name), attrs }))
    })
    const rows = await rowsOf(await ask(board.committee, board.tree.committee))
    expect(rows.map((row) => row.slice(0, 8))).toEqual([
      ['支部', '党员数', '2025 年合计', '2025 年人均', '2026 年合计', '2026 年人均', '增减', '增减比例'],
      ['石桥支部', '5', '10', '2', '21', '4.2', '11', '增 110%'],
      ['东溪支部', '1', '0', '0', '0', '0', '0', ''],
      ['合计', '6', '10', '1.67', '21', '3.5', '11', '增 110%'],
    ])
    const back = await rowsOf(await ask(board.township, board.tree.branch, 2025))
    expect(back[1]?.slice(0, 8)).toEqual(['石桥支部', '5', '0', '0', '10', '2', '10', ''])
  })

  it('is for whoever sees the totals', async () => {
    const { other, foreigner } = await strangers()
    const { branch } = board.tree
    for (const who of [other, foreigner]) expect((await ask(who, branch)).error.code).toBe('not-found')
    const member = await test.person('member', branch)
    expect((await ask(member, branch)).error.code).toBe('access.denied')
    expect((await ask(null, branch)).error.code).toBe('auth.required')
  })
})
