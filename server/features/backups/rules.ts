import type { BackupState } from '../../../contract/backups.ts'

export type BackupFacts = {
  schedule: { hour: number; since: Date } | null
  lastDone: Date | null
  lastFailed: Date | null
}

/** A day, and two hours for the backup itself. */
const patience = 26 * 3_600_000

export function stateOfBackups({ schedule, lastDone, lastFailed }: BackupFacts, now: Date): BackupState {
  if (lastFailed && (!lastDone || lastFailed > lastDone)) return 'failed'
  const from = Math.max(lastDone?.getTime() ?? 0, schedule?.since.getTime() ?? 0)
  if (schedule && now.getTime() - from > patience) return 'overdue'
  return lastDone ? 'good' : 'none'
}
