import { tasks } from '../app.ts'
import { newId } from '../core/ids.ts'
import type { TestApp } from './app.ts'

type Waiting = { id: string; task: string; payload: unknown; run_at: Date }

/** Does at once what the queue holds of reminders for now, in the order asked for; answers how many jobs it did. */
export async function workOff(test: TestApp): Promise<number> {
  const list = tasks(test.app.runtime)
  const { platform } = test.app.runtime
  let done = 0
  for (;;) {
    const { rows } = await platform.query<Waiting>(
      `select j.id::text, t.identifier as task, j.payload, j.run_at
         from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
        where t.identifier in ('remind-county', 'deliver-reminder') 
          and (j.run_at <= $1 or abs(extract(epoch from j.run_at - j.created_at)) < 5) order by j.run_at, j.id limit 1`,
      [test.clock.now],
    )
    const job = rows[0]
    if (!job) return done
    await platform.query('delete from graphile_worker._private_jobs where id = $1', [job.id])
    await list[job.task]?.(job.payload, {} as never)
    done += 1
    if (done > 1000) throw new Error('the queue does not end')
  }
}

/** One round of the clock for the county of the tests, with everything that follows from it. */
export async function goRound(test: TestApp, { county } = test.county): Promise<void> {
  await tasks(test.app.runtime)['remind-county']?.({ county }, {} as never)
  await workOff(test)
}

export type StoredReminder = {
  to_id: string
  kind: string
  subject: string
  days_before: number
  due_on: string
  title: string
  note: string | null
  withdrawn_at: Date | null
  handed_at: Date | null
}

/** What was ever written down for somebody, by its day. */
export function remindersOf(test: TestApp, toId: string): Promise<StoredReminder[]> {
  return test.system((ctx) =>
    ctx.db
      .selectFrom('reminders')
      .select([
        'to_id',
        'kind',
        'subject',
        'days_before',
        'due_on',
        'title',
        'note',
        'withdrawn_at',
        'handed_at',
      ])
      .where('county_id', '=', ctx.county)
      .where('to_id', '=', toId)
      .orderBy('due_on')
      .orderBy('days_before')
      .execute(),
  )
}

export function deliveriesTo(test: TestApp, targetId: string) {
  return test.system((ctx) =>
    ctx.db
      .selectFrom('deliveries')
      .select(['channel', 'state', 'attempts', 'error', 'batch_id'])
      .where('county_id', '=', ctx.county)
      .where('target_id', '=', targetId)
      .orderBy('made_at')
      .execute(),
  )
}

/** Asks twice under one id, at once, and answers both. */
export async function twice<T>(ask: (requestId: string) => Promise<T>): Promise<[T, T]> {
  const requestId = newId()
  return Promise.all([ask(requestId), ask(requestId)])
}

/** Moves the clock; whoever is signed in stays so, however far it goes. */
export async function goTo(test: TestApp, instant: string | Date): Promise<void> {
  test.clock.now = new Date(instant)
  const until = new Date(test.clock.now.getTime() + 3_600_000)
  const { platform } = test.app.runtime
  await platform.query('update sessions set last_seen_at = $1, expires_at = $2', [test.clock.now, until])
}
