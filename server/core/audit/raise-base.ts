import pg from 'pg'
import { withClient } from '../db/embedded/roles.ts'
import { comparePositions } from './seal-queries.ts'

/**
 * Lets the next row of the log stand after all that is in it. A database that was restored into another engine counts its
 * transactions from that engine's beginning: new rows would stand among sealed ones. Before anything is written; changes
 * nothing otherwise. The platform's role reads the log, the owner's changes the function.
 */
export async function raiseAuditBase(urls: { platform: string; owner: string }): Promise<void> {
  const { last, next } = await withClient(urls.platform, comparePositions)
  if (next >= last) return
  await withClient(urls.owner, async (client) => {
    const { rows } = await client.query<{ base: string }>('select audit_base() as base')
    const base = Number(rows[0]?.base ?? 0) + last - next
    if (!Number.isSafeInteger(base)) throw new Error('the positions of the audit log are no numbers any more')
    await client.query(
      `create or replace function audit_base() returns bigint language sql immutable parallel safe as ${pg.escapeLiteral(`select ${base}::bigint`)}`,
    )
  })
}
