import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as activities from '../contract/activities.ts'
import * as booklets from '../contract/booklets.ts'
import { listCampaigns } from '../contract/campaigns.ts'
import type { DueRow } from '../contract/due.ts'
import { getDutyMatrix } from '../contract/duties.ts'
import { listMembers } from '../contract/members.ts'
import { getTree } from '../contract/organisations.ts'
import { type Role, roles } from '../contract/roles.ts'
import { type Person, startTestApp, type TestApp, useTestApp } from '../server/test/app.ts'
import { enterDemo } from '../server/test/enter-demo.ts'
import { buildDemo } from './build.ts'
import { linxi, otherVillages } from './places.ts'
import { type Demo, listDemoRoles } from './roles.ts'

const seed = 20151001
const build = (of: TestApp) => buildDemo(of.app, { seed, today: of.clock.now, log: () => {} })

const test = useTestApp()
let demo: Demo
let orgs: Map<string, number>
let officer: Person

beforeAll(async () => {
  demo = await build(test)
  orgs = await organisationsOf(test, demo)
  officer = await personAt('township-officer', '青禾镇')
}, 180_000)

async function organisationsOf(of: TestApp, { county }: Demo): Promise<Map<string, number>> {
  const admin = await of.person('county-admin', county.rootId, { county })
  const { rows } = (await admin.ask(getTree)).body
  return new Map(rows.map((row) => [row.name, row.orgId]))
}

function orgId(name: string): number {
  return orgs.get(name) ?? 0
}

function personAt(role: Role, orgName: string): Promise<Person> {
  return test.person(role, orgId(orgName), { county: demo.county })
}

async function totalsOf(who: Person, org: number, year: number) {
  return (await who.ask(booklets.getTotals, { params: { orgId: org }, query: { year } })).body
}

const branchNames = linxi.branches.map(({ name }) => `${name}党支部`)

describe('document 001', () => {
  it('[001-16] gave 1,318 points in 2013 and 3,182 in 2014: 141 % more, 11.6 and 27.9 a head', async () => {
    const village = orgId(linxi.name)
    const [first, second] = [await totalsOf(officer, village, 2013), await totalsOf(officer, village, 2014)]
    expect([first.total, second.total, second.lastYear]).toEqual([1_318_00, 3_182_00, 1_318_00])
    expect([first.members, second.members]).toEqual([114, 114])
    expect(Math.round(((second.total - first.total) / first.total) * 100)).toBe(141)
    const aHead = [first, second].map(({ total, members }) => (total / 100 / members).toFixed(1))
    expect(aHead).toEqual(['11.6', '27.9'])
    expect(second.branches.map((row) => row.members)).toEqual([15, 14, 13, 15, 12, 14, 11, 11, 9])
    // Every one of the six rules gave something in both years.
    for (const { rules } of [first, second]) expect(rules.map((rule) => rule.ruleName)).toHaveLength(6)
  })

  it('[001-01] keeps a booklet for each of the 114, and they add up to the branches', async () => {
    const village = await totalsOf(officer, orgId(linxi.name), 2014)
    let kept = 0
    let reversals = 0
    for (const name of branchNames) {
      const secretary = await personAt('branch-secretary', name)
      const { people, total } = await totalsOf(secretary, orgId(name), 2014)
      const read = await Promise.all(
        people.map(async ({ memberId }) => {
          const wish = { params: { memberId: memberId ?? '' }, query: { year: 2014 } }
          return (await secretary.ask(booklets.getBooklet, wish)).body
        }),
      )
      const entries = read.flatMap(({ months }) => months.flatMap((month) => month.entries))
      expect(read.reduce((sum, booklet) => sum + booklet.total, 0)).toBe(total)
      expect(entries.reduce((sum, entry) => sum + entry.points, 0)).toBe(total)
      expect(village.branches.find((row) => row.orgId === orgId(name))?.points).toBe(total)
      expect(read.map(({ member }) => member.gridName)).not.toContain(null)
      kept += read.length
      const reversed = entries.filter((entry) => entry.reversedBy !== null).length
      expect(entries.filter((entry) => entry.reversalOf !== null)).toHaveLength(reversed)
      reversals += reversed
    }
    expect(kept).toBe(114)
    // Rolls that were called wrongly: the entry stands, and beside it the one that takes it back.
    expect(reversals).toBe(3)
  }, 60_000)

  it('[001-02] has every member in one of nine branches and one of six grids', async () => {
    const { body } = await officer.ask(listMembers, {
      query: { orgId: orgId(linxi.name), stage: 'full', limit: 200 },
    })
    expect(body.count).toBe(114)
    expect(new Set(body.rows.map((row) => row.orgName))).toEqual(new Set(branchNames))
    const inGrid = (name: string) => body.rows.filter((row) => row.gridName === name).length
    expect(linxi.grids.map(({ name }) => inGrid(name))).toEqual([23, 18, 21, 17, 20, 15])
  })

  it('has roll-ups that are the sums of the entries', async () => {
    const apart = await test.system(async (ctx) => {
      const { rows } = await sql<{ of: string; id: string; month: string }>`
        select 'member' as of, coalesce(t.id, e.id) as id, coalesce(t.month, e.month)::text as month
          from (select member_id::text || org_id as id, month, sum(points) as points, sum(entries) as entries
                  from point_member_months where county_id = ${ctx.county} group by 1, 2) t
          full join (select member_id::text || org_id as id, date_trunc('month', booked_on)::date as month,
                            sum(points) as points, sum(case when reversal_of is null then 1 else -1 end) as entries
                       from point_entries where county_id = ${ctx.county} group by 1, 2) e using (id, month)
         where t.points is distinct from e.points or t.entries is distinct from e.entries
        union all
        select 'branch', coalesce(t.id, e.id), coalesce(t.month, e.month)::text
          from (select org_id || '/' || rule_id as id, month, points, entries
                  from point_org_months where county_id = ${ctx.county}) t
          full join (select org_id || '/' || rule_id as id, date_trunc('month', booked_on)::date as month,
                            sum(points) as points, sum(case when reversal_of is null then 1 else -1 end) as entries
                       from point_entries where county_id = ${ctx.county} group by 1, 2) e using (id, month)
         where t.points is distinct from e.points or t.entries is distinct from e.entries`.execute(ctx.db)
      return rows
    }, demo.county)
    expect(apart).toEqual([])
  })

  it('was recorded in the days after it happened, never before and not all today', async () => {
    const { late, early, days } = await test.system(async (ctx) => {
      const { rows } = await sql<{ late: number; early: number; days: number }>`
        select max((recorded_at at time zone 'Asia/Shanghai')::date - day) as late,
               min((recorded_at at time zone 'Asia/Shanghai')::date - day) as early,
               count(distinct recorded_at)::int as days
          from facts where county_id = ${ctx.county}
           -- That nobody is left to be talked with is said of the whole year.
           and kind <> 'talks-complete'`.execute(ctx.db)
      return rows[0] ?? { late: -1, early: -1, days: 0 }
    }, demo.county)
    expect(early).toBe(0)
    expect(late).toBeLessThanOrEqual(14)
    expect(days).toBeGreaterThan(200)
  })
})

describe('document 000, the year 2015', () => {
  const inYear = { from: '2015-01-01', to: '2015-12-31' }

  it('[000-09] holds the monthly day in all eighteen villages, each on its own date', async () => {
    const villages = [linxi.key, ...otherVillages]
    for (const village of villages) {
      const query = { ...inYear, orgId: orgId(`${village}村`), kind: 'activity-day', limit: 100 } as const
      const { rows } = (await officer.ask(activities.listActivities, { query })).body
      const whole = rows.filter((row) => village !== linxi.key || row.host === 'committee')
      expect(new Set(whole.map((row) => row.day.slice(0, 7))).size).toBe(12)
      expect(new Set(whole.map((row) => row.day.slice(8))).size).toBe(1)
    }
  })

  it('[000-12] brings 68 members to 31 mu for one morning of June', async () => {
    const query = { from: '2015-06-10', to: '2015-06-10' }
    const { rows } = (await officer.ask(activities.listActivities, { query })).body
    const field = rows.find((row) => row.title === '义务助农')
    expect(field).toMatchObject({ orgName: '前岸村党总支', present: 68, startsAt: '08:00', endsAt: '11:30' })
    expect(field?.outputs).toEqual([{ unit: '亩', amount: 31_00 }])
    expect(field?.durationMinutes).toBe(210)
  })

  it('[000-13] lets more than twenty study first and then clean, led by the two committees', async () => {
    const query = { ...inYear, orgId: orgId('柳塘村'), limit: 100 }
    const { rows } = (await officer.ask(activities.listActivities, { query })).body
    const day = rows.find((row) => row.segments.some((part) => part.ledBy !== null))
    expect(day?.segments.map(({ kind, ledBy }) => [kind, ledBy])).toEqual([
      ['study', null],
      ['service', '村两委'],
    ])
    expect(day?.present).toBeGreaterThan(20)
  })

  it('[000-17] counts more than five thousand person-times of far fewer people', async () => {
    const wish = { params: { orgId: orgId('青禾镇') }, query: inYear }
    const { personTimes, members } = (await officer.ask(activities.getParticipation, wish)).body
    expect(personTimes).toBeGreaterThan(5_000)
    expect(members).toBeLessThan(1_100)
  })
})

describe('what a newcomer finds', () => {
  it('has an account for each role, which can be found again at the next start', async () => {
    expect(new Set(demo.roles.map((one) => one.role))).toEqual(new Set(roles))
    expect(await listDemoRoles(test.app)).toEqual(demo)
    for (const { role, name } of demo.roles) {
      const { session } = await enterDemo(test.app, demo, role)
      expect([session.account.name, session.grants.map((grant) => grant.role)]).toEqual([name, [role]])
    }
  })

  it('shows the branch secretary what is late and what waits for a second person', async () => {
    const { get } = await enterDemo(test.app, demo, 'branch-secretary')
    const { rows } = await get<{ rows: DueRow[] }>('/due')
    expect(rows.map((row) => [row.state, row.title])).toEqual([
      ['late', '支部党员大会没有记录'],
      ['late', '1 条积分等您批'],
      ['today', '2 件事等您批'],
      ['soon', '青禾镇的清单：主题党日和冬修水利'],
      // The Party day is planned by the village for today; the rest of this month is still ahead.
      ['due', '吴秋生请假：学习小组：读报'],
      // The committee that the branch elected owes a meeting each month.
      ['due', '11 月支委会还没有办'],
      ['due', '11 月石桥第一党小组的党小组会还没有办'],
      ['due', '11 月石桥第二党小组的党小组会还没有办'],
      ['due', '2026 年民主评议：自评收齐了，开会互评'],
      ['due', '写 2026 年民主评议的自评'],
    ])
  })

  it('shows the village secretary the field work of today, with 68 expected', async () => {
    const { get } = await enterDemo(test.app, demo, 'committee-secretary')
    const { rows } = await get<{ rows: DueRow[] }>('/due')
    const field = rows.find((row) => row.state === 'today')
    expect(field?.title).toBe('义务助农 31 亩')
    const { activity } = await get<{ activity: { expected: number; state: string } }>(field?.link ?? '')
    expect(activity).toMatchObject({ expected: 68, state: 'planned' })
  })

  it('[000-09] shows the township a year of what was held, the Party day on each village’s own date', async () => {
    const { body } = await officer.ask(getDutyMatrix, {
      params: { orgId: orgId('青禾镇') },
      query: { limit: 200 },
    })
    expect(body.columns.map((one) => one.name)).toEqual(
      expect.arrayContaining(['主题党日', '民情分析会', '支委会']),
    )
    const themeDays = body.rows.flatMap(
      (row) => row.cells.find((one) => one.code === 'theme-day')?.cells ?? [],
    )
    expect(new Set(themeDays.map((cell) => cell.due.slice(8))).size).toBeGreaterThan(10)
    expect(themeDays.filter((cell) => cell.state.startsWith('held')).length).toBeGreaterThan(300)
  })

  it('finds the list of the last quarter before the public, put there by two people', async () => {
    const { get } = await enterDemo(test.app, demo, 'branch-secretary')
    const { rows } = await get<{ rows: { state: string; path: string | null }[] }>('/publications')
    expect(rows.map((row) => row.state)).toEqual(['published'])
    const page = await test.app.server.inject({ url: rows[0]?.path ?? '' })
    expect([page.statusCode, page.body.includes('第三季度')]).toEqual([200, true])
  })

  it('[001-30] finds one assessment with its marks in the order of the register, and one that is open', async () => {
    const { get } = await enterDemo(test.app, demo, 'branch-deputy')
    type Row = { assessmentId: string; state: string; answered: number; entitled: number }
    const { rows } = await get<{ rows: Row[] }>('/assessments')
    // The third is the ballot of last year's appraisal.
    expect(rows.map((row) => row.state)).toEqual(['answering', 'confirmed', 'confirmed'])
    type Marked = { rows: { name: string; excused: string | null; result: { mark: number } | null }[] }
    const one = await get<Marked>(`/assessments/${rows[1]?.assessmentId}`)
    const marks = one.rows.flatMap((row) => row.result?.mark ?? [])
    expect(marks).toHaveLength(one.rows.filter((row) => row.excused === null).length)
    expect(marks.every((mark) => mark > 16_00 && mark < 20_00)).toBe(true)
  })

  it('has entries by hand and one contribution waiting, proposed by others than who decides', async () => {
    const { get } = await enterDemo(test.app, demo, 'branch-deputy')
    const waiting = await get<{ count: number; rows: { proposedByName: string; state: string }[] }>(
      '/hand-entries?state=proposed',
    )
    expect(waiting.rows.map((row) => row.proposedByName).toSorted()).toEqual(['周水根', '林秀兰'])
    const held = await get<{ count: number }>('/points/approvals')
    expect(held.count).toBe(1)
  })

  it('shows visits half-way: who was seen, what was asked for, whose care is due and whom a month has planned', async () => {
    const { get } = await enterDemo(test.app, demo, 'grid-worker')
    const { rows: due } = await get<{ rows: DueRow[] }>('/due')
    expect(due.find((row) => row.id === 'care-visits')).toMatchObject({ state: 'late', note: '石桥 5 号' })
    type Campaign = { state: string; coverage: { households: number; visited: number; met: number } }
    const campaigns = await get<{ rows: Campaign[] }>('/visit-campaigns')
    expect(campaigns.rows.map((row) => [row.state, row.coverage])).toEqual([
      // Of the own grid; the first visit of these weeks was before the campaign began.
      ['running', expect.objectContaining({ households: 9, visited: 3, met: 3 })],
    ])
    const all = await officer.ask(listCampaigns)
    expect(all.body.rows[0]?.coverage).toMatchObject({ households: 14, visited: 6, met: 5 })
    const plan = await get<{ rows: { address: string; doneOn: string | null }[] }>(
      `/organisations/${orgId('第四网格')}/visit-plans`,
    )
    const done = new Map(plan.rows.map((row) => [row.address, row.doneOn]))
    expect(done.size).toBe(3)
    expect([done.get('渠头 4 号'), done.get('石桥 16 号')]).toEqual(['2026-11-16', null])
    const village = await enterDemo(test.app, demo, 'committee-secretary')
    const cases = await village.get<{ rows: { channel: string; state: string }[] }>('/cases?kind=request')
    expect(cases.rows).toHaveLength(2)
  })

  it('[001-04] shows posts held and one that is asked for, an area without an owner, and a team with its roster', async () => {
    const { get } = await enterDemo(test.app, demo, 'branch-secretary')
    const posts = await get<{ vacancies: number; waiting: number; rows: { title: string; held: number }[] }>(
      '/posts',
    )
    expect(posts.rows.map((row) => row.held).toSorted((a, b) => a - b)).toEqual([0, 1, 1])
    expect(posts).toMatchObject({ vacancies: 2, waiting: 1 })
    type Areas = { vacancies: number; rows: { name: string; owner: { name: string } | null }[] }
    const areas = await get<Areas>('/duty-areas')
    expect(areas.vacancies).toBe(1)
    expect(areas.rows.map((row) => [row.name, row.owner?.name ?? null])).toEqual([
      ['渠头老巷', null],
      ['石桥河道东段', '周水根'],
    ])
    const tags = await get<{ rows: { title: string; inForce: boolean }[] }>('/post-tags')
    expect(tags.rows).toMatchObject([{ title: '邻里调解先锋岗', inForce: true }])
    const teams = await get<{ rows: { teamId: string }[] }>('/teams')
    type Team = { people: unknown[]; rosters: { title: string }[] }
    const team = await get<Team>(`/teams/${teams.rows[0]?.teamId}`)
    expect([team.people.length, team.rosters.map((one) => one.title)]).toEqual([5, ['周末巡河']])
    const logs = await get<{ count: number; rows: { isVolunteer: boolean; amounts: { km?: number } }[] }>(
      '/duty-logs',
    )
    expect(logs.rows.filter((row) => row.isVolunteer)).toHaveLength(2)
    expect(logs.rows.reduce((sum, row) => sum + (row.amounts.km ?? 0), 0)).toBe(25_50)
  })

  it('shows the village secretary a unit that reported, and enterprises with what a revisit ordered', async () => {
    const { get } = await enterDemo(test.app, demo, 'committee-secretary')
    const units = await get<{ rows: object[] }>('/service-units?year=2026')
    expect(units.rows).toMatchObject([
      { name: '青禾镇卫生院', people: 1, services: 3, residentsProblems: 8, communityProblems: 1 },
    ])
    type Enterprises = { count: number; dueCount: number; rows: { name: string; orders: object[] }[] }
    const enterprises = await get<Enterprises>('/enterprises')
    expect([enterprises.count, enterprises.dueCount]).toEqual([3, 2])
    const ordered = enterprises.rows.filter((row) => row.orders.length > 0)
    expect(ordered).toMatchObject([
      { name: '里坞竹制品厂', orders: [{ kind: 'retrain', dueOn: '2026-11-23', doneOn: null }] },
    ])
    const { rows } = await get<{ rows: DueRow[] }>('/due')
    expect(rows.find((row) => row.title.startsWith('里坞竹制品厂'))?.state).toBe('soon')
  })

  it('shows the member points of this year, of records that open', async () => {
    const { session, get } = await enterDemo(test.app, demo, 'member')
    type Read = {
      total: number
      months: { entries: { what: string; points: number; reversalOf: number | null }[] }[]
    }
    const own = await get<Read>(`/members/${session.memberId}/booklet?year=2026`)
    const entries = own.months.flatMap((month) => month.entries)
    expect(own.total).toBe(entries.reduce((sum, entry) => sum + entry.points, 0))
    // The cleaning that was written down twice was taken back once.
    const cleaning = entries.filter((entry) => entry.what === '清理河道' && entry.reversalOf !== null)
    expect(cleaning).toMatchObject([{ points: -2_00 }])
  })
})

describe('the seed', () => {
  let again: TestApp

  beforeAll(async () => {
    again = await startTestApp()
  })

  afterAll(async () => {
    await again.app.close()
    await again.database.drop()
  })

  async function listPoints(of: TestApp, at: Demo): Promise<unknown[]> {
    return of.system(async (ctx) => {
      const { rows } = await sql`
        select m.name, o.name as branch, date_trunc('year', t.month)::date::text as year, sum(t.points)::int as points
          from members m
          join organisations o on o.county_id = ${ctx.county} and o.org_id = m.org_id
          left join point_member_months t on t.county_id = ${ctx.county} and t.member_id = m.member_id
         where m.county_id = ${ctx.county}
         group by 1, 2, 3 order by 1, 2, 3`.execute(ctx.db)
      return rows
    }, at.county)
  }

  it('gives the same people and the same points a second time', async () => {
    const second = await build(again)
    const [one, other] = [await listPoints(test, demo), await listPoints(again, second)]
    expect(one.length).toBeGreaterThan(1_000)
    expect(other).toEqual(one)
  }, 180_000)

  it('says what to do where there is no demonstration county', async () => {
    const empty = await startTestApp()
    await expect(listDemoRoles(empty.app)).rejects.toThrow(/ZHIBUTONG_DATA/)
    await empty.app.close()
    await empty.database.drop()
  })
})
