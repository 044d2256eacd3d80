import * as contract from '../../../contract/backups.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { mayLookAfter } from './policy.ts'
import { findBackupFacts, listRuns } from './queries.ts'
import { stateOfBackups } from './rules.ts'

const most = 30

export const backupRoutes: Route[] = [
  endpoint(contract.listBackups, async (ctx) => {
    demand(mayLookAfter(ctx.actor), 'access.denied')
    const facts = await findBackupFacts(ctx)
    const runs = await listRuns(ctx, most)
    return {
      state: stateOfBackups(facts, ctx.now),
      lastGoodAt: facts.lastDone?.toISOString() ?? null,
      hour: facts.schedule?.hour ?? null,
      runs: runs.map((row) => ({
        runId: row.run_id,
        endedAt: row.ended_at.toISOString(),
        isScheduled: row.is_scheduled,
        fileName: row.file_name,
        result: row.result === 'done' ? ('done' as const) : ('failed' as const),
        sizeBytes: row.size_bytes === null ? null : Number(row.size_bytes),
        reason: row.reason,
      })),
    }
  }),
]
