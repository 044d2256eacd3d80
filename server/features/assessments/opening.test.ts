import { beforeAll, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/assessments.ts'
import { newId } from '../../core/ids.ts'
import { buildRegister } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import {
  type AssessmentTest,
  bodyOf,
  buildAssessmentTest,
  opened,
  seen,
  wishOf,
} from '../../test/assessments.ts'
import { countStatements } from '../../test/boards.ts'

const test = useTestApp()
let at: AssessmentTest

beforeAll(async () => {
  at = await buildAssessmentTest(test)
})

const tryToOpen = (
  who: Pick<AssessmentTest['secretary'], 'ask'>,
  more: Parameters<typeof wishOf>[0] = {},
  requestId = newId(),
) => who.ask(contract.openAssessment, { params: { orgId: at.tree.branch }, requestId, body: wishOf(more) })

const form = (who = at.secretary, orgId = at.tree.branch) =>
  who.ask(contract.getAssessmentForm, { params: { orgId } })

describe('the form', () => {
  it('knows who is assessed, who is not and why, and how many would answer', async () => {
    const [young = '', old = ''] = await buildRegister(test, [
      { orgId: at.tree.branch, name: '于预备', stage: 'probationary' },
      { orgId: at.tree.branch, name: '于老', partyPost: '组织委员' },
      { orgId: at.tree.branch, name: '于积极', stage: 'activist' },
    ])
    await test.system(async (ctx) => {
      await ctx.db
        .insertInto('member_exemptions')
        .values({
          county_id: ctx.county,
          exemption_id: newId(),
          member_id: old,
          org_id: at.tree.branch,
          cause: 'age',
          valid_from: '2026-01-01',
          decided_by: at.secretary.accountId,
          decided_at: ctx.now,
        })
        .execute()
    })
    const body = bodyOf(await form())
    expect(new Set(body.assessed.map((one) => one.name))).toEqual(new Set(at.names))
    expect(body.excused).toEqual([
      { memberId: old, name: '于老', why: '免于考核，年纪大了' },
      { memberId: young, name: '于预备', why: '预备党员，参加，不评' },
    ])
    expect(body.assessors.map(({ assessors, known }) => [assessors, known])).toEqual([
      ['peers', 10],
      ['committee', 1],
      ['villagers', null],
      ['superior', null],
    ])
  })

  it('offers what the branch asked before, once, after what the product knows', async () => {
    const own = { questions: ['守时', '肯干'], scale: { kind: 'range', least: 1, most: 10 } as const }
    await opened(at.secretary, at.tree.branch, { title: '一', ...own })
    await opened(at.secretary, at.tree.branch, { title: '二', ...own })
    const { surveys } = bodyOf(await form())
    expect(surveys.at(-1)).toEqual({ name: '照“二”', ...own })
    expect(surveys.filter((one) => one.questions[0] === '守时')).toHaveLength(1)
  })

  it('is for who runs it in this very branch', async () => {
    const elsewhere = await test.person('branch-secretary', at.tree.elsewhere.branch)
    const county = await test.newCounty('别的县')
    const far = await test.person('county-officer', county.rootId, { county })
    expect((await form(elsewhere)).status).toBe(404)
    expect((await form(far)).status).toBe(404)
    expect((await form(at.voters[2])).status).toBe(403)
    // Marks with names stay in the branch: nobody above runs one or reads one.
    expect((await form(at.committee)).status).toBe(403)
    expect((await test.ask(contract.getAssessmentForm, { params: { orgId: at.tree.branch } })).status).toBe(
      401,
    )
  })
})

describe('opening', () => {
  it('freezes who is assessed and who answers', async () => {
    const assessmentId = await opened(at.secretary, at.tree.branch, { title: '冻结', way: 'phone' })
    const { assessment, rows, voters } = await seen(at.secretary, assessmentId)
    expect([assessment.state, assessment.entitled, voters.length]).toEqual(['answering', 10, 10])
    expect(rows.filter((row) => row.excused === null)).toHaveLength(8)
    await buildRegister(test, [{ orgId: at.tree.branch, name: '于新来' }])
    expect((await seen(at.secretary, assessmentId)).rows).toHaveLength(rows.length)
  })

  it.each([
    [{ to: '2026-06-30' }, 'body.to'],
    [{ day: '2026-06-30' }, 'body.day'],
    [{ questions: ['甲', '甲'] }, 'body.questions'],
    [{ way: 'phone', assessors: 'villagers' }, 'body.way'],
    [{ assessors: 'villagers' }, 'body.entitled'],
    [{ assessors: 'villagers', entitled: 4, minimum: 5 }, 'body.minimum'],
    [{ minimum: 2 }, 'body.minimum'],
    [{ title: '' }, 'body.title'],
  ] as const)('refuses %j', async (more, field) => {
    const { status, error } = await tryToOpen(at.secretary, { title: '不成', ...more } as Parameters<
      typeof wishOf
    >[0])
    expect([status, error.field]).toEqual([400, field])
  })

  it('is done once: sent again, at once by two, and under one name', async () => {
    const requestId = newId()
    const first = await tryToOpen(at.secretary, { title: '重发' }, requestId)
    const again = await tryToOpen(at.secretary, { title: '重发' }, requestId)
    expect([first.status, again.body]).toEqual([200, first.body])
    const both = await Promise.all([at.secretary, at.deputy].map((who) => tryToOpen(who, { title: '同时' })))
    expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(both.find((one) => one.status === 409)?.error.field).toBe('body.title')
  })

  it('is refused to strangers and to who holds no office, above the branch too', async () => {
    const elsewhere = await test.person('branch-secretary', at.tree.elsewhere.branch)
    expect((await tryToOpen(elsewhere, { title: '外人' })).status).toBe(404)
    expect((await tryToOpen(at.committee, { title: '上级' })).status).toBe(403)
    expect((await tryToOpen(at.voters[3] as Person, { title: '党员' })).status).toBe(403)
    expect((await tryToOpen({ ask: test.ask }, { title: '谁' })).status).toBe(401)
  })

  it('takes as many statements for eleven as for two', async () => {
    const small = await buildAssessmentTest(test, 3)
    const open = (one: AssessmentTest) => () => opened(one.secretary, one.tree.branch, { title: '数一数' })
    const few = await countStatements(open(small))
    const many = await countStatements(open(at))
    expect(many.statements).toBe(few.statements)
  })
})

describe('the list', () => {
  it('shows numbers and who may open another; above the branch it is refused', async () => {
    const { rows, count, mayOpenAt } = bodyOf(await at.deputy.ask(contract.listAssessments))
    expect(count).toBe(rows.length)
    expect(mayOpenAt.map((one) => one.orgId)).toEqual([at.tree.branch])
    expect(JSON.stringify(rows)).not.toContain(at.names[3])
    for (const who of [at.committee, at.voters[4]])
      expect((await who?.ask(contract.listAssessments))?.status).toBe(403)
    expect((await test.ask(contract.listAssessments)).status).toBe(401)
    const elsewhere = await test.person('branch-secretary', at.tree.elsewhere.branch)
    expect(bodyOf(await elsewhere.ask(contract.listAssessments)).rows).toEqual([])
  })
})
