import type { Ctx } from '../../core/context/context.ts'
import type { BackupFacts } from './rules.ts'

/** Of the installation, not of a county: these tables hold nothing of any. */
export async function findBackupFacts(ctx: Ctx): Promise<BackupFacts> {
  const schedule = await ctx.db.selectFrom('backup_schedule').select(['hour', 'since']).executeTakeFirst()
  const ends = await ctx.db
    .selectFrom('backup_runs')
    .select(({ fn }) => ['result', fn.max('ended_at').as('last')])
    .groupBy('result')
    .execute()
  const lastOf = (result: string) => ends.find((row) => row.result === result)?.last ?? null
  return { schedule: schedule ?? null, lastDone: lastOf('done'), lastFailed: lastOf('failed') }
}

export function listRuns(ctx: Ctx, most: number) {
  return ctx.db
    .selectFrom('backup_runs')
    .select(['run_id', 'ended_at', 'is_scheduled', 'file_name', 'result', 'size_bytes', 'reason'])
    .orderBy('ended_at', 'desc')
    .orderBy('run_id', 'desc')
    .limit(most)
    .execute()
}
