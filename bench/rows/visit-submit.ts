import { submitVisits } from '../../contract/visits.ts'
import { newId } from '../../server/core/ids.ts'
import type { Bench, Row } from '../bench.ts'
import { percentile, time } from '../measure.ts'
import { atWorld } from '../people.ts'
import { type Client, signIn } from '../server.ts'
import { county } from '../world/build.ts'
import { type FilledGrid, listGrids } from '../world/households.ts'

const phones = 500
/** A morning's visits come in one request: docs/decisions/0014. */
const visitsEach = 10
const everyDemand = 5

type Phone = { person: Client; householdIds: string[] }

/**
 * Five hundred phones that come back into the village's net hand in their visits at once, again and again: ten visits a
 * request, two of them with a demand that becomes a case. Every tenth request is sent twice, and must count once.
 */
export const visitSubmit: Row = {
  name: 'visit-submit',
  run: async (bench) => {
    const all = await openPhones(bench, bench.quick ? 50 : phones)
    const before = await countVisits(bench)
    const waits: number[] = []
    let sent = 0
    const end = performance.now() + (bench.quick ? 2_000 : 10_000)
    const work = async ({ person, householdIds }: Phone) => {
      for (let nth = 0; performance.now() < end; nth += 1) {
        const visits = aMorning(bench, householdIds, nth)
        waits.push(await time(() => submit(person, visits)))
        if (nth % 10 === 0) await submit(person, visits)
        sent += visits.length
      }
    }
    const took = await time(() => Promise.all(all.map(work)))
    const stands = (await countVisits(bench)) - before
    if (stands !== sent) throw new Error(`${sent} visits were acknowledged, ${stands} stand`)
    const rate = (sent * 1000) / took
    const p99 = percentile(waits, 99)
    return [
      {
        name: 'visit-submit',
        work: `${all.length} phones hand in ${visitsEach} visits a request, two with a case each; all ${sent} stand once`,
        ours: `${Math.round(rate)}/s, p99 ${p99.toFixed(0)} ms`,
        floor: null,
        ratio: null,
        target: '≥ 800/s, p99 < 250 ms',
        held: rate >= 800 && p99 < 250,
      },
    ]
  },
}

async function openPhones(bench: Bench, count: number): Promise<Phone[]> {
  const grids = await atWorld(bench, (client) => listGrids(client, county))
  const opened: Phone[] = []
  for (let nth = 0; nth < count; nth += 1) {
    const { orgId, accountId } = grids[nth % grids.length] as FilledGrid
    const person = await signIn(bench.server, bench.app, bench.at, accountId)
    opened.push({ person, householdIds: await listHouseholds(bench, orgId) })
  }
  return opened
}

function listHouseholds(bench: Bench, orgId: number): Promise<string[]> {
  return atWorld(bench, async (client) => {
    const { rows } = await client.query<{ household_id: string }>(
      'select household_id from households where county_id = $1 and org_id = $2 order by household_id',
      [county, orgId],
    )
    return rows.map((row) => row.household_id)
  })
}

function aMorning({ app }: Bench, householdIds: readonly string[], nth: number) {
  const visitedOn = app.runtime.now().toISOString().slice(0, 10)
  const quartet = { door: true, met: true, card: true, talk: true }
  return Array.from({ length: visitsEach }, (_, at) => ({
    visitId: newId(),
    householdId: householdIds[(nth * visitsEach + at) % householdIds.length] ?? '',
    visitedOn,
    quartet,
    note: '家里都好，老人在家',
    demand:
      at % everyDemand === 0
        ? {
            caseId: newId(),
            sort: 'help' as const,
            urgency: 'normal' as const,
            text: '屋后的沟堵了，下雨要倒灌',
          }
        : null,
  }))
}

async function submit(person: Client, visits: ReturnType<typeof aMorning>): Promise<void> {
  const { results } = await person.ask(submitVisits, { body: { visits } })
  const refused = results.find((one) => one.is === 'refused')
  if (refused) throw new Error(`refused: ${JSON.stringify(refused)}`)
}

function countVisits(bench: Bench): Promise<number> {
  return atWorld(bench, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      'select count(*)::int as count from visits where county_id = $1',
      [county],
    )
    return rows[0]?.count ?? 0
  })
}
