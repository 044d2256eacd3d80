import { EventEmitter } from 'node:events'
import { type Runner, run, runMigrations, type Task, type TaskList, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import type { Logger as PinoLogger } from 'pino'
import { withoutValues } from '../log.ts'
import { watchWorkers } from './dead-workers.ts'
import { queueLogger } from './queue-logger.ts'

/**
 * Installs the queue under the platform's role and the one function through which the application's role may
 * put jobs into it: graphile-worker's own tables let nobody but their owner enqueue.
 */
export async function installQueue(platform: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: platform })
  await platform.query(`
    create or replace function graphile_worker.enqueue_jobs(jobs jsonb) returns void
    language sql security definer set search_path = pg_catalog, graphile_worker as $$
      select graphile_worker.add_job(
               j.task, j.payload, run_at => coalesce(j.run_at, now()), job_key => j.key,
               max_attempts => 10, queue_name => j.queue)
        from jsonb_to_recordset(jobs) as j(task text, payload json, key text, run_at timestamptz, queue text)
    $$`)
  await platform.query('revoke all on function graphile_worker.enqueue_jobs(jsonb) from public')
  await platform.query('grant usage on schema graphile_worker to zhibutong_app')
  await platform.query('grant execute on function graphile_worker.enqueue_jobs(jsonb) to zhibutong_app')
}

/** The queue keeps the error of a job in its table and tells it to the log: what it stumbled over stays out of both. */
function quietly(task: TaskList[string]): Task {
  return async (payload, helpers) => {
    try {
      return await (task as Task)(payload, helpers)
    } catch (error) {
      throw withoutValues(error)
    }
  }
}

/**
 * Workers whose very first question was cut off remember its failure for ever: they ask again and again and are told the
 * same, while the database has long been back. They are stopped then, and others take their place.
 */
function endWhenFruitless(events: WorkerEvents, runner: Runner): void {
  let failed = 0
  events.on('worker:getJob:error', () => {
    failed += 1
    // Refused where they are ending already.
    if (failed === fruitless) runner.stop().catch(() => {})
  })
  for (const good of ['worker:getJob:empty', 'job:start'] as const) events.on(good, () => void (failed = 0))
}

export type Queue = { stop(): Promise<void> }

type QueueOptions = {
  log: PinoLogger
  crontab?: string
  atStart?: readonly string[]
  /** Milliseconds before workers that ended by themselves are started anew. */
  pause?: number
}

/**
 * Works jobs off in this process until it is stopped. A job that dies with the process is soon taken up again by
 * another. Workers that cannot write down what became of a job give up, as when their sessions are cut: they are started
 * anew, and that job runs once more.
 */
export async function startQueue(platform: pg.Pool, tasks: TaskList, options: QueueOptions): Promise<Queue> {
  const { log, atStart = [], pause = 1_000 } = options
  let stopping = false
  let working = await startWorkers(platform, tasks, options)
  // What the clock should have done while nobody was there; several processes that start at once ask for one job.
  for (const task of atStart) await working.runner.addJob(task, {}, { jobKey: `at-start ${task}` })

  const keepWorking = async () => {
    for (;;) {
      await working.ended
      if (stopping) return
      log.warn('the workers of the queue have ended by themselves and are started anew')
      await working.watch.stop()
      const next = await startAgain()
      if (!next) return
      working = next
    }
  }
  const startAgain = async () => {
    while (!stopping) {
      await new Promise((done) => setTimeout(done, pause))
      try {
        return stopping ? null : await startWorkers(platform, tasks, options)
      } catch (err) {
        log.warn({ err }, 'the workers of the queue could not be started; they are tried again')
      }
    }
    return null
  }
  const kept = keepWorking()
  return {
    async stop() {
      stopping = true
      // Refused where they have just ended by themselves.
      await working.runner.stop().catch(() => {})
      await kept
      await working.watch.stop()
    },
  }
}

/** How often in a row nothing could be fetched before workers are started anew; they ask about once a second. */
const fruitless = 8

async function startWorkers(platform: pg.Pool, tasks: TaskList, { log, crontab }: QueueOptions) {
  const events: WorkerEvents = new EventEmitter()
  // The id under which this process locks its jobs.
  const created = new Promise<string>((done) => {
    events.once('pool:create', ({ workerPool }) => done(workerPool.id))
  })
  const runner: Runner = await run({
    pgPool: platform,
    taskList: Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, quietly(task)])),
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 1000,
    logger: queueLogger(log),
    events,
    // Without a delay, a job whose end cannot be written down is a rejection that nobody handles: it ends the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    ...(crontab && { crontab }),
  })
  endWhenFruitless(events, runner)
  const ended = runner.promise.catch((err: unknown) => log.warn({ err }, 'the workers of the queue gave up'))
  return { runner, ended, watch: watchWorkers(platform, await created, log) }
}
