import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import { getAboveBoard } from '../../contract/above.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { enterByLink } from '../../contract/session.ts'
import type { App } from '../../server/app.ts'
import { todayIn } from '../../server/core/clock/today.ts'
import { newId } from '../../server/core/ids.ts'
import { startKeeping } from '../../server/features/above/keep.ts'
import { insertAccount, insertLink } from '../../server/features/access/queries.ts'
import { asSystem, type County } from '../../server/features/access/set-up.ts'
import { newToken } from '../../server/features/access/tokens.ts'
import type { Figure } from '../bench.ts'
import { latencies, percentile, time } from '../measure.ts'
import { drawsOf } from './plan.ts'

type Loaded = ReadonlyMap<string, County>
type Wish = { app: App; client: pg.Client; loaded: Loaded; log(line: string): void }
type Board = OutputOf<typeof getAboveBoard>

const readings = 300
const writes = 40

/** The boards above the counties, over all counties that stand; and how long a county's write is on its way to them. */
export async function measureAbove({ app, client, loaded, log }: Wish): Promise<Figure[]> {
  const look = await enterAbove(app, client, [...loaded.values()])
  const keeper = startKeeping(app.runtime)
  try {
    const counted = await time(() => untilCounted(app, client))
    log(`${loaded.size} counties were counted in ${(counted / 1000).toFixed(0)} s`)
    const figures: Figure[] = []
    for (const [name, prefix] of [
      ['country', ''],
      ['province', largestProvince([...loaded.keys()])],
    ] as const) {
      await latencies(readings / 10, async () => void (await look(prefix)))
      const all = await latencies(readings, async () => void (await look(prefix)))
      const p95 = percentile(all, 95)
      const { rows, totals } = await look(prefix)
      figures.push({
        name: `boards above: ${name}`,
        work: `${rows.length} lines of ${totals.counties} counties and ${totals.branches} branches, with who asks and HTTP around it`,
        ours: `p95 ${p95.toFixed(1)} ms, median ${percentile(all, 50).toFixed(1)} ms`,
        ...{ floor: null, ratio: null, target: 'p95 < 100 ms', held: p95 < 100 },
      })
    }
    figures.push(await measureFreshness({ app, loaded, look }))
    return figures
  } finally {
    await keeper.stop()
  }
}

type Look = (prefix: string) => Promise<Board>

/** Somebody who may look at the whole country, by the door that everybody comes in by. */
async function enterAbove(app: App, client: pg.Client, [at]: readonly County[]): Promise<Look> {
  if (!at) throw new Error('no county is loaded')
  const accountId = newId()
  const { token, hash } = newToken()
  await asSystem(app.runtime, at, 'measure', async (ctx) => {
    await insertAccount(ctx, { accountId, name: '看全国的人', memberId: null })
    const expiresAt = new Date(ctx.now.getTime() + 600_000)
    await insertLink(ctx, { tokenHash: hash, accountId, purpose: 'invitation', expiresAt })
  })
  await client.query(
    `insert into above_grants (county_id, account_id, prefix, granted_at) values ($1, $2, '', now())`,
    [at.county, accountId],
  )
  const entered = await app.server.inject({
    method: 'POST',
    url: `/api/v1${enterByLink.path}`,
    headers: { 'x-zhibutong': '1' },
    payload: { token },
  })
  const cookie = String(entered.headers['set-cookie']).split(';')[0] ?? ''
  return async (prefix) => {
    const answer = await app.server.inject({
      method: 'GET',
      url: `/api/v1${getAboveBoard.path}?prefix=${prefix}`,
      headers: { cookie },
    })
    if (answer.statusCode !== 200) throw new Error(`no board: ${answer.body}`)
    return answer.json()
  }
}

async function untilCounted(app: App, client: pg.Client): Promise<void> {
  const today = todayIn(app.runtime.now())
  for (;;) {
    const { rows } = await client.query<{ open: number }>(
      `select count(*)::int as open from county c
        where not exists (select from county_figures f where f.county_id = c.county_id and f.whole_on = $1)`,
      [today],
    )
    if (rows[0]?.open === 0) return
    await delay(200)
  }
}

function largestProvince(codes: readonly string[]): string {
  const sizes = new Map<string, number>()
  for (const code of codes) sizes.set(code.slice(0, 2), (sizes.get(code.slice(0, 2)) ?? 0) + 1)
  return [...sizes].sort(([, a], [, b]) => b - a)[0]?.[0] ?? ''
}

/**
 * From the answer to a write in a county until the board of its prefecture shows it, asked every 50 ms: a member leaves the
 * register, and comes back. Meanwhile somebody writes in another county five times a second.
 */
async function measureFreshness({
  app,
  loaded,
  look,
}: Pick<Wish, 'app' | 'loaded'> & { look: Look }): Promise<Figure> {
  const draw = drawsOf('2')
  const all = [...loaded]
  const any = () => all[Math.floor(draw() * all.length)] as [string, County]
  const others = writeElsewhere(app, () => any()[1])
  const seconds: number[] = []
  try {
    for (let nth = 0; nth < writes / 2; nth += 1) {
      const [code, county] = any()
      for (const stage of ['exited', 'full'] as const) {
        const before = membersOf(await look(code.slice(0, 4)), code)
        await setStage(app, county, stage)
        const begun = performance.now()
        while (membersOf(await look(code.slice(0, 4)), code) === before) await delay(50)
        seconds.push((performance.now() - begun) / 1000)
      }
    }
  } finally {
    await others.stop()
  }
  const p95 = percentile(seconds, 95)
  return {
    name: 'boards above: fresh',
    work: `${writes} writes in counties drawn from all, until each stands on the board, while others write`,
    ours: `p95 ${p95.toFixed(2)} s, at most ${Math.max(...seconds).toFixed(2)} s`,
    ...{ floor: null, ratio: null, target: 'p95 < 2 s', held: p95 < 2 },
  }
}

function membersOf({ rows }: Board, code: string): number {
  return rows.find((row) => row.code === code)?.members ?? 0
}

/** One and the same member of the county, by the register's own order. */
function setStage(app: App, county: County, stage: 'full' | 'exited'): Promise<unknown> {
  return asSystem(app.runtime, county, 'measure', async (ctx) => {
    const one = await ctx.db
      .selectFrom('members')
      .select('member_id')
      .where('county_id', '=', ctx.county)
      .orderBy('member_id')
      .limit(1)
      .executeTakeFirstOrThrow()
    await ctx.db
      .updateTable('members')
      .set({ stage })
      .where('county_id', '=', ctx.county)
      .where('member_id', '=', one.member_id)
      .execute()
  })
}

function writeElsewhere(app: App, any: () => County) {
  let stopped = false
  const run = async () => {
    while (!stopped) {
      await asSystem(app.runtime, any(), 'measure', async () => {})
      await delay(200)
    }
  }
  const running = run()
  return {
    stop: async () => {
      stopped = true
      await running
    },
  }
}
