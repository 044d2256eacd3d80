import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { type SchemeVersion, schemeVersion } from '../../../../contract/scheme-version.ts'
import * as schemes from '../../../../contract/schemes.ts'
import * as contract from '../../../../contract/what-if.ts'
import { newId } from '../../../core/ids.ts'
import { useTestApp } from '../../../test/app.ts'
import { buildMembers } from '../../../test/people.ts'
import { draftFact } from '../../../test/points.ts'
import { buildTree } from '../../../test/tree.ts'
import { freezePeriods } from '../commands.ts'

const test = useTestApp()

const version = (points: number, more: Partial<SchemeVersion> = {}): SchemeVersion =>
  schemeVersion.parse({
    validFrom: '2025-01-01',
    rules: [
      {
        code: 'A',
        name: '党日',
        class: 'base',
        factKind: 'attendance',
        pattern: { activity: 'theme-day' },
        points,
      },
      {
        code: 'B',
        name: '调解',
        class: 'bonus',
        factKind: 'attendance',
        pattern: { activity: 'mediation' },
        points: 300,
      },
    ],
    ...more,
  })

async function attend(memberId: string, day: string, activity: string, times = 1) {
  const category = activity === 'theme-day' ? 'life' : 'service'
  const attrs = { activity, category, host: 'branch', late: false }
  await test.system(async (ctx) => {
    for (let i = 0; i < times; i += 1)
      ctx.facts.record(draftFact({ kind: 'attendance', day, memberId, attrs }))
  })
}

/** A branch with a scheme in force, two members, five theme days of the one and a mediation of the other. */
async function counted() {
  const tree = await buildTree(test)
  const author = await test.person('township-officer', tree.township)
  const second = await test.person('township-officer', tree.township)
  const body = { orgId: tree.township, name: newId(), version: version(200) }
  const { schemeId, versionId } = (await author.ask(schemes.createScheme, { body })).body
  await second.ask(schemes.publishVersion, { params: { schemeId, versionId }, body: {} })
  await second.ask(schemes.adoptScheme, {
    params: { schemeId },
    body: { orgId: tree.township, validFrom: '2025-01-01' },
  })
  const [one, other] = (await buildMembers(test, [{ orgId: tree.branch }, { orgId: tree.branch }])) as [
    string,
    string,
  ]
  await attend(one, '2026-03-01', 'theme-day', 5)
  await attend(other, '2026-04-01', 'mediation')
  return { tree, author, schemeId, versionId, one, other }
}

const year = { from: '2026-01-01', to: '2026-12-31' }

async function countEntries(): Promise<number> {
  return test.system(async (ctx) => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from point_entries where county_id = ${ctx.county}`.execute(ctx.db)
    return rows[0]?.n ?? 0
  })
}

describe('a draft that is tried on the past', () => {
  it('tells who would gain and lose, by branch and by rule, and posts nothing', async () => {
    const { tree, author, schemeId, one } = await counted()
    const limits = [{ name: '一年', level: 1, period: 'year', cap: 800, rules: ['A'] }]
    const draft = {
      ...version(300),
      validFrom: '2027-01-01',
      limits: schemeVersion.parse({ ...version(1), limits }).limits,
    }
    const saved = await author.ask(schemes.saveDraft, { params: { schemeId }, body: draft })
    const before = await countEntries()
    const { status, body } = await author.ask(contract.tryVersion, {
      params: { schemeId, versionId: saved.body.versionId },
      query: year,
    })
    expect(status).toBe(200)
    expect(body.total).toEqual({ before: 1300, after: 1100 })
    expect(body.people).toEqual({ gaining: 0, losing: 1, same: 1 })
    expect(body.rules).toEqual([
      { code: 'A', name: '党日', before: 1000, after: 800 },
      { code: 'B', name: '调解', before: 300, after: 300 },
    ])
    expect(body.branches).toMatchObject([{ orgId: tree.branch, before: 1300, after: 1100, losing: 1 }])
    // The township looks at branches: whose points they are is the branch's business.
    expect(body.movements).toMatchObject([{ memberId: null, name: '党员', before: 1000, after: 800 }])
    expect(JSON.stringify(body)).not.toContain(one)
    expect(await countEntries()).toBe(before)
  })

  it('is tried where it was written while nobody has adopted it, or where the one who asks says', async () => {
    const { tree, author } = await counted()
    const body = { orgId: tree.township, name: newId(), version: version(500) }
    const { schemeId, versionId } = (await author.ask(schemes.createScheme, { body })).body
    const ask = (query: object) =>
      author.ask(contract.tryVersion, { params: { schemeId, versionId }, query: { ...year, ...query } })
    expect((await ask({})).body.total).toEqual({ before: 0, after: 2800 })
    expect((await ask({ orgId: tree.branch })).body.total).toEqual({ before: 0, after: 2800 })
    expect((await ask({ orgId: tree.sibling })).body.total).toEqual({ before: 0, after: 0 })
    expect((await ask({ orgId: tree.elsewhere.branch })).error.code).toBe('not-found')
  })

  it('says what stands, of the version in force: nothing moves', async () => {
    const { author, schemeId, versionId } = await counted()
    const { body } = await author.ask(contract.tryVersion, { params: { schemeId, versionId }, query: year })
    expect(body.total).toEqual({ before: 1300, after: 1300 })
    expect(body.movements).toEqual([])
  })

  it('puts what was booked after a closed period back to the days it was for', async () => {
    const { tree, author, schemeId, versionId, one } = await counted()
    await test.system((ctx) =>
      freezePeriods(ctx, [{ orgId: tree.branch, to: '2025-12-31', sourceId: newId() }]),
    )
    await attend(one, '2025-11-10', 'theme-day')
    const ask = (from: string, to: string) =>
      author.ask(contract.tryVersion, { params: { schemeId, versionId }, query: { from, to } })
    const last = await ask('2025-01-01', '2025-12-31')
    expect(last.body.total).toEqual({ before: 200, after: 200 })
    expect(last.body.rules).toEqual([{ code: 'A', name: '党日', before: 200, after: 200 }])
    expect(last.body.people).toEqual({ gaining: 0, losing: 0, same: 1 })
    const now = await ask(year.from, year.to)
    expect(now.body.total).toEqual({ before: 1300, after: 1300 })
    expect(now.body.people).toEqual({ gaining: 0, losing: 0, same: 2 })
  })

  it('wants whole cycles, and is closed to strangers', async () => {
    const { tree, author, schemeId, versionId } = await counted()
    const params = { schemeId, versionId }
    const half = { from: '2026-01-01', to: '2026-06-30' }
    const refused = await author.ask(contract.tryVersion, { params, query: half })
    expect(refused.error).toMatchObject({ code: 'input.invalid', field: 'query.from' })
    const member = await test.person('group-leader', tree.branch)
    expect((await member.ask(contract.tryVersion, { params, query: year })).error.code).toBe('not-found')
    const stranger = await test.person('township-officer', tree.elsewhere.township)
    expect((await stranger.ask(contract.tryVersion, { params, query: year })).error.code).toBe('not-found')
    expect((await test.ask(contract.tryVersion, { params, query: year })).error.code).toBe('auth.required')
    const none = { schemeId, versionId: versionId + 10_000 }
    expect((await author.ask(contract.tryVersion, { params: none, query: year })).error.code).toBe(
      'not-found',
    )
  })
})
