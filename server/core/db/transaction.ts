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
import { checked, integer, type Scope, scopeSettings } from './scope.ts'
import { nameStatement, type Statement, statementListener, watchAnswer } from './statement.ts'

/** The transaction of one request. Reads have one too: the scope lives in it. */
export type Db = Kysely<DB>

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

type Say = <R extends pg.QueryResultRow>(statement: string | Statement | First) => Promise<pg.QueryResult<R>>

/**
 * Speaks over a connection as long as the transaction lasts: of several that are asked together one fails, and the others
 * would go on over a connection that is another's by then.
 */
function speakerOn(client: pg.PoolClient, seen: Seen): Say {
  return (statement) => {
    if (seen.hasEnded) throw new Error('the transaction has ended')
    return send(client, statement)
  }
}

function connectionOf(say: Say, seen: Seen): DatabaseConnection {
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      statementListener?.(query.sql)
      const statement = nameStatement(query.sql, query.parameters)
      const result = await watched(seen, say<R & pg.QueryResultRow>(statement))
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
function builderOn(say: Say, seen: Seen): Db {
  const connection = connectionOf(say, seen)
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
 * Runs `work` in one transaction under `scope`. Returns only after the commit of a write has been acknowledged;
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
  const seen: Seen = { hasFailed: false, hasEnded: false }
  const say = speakerOn(client, seen)
  let result: T
  try {
    const begin = readOnly ? 'BEGIN READ ONLY' : 'BEGIN'
    const text = scope ? `${begin}; ${scopeSettings(scope)}` : begin
    ahead.add(say({ text, query_timeout: pool.options.connectionTimeoutMillis }))
    const last: Statement[] = []
    result = await work({
      db: builderOn(say, seen),
      setScope: (next, locks = []) => {
        const taken = locks.map((lock) => lockStatement(next.county, lock))
        ahead.add(say([scopeSettings(next), ...taken].join('; ')))
      },
      sendAhead: (text, values) => {
        statementListener?.(text)
        ahead.add(say(nameStatement(text, values)))
      },
      query: async (text, values) => {
        statementListener?.(text)
        await watched(seen, say(nameStatement(text, values)))
      },
      writeLast: (text, values) => {
        statementListener?.(text)
        last.push(nameStatement(text, values))
      },
    })
    for (const statement of last) ahead.add(say(statement))
    seen.hasEnded = true
    // A statement failed and its error was swallowed: PostgreSQL answers COMMIT with ROLLBACK, without an error.
    const isWhole = readOnly ? await endsWhole(ahead, seen) : await commits(client, ahead)
    if (!isWhole) throw new Error('the transaction was rolled back by an error that was not passed on')
  } catch (error) {
    seen.hasEnded = true
    // A connection that could not roll back is thrown away rather than lent to the next request.
    client.release(await rollBack(client))
    // What was sent ahead failed first; what came after it only tells that the transaction had failed.
    throw (await ahead.failure()) ?? error
  }
  if (readOnly) endReading(client)
  else client.release()
  return result
}

type Ahead = ReturnType<typeof createAhead>

async function commits(client: pg.PoolClient, ahead: Ahead): Promise<boolean> {
  const [{ command }] = await Promise.all([send(client, 'COMMIT'), ahead.settle()])
  return command === 'COMMIT'
}

async function endsWhole(ahead: Ahead, seen: Seen): Promise<boolean> {
  await ahead.settle()
  return !seen.hasFailed
}

/** Whether a statement of the transaction has failed, for a read: its end is not waited for; and whether it is over. */
type Seen = { hasFailed: boolean; hasEnded: boolean }

async function watched<T>(seen: Seen, answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    seen.hasFailed = true
    throw error
  }
}

/** What was read is known: who asked does not wait until the connection may be lent again. */
function endReading(client: pg.PoolClient): void {
  send(client, 'COMMIT').then(
    () => client.release(),
    (error: Error) => client.release(error),
  )
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
