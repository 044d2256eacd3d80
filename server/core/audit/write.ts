import { sql } from 'kysely'
import type { AuditEntry, Ctx } from '../context/context.ts'
import { newId } from '../ids.ts'

/** Writes what a request did, one row an entry, in the request's own transaction. */
export async function writeAudit(
  ctx: Ctx,
  entries: readonly AuditEntry[],
  from: string | null,
): Promise<void> {
  await ctx.db
    .insertInto('audit_log')
    .values(
      entries.map((entry) => ({
        county_id: ctx.county,
        audit_id: newId(),
        at: ctx.now,
        account_id: ctx.actor.accountId,
        action: entry.action,
        target_kind: entry.target.kind,
        target_id: String(entry.target.id),
        org_id: entry.orgId ?? null,
        member_id: entry.memberId ?? null,
        address: from,
        result: 'done',
        detail: sql<never>`${JSON.stringify({ ...entry.detail, request: ctx.requestId })}::jsonb`,
      })),
    )
    .execute()
}
