import { withClient } from '../db/embedded/roles.ts'
import { newId } from '../ids.ts'

export type BackupRun = {
  startedAt: Date
  endedAt: Date
  isScheduled: boolean
  /** Without its folder. */
  file: string
} & ({ result: 'done'; bytes: number; rows: number } | { result: 'failed'; reason: string })

/** Notes how a backup ended, for the administrator's start page. By the platform's role. */
export async function noteRun(platformUrl: string, run: BackupRun): Promise<void> {
  const [bytes, rows, reason] = run.result === 'done' ? [run.bytes, run.rows, null] : [null, null, run.reason]
  await withClient(platformUrl, (client) =>
    client.query(
      `insert into backup_runs (run_id, started_at, ended_at, is_scheduled, file_name, result, size_bytes, row_count,
                                reason)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [newId(), run.startedAt, run.endedAt, run.isScheduled, run.file, run.result, bytes, rows, reason],
    ),
  )
}
