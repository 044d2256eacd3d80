import { setTimeout as delay } from 'node:timers/promises'
import type { Row } from '../bench.ts'
import { startServer } from '../server.ts'

/** A server on the county's data that has answered and then rested: what Node keeps resident. */
export const memory: Row = {
  name: 'memory',
  run: async ({ world, quick }) => {
    const server = await startServer(world)
    try {
      for (let n = 0; n < 50; n += 1) await (await fetch(`${server.url}/readyz`)).arrayBuffer()
      await delay(quick ? 2_000 : 15_000)
      const resident = server.residentMb()
      return [
        {
          name: 'memory',
          work: 'the server at rest on the county’s data',
          ours: `${resident.toFixed(0)} MB`,
          floor: null,
          ratio: null,
          target: '≤ 150 MB',
          held: resident <= 150,
        },
      ]
    } finally {
      await server.stop()
    }
  },
}
