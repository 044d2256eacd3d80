import { sql } from 'kysely'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { type SchemeVersion, schemeVersion } from '../../../contract/scheme-version.ts'
import * as contract from '../../../contract/schemes.ts'
import type { Ctx } from '../../core/context/context.ts'
import { newId } from '../../core/ids.ts'
import { useTestApp } from '../../test/app.ts'
import { buildMembers } from '../../test/people.ts'
import { buildScheme, draftFact } from '../../test/points.ts'
import { buildOrg, buildTree } from '../../test/tree.ts'
import { recompute } from './commands.ts'

const test = useTestApp()

const everything = { from: '2000-01-01', to: '9999-12-31' }
const rule = { code: 'R', name: '调解', class: 'bonus' as const, factKind: 'attendance', points: 300 }
const attrs = { activity: 'mediation', category: 'service', host: 'branch', late: false }

function branchBelow(parentId: number): Promise<number> {
  return buildOrg(test, { kind: 'branch', parentId, name: newId().slice(-12) })
}

/** One request that records a fact; answers its id. */
async function attend(memberId: string, day: string): Promise<string> {
  const fact = draftFact({ kind: 'attendance', day, memberId, attrs })
  await test.system(async (ctx) => ctx.facts.record(fact))
  return fact.factId
}

function pointsOf(orgIds: readonly number[]): Promise<number> {
  return test.system(async (ctx) => {
    const { rows } = await sql<{ points: number }>`
      select coalesce(sum(points), 0)::int as points from point_entries
       where county_id = ${ctx.county} and org_id = any(${[...orgIds]}::int[])`.execute(ctx.db)
    return rows[0]?.points ?? 0
  })
}

/** What is posted is what a recompute of everything would post, and the roll-ups are its sums. */
function expectSettled(): Promise<void> {
  return test.system(async (ctx) => {
    expect(await recompute(ctx, everything, 'recompute')).toBe(0)
    const { rows } = await sql`
      with entries as (
        select org_id, rule_id, date_trunc('month', booked_on)::date as month, sum(points)::int as points,
               sum(case when reversal_of is null then 1 else -1 end)::int as entries
          from point_entries where county_id = ${ctx.county} group by 1, 2, 3
      ), rolled as (
        select org_id, rule_id, month, points, entries from point_org_months where county_id = ${ctx.county}
      )
      (table entries except table rolled) union all (table rolled except table entries)`.execute(ctx.db)
    expect(rows).toEqual([])
    expect(await memberDrift(ctx)).toEqual([])
    expect(await listOrphans(ctx)).toEqual([])
  })
}

/** What no reference holds: every entry has its fact and its rule, and is about whom the fact is about. */
async function listOrphans(ctx: Ctx): Promise<unknown[]> {
  const { rows } = await sql`
    select e.fact_id, e.rule_id
      from point_entries e
      left join facts f on f.county_id = ${ctx.county} and f.fact_id = e.fact_id
      left join point_rules r on r.county_id = ${ctx.county} and r.rule_id = e.rule_id
     where e.county_id = ${ctx.county}
       and (f.fact_id is null or r.rule_id is null or f.member_id is distinct from e.member_id
            or f.org_id <> e.org_id or f.day <> e.day)`.execute(ctx.db)
  return rows
}

async function memberDrift(ctx: Ctx): Promise<unknown[]> {
  const { rows } = await sql`
    with entries as (
      select e.member_id, r.version_id, e.org_id, date_trunc('month', e.booked_on)::date as month,
             sum(e.points)::int as points, sum(case when e.reversal_of is null then 1 else -1 end)::int as entries
        from point_entries e
        join point_rules r on r.county_id = ${ctx.county} and r.rule_id = e.rule_id
       where e.county_id = ${ctx.county} and e.member_id is not null group by 1, 2, 3, 4
    ), rolled as (
      select member_id, version_id, org_id, month, points, entries
        from point_member_months where county_id = ${ctx.county}
    )
    (table entries except table rolled) union all (table rolled except table entries)`.execute(ctx.db)
  return rows
}

async function approve(ctx: Ctx, factId: string): Promise<void> {
  await sql`
    insert into point_approvals (county_id, fact_id, rule_code, step, decided_at, approved, org_id, decided_by)
    values (${ctx.county}, ${factId}, 'R', 1, ${ctx.now}, true, 1, ${ctx.actor.accountId})`.execute(ctx.db)
  ctx.facts.touch(factId)
}

describe('two at once', () => {
  it('leave no points on a fact that one voids while the other approves it', async () => {
    const branch = await branchBelow(test.county.rootId)
    const members = await buildMembers(
      test,
      Array.from({ length: 25 }, () => ({ orgId: branch })),
    )
    await buildScheme(test, branch, { validFrom: '2026-01-01', rules: [{ ...rule, needsApproval: true }] })
    for (const member of members) {
      const factId = await attend(member, '2026-02-01')
      await Promise.all([
        test.system((ctx) => approve(ctx, factId)),
        test.system(async (ctx) => ctx.facts.void({ factId, reason: '记错了' })),
      ])
    }
    expect(await pointsOf([branch])).toBe(0)
    await expectSettled()
  })

  it('do not pass the ceiling of a branch together', async () => {
    const branch = await branchBelow(test.county.rootId)
    await buildScheme(test, branch, {
      validFrom: '2026-01-01',
      rules: [{ ...rule, subject: 'organisation', factKind: 'activity-held' }],
      limits: [{ name: '每月', level: 1, period: 'month', cap: 700, rules: ['R'] }],
    })
    const { late: _late, ...held } = attrs
    const hold = (day: string) =>
      test.system(async (ctx) =>
        ctx.facts.record(
          draftFact({
            kind: 'activity-held',
            day,
            memberId: null,
            orgId: branch,
            attrs: { ...held, expected: 3, present: 3 },
          }),
        ),
      )
    for (const month of ['02', '03', '04', '05', '06']) {
      await Promise.all(['01', '02', '03', '04', '05', '06'].map((day) => hold(`2026-${month}-${day}`)))
    }
    expect(await pointsOf([branch])).toBe(5 * 700)
    await expectSettled()
  })

  it('publish two schemes, and both count', async () => {
    const tree = await buildTree(test)
    const author = await test.person('township-officer', tree.township)
    const second = await test.person('township-officer', tree.township)
    const draft = async (code: string) => {
      const version = schemeVersion.parse({ validFrom: '2026-01-01', rules: [{ ...rule, code }] })
      const { body } = await author.ask(contract.createScheme, {
        body: { orgId: tree.branch, name: code, version },
      })
      const adoption = { orgId: tree.branch, validFrom: '2026-01-01' }
      await second.ask(contract.adoptScheme, { params: { schemeId: body.schemeId }, body: adoption })
      return body
    }
    const drafts = await Promise.all(['A', 'B', 'C', 'D'].map(draft))
    const answers = await Promise.all(
      drafts.map((params) => second.ask(contract.publishVersion, { params, body: {} })),
    )
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200])
    const [member] = await buildMembers(test, [{ orgId: tree.branch }])
    await attend(member as string, '2026-02-01')
    expect(await pointsOf([tree.branch])).toBe(4 * 300)
  })

  it('adopt one scheme for one organisation once', async () => {
    const tree = await buildTree(test)
    const [one, two] = [
      await test.person('township-officer', tree.township),
      await test.person('township-officer', tree.township),
    ]
    const version = schemeVersion.parse({ validFrom: '2026-01-01', rules: [rule] })
    const made = await one.ask(contract.createScheme, { body: { orgId: tree.branch, name: '方案', version } })
    const adopt = (person: typeof one, validFrom: string) =>
      person.ask(contract.adoptScheme, {
        params: { schemeId: made.body.schemeId },
        body: { orgId: tree.branch, validFrom },
      })
    const answers = await Promise.all([adopt(one, '2026-01-01'), adopt(two, '2026-03-01')])
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409])
  })
})

describe('rules that change while facts are recorded', () => {
  it('reach every fact, whichever of the two was first', async () => {
    const tree = await buildTree(test)
    const author = await test.person('township-officer', tree.township)
    const second = await test.person('township-officer', tree.township)
    const members = await buildMembers(
      test,
      Array.from({ length: 8 }, () => ({ orgId: tree.branch })),
    )
    const version = schemeVersion.parse({ validFrom: '2026-01-01', rules: [rule] })
    const { body: params } = await author.ask(contract.createScheme, {
      body: { orgId: tree.township, name: '方案', version },
    })
    await second.ask(contract.adoptScheme, {
      params,
      body: { orgId: tree.township, validFrom: '2026-01-01' },
    })
    const publish = (of: { schemeId: string; versionId: number }) =>
      second.ask(contract.publishVersion, { params: of, body: {} })
    const next = async (validFrom: string, points: number) => {
      const wish: SchemeVersion = schemeVersion.parse({ validFrom, rules: [{ ...rule, points }] })
      const { body } = await author.ask(contract.saveDraft, { params, body: wish })
      return publish({ schemeId: params.schemeId, versionId: body.versionId })
    }
    const record = async (member: string) => {
      for (const day of ['01', '02', '03', '04', '05', '06']) await attend(member, `2026-05-${day}`)
    }
    const changes = async () => [
      await publish(params),
      await next('2026-04-01', 500),
      await next('2026-05-03', 700),
    ]
    const [answers] = await Promise.all([changes(), ...members.map(record)])
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200])
    expect(await pointsOf([tree.branch])).toBe(8 * (2 * 500 + 4 * 700))
    await expectSettled()
  })

  it('wait for a fact that is derived and not committed yet', async () => {
    const tree = await buildTree(test)
    const author = await test.person('township-officer', tree.township)
    const second = await test.person('township-officer', tree.township)
    const [member] = await buildMembers(test, [{ orgId: tree.branch }])
    const version = schemeVersion.parse({ validFrom: '2026-01-01', rules: [rule] })
    const { body: params } = await author.ask(contract.createScheme, {
      body: { orgId: tree.township, name: '方案', version },
    })
    await second.ask(contract.adoptScheme, {
      params,
      body: { orgId: tree.township, validFrom: '2026-01-01' },
    })
    const outside = new pg.Client({ connectionString: test.database.adminUrl })
    await outside.connect()
    // Both stop at their last statement, the answer that is kept, after each has derived what it saw.
    await outside.query('begin; lock table requests in exclusive mode')
    const both = Promise.all([
      attend(member as string, '2026-05-01'),
      second.ask(contract.publishVersion, { params, body: {} }),
    ])
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    await outside.query('rollback')
    await outside.end()
    expect((await both)[1].status).toBe(200)
    expect(await pointsOf([tree.branch])).toBe(300)
    await expectSettled()
  })

  it('count once where a scheme is adopted above and below', async () => {
    const tree = await buildTree(test)
    const author = await test.person('township-officer', tree.township)
    const second = await test.person('township-officer', tree.township)
    const version = schemeVersion.parse({ validFrom: '2026-01-01', rules: [rule] })
    const { body: params } = await author.ask(contract.createScheme, {
      body: { orgId: tree.township, name: '方案', version },
    })
    await second.ask(contract.publishVersion, { params, body: {} })
    for (const wish of [
      { orgId: tree.township, validFrom: '2026-01-01', validTo: '2026-06-30' },
      { orgId: tree.village, validFrom: '2026-03-01' },
      { orgId: tree.branch, validFrom: '2026-06-15', validTo: '2026-08-31' },
    ]) {
      expect((await second.ask(contract.adoptScheme, { params, body: wish })).status).toBe(200)
    }
    const [member] = await buildMembers(test, [{ orgId: tree.branch }])
    for (const day of ['2026-02-01', '2026-04-01', '2026-06-20', '2026-07-01', '2026-10-01'])
      await attend(member as string, day)
    expect(await pointsOf([tree.branch])).toBe(5 * 300)
    await expectSettled()
  })
})

describe('load', () => {
  it('of many who record, void and approve at once leaves entries and roll-ups settled', async () => {
    const [home, near] = [await branchBelow(test.county.rootId), await branchBelow(test.county.rootId)]
    const members = await buildMembers(
      test,
      Array.from({ length: 6 }, (_, i) => ({ orgId: i % 2 ? home : near })),
    )
    await buildScheme(test, test.county.rootId, {
      validFrom: '2025-01-01',
      cycle: 'july-year',
      rules: [
        rule,
        { ...rule, code: 'H', factKind: 'hand-entry', mode: 'per-unit', points: 100, needsApproval: true },
      ],
      limits: [
        { name: '每月', level: 1, period: 'month', cap: 700, rules: ['R'] },
        { name: '全年', level: 2, period: 'year', cap: 2500, floor: -300, rules: ['R', 'H'] },
      ],
    })
    let seed = 20261120
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return Math.floor((seed / 2_147_483_648) * below)
    }
    const facts: string[] = []
    const voided = new Set<string>()
    const work = async () => {
      for (let i = 0; i < 25; i += 1) {
        const [kind, pick] = [random(10), facts[random(facts.length + 1)]]
        if (kind < 6 || !pick) {
          const chosen = [0, 1, 2]
            .slice(0, 1 + random(3))
            .map(() => members[random(members.length)] as string)
          const day = `2026-0${1 + random(9)}-1${random(10)}`
          const drafts = [...new Set(chosen)].map((memberId) =>
            draftFact({ kind: 'attendance', day, memberId, attrs }),
          )
          await test.system(async (ctx) => {
            for (const draft of drafts) ctx.facts.record(draft)
          })
          facts.push(...drafts.map((draft) => draft.factId))
        } else if (kind < 8 && !voided.has(pick)) {
          voided.add(pick)
          await test.system(async (ctx) => ctx.facts.void({ factId: pick, reason: '记错了' }))
        } else if (kind === 8) {
          await test.system(async (ctx) => ctx.facts.touch(pick))
        } else await test.system(async (ctx) => ctx.facts.rederive(everything))
      }
    }
    await Promise.all(Array.from({ length: 6 }, work))
    expect(facts.length).toBeGreaterThan(80)
    expect(voided.size).toBeGreaterThan(5)
    await expectSettled()
  })
})
