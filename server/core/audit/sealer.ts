import pg from 'pg'
import type { Logger } from 'pino'
import { appendAnchors, findLastAnchor } from './anchors.ts'
import { type Sealed, sealBlock } from './seal-block.ts'
import { listHeads } from './seal-queries.ts'

export type Sealer = {
  /** Seals what is there up to now and ends. */
  stop(): Promise<void>
}

type Settings = {
  /** Of the platform's role, which reads the log of every county. */
  url: string
  /** Where this process keeps its anchors. */
  anchors: string
  log: Logger
  now?: () => Date
  /** Milliseconds between two rounds: what is sealed is never much older than this. */
  every?: number
}

const usualPause = 5_000

// Below nought, beside the lock of the workers: no county's.
const lockKey = [-1_519_078_113, 1] as const

/**
 * Seals the log every few seconds for as long as this process lives. Several processes may do so on one database: one
 * holds the lock and seals, each writes down the new heads in its own anchors. What fails is logged and done in a later
 * round; nothing waits for it.
 */
export function startSealer({
  url,
  anchors,
  log,
  now = () => new Date(),
  every = usualPause,
}: Settings): Sealer {
  const session = createSession(url)
  let anchored: number | null = null
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  const findAnchored = async (client: pg.Client) => {
    const last = findLastAnchor(anchors)
    if (!last) return 0
    const [found] = await listHeads(client, last.block - 1, 1)
    if (found?.block !== last.block || found.head !== last.head)
      log.error(
        { block: last.block },
        'the audit log is not the one that was anchored: run zhibutong audit verify',
      )
    return last.block
  }
  const anchorNew = async (client: pg.Client) => {
    anchored ??= await findAnchored(client)
    for (;;) {
      const heads = await listHeads(client, anchored, 1_000)
      appendAnchors(anchors, heads, now())
      anchored = heads.at(-1)?.block ?? anchored
      if (heads.length < 1_000) return
    }
  }
  const sealAll = async (client: pg.Client) => {
    for (;;) {
      const sealed = await sealBlock(client, now())
      if (sealed) tell(log, sealed)
      if (!sealed || sealed.isWhole) return
    }
  }
  const round = async () => {
    try {
      const { client, seals } = await session.open()
      if (seals) await sealAll(client)
      await anchorNew(client)
    } catch (err) {
      await session.end()
      log.warn({ err }, 'the audit log could not be sealed; it is tried again')
    }
  }
  const turn = async () => {
    await round()
    if (!stopped) timer = setTimeout(() => void (turning = turn()), every)
  }
  let turning = turn()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await turning
      await round()
      await session.end()
    },
  }
}

function tell(log: Logger, { seal: { block, rows, head } }: Sealed): void {
  log.info({ block, rows, head }, 'audit log sealed')
}

/** A connection of its own, with the lock if no other session has it; opened anew after it was lost. */
function createSession(url: string) {
  let held: { client: pg.Client; seals: boolean } | null = null
  const end = async () => {
    const client = held?.client
    held = null
    await client?.end().catch(() => {})
  }
  const connect = async () => {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'zhibutong-sealer',
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    })
    // The round that runs into it ends the session; without a listener a lost connection would end the process.
    client.on('error', () => {})
    await client.connect()
    return client
  }
  return {
    end,
    async open(): Promise<{ client: pg.Client; seals: boolean }> {
      held ??= { client: await connect(), seals: false }
      if (!held.seals) {
        const text = 'select pg_try_advisory_lock($1, $2) as taken'
        const { rows } = await held.client.query<{ taken: boolean }>(text, [...lockKey])
        held.seals = rows[0]?.taken ?? false
      }
      return held
    },
  }
}
