import type pg from 'pg'

/**
 * What waits in the job queue, in words that outlive a version of its tables: its own functions put it back. Jobs that
 * have failed for good stay where they are; one that was under way waits again.
 */
export const queueSources = {
  jobs: `select json_build_object('task', t.identifier, 'payload', j.payload::jsonb, 'queue', q.queue_name,
                'runAt', j.run_at, 'maxAttempts', j.max_attempts, 'key', j.key, 'priority', j.priority,
                'flags', (select json_agg(f order by f collate "C") from jsonb_object_keys(j.flags) f))
           from graphile_worker._private_jobs j
           join graphile_worker._private_tasks t on t.id = j.task_id
           left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
          where j.attempts < j.max_attempts
          order by j.id`,
  crontabs: `select json_build_object('identifier', identifier, 'knownSince', known_since, 'lastExecution', last_execution)
               from graphile_worker._private_known_crontabs
              order by identifier collate "C"`,
} as const

export type QueueSource = keyof typeof queueSources

export async function hasQueue(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    `select to_regclass('graphile_worker._private_jobs') is not null as found`,
  )
  return rows[0]?.found ?? false
}

const insert: Record<QueueSource, string> = {
  jobs: `select graphile_worker.add_job(
                  j.task, j.payload, queue_name => j.queue, run_at => j."runAt", max_attempts => j."maxAttempts",
                  job_key => j.key, priority => j.priority, flags => j.flags)
           from rows from (jsonb_to_recordset($1::jsonb)
                  as (task text, payload json, queue text, "runAt" timestamptz, "maxAttempts" int, key text,
                      priority int, flags text[]))
                with ordinality as j(task, payload, queue, "runAt", "maxAttempts", key, priority, flags, n)
          order by j.n`,
  crontabs: `insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
             select identifier, "knownSince", "lastExecution"
               from jsonb_to_recordset($1::jsonb)
                 as c(identifier text, "knownSince" timestamptz, "lastExecution" timestamptz)
             on conflict (identifier) do update
             set known_since = excluded.known_since, last_execution = excluded.last_execution`,
}

/** By the platform's role, which owns the queue. `lines`: JSON, one a line. */
export async function insertQueueRows(
  client: pg.Client,
  source: QueueSource,
  lines: readonly string[],
): Promise<void> {
  await client.query(insert[source], [`[${lines.join(',')}]`])
}
