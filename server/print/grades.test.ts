import { unzipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { getBoard, getPublication } from '../../contract/boards.ts'
import { getBooklet } from '../../contract/booklets.ts'
import * as papers from '../../contract/papers.ts'
import { readTable } from '../core/spreadsheet/read-table.ts'
import { cellAt } from '../core/spreadsheet/table.ts'
import { buildRegister } from '../test/activities.ts'
import { type Answer, type Person, useTestApp } from '../test/app.ts'
import { prepare, visit, wordsOf } from '../test/boards.ts'
import { buildScheme, draftFact } from '../test/points.ts'
import { readyScheme } from '../test/ready-schemes.ts'
import { buildTree, type Tree } from '../test/tree.ts'

// Under the stars of a county: 方志明 stands at 70 (两星), 王阿根 at 58, 丁小红 at 69.5, between two grades.
const test = useTestApp()
let tree: Tree
let [fang, wang, ding] = ['', '', '']
let secretary: Person
let own: Person

beforeAll(async () => {
  tree = await buildTree(test)
  const people = ['方志明', '王阿根', '丁小红'].map((name) => ({ orgId: tree.branch, name }))
  ;[fang = '', wang = '', ding = ''] = await buildRegister(test, people)
  const { version } = readyScheme('huaning-2018')
  const rules = [
    ...version.rules.filter(({ code }) => code === 'U3'),
    {
      code: 'T1',
      name: '做好事',
      class: 'bonus' as const,
      factKind: 'conduct',
      pattern: { matter: 'good-deed' },
      mode: 'per-unit' as const,
      points: 100,
    },
  ]
  await buildScheme(test, tree.village, { ...version, rules, limits: [] })
  const deed = (memberId: string, matter: string, quantity = 100) =>
    draftFact({ kind: 'conduct', day: '2026-03-10', memberId, quantity, attrs: { matter } })
  await test.system(async (ctx) => {
    ctx.facts.record(deed(fang, 'good-deed', 1000))
    ctx.facts.record(deed(wang, 'dues-late'))
    ctx.facts.record(deed(ding, 'good-deed', 950))
  })
  secretary = await test.person('branch-secretary', tree.branch)
  own = await test.person('member', tree.branch, { memberId: fang })
})

const year = { from: '2026-01-01', to: '2026-12-31' }
const bytesOf = (answer: Answer<object>) => new Uint8Array(answer.body as unknown as Buffer)
const wordOf = async (memberId: string) => {
  const answer = await secretary.ask(papers.getBookletWord, { params: { memberId }, query: { year: 2026 } })
  const xml = Buffer.from(unzipSync(bytesOf(answer))['word/document.xml'] ?? []).toString('utf8')
  return xml.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

describe('the grade of a total', () => {
  it('stands in the booklet beside its figure, for the branch and for the member', async () => {
    for (const who of [secretary, own]) {
      const { body } = await who.ask(getBooklet, { params: { memberId: fang }, query: { year: 2026 } })
      expect(body.total).toBe(7000)
      expect(body.grades).toMatchObject([
        { name: '两星', points: 7000, from: '2026-01-01', on: '2026-11-20', saying: '70 分，两星' },
      ])
    }
    const of = async (memberId: string) =>
      (await secretary.ask(getBooklet, { params: { memberId }, query: { year: 2026 } })).body.grades[0]
        ?.saying
    expect(await of(wang)).toBe('58 分，还没有等次（一星从 60 分起）')
    expect(await of(ding)).toBe('69.5 分，在两个等次之间，方案没有写是哪一等，由人来定')
    const before = await secretary.ask(getBooklet, { params: { memberId: fang }, query: { year: 2025 } })
    expect(before.body.grades).toEqual([])
  })

  it('stands on the printed booklet and in its Word file on the line of the figure, below the entries', async () => {
    const page = async (memberId: string) =>
      wordsOf(await visit(test, `/print/members/${memberId}/booklet?year=2026`, { cookie: secretary.cookie }))
    expect(await page(fang)).toMatch(/做好事.*今年到 11月20日，两星/s)
    expect(await page(wang)).not.toContain('星')
    expect(await page(ding)).not.toContain('星')
    expect(await wordOf(fang)).toMatch(/做好事.*今年到 11月20日，两星 10 70/)
    expect(await wordOf(wang)).not.toContain('星')
    const pdf = await secretary.ask(papers.getBookletPdf, {
      params: { memberId: fang },
      query: { year: 2026 },
    })
    expect(Buffer.from(bytesOf(pdf)).toString('latin1', 0, 5)).toBe('%PDF-')
  })

  it('stands on the branch’s board of the whole cycle, page and Excel, and nowhere above it', async () => {
    const at = { params: { orgId: tree.branch } }
    const grades = async (who: Person, query: { from: string; to: string }) =>
      (await who.ask(getBoard, { ...at, query })).body.members.map((one) => [
        one.label,
        one.points,
        one.grade,
      ])
    expect(await grades(secretary, year)).toEqual([
      ['丁小红', 6950, null],
      ['王阿根', 5800, null],
      ['方志明', 7000, '两星'],
    ])
    expect((await grades(secretary, { from: '2026-03-01', to: '2026-03-31' })).flat()).not.toContain('两星')
    const township = await test.person('township-officer', tree.township)
    expect((await grades(township, year)).flat()).not.toContain('两星')
    const sheet = async (query: { from: string; to: string }) => {
      const { rows } = await readTable(
        bytesOf(await secretary.ask(papers.getBoardWorkbook, { ...at, query })),
      )
      return rows.map((row) =>
        Array.from({ length: 12 }, (_, i) => cellAt(row, i + 1)?.text ?? '').filter(Boolean),
      )
    }
    const [head, ...lines] = await sheet(year)
    expect(head?.at(-1)).toBe('等次')
    expect(lines.find(([name]) => name === '方志明')?.slice(-2)).toEqual(['70', '两星'])
    expect((await sheet({ from: '2026-03-01', to: '2026-03-31' })).flat()).not.toContain('等次')
  })

  it('is never published: no scheme says that it is', async () => {
    const made = await prepare(secretary, tree.branch, { from: '2026-01-01', to: '2026-09-30' })
    expect(made.error).toBeUndefined()
    const { publicationId } = made.body
    const { body } = await secretary.ask(getPublication, { params: { publicationId } })
    expect(body.snapshot?.rows.map((row) => row.points)).toEqual([6950, 5800, 7000])
    expect(JSON.stringify(body)).not.toMatch(/星|grade/)
  })
})
