import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { Problem } from '../core/errors/problem.ts'

const readyWithinMs = 3_000

/** `/healthz`: the process lives. `/readyz`: it reaches the database, at once; a proxy sends nobody here otherwise. */
export function serveHealth(server: FastifyInstance, pools: readonly pg.Pool[]): void {
  server.get('/healthz', { schema: { hide: true } }, () => ({ ok: true }))
  server.get('/readyz', { schema: { hide: true } }, async () => {
    await Promise.race([Promise.all(pools.map((pool) => pool.query('select 1'))), refuseLater()])
    return { ok: true }
  })
}

function refuseLater(): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Problem('server.busy')), readyWithinMs).unref()
  })
}
