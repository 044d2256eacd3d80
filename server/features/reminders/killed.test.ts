import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as channels from '../../../contract/channels.ts'
import * as contract from '../../../contract/reminders.ts'
import { tasks } from '../../app.ts'
import { type Queue, startQueue } from '../../core/jobs/queue.ts'
import { buildCrowd, planned } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { listenToMail, type MailServer } from '../../test/post-office.ts'
import { buildTree } from '../../test/tree.ts'

/** How often the worker is cut off: a few times in every run, 100 times by night (REMINDER_KILLS=100). */
const kills = Number(process.env['REMINDER_KILLS'] ?? 6)

const test = useTestApp()
let outside: pg.Client
let mail: MailServer
let queue: Queue
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

beforeAll(async () => {
  mail = await listenToMail()
  outside = new pg.Client({ connectionString: test.database.adminUrl })
  await outside.connect()
})
afterAll(async () => {
  await queue?.stop()
  await outside?.end()
  await mail?.close()
})

/**
 * What a worker's death does, without waiting for the queue to notice it: every session in which its jobs work ends, and
 * what it had locked is free for another, also what had just been done and not yet struck off.
 */
async function cutOff(): Promise<void> {
  await outside.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'zhibutong'`,
  )
  await outside.query(
    'select graphile_worker.force_unlock_workers(array_agg(locked_by)) from graphile_worker.jobs where locked_by is not null',
  )
}

/** A job that failed waits for seconds; here its time has come. */
const wake = () =>
  outside.query(
    'update graphile_worker._private_jobs set run_at = now() where locked_at is null and run_at > now()',
  )

const askForRound = () =>
  outside.query(`select graphile_worker.add_job('remind-county', $1::json, job_key := 'remind-county')`, [
    JSON.stringify({ county: test.county.county }),
  ])

const left = async () => {
  const { rows } = await outside.query<{ jobs: number; open: number }>(
    `select (select count(*) from graphile_worker._private_jobs)::int as jobs,
            (select count(*) from reminders where handed_at is null and withdrawn_at is null)::int
              + (select count(*) from deliveries where state = 'waiting')::int as open`,
  )
  return (rows[0]?.jobs ?? 1) + (rows[0]?.open ?? 1)
}

async function setUp(): Promise<{ secretary: Person; orgId: number; people: number }> {
  const { branch } = await buildTree(test)
  const crowd = await buildCrowd(test, branch, 8)
  const admin = await test.person('county-admin', test.county.rootId)
  const config = {
    host: '127.0.0.1',
    port: mail.port,
    security: 'none' as const,
    user: null,
    from: 'dj@example.com',
  }
  await admin.ask(channels.saveMailChannel, { body: { version: 0, on: true, config, password: null } })
  const each = { mode: 'each' as const, digestHour: 8, quietFrom: 21, quietTo: 7, off: [], version: 0 }
  for (const [i, memberId] of crowd.entries()) {
    const person = await test.person('member', branch, { memberId })
    await person.ask(contract.addReminderAddress, { body: { channel: 'mail', address: `m${i}@example.com` } })
    await person.ask(contract.saveReminderSettings, { body: each })
  }
  const secretary = await test.person('branch-secretary', branch)
  return { secretary, orgId: branch, people: crowd.length }
}

describe('a worker that is cut off at random moments', () => {
  it(`writes each reminder down once and each delivery, ${kills} times over`, async () => {
    const { secretary, orgId, people } = await setUp()
    const log = pino({ level: 'silent' })
    queue = await startQueue(test.app.runtime.platform, tasks(test.app.runtime), { log })
    for (let i = 0; i < kills; i += 1) {
      const invited = { whom: 'everyone' as const, withApplicants: false }
      await planned(secretary, orgId, { title: `第 ${i + 1} 次`, day: '2026-11-21', invited })
      await askForRound()
      await wake()
      await pause(Math.random() * 150)
      await cutOff()
    }
    await expect
      .poll(
        async () => {
          await askForRound()
          await wake()
          await pause(200)
          return left()
        },
        { timeout: 60_000, interval: 300 },
      )
      .toBeLessThanOrEqual(1)

    const { rows: reminders } = await outside.query(
      `select to_id, subject, count(*)::int as times, count(distinct batch_id)::int as batches from reminders
        where to_kind = 'account' group by to_id, subject`,
    )
    expect(reminders).toHaveLength(people * kills)
    expect(reminders.every((row) => row.times === 1 && row.batches === 1)).toBe(true)
    const { rows: deliveries } = await outside.query<{ id: string; state: string; attempts: number }>(
      `select d.batch_id || '.' || d.target_id as id, d.state, d.attempts from deliveries d`,
    )
    expect(deliveries.filter((row) => row.state !== 'sent' || row.attempts < 1)).toEqual([])
    const { rows: batches } = await outside.query('select distinct batch_id from reminders')
    expect(deliveries).toHaveLength(batches.length)
    // What left the house is what is written down: a mail that left twice says by its id that it is the same.
    const sent = new Set(mail.letters.map(({ raw }) => /Message-ID:\s*<(.+?)@zhibutong>/.exec(raw)?.[1]))
    expect(sent).toEqual(new Set(deliveries.map((row) => row.id)))
  }, 600_000)
})
