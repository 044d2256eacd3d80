import pg from 'pg'
import type { Bench } from './bench.ts'
import { worldDatabase } from './world/engine.ts'

/**
 * Bare SQL from Node: one pool, prepared statements, on the world's database as its superuser, past the policies and
 * everything else that the product does around a statement. Ended by whoever opened it.
 */
export function openFloor({ world }: Bench, connections: number): pg.Pool {
  return new pg.Pool({
    connectionString: world.engine.adminUrlOf(worldDatabase),
    max: connections,
    application_name: 'floor',
    options: '-c search_path=public -c TimeZone=Asia/Shanghai',
  })
}

/** A statement that is prepared once a connection. */
export type Statement = { name: string; text: string }

/** Runs statements one after the other in a transaction of their own. */
export async function inFloorTransaction(
  pool: pg.Pool,
  steps: readonly (readonly [Statement, readonly unknown[]])[],
): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    for (const [statement, values] of steps) await client.query({ ...statement, values: [...values] })
    await client.query('commit')
  } finally {
    client.release()
  }
}
