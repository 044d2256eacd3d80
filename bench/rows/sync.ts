import { readHolding } from '../../contract/rounds.ts'
import { getSession } from '../../contract/session.ts'
import { submitVisits } from '../../contract/visits.ts'
import { newId } from '../../server/core/ids.ts'
import { type Bench, type Figure, type Row, rounds } from '../bench.ts'
import { median, percentile, time } from '../measure.ts'
import { atWorld, findOfficer } from '../people.ts'
import { type Client, signIn } from '../server.ts'
import { county } from '../world/build.ts'
import { type FilledGrid, listGrids } from '../world/households.ts'

const firstSyncs = 1_000
/** Changes of a day in a grid of five hundred households. */
const dayChanges = 40

/**
 * What a grid worker's phone asks for in the morning: five hundred households the first time, then what changed in a day;
 * and how long somebody else waits while a thousand phones ask for the first time.
 */
export const sync: Row = {
  name: 'sync',
  run: async (bench) => {
    const grids = await atWorld(bench, (client) => listGrids(client, county))
    const people: Client[] = []
    for (const { accountId } of grids.slice(0, 40))
      people.push(await signIn(bench.server, bench.app, bench.at, accountId))
    return [
      ...(await measureOne(people[0] as Client, grids[0] as FilledGrid, bench)),
      await measureRush(bench, people),
    ]
  },
}

async function measureOne(person: Client, { orgId }: FilledGrid, bench: Bench): Promise<Figure[]> {
  const first: number[] = []
  const day: number[] = []
  let bytes = 0
  let rows = 0
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now()
    const { output, gzipped } = await person.askPacked(readHolding, {})
    first.push(performance.now() - begun)
    bytes = gzipped
    rows = output.rows.length
    // A read looks back over what was being written when the last one began.
    await changeSome(
      bench,
      person,
      output.rows.slice(0, dayChanges).map(({ id }) => id),
    )
    day.push(await time(() => person.ask(readHolding, { query: { cursor: output.cursor } })))
  }
  const [whole, changes] = [median(first), median(day)]
  return [
    {
      name: 'sync-first',
      work: `${rows} households of grid ${orgId} to a phone, ${(bytes / 1024).toFixed(0)} KiB packed`,
      ours: `${whole.toFixed(0)} ms`,
      floor: null,
      ratio: null,
      target: '< 3 s, < 1 MB',
      held: whole < 3_000 && bytes < 1_000_000,
    },
    {
      name: 'sync-day',
      work: `what changed in a day, ${dayChanges} visits`,
      ours: `${changes.toFixed(0)} ms`,
      floor: null,
      ratio: null,
      target: '< 300 ms',
      held: changes < 300,
    },
  ]
}

async function changeSome({ app }: Bench, person: Client, households: readonly string[]): Promise<void> {
  const visitedOn = app.runtime.now().toISOString().slice(0, 10)
  const quartet = { door: true, met: true, card: false, talk: true }
  const visits = households.map((householdId) => ({
    visitId: newId(),
    householdId,
    visitedOn,
    quartet,
    note: '都好',
  }))
  await person.ask(submitVisits, { body: { visits } })
}

/** As many first reads as there are phones in a county, forty at a time, and a branch's secretary who just works on. */
async function measureRush(bench: Bench, people: readonly Client[]): Promise<Figure> {
  const { accountId } = await findOfficer(bench, 'branch-secretary')
  const other = await signIn(bench.server, bench.app, bench.at, accountId)
  let left = bench.quick ? firstSyncs / 10 : firstSyncs
  const waits: number[] = []
  const phone = async (person: Client) => {
    for (; left > 0; left -= 1) await person.ask(readHolding, {})
  }
  const rush = Promise.all(people.map(phone))
  const working = (async () => {
    while (left > 0) waits.push(await time(() => other.ask(getSession, {})))
  })()
  const took = await time(() => Promise.all([rush, working]))
  const p99 = percentile(waits, 99)
  return {
    name: 'sync-rush',
    work: `${firstSyncs} first reads in ${(took / 1000).toFixed(0)} s, and what somebody else waits meanwhile`,
    ours: `p99 ${p99.toFixed(0)} ms`,
    floor: null,
    ratio: null,
    target: 'p99 < 1 s',
    held: p99 < 1_000,
  }
}
