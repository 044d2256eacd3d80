import { createHash } from 'node:crypto'
import { callbackify } from 'node:util'
import type { FastifyRateLimitStore, FastifyRateLimitStoreCtor } from '@fastify/rate-limit'
import type pg from 'pg'
import type { Runtime } from './runtime.ts'

type Count = { hits: number; begun_at: Date }

const insertOrCount = `
  insert into request_counts as c (subject, hits, begun_at) values ($1, 1, $2)
  on conflict (subject) do update
     set hits = case when c.begun_at <= $3 or c.begun_at > $4 then 1 else c.hits + 1 end,
         begun_at = case when c.begun_at <= $3 or c.begun_at > $4 then excluded.begun_at else c.begun_at end
  returning hits, begun_at`

async function countOne(pool: pg.Pool, subject: string, at: Date, windowMs: number): Promise<Count> {
  const windowStart = new Date(at.getTime() - windowMs)
  // What began later than that was begun by a clock that has been set back since, not by one that goes a little ahead.
  const latest = new Date(at.getTime() + windowMs)
  const { rows } = await pool.query<Count>({
    name: 'count a request',
    text: insertOrCount,
    values: [subject, at, windowStart, latest],
  })
  return rows[0] as Count
}

/**
 * A limit that holds however many processes answer: counted in the database, by a hash of who asks and for what. An
 * address of another route is another count.
 */
export function sharedLimit({ platform, now }: Pick<Runtime, 'platform' | 'now'>): FastifyRateLimitStoreCtor {
  return class SharedLimit implements FastifyRateLimitStore {
    readonly route: string

    constructor(_options: unknown, route = '') {
      this.route = route
    }

    incr(
      key: string,
      done: (error: Error | null, result?: { current: number; ttl: number }) => void,
      timeWindow: number,
    ): void {
      callbackify(() => this.count(key, timeWindow))(done)
    }

    private async count(key: string, timeWindow: number): Promise<{ current: number; ttl: number }> {
      const at = now()
      const subject = createHash('sha256').update(`${this.route} ${key}`).digest('base64url')
      const { hits, begun_at } = await countOne(platform, subject, at, timeWindow)
      return { current: hits, ttl: timeWindow - (at.getTime() - begun_at.getTime()) }
    }

    child(options: object): SharedLimit {
      const { routeInfo } = options as { routeInfo?: { method: unknown; url: string } }
      return new SharedLimit(options, routeInfo && `${String(routeInfo.method)} ${routeInfo.url}`)
    }
  }
}
