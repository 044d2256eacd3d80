import { submitVisits } from '../../contract/visits.ts'
import { newId } from '../../server/core/ids.ts'
import type { Bench, Row } from '../bench.ts'
import { percentile, rate, spread, time } from '../measure.ts'
import { atWorld } from '../people.ts'
import { type Client, signIn } from '../server.ts'
import { county } from '../world/build.ts'
import { type FilledGrid, listGrids } from '../world/households.ts'

const phones = 500
/** A morning's visits come in one request: docs/decisions/0014. */
const visitsEach = 10
const everyDemand = 5

type Phone = { person: Client; householdIds: string[] }

/** Each phone hands in so many times, so far apart that together they bring what the target asks for. */
const timesEach = 4
const asked = 820

/**
 * Five hundred phones come back into the village's net within half a minute, each again and again: ten visits a request,
 * two of them with a demand that becomes a case. Every tenth request is sent twice, and must count once. Before it, what
 * sixteen phones that never pause can bring: the most that two cores hold.
 */
export const visitSubmit: Row = {
  name: 'visit-submit',
  run: async (bench) => {
    const all = await openPhones(bench, bench.quick ? 50 : phones)
    const most = await measureMost(bench, all.slice(0, 16))
    const before = await countVisits(bench)
    const waits: number[] = []
    let sent = 0
    const seconds = (all.length * timesEach * visitsEach) / asked
    const handIn = ({ person, householdIds }: Phone, at: number) =>
      spread(seconds, timesEach, async (nth) => {
        const visits = aMorning(bench, householdIds, nth)
        waits.push(await time(() => submit(person, visits)))
        if ((at + nth) % 10 === 0) await submit(person, visits)
        sent += visits.length
      })
    const took = await time(() => Promise.all(all.map(handIn)))
    const stands = (await countVisits(bench)) - before
    if (stands !== sent) throw new Error(`${sent} visits were acknowledged, ${stands} stand`)
    const came = (sent * 1000) / took
    const p99 = percentile(waits, 99)
    return [
      {
        name: 'visit-submit',
        work: `${all.length} phones hand in ${visitsEach} visits a request, two with a case each; all ${sent} stand once; at most ${Math.round(most)}/s`,
        ours: `${Math.round(came)}/s, p99 ${p99.toFixed(0)} ms`,
        floor: null,
        ratio: null,
        target: '≥ 800/s, p99 < 250 ms',
        held: came >= 800 && p99 < 250,
      },
    ]
  },
}

async function measureMost(bench: Bench, few: readonly Phone[]): Promise<number> {
  const handIn = async (client: number, nth: number) => {
    const { person, householdIds } = few[client] as Phone
    await submit(person, aMorning(bench, householdIds, nth))
  }
  return visitsEach * (await rate(few.length, bench.quick ? 1_000 : 4_000, handIn))
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
