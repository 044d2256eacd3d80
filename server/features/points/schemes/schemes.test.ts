import { describe, expect, it } from 'vitest'
import { type SchemeVersion, schemeVersion } from '../../../../contract/scheme-version.ts'
import * as contract from '../../../../contract/schemes.ts'
import { newId } from '../../../core/ids.ts'
import { useTestApp } from '../../../test/app.ts'
import { buildMembers } from '../../../test/people.ts'
import { document001, draftFact } from '../../../test/points.ts'
import { buildTree } from '../../../test/tree.ts'
import { lintVersion } from './lint.ts'

const test = useTestApp()

async function township() {
  const tree = await buildTree(test)
  const author = await test.person('township-officer', tree.township, { name: '起草人' })
  const second = await test.person('township-officer', tree.township, { name: '复核人' })
  return { tree, author, second }
}

async function drafted() {
  const { tree, author, second } = await township()
  const made = await author.ask(contract.createScheme, {
    body: { orgId: tree.committee, name: '积分办法', version: document001 },
  })
  return { tree, author, second, ...made.body }
}

describe('a scheme', () => {
  it('is drafted by one and published by another, and counts once it is adopted, for what was recorded before too', async () => {
    const { tree, author, second, schemeId, versionId } = await drafted()
    const [member] = await buildMembers(test, [{ orgId: tree.branch }])
    const attrs = { activity: 'theme-day', category: 'life', host: 'branch', late: false }
    const fact = draftFact({ kind: 'attendance', day: '2026-05-10', memberId: member as string, attrs })
    await test.system(async (ctx) => ctx.facts.record(fact))
    const points = () =>
      test.system(async (ctx) => {
        const rows = await ctx.db
          .selectFrom('point_member_months')
          .select('points')
          .where('county_id', '=', ctx.county)
          .where('member_id', '=', member as string)
          .execute()
        return rows.map((row) => row.points)
      })
    const params = { schemeId, versionId }
    expect((await author.ask(contract.publishVersion, { params, body: {} })).error.code).toBe('access.denied')
    expect((await second.ask(contract.publishVersion, { params, body: {} })).status).toBe(200)
    expect((await second.ask(contract.publishVersion, { params, body: {} })).error.code).toBe('state.wrong')
    expect(await points()).toEqual([])
    const adoption = { orgId: tree.village, validFrom: '2013-01-01' }
    expect((await author.ask(contract.adoptScheme, { params: { schemeId }, body: adoption })).status).toBe(
      200,
    )
    expect(await points()).toEqual([200])
    const twice = await author.ask(contract.adoptScheme, { params: { schemeId }, body: adoption })
    expect(twice.error.code).toBe('conflict.duplicate')
    expect(await points()).toEqual([200])
  })

  it('is not published by its author through another account', async () => {
    const { tree, second } = await township()
    const [memberId] = (await buildMembers(test, [{ orgId: tree.branch }])) as [string]
    const [one, other] = await Promise.all([
      test.person('township-officer', tree.township, { memberId }),
      test.person('township-officer', tree.township, { memberId }),
    ])
    const body = { orgId: tree.committee, name: '积分办法', version: document001 }
    const params = (await one.ask(contract.createScheme, { body })).body
    expect((await other.ask(contract.publishVersion, { params, body: {} })).error.code).toBe('access.denied')
    expect((await second.ask(contract.publishVersion, { params, body: {} })).status).toBe(200)
  })

  it('answers one of two who publish at once with a refusal', async () => {
    const { tree, second, schemeId, versionId } = await drafted()
    const third = await test.person('township-officer', tree.township)
    const params = { schemeId, versionId }
    const both = await Promise.all(
      [second, third].map((one) => one.ask(contract.publishVersion, { params, body: {} })),
    )
    expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
  })

  it('gives back the draft that was saved, and never changes what was published', async () => {
    const { author, second, schemeId, versionId } = await drafted()
    const params = { schemeId, versionId }
    expect((await author.ask(contract.getVersion, { params })).body.version).toEqual(document001)
    await second.ask(contract.publishVersion, { params, body: {} })
    const next: SchemeVersion = {
      ...document001,
      validFrom: '2027-01-01',
      rules: document001.rules.slice(0, 2),
    }
    const saved = await author.ask(contract.saveDraft, { params: { schemeId }, body: next })
    expect(saved.body.versionId).not.toBe(versionId)
    expect((await author.ask(contract.getVersion, { params })).body.version).toEqual(document001)
    const again = await author.ask(contract.saveDraft, {
      params: { schemeId },
      body: { ...next, startPoints: 6000 },
    })
    const { body } = await author.ask(contract.getVersion, {
      params: { schemeId, versionId: again.body.versionId },
    })
    expect(body.version).toEqual({ ...next, startPoints: 6000 })
    expect(body.row.versionNo).toBe(2)
  })

  it('refuses a version that begins before the one it follows', async () => {
    const { author, second, schemeId, versionId } = await drafted()
    await second.ask(contract.publishVersion, { params: { schemeId, versionId }, body: {} })
    const early = { ...document001, validFrom: '2012-01-01' }
    const saved = await author.ask(contract.saveDraft, { params: { schemeId }, body: early })
    const answer = await second.ask(contract.publishVersion, {
      params: { schemeId, versionId: saved.body.versionId },
      body: {},
    })
    expect(answer.error).toMatchObject({ code: 'input.invalid', field: 'validFrom' })
  })

  it('is made once by a request that is sent twice', async () => {
    const { tree, author } = await township()
    const requestId = newId()
    const body = { orgId: tree.branch, name: '支部办法', version: document001 }
    const first = await author.ask(contract.createScheme, { requestId, body })
    const second = await author.ask(contract.createScheme, { requestId, body })
    expect(second.body).toEqual(first.body)
    const { rows } = (await author.ask(contract.listSchemes)).body
    expect(rows.filter((row) => row.schemeId === requestId)).toHaveLength(1)
  })

  it('is closed to the signed-out, to a secretary of a branch, and to another township', async () => {
    const { tree, author } = await township()
    const body = { orgId: tree.branch, name: '支部办法', version: document001 }
    expect((await test.ask(contract.createScheme, { body })).error.code).toBe('auth.required')
    const secretary = await test.person('branch-secretary', tree.branch)
    expect((await secretary.ask(contract.createScheme, { body })).error.code).toBe('access.denied')
    const elsewhere = await author.ask(contract.createScheme, {
      body: { ...body, orgId: tree.elsewhere.branch },
    })
    expect(elsewhere.error.code).toBe('not-found')
  })
})

describe('the check of a scheme', () => {
  const rule = { code: 'R1', name: '调解', class: 'bonus', factKind: 'attendance', points: 300 } as const
  const flawsOf = (more: object) =>
    lintVersion(schemeVersion.parse({ validFrom: '2026-01-01', rules: [rule], ...more }))

  it('finds nothing wrong with document 001', () => {
    expect(lintVersion(document001)).toEqual([])
  })

  it.each([
    [
      'a pattern on what the kind does not have',
      { rules: [{ ...rule, pattern: { logins: 1 } }] },
      'rules.0.pattern',
    ],
    [
      'a value that does not exist',
      { rules: [{ ...rule, pattern: { activity: 'login' } }] },
      'rules.0.pattern.activity',
    ],
    ['a deduction that adds', { rules: [{ ...rule, class: 'deduction' }] }, 'rules.0.points'],
    ['a quantity where there is none', { rules: [{ ...rule, mode: 'per-unit' }] }, 'rules.0.mode'],
    ['a table without its key', { rules: [{ ...rule, mode: 'table' }] }, 'rules.0.table'],
    [
      'a ceiling below one entry',
      { limits: [{ name: '限', level: 1, period: 'month', cap: 200, rules: ['R1'] }] },
      'limits.0.cap',
    ],
    [
      'two ceilings of one level over one rule',
      { limits: [1, 2].map((i) => ({ name: `限${i}`, level: 1, period: 'month', cap: 900, rules: ['R1'] })) },
      'limits.0.rules.0',
    ],
    [
      'an approval of what is an organisation’s',
      { rules: [{ ...rule, factKind: 'activity-held', subject: 'organisation', needsApproval: true }] },
      'rules.0.needsApproval',
    ],
    ['an end before the beginning', { validTo: '2025-01-01' }, 'validTo'],
  ])('names the place of %s, in Chinese', (_what, more, at) => {
    const [flaw] = flawsOf(more)
    expect(flaw?.at).toBe(at)
    expect(flaw?.message).toMatch(/[一-鿿]/)
  })
})
