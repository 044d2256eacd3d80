import type { App } from '../../server/app.ts'
import type { Actor, Ctx } from '../../server/core/context/context.ts'
import { read, write } from '../../server/core/http/transact.ts'
import { newId } from '../../server/core/ids.ts'
import { asSystem, type County, systemActor } from '../../server/features/access/set-up.ts'
import { beginPeriods } from '../../server/features/duties/commands.ts'
import { changeOrganisation } from '../../server/features/organisations/commands.ts'
import { findOrg, listAncestors } from '../../server/features/organisations/queries.ts'
import { pathStep } from '../../server/features/organisations/rules.ts'
import type { Figure } from '../bench.ts'
import { latencies, percentile, time } from '../measure.ts'
import { drawsOf } from './plan.ts'

export type Country = { app: App; counties: readonly County[]; branches: number }

/** Every branch of the country is given its six duties of the month, county by county, as the clock does it by night. */
export async function deriveDuties({ app, counties, branches }: Country): Promise<Figure> {
  let written = 0
  const waiting = [...counties]
  const work = async () => {
    for (let one = waiting.pop(); one; one = waiting.pop()) {
      // First awaited, then added: the other worker adds meanwhile.
      const count = await asSystem(app.runtime, one, 'measure', beginPeriods)
      written += count
    }
  }
  // As many at once as the machine has cores.
  const milliseconds = await time(() => Promise.all([work(), work()]))
  const rate = Math.round((written * 1000) / milliseconds)
  // Of five million branches as fast as of these: each county is by itself, so that the time grows with their number.
  const whole = (milliseconds / branches) * 5_000_000
  return {
    name: 'duties',
    work: `${written} duties of ${branches} branches in ${counties.length} counties, ${rate} a second`,
    ours: `${(milliseconds / 1000).toFixed(1)} s`,
    floor: null,
    ratio: null,
    target: branches >= 5_000_000 ? '< 600 s' : `${(whole / 1000).toFixed(0)} s of 5M, < 600 s`,
    held: whole < 600_000,
    values: { branches, seconds: milliseconds / 1000 },
  }
}

const reads = 2_000

/** What a page of the tree asks: who is right below, who is above, and fifty of all below, anywhere in the country. */
export async function readTree(country: Country): Promise<Figure[]> {
  const draw = drawsOf('1')
  const anywhere = () => country.counties[Math.floor(draw() * country.counties.length)] as County
  const asked: Record<string, (ctx: Ctx) => Promise<unknown>> = {
    children: async (ctx) => listChildren(ctx, await anyOrg(ctx, draw())),
    ancestors: async (ctx) => listAncestors(ctx, (await anyOrg(ctx, draw())).path),
    'page of a subtree': async (ctx) => listBelow(ctx, (await anyOrg(ctx, draw())).path),
  }
  const figures: Figure[] = []
  for (const [name, ask] of Object.entries(asked)) {
    const one = async () => void (await readAs(country.app, anywhere(), ask))
    // Until every connection has its statements prepared, it is that which is measured.
    await latencies(reads / 10, one)
    const all = await latencies(reads, one)
    const p99 = percentile(all, 99)
    figures.push({
      name: `tree: ${name}`,
      work: 'of an organisation drawn from the whole country, under the policies, with the transaction around it',
      ours: `p99 ${p99.toFixed(1)} ms, median ${percentile(all, 50).toFixed(1)} ms`,
      floor: null,
      ratio: null,
      target: 'p99 < 5 ms',
      held: p99 < 5,
    })
  }
  return figures
}

function readAs(app: App, { county, systemAccount }: County, run: (ctx: Ctx) => Promise<unknown>) {
  const identity = { county, actor: systemActor(systemAccount) }
  return read(app.runtime, { identity, name: 'measure', requestId: newId(), from: null, input: null, run })
}

async function anyOrg(ctx: Ctx, draw: number) {
  const { last_value } = await ctx.db
    .selectFrom('county_counters')
    .select('last_value')
    .where('county_id', '=', ctx.county)
    .where('name', '=', 'organisation')
    .executeTakeFirstOrThrow()
  const org = await findOrg(ctx, 1 + Math.floor(draw * last_value))
  if (!org) throw new Error('an organisation is not there')
  return org
}

function listChildren(ctx: Ctx, { org_id }: { org_id: number }) {
  return ctx.db
    .selectFrom('organisations')
    .select(['org_id', 'name', 'kind'])
    .where('county_id', '=', ctx.county)
    .where('parent_id', '=', org_id)
    .where('dissolved_on', 'is', null)
    .orderBy('path')
    .execute()
}

function listBelow(ctx: Ctx, path: string) {
  return ctx.db
    .selectFrom('organisations')
    .select(['org_id', 'name', 'kind'])
    .where('county_id', '=', ctx.county)
    .where('path', '>=', path)
    .where('path', '<', `${path}~`)
    .where('dissolved_on', 'is', null)
    .orderBy('path')
    .limit(50)
    .execute()
}

function administratorOf({ systemAccount, rootId }: County): Actor {
  const grant = { role: 'county-admin' as const, orgId: rootId, orgPath: pathStep(rootId) }
  return { ...systemActor(systemAccount), grants: [grant] }
}

export const movedBranches = 40_000

/** A subtree of forty thousand branches is hung under another parent and back: its duties and history go with it. */
export async function moveSubtree(app: App, large: County): Promise<Figure> {
  const [home, away, subtree] = [2, 3, 4]
  const move = (parentId: number, happenedOn: string) =>
    write(app.runtime, {
      identity: { county: large.county, actor: administratorOf(large) },
      name: 'measure',
      requestId: newId(),
      from: null,
      input: null,
      run: (ctx) =>
        changeOrganisation(ctx, subtree, { change: 'move', parentId, happenedOn, reason: '区划调整' }),
    })
  const today = app.runtime.now().toISOString().slice(0, 10)
  const there = await time(() => move(away, today))
  const back = await time(() => move(home, today))
  const slower = Math.max(there, back)
  return {
    name: 'move',
    work: `${movedBranches} branches below one village are moved to another township, and back`,
    ours: `${(slower / 1000).toFixed(2)} s`,
    floor: null,
    ratio: null,
    target: '< 3 s',
    held: slower < 3_000,
  }
}
