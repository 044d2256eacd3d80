import { sql } from 'kysely'
import type { JobRequest } from '../context/context.ts'
import type { Db } from '../db/transaction.ts'

/**
 * Puts jobs into the queue inside the transaction that asks for them. The queue belongs to the platform's
 * role; the application reaches it by one function (queue.ts) and by nothing else.
 */
export async function enqueueAll(db: Db, county: number, jobs: readonly JobRequest[]): Promise<void> {
  const rows = jobs.map((job) => ({
    task: job.task,
    payload: { ...job.payload, county },
    key: job.key ?? null,
    run_at: job.runAt?.toISOString() ?? null,
  }))
  await sql`select graphile_worker.enqueue_jobs(${JSON.stringify(rows)}::jsonb)`.execute(db)
}
