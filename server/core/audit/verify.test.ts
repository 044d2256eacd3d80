import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { newId } from '../ids.ts'
import { appendAnchors, findLastAnchor } from './anchors.ts'
import { sealedColumns } from './rows.ts'
import type { Seal } from './seal.ts'
import { sealBlock } from './seal-block.ts'
import { listSeals } from './seal-queries.ts'
import { startSealer } from './sealer.ts'
import { type Finding, verifyLog } from './verify.ts'

let database: TestDatabase
let folder: string
/** Somebody who may do anything to the database, and to nothing else. */
let intruder: pg.Client
let platform: pg.Client
const later: (() => Promise<unknown>)[] = []

const connect = async (url: string) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  later.push(() => client.end())
  return client
}

beforeAll(async () => {
  database = await createTestDatabase()
  folder = mkdtempSync(join(tmpdir(), 'zbt-anchors-'))
  intruder = await connect(database.adminUrl)
  platform = await connect(database.urls.platform)
  await intruder.query(
    `insert into county (county_id, name, created_at) values (1, '安澜县', now()), (2, '他县', now())`,
  )
})
afterAll(async () => {
  for (const end of later) await end()
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

const columns = `county_id, audit_id, at, account_id, action, target_kind, target_id, org_id, member_id, address, result, detail`

async function write(client: pg.Client, count: number): Promise<void> {
  await client.query(
    `insert into audit_log (${columns})
     select 1, gen_random_uuid(), '2026-11-20T09:00:00+08:00'::timestamptz + n * interval '1 second', gen_random_uuid(),
            'activity.roll-saved', 'activity', n::text, 17, gen_random_uuid(), '10.1.2.3', 'done',
            jsonb_build_object('request', gen_random_uuid(), 'count', n)
       from generate_series(1, $1) as n`,
    [count],
  )
}

async function seal(): Promise<Seal | null> {
  const sealed = await sealBlock(platform, new Date('2026-11-20T10:00:00Z'))
  if (sealed) appendAnchors(folder, [sealed.seal], new Date('2026-11-20T10:00:00Z'))
  return sealed?.seal ?? null
}

async function verify(): Promise<Finding[]> {
  const findings: Finding[] = []
  await verifyLog(platform, folder, (finding) => findings.push(finding))
  return findings
}

/** Six blocks of some rows each, several transactions a block. */
beforeEach(refill)

async function refill(): Promise<void> {
  await intruder.query('truncate audit_log, audit_seals')
  rmSync(folder, { recursive: true, force: true })
  for (let block = 0; block < 6; block += 1) {
    for (let n = 0; n < 4; n += 1) await write(intruder, 1 + ((block + n) % 3))
    await seal()
  }
}

it('is in order as it was sealed', async () => {
  expect(await verify()).toEqual([])
})

const undashed = (id: string) => id.replaceAll('-', '')

/** A row of the log as it stands, with its block and its place in it. */
async function pick(nth: number): Promise<{ id: string; hex: string; block: number; place: number }> {
  const seals = await listSeals(platform, 0, 1e9)
  const { rows } = await intruder.query(
    'select audit_id as id from audit_log order by position, audit_id offset $1 limit 1',
    [nth],
  )
  const id = rows[0].id as string
  const one = seals.find(({ leaves }) => leaves.includes(undashed(id)))
  const place = ((one?.leaves.indexOf(undashed(id)) ?? 0) + 96) / 96
  return { id, hex: undashed(id), block: one?.block ?? 0, place }
}

function shuffle<T>(all: readonly T[]): T[] {
  return all
    .map((one) => ({ one, at: Math.random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one)
}

const randomRow = () => pick(Math.floor(Math.random() * 40))

/** Another value that the column takes, whatever stands in it. */
const others: Record<(typeof sealedColumns)[number], string> = {
  position: 'position + 1',
  audit_id: 'gen_random_uuid()',
  county_id: '2',
  at: `at - interval '1 microsecond'`,
  account_id: 'null',
  action: `action || ' '`,
  target_kind: `'member'`,
  target_id: 'null',
  org_id: '18',
  member_id: 'gen_random_uuid()',
  address: `''`,
  result: `'refused'`,
  detail: `detail || '{"count": -1}'`,
}

describe('what was sealed', () => {
  it('covers every column of the log', async () => {
    const { rows } = await intruder.query(
      `select attname from pg_attribute where attrelid = 'audit_log'::regclass and attnum > 0 and not attisdropped`,
    )
    expect(new Set(rows.map((row) => row.attname))).toEqual(new Set(sealedColumns))
  })

  it.each(sealedColumns)('is found with its row when its %s is altered', async (column) => {
    for (let n = 0; n < 3; n += 1) {
      await intruder.query('begin')
      const row = await randomRow()
      await intruder.query(`update audit_log set ${column} = ${others[column]} where audit_id = $1`, [row.id])
      await intruder.query('commit')
      const findings = await verify()
      const { hex, block, place } = row
      // Under another id it is a row too few and a row too many.
      expect(findings).toContainEqual({
        what: expect.stringMatching(column === 'audit_id' ? /missing/ : /row-(changed|missing)/) as string,
        block,
        place,
        id: hex,
      })
      await intruder.query('truncate audit_log, audit_seals')
      rmSync(folder, { recursive: true, force: true })
      await write(intruder, 20)
      await seal()
      for (let more = 0; more < 20; more += 1) await write(intruder, 2)
      await seal()
    }
  })

  it('is found when it is deleted, one row or many', async () => {
    const row = await randomRow()
    await intruder.query('delete from audit_log where audit_id = $1', [row.id])
    expect(await verify()).toEqual([{ what: 'row-missing', block: row.block, place: row.place, id: row.hex }])
    await intruder.query('delete from audit_log')
    expect(await verify()).toHaveLength(48)
  })

  it('is found, each of many changes in its place, and nothing else is told', async () => {
    for (let round = 0; round < 5; round += 1) {
      await refill()
      const { rows } = await intruder.query('select count(*)::int as n from audit_log')
      const places = shuffle(Array.from({ length: rows[0].n as number }, (_, nth) => nth)).slice(0, 9)
      const picked: Awaited<ReturnType<typeof pick>>[] = []
      for (const nth of places) picked.push(await pick(nth))
      const expected: Finding[] = []
      for (const [nth, { id, hex, block, place }] of picked.entries()) {
        // The position and the id say where a row stands; these are looked at by themselves above.
        const column = shuffle(sealedColumns.filter((one) => one !== 'position' && one !== 'audit_id'))[0]
        if (nth % 3 === 0) await intruder.query('delete from audit_log where audit_id = $1', [id])
        else if (column)
          await intruder.query(`update audit_log set ${column} = ${others[column]} where audit_id = $1`, [id])
        expected.push({ what: nth % 3 === 0 ? 'row-missing' : 'row-changed', block, place, id: hex })
      }
      const findings = await verify()
      expect(findings).toHaveLength(expected.length)
      expect(findings).toEqual(expect.arrayContaining(expected))
    }
  })

  it('is found when two rows change places', async () => {
    const [one, two] = [await pick(3), await pick(30)]
    await intruder.query(
      `update audit_log as l set position = o.position, at = o.at from audit_log as o
        where (l.audit_id, o.audit_id) in (($1, $2), ($2, $1))`,
      [one.id, two.id],
    )
    const findings = await verify()
    for (const { hex, block, place } of [one, two])
      expect(findings).toContainEqual({ what: 'row-missing', block, place, id: hex })
  })

  it('is found when a row is put among it, dated back', async () => {
    const { id, block } = await randomRow()
    const added = newId()
    await intruder.query(
      `insert into audit_log (${columns}, position)
       select county_id, $2, at, account_id, action, target_kind, target_id, org_id, member_id, address, result, detail, position
         from audit_log where audit_id = $1`,
      [id, added],
    )
    expect(await verify()).toEqual([{ what: 'row-added', block, place: null, id: undashed(added) }])
  })

  it('is found when a row is put where no seal would ever come', async () => {
    const added = newId()
    await intruder.query(
      `insert into audit_log (${columns}, position)
       select county_id, $1, at, account_id, action, target_kind, target_id, org_id, member_id, address, result, detail, 9e12
         from audit_log limit 1`,
      [added],
    )
    expect(await verify()).toEqual([{ what: 'row-ahead', id: undashed(added) }])
  })

  it('is found when its end is cut off, with the seals and without', async () => {
    await intruder.query(
      `with cut as (delete from audit_seals where block > 4)
       delete from audit_log where position >= (select until from audit_seals where block = 4)`,
    )
    expect(await verify()).toEqual([{ what: 'cut-off', from: 5, to: 6 }])
    await intruder.query('truncate audit_log, audit_seals')
    expect(await verify()).toEqual([{ what: 'cut-off', from: 1, to: 6 }])
    // What is sealed afterwards takes the numbers of what is gone.
    await write(intruder, 2)
    await seal()
    expect(await verify()).toEqual([
      { what: 'anchors-differ', from: 1, to: 1 },
      { what: 'cut-off', from: 2, to: 6 },
    ])
  })
})

describe('a seal', () => {
  it.each([
    ['until', 'until + 1'],
    ['still_open', `array[7]`],
    ['row_count', 'row_count + 1'],
    ['leaves', `overlay(leaves placing '\\x00'::bytea from 20)`],
    ['sealed_at', `sealed_at - interval '1 day'`],
    ['previous', `sha256('x')`],
    ['head', `sha256('x')`],
  ])('is found when its %s is altered', async (column, value) => {
    await intruder.query(`update audit_seals set ${column} = ${value} where block = 3`)
    const findings = await verify()
    expect(findings).toContainEqual({ what: 'seal-changed', block: 3 })
    expect(findings.every((one) => !('block' in one) || [3, 4].includes(one.block))).toBe(true)
  })

  it('is found when it is gone, or stands elsewhere', async () => {
    await intruder.query('delete from audit_seals where block = 3')
    expect(await verify()).toEqual([{ what: 'seals-missing', from: 3, to: 3 }])
    await intruder.query('update audit_seals set block = 3 where block = 5')
    expect(await verify()).toContainEqual({ what: 'seal-changed', block: 3 })
  })

  it('is found by its anchor when rows and all seals after them are made anew', async () => {
    const { id } = await pick(12)
    const { block } = await pick(12)
    await intruder.query(`update audit_log set action = 'nothing' where audit_id = $1`, [id])
    await intruder.query('delete from audit_seals where block >= $1', [block])
    for (const one of await resealed()) appendAnchors(`${folder}-other`, [one], new Date())
    expect(await verify()).toContainEqual({
      what: 'anchors-differ',
      from: block,
      to: expect.any(Number) as number,
    })
    rmSync(`${folder}-other`, { recursive: true, force: true })
    rmSync(folder, { recursive: true })
    expect(await verify()).toEqual([{ what: 'no-anchor' }])
  })
})

async function resealed(): Promise<Seal[]> {
  const seals: Seal[] = []
  for (;;) {
    const sealed = await sealBlock(platform, new Date())
    if (!sealed) return seals
    seals.push(sealed.seal)
  }
}

describe('a transaction that was at work when a block was sealed', () => {
  it('is in the first block after it has ended, and breaks none', async () => {
    const slow = await connect(database.urls.owner)
    const aborted = await connect(database.urls.owner)
    const begun: number[] = []
    for (const client of [slow, aborted]) {
      await client.query('begin')
      const { rows } = await client.query('select pg_current_xact_id()::text as id')
      begun.push(Number(rows[0].id))
    }
    const open = await intruder.query(
      `insert into audit_log (${columns}) select 1, gen_random_uuid(), now(), null, 'before', 'x', null, null, null, null, 'done', '{}'`,
    )
    expect(open.rowCount).toBe(1)
    const first = await seal()
    expect(first).toMatchObject({ rows: 1 })
    expect(first?.open).toEqual(expect.arrayContaining(begun))

    await intruder.query('begin')
    await write(intruder, 3)
    await write(intruder, 0)
    const between = await connect(database.adminUrl)
    await write(between, 2)
    expect(await seal()).toMatchObject({ rows: 2 })
    await slow.query('rollback')
    await aborted.query('rollback')
    await intruder.query('commit')
    expect(await verify()).toEqual([])
    expect(await seal()).toMatchObject({ rows: 3 })
    await write(between, 1)
    expect(await seal()).toMatchObject({ rows: 1 })
    expect(await verify()).toEqual([])

    const { rows } = await intruder.query(
      `select audit_id as id from audit_log where target_id = '2' order by position desc limit 1`,
    )
    await intruder.query(`update audit_log set result = 'refused' where audit_id = $1`, [rows[0].id])
    expect(await verify()).toMatchObject([{ what: 'row-changed', id: undashed(rows[0].id) }])
  })

  it('holds nobody up: what others write meanwhile is sealed', async () => {
    const writers = await Promise.all([1, 2, 3, 4].map(() => connect(database.adminUrl)))
    let stopped = false
    const work = writers.map(async (client, nth) => {
      while (!stopped) {
        await client.query('begin')
        await write(client, 1 + nth)
        await new Promise((done) => setTimeout(done, Math.random() * 20 * nth))
        await client.query(Math.random() < 0.8 ? 'commit' : 'rollback')
      }
    })
    for (let n = 0; n < 25; n += 1) {
      await seal()
      await new Promise((done) => setTimeout(done, 15))
    }
    expect(await verify()).toEqual([])
    stopped = true
    await Promise.all(work)
    await seal()
    const findings: Finding[] = []
    const verified = await verifyLog(platform, folder, (finding) => findings.push(finding))
    const { rows } = await intruder.query('select count(*)::int as n from audit_log')
    expect(findings).toEqual([])
    expect(verified).toMatchObject({ rows: rows[0].n, unsealed: { rows: 0 } })
    const seals = await listSeals(platform, 0, 1e9)
    expect(seals.some(({ open }) => open.length > 0)).toBe(true)
  })
})

describe('the sealer', () => {
  const log = pino({ level: 'silent' })
  const until = async (condition: () => boolean) => {
    await expect.poll(condition, { timeout: 10_000 }).toBe(true)
  }

  it('seals within its time, one process at a time, and anchors in each; a lost connection is opened anew', async () => {
    const other = mkdtempSync(join(tmpdir(), 'zbt-anchors-'))
    const settings = { url: database.urls.platform, log, every: 50 }
    const one = startSealer({ ...settings, anchors: folder })
    const two = startSealer({ ...settings, anchors: other })
    await write(intruder, 5)
    await until(() => findLastAnchor(folder)?.block === 7 && findLastAnchor(other)?.block === 7)
    const { rowCount } = await intruder.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'zhibutong-sealer'`,
    )
    expect(rowCount).toBe(2)
    await write(intruder, 5)
    await until(() => findLastAnchor(folder)?.block === 8 && findLastAnchor(other)?.block === 8)
    await one.stop()
    await write(intruder, 5)
    await until(() => findLastAnchor(other)?.block === 9)
    // What is written last is sealed by the end.
    await write(intruder, 5)
    await two.stop()
    expect(findLastAnchor(other)?.block).toBe(10)
    expect(await verify()).toEqual([])
    // A line that a crash has cut short is no anchor, and spoils none.
    const [name = ''] = readdirSync(other)
    writeFileSync(join(other, name), readFileSync(join(other, name), 'utf8').trimEnd().slice(0, -40))
    expect(findLastAnchor(other)?.block).toBe(9)
    const three = startSealer({ ...settings, anchors: other })
    await until(() => findLastAnchor(other)?.block === 10)
    await three.stop()
    rmSync(other, { recursive: true })
  })
})
