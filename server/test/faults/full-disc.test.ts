import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { appendAnchors, findLastAnchor } from '../../core/audit/anchors.ts'
import { buildCli, freePort, type Running, unhurried } from '../cli.ts'
import { removeDataFolder } from '../cluster-folder.ts'
import { startLoad } from './load.ts'
import { expectSums } from './sums.ts'
import { buildFaultWorld, type FaultWorld } from './world.ts'

/** A disc of so many megabytes, in memory; null where this machine lets us make none. */
function makeDisc(megabytes: number): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'zbt-disc-'))
  const words = ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder]
  if (spawnSync('mount', words).status === 0) return folder
  rmSync(folder, { recursive: true })
  return null
}

function removeDisc(folder: string): void {
  spawnSync('umount', ['-l', folder])
  rmSync(folder, { recursive: true })
}

/** Fills it to the last byte; the answer makes room again. */
function fill(disc: string): () => void {
  const path = join(disc, 'ballast')
  const file = openSync(path, 'a')
  for (let size = 1 << 20; size >= 512; size >>= 1) {
    try {
      for (;;) writeSync(file, Buffer.alloc(size))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
  }
  closeSync(file)
  return () => rmSync(path)
}

// Only root may mount; without that there is no disc that a test may fill.
const disc = makeDisc(400)
if (disc) {
  let world: FaultWorld | null = null
  let server: Running | null = null

  afterAll(async () => {
    server?.child.kill('SIGKILL')
    await server?.ended
    if (world) removeDataFolder(world.dataDir)
    removeDisc(disc)
  })

  describe('a full disc', () => {
    it('is told of an anchor, which is written once there is room, and spoils none', () => {
      const folder = join(disc, 'anchors')
      const heads = [1, 2].map((block) => ({ block, head: String(block).repeat(64) }))
      appendAnchors(folder, heads.slice(0, 1), new Date())
      const makeRoom = fill(disc)
      const many = Array.from({ length: 200 }, (_, n) => ({ block: n + 2, head: '2'.repeat(64) }))
      expect(() => appendAnchors(folder, many, new Date())).toThrow(/ENOSPC/)
      makeRoom()
      appendAnchors(folder, heads.slice(1), new Date())
      expect(findLastAnchor(folder)?.block).toBeGreaterThanOrEqual(2)
    })

    it('under load: writes are refused for now, no acknowledged one is lost, and with room all goes on', async () => {
      const cli = await buildCli()
      world = await buildFaultWorld(4, disc)
      const { dataDir, masterKey } = world
      let url: string | null = null
      const startServer = async () => {
        const port = await freePort()
        server = cli.run({
          PORT: String(port),
          ZHIBUTONG_DATA: dataDir,
          ZHIBUTONG_MASTER_KEY: masterKey,
          ...unhurried,
        })
        await server.says('支部通在')
        url = `http://127.0.0.1:${port}`
      }
      await startServer()
      const load = startLoad(world, () => url)
      const done = () => load.acknowledged.honours.size
      await expect.poll(done, { timeout: 60_000 }).toBeGreaterThan(5)

      const makeRoom = fill(disc)
      // Anything but 200 and 503 ends the load with an error.
      await expect.poll(() => load.resent(), { timeout: 120_000 }).toBeGreaterThan(10)
      await delay(2_000)
      const full = done()
      expect(server?.child.exitCode).toBeNull()
      expect((await fetch(`${url}/healthz`)).status).toBe(200)
      makeRoom()

      // Where the engine found no room for its log it has ended itself; then it is for an operator to start anew.
      await delay(3_000)
      if ((await fetch(`${url}/readyz`)).status !== 200) {
        url = null
        server?.child.kill('SIGTERM')
        await server?.ended
        await startServer()
      }
      await expect.poll(done, { timeout: 60_000 }).toBeGreaterThan(full)
      await load.settle()
      await expectSums(world, load.acknowledged, true)
    }, 300_000)
  })
} else {
  it('needs root, to make a disc that may be filled', () => {
    expect(process.getuid?.()).not.toBe(0)
  })
}
