import { getRoll, saveRoll } from '../../contract/activities.ts'
import { getDutyMatrix } from '../../contract/duties.ts'
import type { Bench, Row } from '../bench.ts'
import { percentile, spread, time } from '../measure.ts'
import { type Branch, findOfficer, pickBranches, planThemeDay, signInTimes } from '../people.ts'
import { type Client, signIn } from '../server.ts'

const seconds = 10
const savesEach = 5
const onRoll = 34
const desks = 50
/** As often as the page reads itself anew, made ten times as hard: each desk reads within the time that is measured. */
const readsEach = 2

/**
 * The evening on which everybody meets: sixty branches call their rolls within ten seconds, about two thousand people,
 * each roll read once and saved five times while it grows, and fifty desks of townships have the matrix open.
 */
export const rollLoad: Row = {
  name: 'roll-load',
  run: async (bench) => {
    const branches = await pickBranches(bench, bench.quick ? 10 : 60)
    const called = await Promise.all(branches.map((branch) => planOne(bench, branch)))
    const { accountId, orgId } = await findOfficer(bench, 'township-officer')
    const officers = await signInTimes(bench, accountId, desks)
    const rolls: number[] = []
    const matrices: number[] = []
    await Promise.all([
      ...called.map((one) => callRoll(one, rolls)),
      ...officers.map((officer) => watch(officer, orgId, matrices)),
    ])
    const p95 = percentile(rolls, 95)
    return [
      {
        name: 'roll-load',
        work: `${branches.length} branches call ${branches.length * onRoll} people in ${seconds} s, ${desks} matrices open (p95 ${percentile(matrices, 95).toFixed(0)} ms)`,
        ours: `p95 ${p95.toFixed(0)} ms`,
        floor: null,
        ratio: null,
        target: 'p95 < 500 ms',
        held: p95 < 500,
      },
    ]
  },
}

type Called = { person: Client; activityId: string; version: number; memberIds: string[] }

async function planOne(bench: Bench, { orgId, secretary, memberIds }: Branch): Promise<Called> {
  const person = await signIn(bench.server, bench.app, bench.at, secretary)
  const invited = memberIds.slice(0, onRoll)
  const { activityId, version } = await planThemeDay(person, orgId, invited)
  return { person, activityId, version, memberIds: invited }
}

async function callRoll({ person, activityId, version, memberIds }: Called, all: number[]): Promise<void> {
  const params = { activityId }
  let now = version
  await spread(seconds, savesEach + 1, async (nth) => {
    if (nth === 0) return all.push(await time(() => person.ask(getRoll, { params })))
    const exceptions = memberIds
      .slice(0, nth)
      .map((memberId) => ({ memberId, state: 'absent' as const, reason: 'family' as const }))
    const save = async () => {
      const saved = await person.ask(saveRoll, { params, body: { version: now, exceptions } })
      now = saved.version
    }
    return all.push(await time(save))
  })
}

function watch(officer: Client, orgId: number, all: number[]): Promise<void> {
  return spread(seconds, readsEach, async () =>
    all.push(await time(() => officer.ask(getDutyMatrix, { params: { orgId }, query: { limit: 60 } }))),
  )
}
