import { hash } from 'node:crypto'
import type pg from 'pg'
import { copyOut } from '../db/copy-out.ts'

/**
 * Every column of the log, in the order in which it is hashed: each with its length and its bytes, as PostgreSQL sends
 * them in binary, whatever the settings of the connection. A column more is a block of another form (seal.ts).
 */
export const sealedColumns = [
  'position',
  'audit_id',
  'county_id',
  'at',
  'account_id',
  'action',
  'target_kind',
  'target_id',
  'org_id',
  'member_id',
  'address',
  'result',
  'detail',
] as const

// Two bytes of the number of fields, then length and bytes of the first (8) and of the second (16).
const positionAt = 6
const idAt = 18

/** A row of the log on its way: where it stands, its id, what is hashed of it. Valid only while it is handed over. */
export type LogRow = { position: number; id: Buffer; bytes: Buffer }

/** Rows at which `where` holds, by position and id: `where` is put together from numbers alone. */
export function copyRows(client: pg.Client, where: string, take: (row: LogRow) => void): Promise<void> {
  const query = `select ${sealedColumns.join(', ')} from audit_log where ${where} order by position, audit_id`
  return copyOut(client, query, (bytes) =>
    take({ position: readPosition(bytes), id: bytes.subarray(idAt, idAt + 16), bytes }),
  )
}

/** Transactions are counted in 64 bits, and stay far below 2^53. */
function readPosition(bytes: Buffer): number {
  return bytes.readUInt32BE(positionAt) * 2 ** 32 + bytes.readUInt32BE(positionAt + 4)
}

/** Hexadecimal, which costs half of what a Buffer of it does. */
export function hashRow(bytes: Buffer): string {
  return hash('sha256', bytes, 'hex')
}
