import { getBoard } from '../../contract/boards.ts'
import { getBalance, getTotals } from '../../contract/booklets.ts'
import { listMembers } from '../../contract/members.ts'
import { type Bench, type Figure, type Row, rounds } from '../bench.ts'
import { openFloor } from '../floor.ts'
import { alternate, latencies, median, percentile } from '../measure.ts'
import { type Branch, findOfficer, pickBranches } from '../people.ts'
import { type Client, signIn } from '../server.ts'
import { county } from '../world/build.ts'

const ms = (value: number) => `${value.toFixed(1)} ms`

/** Reads one after the other over HTTP, each beside the bare statement that answers the same question. */
export const reads: Row = {
  name: 'reads',
  run: async (bench) => {
    const branches = await pickBranches(bench, 20)
    return [
      await balanceAt(bench, branches),
      await branchBoard(bench, branches),
      await townshipBoard(bench),
      await listScoped(bench),
    ]
  },
}

function countOf({ quick }: Bench): number {
  return quick ? 60 : 200
}

async function balanceAt(bench: Bench, branches: readonly Branch[]): Promise<Figure> {
  const people = await signInAll(bench, branches)
  const days = ['03-31', '06-15', '09-30', '12-31'].map((day) => `${bench.world.year}-${day}`)
  const ask = async (nth: number) => {
    const branch = nth % branches.length
    const memberId = branches[branch]?.memberIds[nth % 40] as string
    await people[branch]?.ask(getBalance, {
      params: { memberId },
      query: { on: days[nth % days.length] as string },
    })
  }
  await latencies(40, ask)
  const all = await latencies(countOf(bench) * 3, ask)
  const p99 = percentile(all, 99)
  return {
    name: 'balance-at',
    work: `a member’s balance at a past day, ${bench.world.size.entries} entries; p99 over HTTP`,
    ours: ms(p99),
    floor: null,
    ratio: null,
    target: 'p99 < 10 ms',
    held: p99 < 10,
  }
}

async function signInAll(bench: Bench, branches: readonly Branch[]): Promise<Client[]> {
  const people: Client[] = []
  for (const { secretary } of branches)
    people.push(await signIn(bench.server, bench.app, bench.at, secretary))
  return people
}

async function branchBoard(bench: Bench, branches: readonly Branch[]): Promise<Figure> {
  const people = await signInAll(bench, branches)
  const year = bench.world.year
  const query = { from: `${year}-01-01`, to: `${year}-12-31` }
  return compareReads(bench, {
    name: 'board',
    work: 'a branch’s members with their totals of a year, as its secretary; p95',
    ours: async (nth) => {
      const at = nth % branches.length
      await people[at]?.ask(getBoard, { params: { orgId: (branches[at] as Branch).orgId }, query })
    },
    floor: {
      text: `select m.member_id, m.name, r.class, coalesce(sum(p.points), 0) as points, coalesce(sum(p.entries), 0) as entries
               from members m
               left join point_entries e on e.county_id = $1 and e.member_id = m.member_id
                     and e.booked_on between $3 and $4 and e.org_id = m.org_id
               left join point_rules r on r.county_id = $1 and r.rule_id = e.rule_id
               left join lateral (select e.points, case when e.reversal_of is null then 1 else -1 end as entries) p on true
              where m.county_id = $1 and m.org_id = $2 and m.stage in ('full', 'probationary')
              group by 1, 2, 3 order by 2`,
      values: (nth) => [county, (branches[nth % branches.length] as Branch).orgId, query.from, query.to],
    },
  })
}

async function townshipBoard(bench: Bench): Promise<Figure> {
  const { accountId, orgId } = await findOfficer(bench, 'township-officer')
  const person = await signIn(bench.server, bench.app, bench.at, accountId)
  const { year } = bench.world
  return compareReads(bench, {
    name: 'board, township',
    work: 'a township’s branches in order with their totals of a year, as its officer; p95',
    ours: async () => void (await person.ask(getTotals, { params: { orgId }, query: { year } })),
    floor: {
      text: `select o.org_id, o.name, t.points, t.before, n.members
               from organisations p
               join organisations o on o.county_id = $1 and o.path >= p.path and o.path < p.path || '~'
               left join lateral (
                 select sum(points) filter (where month >= ($3 || '-01-01')::date) as points,
                        sum(points) filter (where month < ($3 || '-01-01')::date) as before
                   from point_org_months m
                  where m.county_id = $1 and m.org_id = o.org_id
                    and m.month between (($3::int - 1) || '-01-01')::date and ($3 || '-12-31')::date) t on true
               left join lateral (
                 select count(*) as members from members m
                  where m.county_id = $1 and m.org_id = o.org_id and m.stage in ('full', 'probationary')) n on true
              where p.county_id = $1 and p.org_id = $2 and o.kind = 'branch' order by o.path`,
      values: () => [county, orgId, String(year)],
    },
  })
}

type ReadWish = {
  name: string
  work: string
  ours(nth: number): Promise<void>
  floor: { text: string; values(nth: number): unknown[] }
}

async function compareReads(bench: Bench, { name, work, ours, floor }: ReadWish): Promise<Figure> {
  const pool = openFloor(bench, 1)
  const bare = async (nth: number) =>
    void (await pool.query({ name, text: floor.text, values: floor.values(nth) }))
  await latencies(20, ours)
  await latencies(20, bare)
  const each = Math.ceil(countOf(bench) / rounds)
  const all: number[] = []
  const found = await alternate(
    rounds,
    async () => {
      const some = await latencies(each, ours)
      all.push(...some)
      return median(some)
    },
    async () => median(await latencies(each, bare)),
  )
  await pool.end()
  const p95 = percentile(all, 95)
  return {
    name,
    work,
    ours: `${ms(p95)}, median ${ms(found.ours)}`,
    floor: ms(found.floor),
    ratio: found.ratio,
    target: 'p95 < 20 ms, ≤ 2 × floor',
    held: p95 < 20 && found.ratio <= 2,
  }
}

async function listScoped(bench: Bench): Promise<Figure> {
  const [below, above] = [
    await findOfficer(bench, 'committee-secretary'),
    await findOfficer(bench, 'county-officer'),
  ]
  const village = await signIn(bench.server, bench.app, bench.at, below.accountId)
  const administrator = await signIn(bench.server, bench.app, bench.at, above.accountId)
  const ask = (person: Client) => async () =>
    void (await person.ask(listMembers, { query: { orgId: below.orgId, limit: 50 } }))
  await latencies(20, ask(village))
  await latencies(20, ask(administrator))
  const each = Math.ceil(countOf(bench) / rounds)
  const found = await alternate(
    rounds,
    async () => median(await latencies(each, ask(village))),
    async () => median(await latencies(each, ask(administrator))),
  )
  return {
    name: 'list-scoped',
    work: 'a village’s members and their exact count, as its secretary beside who sees the county',
    ours: ms(found.ours),
    floor: ms(found.floor),
    ratio: found.ratio,
    target: '≤ 1.2 × the county’s',
    held: found.ratio <= 1.2,
  }
}
