import type { AuditEntry, Ctx } from '../context/context.ts'
import type { Transaction } from '../db/transaction.ts'
import { newId } from '../ids.ts'

const insert = `
  insert into audit_log (county_id, audit_id, at, account_id, action, target_kind, target_id, org_id, member_id, address,
                         result, detail)
  select $1::int, a.id, $2::timestamptz, $3::uuid, a.action, a.kind, a.target, a.org, a.member, $4::text, 'done', a.detail
    from jsonb_to_recordset($5::jsonb)
      as a(id uuid, action text, kind text, target text, org int, member uuid, detail jsonb)`

/** Writes what a request did, one row an entry, with the request's own commit. */
export function writeAudit(
  { writeLast }: Transaction,
  ctx: Ctx,
  entries: readonly AuditEntry[],
  from: string | null,
): void {
  const rows = entries.map((entry) => ({
    id: newId(),
    action: entry.action,
    kind: entry.target.kind,
    target: String(entry.target.id),
    org: entry.orgId ?? null,
    member: entry.memberId ?? null,
    detail: { ...entry.detail, request: ctx.requestId },
  }))
  writeLast(insert, [ctx.county, ctx.now, ctx.actor.accountId, from, JSON.stringify(rows)])
}
