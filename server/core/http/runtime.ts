import type { FastifyBaseLogger } from 'fastify'
import type pg from 'pg'
import type { Outside } from '../channels/outside.ts'
import type { Actor, Ctx, Sealer } from '../context/context.ts'
import type { FactList } from '../context/fact-list.ts'
import type { Db, Lock } from '../db/transaction.ts'

/** Runs before a write commits, over the facts that the handler collected, with the whole county in scope. */
export type Deriver = {
  /** What must not change meanwhile, or must be left alone by all others; taken before any deriver reads. */
  lock?(facts: FactList): Lock | null
  derive(ctx: Ctx): Promise<void>
}

/** What a signed-in request is answered as; null when the token is unknown or has run out. */
export type Identity = { county: number; actor: Actor }

/** Everything the server holds: handed in by app.ts, so that core knows no feature. */
export type Runtime = {
  app: pg.Pool
  platform: pg.Pool
  now(): Date
  log: FastifyBaseLogger
  identify(sessionToken: string): Promise<Identity | null>
  /** For a job: the account that asked for it, with what it may do now; null when it may do nothing any more. */
  onBehalf(county: number, accountId: string): Promise<Identity | null>
  /** The county and scope behind a public address; null when there is none. */
  locate(address: string): Promise<Identity | null>
  derivers: readonly Deriver[]
  sealer(db: Db, county: number): Promise<Sealer>
  /** Makes the data key of a county that is being set up. */
  createCountyKey(ctx: Ctx): Promise<void>
  /** The servers of others that reminders go to. */
  outside: Outside
  /** Secure cookies and a host-locked name where the site is reached by https. */
  secure: boolean
}
