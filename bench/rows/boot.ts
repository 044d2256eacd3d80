import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Figure, Row } from '../bench.ts'
import { median, time } from '../measure.ts'
import { startProcess } from '../server.ts'

/** The built server with its embedded engine: an empty data folder to /readyz, and the same folder again. */
export const boot: Row = {
  name: 'boot',
  run: async ({ quick }) => {
    const [first, warm]: number[][] = [[], []]
    for (let n = 0; n < (quick ? 1 : 3); n += 1) {
      const folder = mkdtempSync(join(tmpdir(), 'zhibutong-boot-'))
      try {
        first?.push(await bootOnce(folder))
        warm?.push(await bootOnce(folder))
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    }
    return [
      figure('boot-first', 'an empty data folder to /readyz', median(first ?? []), 10),
      figure('boot-warm', 'the same folder again', median(warm ?? []), 2),
    ]
  },
}

async function bootOnce(folder: string): Promise<number> {
  let stop: (() => Promise<void>) | undefined
  const milliseconds = await time(async () => {
    ;({ stop } = await startProcess({ ZHIBUTONG_DATA: folder }))
  })
  await stop?.()
  return milliseconds
}

function figure(name: string, work: string, milliseconds: number, seconds: number): Figure {
  return {
    name,
    work,
    ours: `${(milliseconds / 1000).toFixed(2)} s`,
    floor: null,
    ratio: null,
    target: `≤ ${seconds} s`,
    held: milliseconds <= seconds * 1000,
  }
}
