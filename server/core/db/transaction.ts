import type { Writable } from 'node:stream'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type pg from 'pg'
import type { DB } from './schema.generated.ts'
import { nameStatement, type Statement, statementListener, watchAnswer } from './statement.ts'

/** The transaction of one request. Reads have one too: the scope lives in it. */
export type Db = Kysely<DB>

/** What row-level security is told. Integers and UUIDs only, checked before they become SQL. */
export type Scope = {
  county: number
  /** `county`: every organisation. Else the organisations in scope, by their small ids. */
  orgs: 'county' | readonly number[]
  accountId?: string | null
  memberId?: string | null
  /** Of a public page; 22 characters of base64url. */
  address?: string | null
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const address = /^[\w-]{16,64}$/

function checked(value: string, pattern: RegExp): string {
  if (!pattern.test(value)) throw new Error('a scope setting has an unexpected form')
  return value
}

function integer(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error('a scope setting has an unexpected form')
  return value
}

/**
 * Small ids as a multirange, `{[2,63),[70,71)}`: a policy reads it anew for every row, and what stands together was
 * founded together. As a list of 61 ids it cost 2.9 µs a row, as one range 0.6.
 */
export function orgRanges(orgs: readonly number[]): string {
  return `{${runsOf(orgs)
    .map(({ from, end }) => `[${from},${end})`)
    .join(',')}}`
}

type Run = { from: number; end: number }

function runsOf(orgs: readonly number[]): Run[] {
  const runs: Run[] = []
  for (const id of [...new Set(orgs.map(integer))].sort((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last?.end === id) last.end = id + 1
    else runs.push({ from: id, end: id + 1 })
  }
  return runs
}

/**
 * The longest of the ranges once more, as two plain numbers that a policy compares before it reads the multirange: 0.6 µs
 * a row instead of 1.4.
 */
function longestRun(orgs: readonly number[]): string[] {
  const [longest] = runsOf(orgs).sort((a, b) => b.end - b.from - (a.end - a.from))
  return longest ? [`app.first_org='${longest.from}'`, `app.last_org='${longest.end - 1}'`] : []
}

/** The same as a list, for the few policies that compare it with a list. */
function orgList(orgs: readonly number[]): string {
  return `{${orgs.map(integer).join(',')}}`
}

/** `SET LOCAL …` for a scope, as one string: set_config() would not reach the workers of a cluster. */
export function scopeSettings(scope: Scope): string {
  const settings = [`app.county='${integer(scope.county)}'`]
  if (scope.orgs === 'county') settings.push(`app.scope='county'`)
  else
    settings.push(
      `app.scope=''`,
      ...longestRun(scope.orgs),
      `app.orgs='${orgRanges(scope.orgs)}'`,
      `app.org_list='${orgList(scope.orgs)}'`,
    )
  if (scope.accountId) settings.push(`app.account='${checked(scope.accountId, uuid)}'`)
  if (scope.memberId) settings.push(`app.member='${checked(scope.memberId, uuid)}'`)
  if (scope.address) settings.push(`app.address='${checked(scope.address, address)}'`)
  return settings.map((setting) => `SET LOCAL ${setting}`).join('; ')
}

/**
 * Sends a statement at once, without waiting for those before it; they are answered in order. What is sent in one turn of
 * the event loop goes out as one write: a system call for each cost more than the statement itself.
 */
function send<R extends pg.QueryResultRow>(
  client: pg.PoolClient,
  statement: string | Statement | First,
): Promise<pg.QueryResult<R>> {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  if (stream.writableCorked === 0) {
    stream.cork()
    process.nextTick(() => stream.uncork())
  }
  const answer = client.query<R>(statement)
  if (typeof statement !== 'string' && 'values' in statement) watchAnswer(statement, answer)
  return answer
}

/**
 * What begins a transaction needs no time: a server that has not answered it when a new connection would have been given
 * up is not there any more, though nobody has said so. The connection is ended; else it would be lent again and again.
 */
type First = { text: string; query_timeout: number | undefined }

function connectionOf(client: pg.PoolClient): DatabaseConnection {
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      statementListener?.(query.sql)
      const result = await send<R & pg.QueryResultRow>(client, nameStatement(query.sql, query.parameters))
      return { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? 0) }
    },
    async *streamQuery(): AsyncIterableIterator<never> {
      yield await Promise.reject(new Error('streams are not offered: page through a key instead'))
    },
  }
}

function refuse(): never {
  throw new Error('a transaction is begun and ended by inTransaction alone')
}

/** A query builder that speaks over one connection, in the transaction that is open on it. */
function builderOn(client: pg.PoolClient): Db {
  const connection = connectionOf(client)
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: async () => refuse(),
    commitTransaction: async () => refuse(),
    rollbackTransaction: async () => refuse(),
    releaseConnection: async () => {},
    destroy: async () => {},
  }
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
  return new Kysely<DB>({ dialect })
}

/** Advisory locks of a county, held to the end of the transaction: shared to follow something, alone to change it. */
export type Lock = { name: string; way: 'to-follow' | 'to-change' }

const lockName = /^[a-z ]+$/

/** The functions of PostgreSQL that take them. */
export const lockTakers: Record<Lock['way'], string> = {
  'to-follow': 'pg_advisory_xact_lock_shared',
  'to-change': 'pg_advisory_xact_lock',
}

function lockStatement(county: number, { name, way }: Lock): string {
  return `SELECT ${lockTakers[way]}(${integer(county)}, hashtext('${checked(name, lockName)}'))`
}

export type Transaction = {
  db: Db
  /**
   * Changes what row-level security lets through, from here to the end of the transaction, and takes locks in their order.
   * Goes out with the next statement; if it fails, the transaction does.
   */
  setScope(scope: Scope, locks?: readonly Lock[]): void
  /**
   * Sent at once and not waited for: its answer is of no use to anybody. What is sent afterwards finds what it did; if it
   * fails, the transaction does, with its error.
   */
  sendAhead(text: string, values: readonly unknown[]): void
  /** A plain statement, for the platform's few. */
  query(text: string, values: readonly unknown[]): Promise<void>
  /** The last statements of a write, sent together with its commit: if one fails, nothing is committed. */
  writeLast(text: string, values: readonly unknown[]): void
}

export type TransactionOptions = { readOnly?: boolean }

/**
 * Runs `work` in one transaction under `scope`. Returns only after the commit has been acknowledged;
 * an error of `work` or of the commit rolls everything back and is thrown on.
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  scope: Scope | null,
  work: (transaction: Transaction) => Promise<T>,
  { readOnly = false }: TransactionOptions = {},
): Promise<T> {
  const client = await pool.connect()
  const ahead = createAhead()
  let broken: Error | undefined
  try {
    const begin = readOnly ? 'BEGIN READ ONLY' : 'BEGIN'
    const text = scope ? `${begin}; ${scopeSettings(scope)}` : begin
    ahead.add(send(client, { text, query_timeout: pool.options.connectionTimeoutMillis }))
    const last: Statement[] = []
    const result = await work({
      db: builderOn(client),
      setScope: (next, locks = []) => {
        const taken = locks.map((lock) => lockStatement(next.county, lock))
        ahead.add(send(client, [scopeSettings(next), ...taken].join('; ')))
      },
      sendAhead: (text, values) => {
        statementListener?.(text)
        ahead.add(send(client, nameStatement(text, values)))
      },
      query: async (text, values) => {
        statementListener?.(text)
        await send(client, nameStatement(text, values))
      },
      writeLast: (text, values) => {
        statementListener?.(text)
        last.push(nameStatement(text, values))
      },
    })
    for (const statement of last) ahead.add(send(client, statement))
    const committed = send(client, 'COMMIT')
    const [{ command }] = await Promise.all([committed, ahead.settle()])
    // A statement failed and its error was swallowed: PostgreSQL answers COMMIT with ROLLBACK, without an error.
    if (command !== 'COMMIT')
      throw new Error('the transaction was rolled back by an error that was not passed on')
    return result
  } catch (error) {
    broken = await rollBack(client)
    // What was sent ahead failed first; what came after it only tells that the transaction had failed.
    throw (await ahead.failure()) ?? error
  } finally {
    // A connection that could not roll back is thrown away rather than lent to the next request.
    client.release(broken)
  }
}

/** Statements that nobody waits for when they are sent. */
function createAhead() {
  const sent: Promise<unknown>[] = []
  return {
    add(answer: Promise<unknown>): void {
      // Asked for below; until then a failure must not count as one that nobody handles.
      answer.catch(() => {})
      sent.push(answer)
    },
    settle: () => Promise.all(sent),
    /** The first that failed; answers when all have been answered. */
    async failure(): Promise<unknown> {
      const answers = await Promise.allSettled(sent)
      return answers.find((one) => one.status === 'rejected')?.reason
    },
  }
}

async function rollBack(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await send(client, 'ROLLBACK')
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
