import { countCases, listCases } from '../../contract/cases.ts'
import type { RequestOf } from '../../contract/endpoint.ts'
import type { Bench, Figure, Row } from '../bench.ts'
import { latencies, median, percentile } from '../measure.ts'
import { atWorld, findOfficer } from '../people.ts'
import { type Client, signIn } from '../server.ts'
import { county } from '../world/build.ts'
import { fillCases } from '../world/cases.ts'

type Query = NonNullable<RequestOf<typeof listCases>['query']>

/** What is chosen on the page: kinds, states, what is late, what is closed, a later page. */
const choices: readonly Partial<Query>[] = [
  {},
  { kind: 'request' },
  { kind: 'request', state: 'handling' },
  { kind: 'wish', state: 'open' },
  { kind: 'issue', sort: 'safety' },
  { overdue: 'true' },
  { kind: 'card', overdue: 'true' },
  { offset: 200 },
  { show: 'closed' },
  { show: 'closed', kind: 'card', state: 'confirmed' },
  { show: 'closed', kind: 'issue', sort: 'audit' },
]

const readers = [
  ['committee-secretary', 'a village’s secretary'],
  ['township-officer', 'a township'],
  ['county-officer', 'the county'],
] as const

/** Two hundred thousand cases, their lists with exact counts by what is chosen, and the counts beside them. */
export const caseLists: Row = {
  name: 'case-lists',
  run: async (bench) => {
    const wanted = bench.quick ? 10_000 : 200_000
    await atWorld(bench, (client) => fillCases(client, county, wanted))
    const figures: Figure[] = []
    for (const [role, name] of readers) figures.push(await readAs(bench, role, name))
    return figures
  },
}

async function readAs(bench: Bench, role: string, name: string): Promise<Figure> {
  const { accountId } = await findOfficer(bench, role)
  const person = await signIn(bench.server, bench.app, bench.at, accountId)
  const seen = (await person.ask(listCases, { query: { limit: 1, offset: 0, show: 'closed' } })).count
  if (seen === 0) throw new Error(`${name} sees no cases`)
  const [slowest, counts] = [await timeLists(bench, person), await timeCounts(bench, person)]
  const most = Math.max(slowest.p95, counts)
  return {
    name: `case-lists, ${role}`,
    work: `lists of cases with exact counts by kind, state and what is late, as ${name} (${seen} closed); the slowest choice`,
    ours: `p95 ${slowest.p95.toFixed(1)} ms (${slowest.what}), median ${slowest.median.toFixed(1)} ms; all counts p95 ${counts.toFixed(1)} ms`,
    floor: null,
    ratio: null,
    target: 'p95 < 100 ms',
    held: most < 100,
  }
}

/** Each choice by itself: a slow one does not hide among quick ones. */
async function timeLists({ quick, log }: Bench, person: Client) {
  const all = []
  for (const choice of choices) {
    const query: Query = { limit: 50, offset: 0, show: 'open', ...choice }
    const ask = async () => void (await person.ask(listCases, { query }))
    await latencies(5, ask)
    const some = await latencies(quick ? 20 : 60, ask)
    const what = JSON.stringify(choice)
    log(`  ${what}: p95 ${percentile(some, 95).toFixed(1)} ms`)
    all.push({ what, p95: percentile(some, 95), median: median(some) })
  }
  return all.reduce((one, other) => (other.p95 > one.p95 ? other : one))
}

async function timeCounts({ quick }: Bench, person: Client): Promise<number> {
  const ask = async () => void (await person.ask(countCases, { query: {} }))
  await latencies(5, ask)
  return percentile(await latencies(quick ? 20 : 60, ask), 95)
}
