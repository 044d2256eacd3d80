import { createHash } from 'node:crypto'
import { writeAudit } from '../audit/write.ts'
import { todayIn } from '../clock/today.ts'
import type { Actor, AuditEntry, Ctx, JobRequest } from '../context/context.ts'
import { createFactList, isEmpty } from '../context/fact-list.ts'
import { failureOf, isRetryable } from '../db/failure.ts'
import type { Scope } from '../db/scope.ts'
import { type Db, inTransaction, type Transaction } from '../db/transaction.ts'
import { Problem } from '../errors/problem.ts'
import { newId } from '../ids.ts'
import { enqueueAll } from '../jobs/enqueue.ts'
import { KeyError } from '../keys/key-error.ts'
import type { Identity, Runtime } from './runtime.ts'

export type Work = {
  identity: Identity
  /** Name of what is done, part of the replay's fingerprint. */
  name: string
  requestId: string
  /** Where the request came from, for the audit log. */
  from: string | null
  /** Null for a read. */
  input: unknown
  /** False for a download: it changes nothing but the log, and its bytes are not kept for a replay. */
  remember?: boolean
  run(ctx: Ctx): Promise<unknown>
  /** Of a write: goes on with the answer while the whole county is in scope. */
  widely?: ((ctx: Ctx, answer: unknown) => Promise<unknown>) | undefined
}

function scopeOf({ county, actor }: Identity): Scope {
  return {
    county,
    orgs: actor.orgs,
    accountId: actor.accountId,
    memberId: actor.memberId,
    address: actor.address,
  }
}

type Collected = { ctx: Ctx; audits: AuditEntry[]; jobs: JobRequest[] }

function collect(runtime: Runtime, transaction: Transaction, { identity, requestId }: Work): Collected {
  const { db, sendAhead, writeLast } = transaction
  const now = runtime.now()
  const audits: AuditEntry[] = []
  const jobs: JobRequest[] = []
  const ctx: Ctx = {
    db,
    county: identity.county,
    actor: identity.actor,
    now,
    today: todayIn(now),
    requestId,
    facts: createFactList(),
    ahead: (statement) => {
      const { sql, parameters } = statement.compile(db)
      sendAhead(sql, parameters)
    },
    last: (statement) => {
      const { sql, parameters } = statement.compile(db)
      writeLast(sql, parameters)
    },
    audit: (entry) => void audits.push(entry),
    enqueue: (job) => void jobs.push(job),
    sealer: () => runtime.sealer(db, identity.county),
  }
  return { ctx, audits, jobs }
}

/** One read: a read-only transaction under the actor's scope, once more over another connection if the first was lost. */
export async function read(runtime: Runtime, work: Work): Promise<unknown> {
  const once = () =>
    inTransaction(
      runtime.app,
      scopeOf(work.identity),
      (transaction) => work.run(collect(runtime, transaction, work).ctx),
      {
        readOnly: true,
      },
    )
  try {
    return await once()
  } catch (error) {
    if (!mayHelpToTryAgain(error)) throw error
    return once()
  }
}

/** A key that another process made meanwhile is read anew for the next attempt. */
function mayHelpToTryAgain(error: unknown): boolean {
  return isRetryable(error) || (error instanceof KeyError && error.code === 'unknown-key')
}

const attempts = 4

/** Apart enough that two who ran into each other do not do so again. */
function pause(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, attempt * (10 + Math.random() * 40)))
}

/** One write: once by its id however often it is sent, all of it or nothing. */
export async function write(runtime: Runtime, work: Work): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction(runtime.app, scopeOf(work.identity), (transaction) =>
        writeOnce(runtime, transaction, work),
      )
    } catch (error) {
      if (failureOf(error) === 'busy') throw error
      // The first of two equal requests may have committed while this one ran into its traces.
      const first = await recall(runtime, work)
      if (first) return first.answer
      if (attempt >= attempts || !mayHelpToTryAgain(error)) throw error
      await pause(attempt)
    }
  }
}

/**
 * Whether it was done before is not asked first: a request that was runs into its own traces, its answer among them,
 * takes everything back and is told the answer of the first.
 */
async function writeOnce(runtime: Runtime, transaction: Transaction, work: Work): Promise<unknown> {
  const { ctx, audits, jobs } = collect(runtime, transaction, work)
  const first = await work.run(ctx)
  const answer = work.widely ? await goOnWidely(transaction, work, ctx, first) : first
  if (!isEmpty(ctx.facts)) await deriveAll(runtime, transaction, work, ctx)
  if (jobs.length > 0) await enqueueAll(ctx.db, work.identity.county, jobs)
  if (audits.length > 0) writeAudit(transaction, ctx, audits, work.from)
  if (work.remember ?? true) await keepAnswer(transaction, ctx, work, answer)
  markChanged(transaction, ctx)
  return answer
}

/** Whoever looks from above the county is told by it to count anew: docs/decisions/0021-above-counties.md. */
function markChanged({ writeLast }: Transaction, { county, requestId }: Ctx): void {
  writeLast(
    'insert into county_changes (county_id, change_id) values ($1, $2) on conflict (county_id, change_id) do nothing',
    [county, requestId],
  )
}

function countyOf({ identity }: Work): Scope {
  return { ...scopeOf(identity), orgs: 'county' }
}

/** What follows is the derivers' alone, who have the county in scope as well. */
function goOnWidely({ setScope }: Transaction, work: Work, ctx: Ctx, answer: unknown): Promise<unknown> {
  setScope(countyOf(work))
  return work.widely?.(ctx, answer) ?? Promise.resolve(answer)
}

/** A guest from another branch earns points too: what follows from a fact reaches the whole county. */
async function deriveAll(
  { derivers }: Runtime,
  { setScope }: Transaction,
  work: Work,
  ctx: Ctx,
): Promise<void> {
  const locks = derivers.flatMap((one) => one.lock?.(ctx.facts) ?? [])
  setScope(countyOf(work), locks)
  for (const { derive } of derivers) await derive(ctx)
}

type First = { answer: unknown }

/** As it is kept: with the roles under which it was given, since it may hold what these alone let somebody see. */
type Kept = { value?: unknown; held: string[] }

function rolesOf(actor: Actor): string[] {
  return actor.grants.map((grant) => `${grant.role} ${grant.orgId}`)
}

const answerContext = 'requests.answer'

function fingerprint({ name, input, identity }: Work): Buffer {
  const who: Actor = identity.actor
  return createHash('sha256')
    .update(JSON.stringify([name, who.accountId ?? who.address, input]))
    .digest()
}

async function findAnswer(runtime: Runtime, db: Db, work: Work): Promise<First | null> {
  const row = await db
    .selectFrom('requests')
    .select(['input_hash', 'answer_sealed'])
    .where('county_id', '=', work.identity.county)
    .where('request_id', '=', work.requestId)
    .executeTakeFirst()
  if (!row) return null
  if (!row.input_hash.equals(fingerprint(work))) throw new Problem('request.id-reused')
  const sealer = await runtime.sealer(db, work.identity.county)
  const { value, held } = JSON.parse(sealer.open(row.answer_sealed, answerContext)) as Kept
  const holds = rolesOf(work.identity.actor)
  if (!held.every((one) => holds.includes(one)))
    throw new Problem('conflict.duplicate', { message: '这件事已经办成了，结果要有当时的权限才能再看。' })
  return { answer: value ?? null }
}

async function recall(runtime: Runtime, work: Work, isSecondTry = false): Promise<First | null> {
  try {
    return await inTransaction(
      runtime.app,
      scopeOf(work.identity),
      ({ db }) => findAnswer(runtime, db, work),
      {
        readOnly: true,
      },
    )
  } catch (error) {
    if (error instanceof Problem) throw error
    if (!isSecondTry && mayHelpToTryAgain(error)) return recall(runtime, work, true)
    // The error of the work itself is the one to tell.
    return null
  }
}

const insertAnswer = `
  insert into requests (county_id, request_id, account_id, input_hash, status, answer_sealed, at)
  values ($1, $2, $3, $4, 200, $5, $6)`

async function keepAnswer({ writeLast }: Transaction, ctx: Ctx, work: Work, answer: unknown): Promise<void> {
  const sealer = await ctx.sealer()
  const kept: Kept = { value: answer, held: rolesOf(ctx.actor) }
  const sealed = sealer.seal(JSON.stringify(kept), answerContext)
  writeLast(insertAnswer, [
    ctx.county,
    ctx.requestId,
    ctx.actor.accountId,
    fingerprint(work),
    sealed,
    ctx.now,
  ])
}

/** The id of a request that did not bring one. */
export const anonymousRequestId: () => string = newId
