import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPostmasterFile } from '../../core/db/embedded/postmaster-file.ts'
import { processesIn } from '../../core/db/embedded/processes.ts'
import { type BuiltCli, buildCli, freePort, type Running, unhurried } from '../cli.ts'
import { removeDataFolder } from '../cluster-folder.ts'
import { type Load, startLoad } from './load.ts'
import { expectSums } from './sums.ts'
import { buildFaultWorld, type FaultWorld } from './world.ts'

/** 200 by night: CONTRIBUTING.md. */
const rounds = Number(process.env['FAULT_ROUNDS'] ?? 10)

let cli: BuiltCli
let world: FaultWorld
let server: Running | null = null
let url: string | null = null
let load: Load

beforeAll(async () => {
  cli = await buildCli()
  world = await buildFaultWorld(4)
}, 180_000)
afterAll(async () => {
  server?.child.kill('SIGKILL')
  await server?.ended
  if (world) removeDataFolder(world.dataDir)
})

async function startServer(): Promise<void> {
  const port = await freePort()
  server = cli.run({
    PORT: String(port),
    ZHIBUTONG_DATA: world.dataDir,
    ZHIBUTONG_MASTER_KEY: world.masterKey,
    ...unhurried,
  })
  await server.says('支部通在')
  url = `http://127.0.0.1:${port}`
}

const cluster = () => join(world.dataDir, 'pgdata')

function killAll(pids: readonly (number | undefined)[]): void {
  for (const pid of pids) {
    try {
      if (pid) process.kill(pid, 'SIGKILL')
    } catch {
      // Ended by itself just now.
    }
  }
}

/** What can be hit, and how; each leaves a server to be started anew, or says that it goes on by itself. */
const faults: Record<string, () => Promise<'goes on' | 'is gone'>> = {
  node: async () => {
    killAll([server?.child.pid])
    return 'is gone'
  },
  // One process of the engine: it ends all others, replays its log and goes on; so does the server.
  'a process of PostgreSQL': async () => {
    const postmaster = readPostmasterFile(cluster())?.pid
    const others = (processesIn(cluster()) ?? []).filter((pid) => pid !== postmaster)
    killAll([others[Math.floor(Math.random() * others.length)]])
    return 'goes on'
  },
  // The engine as a whole: the server answers that it has no database, and can still be stopped.
  PostgreSQL: async () => {
    killAll(processesIn(cluster()) ?? [])
    await delay(200)
    server?.child.kill('SIGTERM')
    return 'is gone'
  },
  both: async () => {
    killAll([...(processesIn(cluster()) ?? []), server?.child.pid])
    return 'is gone'
  },
}

describe('kill -9 under load', () => {
  it(
    `of Node, of PostgreSQL and of both, ${rounds} times: what was acknowledged is there, once, and sums agree`,
    async () => {
      await startServer()
      load = startLoad(world, () => url)
      const names = Object.keys(faults)
      for (let round = 0; round < rounds; round += 1) {
        const { honours, closed } = load.acknowledged
        const before = honours.size + closed.size
        await delay(200 + Math.random() * 800)
        await expect.poll(() => honours.size + closed.size, { timeout: 60_000 }).toBeGreaterThan(before)
        const acknowledged = copy()
        const what = await faults[names[round % names.length] ?? '']?.()
        if (what === 'is gone') {
          url = null
          await server?.ended
          await startServer()
        }
        await expectSums(world, acknowledged, false)
      }
      await load.settle()
      await expectSums(world, load.acknowledged, true)
      expect(load.resent()).toBeGreaterThan(0)
    },
    120_000 + rounds * 60_000,
  )
})

/** As it is now: what is acknowledged later may be lost in no sense before it is looked for. */
function copy() {
  const { honours, planned, closed } = load.acknowledged
  return { honours: new Set(honours), planned: new Set(planned), closed: new Set(closed) }
}
