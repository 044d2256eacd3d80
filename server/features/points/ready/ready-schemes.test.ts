import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { useTestApp } from '../../../test/app.ts'
import { buildScheme } from '../../../test/points.ts'
import { readBook } from '../../../test/points-book.ts'
import {
  absent,
  assessed,
  attended,
  buildSomebody,
  type Deed,
  did,
  honoured,
  readyScheme,
  type Somebody,
  times,
  withRefused,
} from '../../../test/ready-schemes.ts'
import { buildOrg } from '../../../test/tree.ts'
import { deriveByReference } from '../reference.ts'
import { lintVersion } from '../schemes/lint.ts'
import { readySchemes } from './ready-schemes.ts'

const test = useTestApp()

type Case = { says: string; who?: Somebody; deeds: Deed[]; points: number; approve?: boolean }

/** Worked by hand from what the sources say; `points` is what is added to or taken from where everybody starts. */
const worked: Record<string, Case[]> = {
  'document-001': [
    {
      says: 'a mediation and a branch meeting',
      deeds: [attended('mediation'), attended('theme-day')],
      points: 5,
    },
    { says: 'an honour of the town', deeds: [honoured('town')], points: 10 },
  ],
  'dongyang-2014': [
    { says: 'an illegal building left standing', deeds: [did('illegal-building')], points: -40 },
    {
      says: 'key work of 7 points, once somebody agreed',
      deeds: [did('key-work-marks', { quantity: 7 })],
      points: 7,
      approve: true,
    },
    { says: 'key work that nobody agreed to', deeds: [did('key-work-marks', { quantity: 7 })], points: 0 },
    {
      says: 'key work marked with 2 and with 14: between 5 and 10',
      deeds: [did('key-work-marks', { quantity: 2 }), did('key-work-marks', { quantity: 14 })],
      points: 15,
      approve: true,
    },
  ],
  'huaning-2018': [
    { says: 'meetings up to the branch’s own ceiling', deeds: times(25, attended('theme-day')), points: 20 },
    { says: 'nothing at all', deeds: [], points: 0 },
    { says: 'more taken than there is', deeds: times(13, did('rule-breach')), points: -60 },
  ],
  'village-template': [
    {
      says: 'a meeting missed, dues late, once late',
      deeds: [absent('theme-day'), did('dues-late'), attended('party-lecture', { late: true })],
      points: -2.5,
    },
    { says: 'a meeting missed with leave', deeds: [absent('theme-day', { excused: true })], points: 0 },
    { says: 'eleven meetings missed: an item ends at 0', deeds: times(11, absent('theme-day')), points: -10 },
    {
      says: 'one item used up does not touch another',
      deeds: [...times(6, did('labour-missed')), did('policy-breach')],
      points: -11,
    },
    { says: 'three breaches: an item ends at 0', deeds: times(3, did('rule-breach')), points: -10 },
    { says: 'a cult and gambling in one item', deeds: [did('cult-activity'), did('gambling')], points: -10 },
    { says: 'gambling and a lavish feast', deeds: [did('gambling'), did('lavish-feast')], points: -10 },
    { says: 'a model deed and a good deed', deeds: [did('model-deed'), did('good-deed')], points: 10 },
    {
      says: 'everything lost: five items of 10',
      deeds: [
        ...times(11, absent('theme-day')),
        ...times(11, did('policy-breach')),
        ...times(6, did('labour-missed')),
        ...times(3, did('rule-breach')),
        ...times(2, did('cult-activity')),
      ],
      points: -50,
    },
  ],
  'shanxi-app': [
    { says: 'five assemblies: 20 and not 25', deeds: times(5, attended('members-assembly')), points: 20 },
    {
      says: 'thirteen committee meetings',
      who: { title: '组织委员' },
      deeds: times(13, attended('committee-meeting')),
      points: 60,
    },
    {
      says: 'a committee meeting of somebody who is not on it',
      deeds: [attended('committee-meeting')],
      points: 0,
    },
    { says: 'thirteen group meetings', deeds: times(13, attended('group-meeting')), points: 60 },
    { says: 'two lectures', deeds: times(2, attended('party-lecture')), points: 5 },
    { says: 'two life meetings', deeds: times(2, attended('life-meeting')), points: 5 },
    { says: 'thirteen Party days', deeds: times(13, attended('theme-day')), points: 60 },
    { says: 'three notices in a month', deeds: times(3, did('notice-answered')), points: 6 },
    { says: 'three notices missed in a month', deeds: times(3, did('notice-missed')), points: -6 },
    {
      says: 'three notices in each of two months',
      deeds: [
        ...times(3, did('notice-answered')),
        ...times(3, did('notice-answered', { day: '2026-04-02' })),
      ],
      points: 12,
    },
  ],
  'kaijiang-2018': [
    { says: 'marks of the peers', deeds: [assessed('peers', 46)], points: 46 },
    { says: 'no more than 50 of marks', deeds: [assessed('peers', 50), assessed('peers', 10)], points: 50 },
    { says: 'marks of others are not asked', deeds: [assessed('villagers', 50)], points: 0 },
    { says: 'no more than 20 in a quarter', deeds: times(3, did('emergency-help')), points: 20 },
    {
      says: '20 in each of two quarters',
      deeds: [...times(3, did('emergency-help')), ...times(3, did('emergency-help', { day: '2026-04-01' }))],
      points: 40,
    },
    { says: 'the base never below nought', deeds: times(20, absent('theme-day')), points: -50 },
  ],
  'company-classes': [
    { says: 'a mark of 18', deeds: [assessed('peers', 18)], points: 18 },
    { says: 'no more than 20 of marks', deeds: [assessed('peers', 20), assessed('peers', 20)], points: 20 },
    {
      says: 'backbone: a meeting missed',
      who: { title: '支部委员' },
      deeds: [absent('theme-day')],
      points: -2,
    },
    { says: 'ordinary: a meeting missed', deeds: [absent('theme-day')], points: -1 },
    {
      says: 'floating: a meeting missed is not asked',
      who: { floating: true },
      deeds: [absent('theme-day'), did('notice-missed')],
      points: -1,
    },
    {
      says: 'special by age',
      who: { birthOn: '1950-01-01' },
      deeds: [absent('theme-day'), did('task-missed')],
      points: 0,
    },
    {
      says: 'special by the branch’s word',
      who: { exempt: true },
      deeds: [absent('theme-day'), did('task-missed')],
      points: 0,
    },
    { says: 'meetings: 5 of 20 at most', deeds: times(9, absent('theme-day')), points: -5 },
    {
      says: 'tasks: 5 of 20 at most',
      deeds: [...times(9, absent('theme-day')), ...times(9, did('task-missed'))],
      points: -10,
    },
    { says: 'conduct: 80 at most', deeds: times(9, did('public-criticism')), points: -80 },
  ],
  'hanshan-2022': [
    {
      says: 'basic and plus and minus',
      deeds: [attended('members-assembly'), did('good-deed'), absent('theme-day')],
      points: 2,
    },
    { says: 'basic: 60 at most', deeds: times(40, attended('theme-day')), points: 60 },
    { says: 'plus: 40 at most', deeds: times(10, did('emergency-help')), points: 40 },
    {
      says: 'zeroing that two agreed to',
      deeds: [...times(4, attended('theme-day')), did('cult-activity', { day: '2026-05-01' })],
      points: 0,
      approve: true,
    },
    {
      says: 'zeroing that nobody agreed to',
      deeds: [...times(4, attended('theme-day')), did('cult-activity')],
      points: 8,
    },
    {
      says: 'what comes after a zeroing',
      deeds: [
        attended('theme-day'),
        did('gambling', { day: '2026-05-01' }),
        attended('theme-day', { day: '2026-06-01' }),
      ],
      points: 2,
      approve: true,
    },
  ],
  'fengtai-2023': [
    {
      says: 'in office: a goal met',
      who: { title: '支部书记' },
      deeds: [did('task-done'), did('post-served')],
      points: 5,
    },
    { says: 'at home: a post served', deeds: [did('task-done'), did('post-served')], points: 5 },
    {
      says: 'away: a report in time',
      who: { floating: true },
      deeds: [did('notice-answered'), did('post-served')],
      points: 5,
    },
    {
      says: 'old: a meeting weighs double',
      who: { birthOn: '1950-01-01' },
      deeds: [attended('theme-day'), did('post-served')],
      points: 10,
    },
    {
      says: 'weak: a meeting weighs double',
      who: { exempt: true },
      deeds: [attended('theme-day')],
      points: 10,
    },
    {
      says: 'old and weak: once, not twice',
      who: { birthOn: '1950-01-01', exempt: true },
      deeds: [attended('theme-day')],
      points: 10,
    },
    { says: 'a veto takes no points', deeds: [attended('theme-day'), did('party-discipline')], points: 5 },
    { says: 'plus: 20 at most', deeds: times(6, did('emergency-help')), points: 20 },
    {
      says: 'never above 100',
      deeds: [...times(30, attended('theme-day')), ...times(6, did('emergency-help'))],
      points: 100,
    },
  ],
}

const day = '2026-01-01'

/** The cases in one branch under one scheme: what the statement posted for each, and what the reference says. */
async function workThrough(key: string) {
  const cases = worked[key] ?? []
  const branch = await buildOrg(test, { kind: 'branch', parentId: test.county.rootId, name: `支部 ${key}` })
  const versionId = await buildScheme(test, branch, { ...readyScheme(key).version, validFrom: day })
  const approved = new Map<string, boolean>()
  const members: string[] = []
  for (const { who = {}, deeds, approve } of cases) {
    const memberId = await buildSomebody(test, branch, who)
    members.push(memberId)
    const facts = deeds.map((deed) => deed(memberId))
    await test.system(async (ctx) => facts.forEach((fact) => ctx.facts.record(fact)))
    if (approve) for (const { factId } of facts) approved.set(factId, true)
  }
  await agree(versionId, [...approved.keys()])
  return test.system(async (ctx) => {
    const { rows } = await sql<{ member_id: string; points: number }>`
      select member_id, sum(points)::int as points from point_entries
       where county_id = ${ctx.county} and org_id = ${branch} group by 1`.execute(ctx.db)
    const book = await readBook(ctx, branch, [versionId], { voided: new Set(), approved }, day)
    const entries = deriveByReference(book)
    const posted = new Map(rows.map((row) => [row.member_id, row.points]))
    return members.map((memberId) => ({
      posted: (posted.get(memberId) ?? 0) / 100,
      reference: sum(entries.flatMap((one) => (one.memberId === memberId ? one.points : []))) / 100,
    }))
  })
}

const sum = (points: readonly number[]) => points.reduce((total, one) => total + one, 0)

/** Every step of every rule that waits for a person. */
async function agree(versionId: number, factIds: readonly string[]): Promise<void> {
  await test.system(async (ctx) => {
    await sql`
      insert into point_approvals (county_id, fact_id, rule_code, step, decided_at, approved, org_id, decided_by)
      select ${ctx.county}, f.fact_id, r.code, r.approval_steps, ${ctx.now}, true, f.org_id, ${ctx.actor.accountId}
        from facts f
        join point_rules r on r.county_id = ${ctx.county} and r.version_id = ${versionId} and r.needs_approval
       where f.county_id = ${ctx.county} and f.fact_id = any(${factIds}::uuid[])`.execute(ctx.db)
    for (const factId of factIds) ctx.facts.touch(factId)
  })
}

describe.each(readySchemes.map((one) => [one.key, one] as const))('the ready scheme %s', (key, one) => {
  it('says where it comes from, and the check finds nothing wrong with it', () => {
    expect(lintVersion(one.version)).toEqual([])
    expect(one.source).not.toBe('')
    expect(one.note).toMatch(/出处写明|文档 001/)
    // What no source says is marked as such in its code, and the note says what the mark means.
    const hasOwn = one.version.rules.some((rule) => rule.code.startsWith('U'))
    expect(one.note.includes('编号以 U 开头')).toBe(hasOwn)
  })

  it('gives what its source says, posted and by the reference alike', async () => {
    const wanted = (worked[key] ?? []).map(({ says, points }) => ({
      says,
      posted: points,
      reference: points,
    }))
    expect(wanted.length).toBeGreaterThan(1)
    const given = await workThrough(key)
    expect(given.map((one, i) => ({ says: worked[key]?.[i]?.says, ...one }))).toEqual(wanted)
  })
})

describe('the figures of the sources', () => {
  const version = (key: string) => readyScheme(key).version

  it('starts where each source starts', () => {
    const starts = readySchemes.map((one) => [one.key, one.version.startPoints / 100])
    expect(Object.fromEntries(starts)).toEqual({
      'document-001': 0,
      'dongyang-2014': 100,
      'huaning-2018': 60,
      'village-template': 50,
      'shanxi-app': 0,
      'kaijiang-2018': 50,
      'company-classes': 80,
      'hanshan-2022': 0,
      'fengtai-2023': 0,
    })
  })

  it('has 13 deductions and 6 bonuses of Dongyang, and only puts its low totals before people', () => {
    const { rules, flags } = version('dongyang-2014')
    expect(rules.filter((rule) => rule.class === 'deduction')).toHaveLength(13)
    expect(rules.filter((rule) => rule.class === 'bonus')).toHaveLength(6)
    expect(flags.map((flag) => [flag.below, flag.who, flag.outcome])).toEqual([
      [6000, {}, 'talk'],
      [8500, { stage: 'probationary' }, 'review'],
      [8500, { stage: 'activist' }, 'review'],
    ])
  })

  it('names the stars of Huaning and the five of Kaijiang', () => {
    expect(version('huaning-2018').grades).toEqual([
      { name: '一星', from: 6000, to: 6900 },
      { name: '两星', from: 7000, to: 7900 },
      { name: '三星', from: 8000, to: 8900 },
      { name: '四星', from: 9000, to: 9500 },
      { name: '五星', from: 9600, to: null },
    ])
    expect(version('kaijiang-2018').grades).toEqual([{ name: '五星', from: 9000, to: null }])
  })

  it('has 27 standards of Hanshan for a member, those that clear agreed to by two', () => {
    const { rules } = version('hanshan-2022')
    expect(rules.filter((rule) => rule.subject === 'member')).toHaveLength(27)
    const clearing = rules.filter((rule) => rule.mode === 'clear')
    expect(clearing.length).toBeGreaterThan(0)
    expect(clearing.every((rule) => rule.needsApproval && rule.approvalSteps === 2)).toBe(true)
  })
})

describe('what a source counts and no scheme may count today', () => {
  const apps = '《政务移动互联网应用程序规范化管理办法》（国办函〔2026〕12号）'
  const rules: Record<string, string> = {
    'shanxi-app': apps,
    'dongyang-2014': '《中国共产党发展党员工作细则》',
  }
  const all = readySchemes.flatMap((one) =>
    one.refused.map((refused) => [refused.line, one, refused] as const),
  )

  it('is kept of two schemes', () => {
    expect(all.map(([, one]) => one.key)).toEqual([...times(2, 'dongyang-2014'), ...times(5, 'shanxi-app')])
  })

  it.each(all)('is refused with the rule that forbids it: %s', (_line, one, refused) => {
    const flaws = lintVersion(withRefused(one, refused))
    expect(flaws.map((flaw) => flaw.message).join()).toContain(rules[one.key])
  })
})
