import { createServer } from 'node:http'
import type pg from 'pg'
import type { Gauge, Registry } from 'prom-client'
import { watchSlowStatements } from '../db/statement.ts'
import { listenToAnswers } from '../http/answered.ts'
import type { Runtime } from '../http/runtime.ts'

/** Statements that take longer, in milliseconds, stand in the log with the name under which they are prepared. */
const slowStatementMs = 500

/** Seconds; the middle ones are those that a person begins to feel. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

type Watched = Pick<Runtime, 'app' | 'platform' | 'log'>

/** Tells the log of statements that took long: their name and the beginning of their text, in which no value stands. */
export function logSlowStatements({ log }: Pick<Runtime, 'log'>): void {
  watchSlowStatements(slowStatementMs, ({ name, text, ms }) =>
    log.warn({ statement: name ?? 'unnamed', text, ms }, 'a slow statement'),
  )
}

/**
 * Figures for operators as Prometheus reads them, at `/metrics` of a port of its own: they are nobody else's business,
 * and a proxy in front of the site cannot lead there by mistake. Counts and times only; no address holds an id.
 */
export async function serveMetrics(
  watched: Watched,
  { host, port }: { host: string; port: number },
): Promise<{ close(): Promise<void> }> {
  const register = await fillRegister(watched)
  const door = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end()
    register.metrics().then(
      (text) => response.writeHead(200, { 'content-type': register.contentType }).end(text),
      (error: unknown) => {
        watched.log.warn({ err: error }, 'the figures could not be read')
        response.writeHead(503).end()
      },
    )
  })
  await new Promise<void>((done, fail) => door.once('error', fail).listen(port, host, () => done()))
  return {
    close: async () => {
      listenToAnswers(null)
      await new Promise((done) => door.close(done))
    },
  }
}

async function fillRegister({ app, platform }: Watched): Promise<Registry> {
  // Loaded only where somebody asks for figures.
  const { collectDefaultMetrics, Gauge, Histogram, Registry } = await import('prom-client')
  const register = new Registry()
  const registers = [register]
  collectDefaultMetrics({ register })
  const answers = new Histogram({
    name: 'zhibutong_http_seconds',
    help: 'Time to answer a request, by the pattern of its address.',
    labelNames: ['method', 'route', 'status'],
    ...{ buckets, registers },
  })
  listenToAnswers(({ method, route, status, ms }) =>
    answers.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, ms / 1000),
  )
  const connections: Gauge = new Gauge({
    name: 'zhibutong_connections',
    help: 'Connections of a pool: lent, idle, and requests that wait for one.',
    labelNames: ['pool', 'state'],
    registers,
    collect: () => {
      for (const [pool, counts] of Object.entries({ app: countsOf(app), platform: countsOf(platform) }))
        for (const [state, count] of Object.entries(counts)) connections.set({ pool, state }, count)
    },
  })
  const jobs: Gauge = new Gauge({
    name: 'zhibutong_jobs',
    help: 'Jobs of the queue: waiting for their hour or their turn, under way, given up.',
    labelNames: ['state'],
    registers,
    collect: async () => {
      for (const [state, count] of Object.entries(await countJobs(platform))) jobs.set({ state }, count)
    },
  })
  return register
}

function countsOf({ totalCount, idleCount, waitingCount }: pg.Pool): Record<string, number> {
  return { lent: totalCount - idleCount, idle: idleCount, waiting: waitingCount }
}

async function countJobs(platform: pg.Pool): Promise<Record<string, number>> {
  const { rows } = await platform.query<Record<'waiting' | 'working' | 'failed', number>>(`
    select count(*) filter (where locked_at is null and attempts < max_attempts)::int as waiting,
           count(*) filter (where locked_at is not null)::int as working,
           count(*) filter (where locked_at is null and attempts >= max_attempts)::int as failed
      from graphile_worker.jobs`)
  return rows[0] ?? {}
}
