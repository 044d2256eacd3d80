import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'

type Taken = { auditId: string; isClear: boolean; reason: string | null }

/** The newest first. */
export async function listCountyExports(ctx: Ctx, since: Date): Promise<Taken[]> {
  const { rows } = await sql<Taken>`
    select audit_id as "auditId", action = 'county.exported-in-clear' as "isClear", detail ->> 'reason' as reason
      from audit_log
     where county_id = ${ctx.county} and at >= ${since} and target_kind = 'county'
       and action in ('county.exported', 'county.exported-in-clear')
     order by at desc, audit_id limit 20`.execute(ctx.db)
  return rows
}
