import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { TaskList } from 'graphile-worker'
import type pg from 'pg'
import type { Logger } from 'pino'
import { noteRun } from '../core/backup/runs.ts'
import { isBackupDue } from '../core/backup/schedule.ts'
import type { Config } from './config.ts'

type Clockwork = { tasks: TaskList; crontab: string; atStart: readonly string[] }

/**
 * Backups by the clock: looked for every hour and at every start, so that one which failed or fell into a night without
 * power is made up for. The command runs as a process of its own, below the ones that serve people.
 */
export async function startBackupClock(
  { backupPlan: plan }: Config,
  urls: { platform: string },
  platform: pg.Pool,
  log: Logger,
): Promise<Clockwork> {
  await platform.query('delete from backup_schedule')
  // Known also without a plan: what waits in the queue from before must not be an unknown task.
  if (!plan) return { tasks: { 'run-backup': async () => {} }, crontab: '', atStart: [] }
  await platform.query('insert into backup_schedule (only_row, hour, since) values (true, $1, now())', [
    plan.hour,
  ])
  const runDue = async (signal: AbortSignal | undefined) => {
    const { rows } = await platform.query<{ last: Date | null }>(
      `select max(started_at) as last from backup_runs where result = 'done' and is_scheduled`,
    )
    if (!isBackupDue(new Date(), plan.hour, rows[0]?.last ?? null)) return
    const startedAt = new Date()
    const { code, word } = await runCommand(signal)
    if (code === 0 || signal?.aborted) return
    log.error({ word }, 'the backup by the clock failed')
    // The command notes its own failures, but not that it was killed.
    if (code === null)
      await noteRun(urls.platform, {
        startedAt,
        endedAt: new Date(),
        isScheduled: true,
        file: '',
        result: 'failed',
        reason: '没有备份：做到一半被系统停掉了，也许是内存不够。',
      })
  }
  return {
    tasks: { 'run-backup': (_payload, { abortSignal }) => runDue(abortSignal) },
    crontab: '\n7 * * * * run-backup ?max=1',
    atStart: ['run-backup'],
  }
}

/** `code`: null where a signal ended it. `word`: its last line on stderr, which is one for people. */
function runCommand(signal: AbortSignal | undefined): Promise<{ code: number | null; word: string }> {
  const program = join(import.meta.dirname, 'run.js')
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [program, 'backup', '--scheduled'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      ...(signal && { signal }),
    })
    let word = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (word = text.trim() || word))
    child.on('error', (error) => (signal?.aborted ? done({ code: null, word }) : fail(error)))
    child.on('close', (code) => done({ code, word }))
  })
}
