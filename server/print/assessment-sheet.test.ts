import { beforeAll, describe, expect, it } from 'vitest'
import { getAssessmentSheetPdf } from '../../contract/assessments.ts'
import { type Person, useTestApp } from '../test/app.ts'
import { type AssessmentTest, buildAssessmentTest, opened } from '../test/assessments.ts'
import { type AssessmentSheet, renderAssessmentSheet } from './assessment-sheet.ts'

const test = useTestApp()
let at: AssessmentTest
let assessmentId: string

beforeAll(async () => {
  at = await buildAssessmentTest(test)
  assessmentId = await opened(at.secretary, at.tree.branch, { title: '年度民主评议' })
})

async function open(cookie?: string) {
  const url = `/print/assessments/${assessmentId}/sheets`
  return test.app.server.inject({ url, headers: cookie ? { cookie } : {} })
}

it('prints everybody assessed once on the sheet and once on the count, and no name of who fills it in', async () => {
  const { statusCode, body } = await open(at.secretary.cookie)
  expect(statusCode).toBe(200)
  const names = [...body.matchAll(/<th scope="row" class="name">([^<]+)</g)].map((match) => match[1])
  expect(names).toHaveLength(16)
  expect(new Set(names).size).toBe(8)
  expect(body).toContain('年度民主评议评议票')
  expect(body).toContain('年度民主评议计票单')
  expect(body).toContain('不写自己的名字')
  expect(body.match(/<th scope="col" class="box">/g)).toHaveLength(8)
  expect(body).not.toContain('style=')
})

it('comes as a PDF as well', async () => {
  const { status, body } = await at.secretary.ask(getAssessmentSheetPdf, { params: { assessmentId } })
  expect(status).toBe(200)
  expect((body as unknown as Buffer).subarray(0, 5).toString()).toBe('%PDF-')
})

it('is for who runs it in the branch', async () => {
  const elsewhere = await test.person('branch-secretary', at.tree.elsewhere.branch)
  const who: [Person | undefined, number][] = [
    [elsewhere, 404],
    [at.voters[3], 403],
    [at.committee, 403],
  ]
  for (const [one, status] of who) {
    expect((await open(one?.cookie)).statusCode).toBe(status)
    expect((await one?.ask(getAssessmentSheetPdf, { params: { assessmentId } }))?.status).toBe(status)
  }
  // Signed out, a page leads to the door.
  expect((await open()).statusCode).not.toBe(200)
  expect((await test.ask(getAssessmentSheetPdf, { params: { assessmentId } })).status).toBe(401)
})

describe('a sheet', () => {
  const sheet: AssessmentSheet = {
    orgName: '石桥支部',
    title: '<b>评议</b>',
    from: '2026-01-01',
    to: '2026-12-31',
    assessorsLabel: '党员互评',
    questions: ['学习', '服务'],
    scale: { kind: 'range', least: 0, most: 20 },
    names: Array.from({ length: 43 }, (_, i) => `党员${i}`),
  }

  it('goes on a further page rather than off the paper', () => {
    const text = renderAssessmentSheet(sheet)
    expect(text.match(/<section/g)).toHaveLength(6)
    expect(text).toContain('&lt;b&gt;评议&lt;/b&gt;')
    expect(text).toContain('每人写一个 0 到 20 的整数。')
    expect(text).toContain('学习 共几分')
  })

  it('of several questions with grades says what may be written', () => {
    const grades = [
      { label: '好', mark: 10_00 },
      { label: '差', mark: 0 },
    ]
    const text = renderAssessmentSheet({ ...sheet, scale: { kind: 'grades', grades } })
    expect(text).toContain('每格写一档：好、差。')
  })
})
