import { sql } from 'kysely'
import { type Lock, lockTakers } from '../db/transaction.ts'
import type { Ctx } from './context.ts'

/**
 * Takes a county's lock of this name, held to the end of the transaction. A statement of its own: what another
 * transaction has written while this one waited is visible to the next statement only.
 */
export async function takeLock(ctx: Ctx, { name, way }: Lock): Promise<void> {
  await sql`select ${sql.raw(lockTakers[way])}(${ctx.county}::int, hashtext(${name}))`.execute(ctx.db)
}
