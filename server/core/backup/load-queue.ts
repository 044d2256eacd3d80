import { withClient } from '../db/embedded/roles.ts'
import { openPool, usualPatience } from '../db/pool.ts'
import { installQueue } from '../jobs/queue.ts'
import { asJson, countOut, setTextForms } from './copy-out.ts'
import { demandSame, unfitIn } from './load-tables.ts'
import type { Counted } from './manifest.ts'
import { insertQueueRows, type QueueSource, queueSources } from './queue-rows.ts'

/** Pieces of JSON lines of one source after the other, cut anywhere. */
export type QueuePiece = { name: string; bytes: Buffer }

/**
 * Puts what waited back into the queue of an empty installation, by the platform's role: all of it, and only if it reads
 * back as promised. `keepRows` is called once that is sure: what the queue waits to work on is kept with it or not at all.
 * BackupError `damaged`, and whatever `keepRows` throws.
 */
export async function loadQueue(
  platform: string,
  pieces: AsyncIterable<QueuePiece>,
  promised: readonly Counted[],
  keepRows: () => Promise<void>,
): Promise<void> {
  if (promised.length === 0) return keepRows()
  const pool = openPool(
    { url: platform, max: 2, name: 'zhibutong-restore', patience: usualPatience },
    () => {},
  )
  try {
    await installQueue(pool)
  } finally {
    await pool.end()
  }
  await withClient(platform, async (client) => {
    await client.query('begin')
    await setTextForms(client)
    await client.query('set local row_security = on')
    for await (const [source, lines] of queueLines(pieces))
      await insertQueueRows(client, source, lines).catch((error: unknown) => {
        throw unfitIn(error)
      })
    for (const one of promised)
      demandSame(one, await countOut(client, one.name, queueSources[one.name as QueueSource], asJson))
    await keepRows()
    await client.query('commit')
  })
}

/** A line that goes on in the next piece waits for it. */
async function* queueLines(pieces: AsyncIterable<QueuePiece>): AsyncGenerator<[QueueSource, string[]]> {
  let rest: QueuePiece | null = null
  for await (const { name, bytes } of pieces) {
    const all: Buffer = rest?.name === name ? Buffer.concat([rest.bytes, bytes]) : bytes
    const end = all.lastIndexOf(10) + 1
    rest = { name, bytes: all.subarray(end) }
    const lines = all.subarray(0, end).toString().split('\n').filter(Boolean)
    if (lines.length > 0) yield [name as QueueSource, lines]
  }
}
