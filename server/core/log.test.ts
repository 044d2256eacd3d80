import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestDatabase, type TestDatabase } from '../test/database.ts'
import { createLog, withoutValues } from './log.ts'

const personal = '张三的身份证330281194901010017'

function logged(error: unknown): string {
  let lines = ''
  createLog('info', { write: (line) => void (lines += line) }).error({ err: error }, 'request failed')
  return lines
}

async function caught(work: () => unknown): Promise<unknown> {
  try {
    await work()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

describe('an error in the log', () => {
  let database: TestDatabase
  let client: pg.Client
  beforeAll(async () => {
    database = await createTestDatabase()
    client = new pg.Client({ connectionString: database.adminUrl })
    await client.connect()
    await client.query(
      'create table t (name text primary key, day date not null, kind text check (length(kind) < 3))',
    )
    await client.query('insert into t values ($1, $2)', [personal, '2026-01-01'])
  })
  afterAll(async () => {
    await client.end()
    await database.drop()
  })

  it.each([
    ['a key that stands already', 'insert into t values ($1, now())', '23505', 't_pkey'],
    [
      'a row that a check refuses',
      `insert into t values ($1 || '1', now(), 'too long')`,
      '23514',
      't_kind_check',
    ],
    ['a row with a hole', `insert into t values ($1 || '2', null)`, '23502', 'day'],
    // Up to version 15 without the `_safe` behind it.
    ['a value of another type', 'select $1::text::int', '22P02', 'pg_strtoint32'],
  ])('tells code and place but not the values of %s', async (_what, statement, code, place) => {
    const line = logged(await caught(() => client.query(statement, [personal])))
    expect(line).toContain(code)
    expect(line).toContain(place)
    expect(line).toContain('log.test.ts')
    expect(line).not.toMatch(/张三|330281/)
  })

  it.each([
    ['text that is no JSON', () => JSON.parse(personal) as unknown],
    ['what a schema refuses', () => z.strictObject({ a: z.enum(['x']) }).parse({ a: personal })],
    [
      'its cause',
      () => {
        throw new Error('outer', { cause: new SyntaxError(personal) })
      },
    ],
    [
      'one of several',
      () => {
        throw new AggregateError([new SyntaxError(personal)], 'all failed')
      },
    ],
  ])('does not quote %s', async (_what, work) => {
    const line = logged(await caught(work))
    expect(line).toContain('"type"')
    expect(line).not.toMatch(/张三|330281/)
  })

  it('keeps the message of an error of our own', () => {
    const id = randomUUID()
    expect(logged(new Error(`county ${id} has no key`))).toContain(id)
  })

  it('is made fit for the queue, which keeps message and stack', async () => {
    const { message, stack } = withoutValues(
      await caught(() => client.query('select $1::text::int', [personal])),
    )
    expect(message).toBe('DatabaseError 22P02')
    expect(stack).toContain('log.test.ts')
    expect(`${message}${stack}`).not.toMatch(/张三|330281/)
  })
})
