import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeKeyFile } from '../../server/core/backup/secret.ts'
import { masterKeyFile } from '../../server/core/keys/load-master-keys.ts'
import { type Bench, type Figure, type Row, rounds } from '../bench.ts'
import { alternate, rate } from '../measure.ts'
import { type Branch, pickBranches, signInTimes } from '../people.ts'
import type { Client } from '../server.ts'
import { worldDatabase } from '../world/engine.ts'
import { recordOne } from './record.ts'

const clients = 16

/** Facts recorded while a backup is made beside them, beside the same without one: the command as it is shipped. */
export const backup: Row = {
  name: 'backup',
  run: async (bench) => {
    const branches = await pickBranches(bench, clients)
    const people: Client[] = []
    for (const { secretary } of branches) people.push(...(await signInTimes(bench, secretary, 1)))
    const one = (client: number, nth: number) =>
      recordOne(people[client] as Client, branches[client] as Branch, nth)
    const milliseconds = bench.quick ? 2_000 : 8_000
    const record = () => rate(clients, milliseconds, one)
    const folder = mkdtempSync(join(tmpdir(), 'zhibutong-bench-backup-'))
    try {
      const keyFile = join(folder, 'key')
      await makeKeyFile(keyFile)
      const whole = join(folder, 'whole')
      await (await startBackup(bench, keyFile, whole, '--fast')).ended
      const size = statSync(whole).size
      await record()
      let made = 0
      const beside = async () => {
        made += 1
        const running = await startBackup(bench, keyFile, join(folder, `b${made}`))
        const found = await record()
        await running.stop()
        return found
      }
      const found = await alternate(rounds, beside, record)
      return [figure(found, size)]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

/**
 * One backup that is at work, from the first table on; to start it takes half a second of processor time, once a day. `stop`
 * ends it, for what is measured is what goes on beside it.
 */
async function startBackup({ world }: Bench, keyFile: string, file: string, ...more: string[]) {
  const urls = world.engine.urlsOf(worldDatabase)
  const child = spawn(process.execPath, ['dist/server/cli/run.js', 'backup', file, ...more], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: urls.app,
      DATABASE_ADMIN_URL: urls.owner,
      DATABASE_PLATFORM_URL: urls.platform,
      DATABASE_BACKUP_URL: world.engine.adminUrlOf(worldDatabase),
      ZHIBUTONG_MASTER_KEY: readFileSync(join(world.dataDir, masterKeyFile), 'utf8').trim(),
      ZHIBUTONG_BACKUP_KEY_FILE: keyFile,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  child.stdout.resume()
  const ended = once(child, 'exit')
  const stop = async () => {
    child.kill('SIGKILL')
    if (child.exitCode === null && child.signalCode === null) await ended
  }
  return { ended, stop }
}

function figure({ ours, floor, ratio }: Awaited<ReturnType<typeof alternate>>, size: number): Figure {
  return {
    name: 'backup',
    work: `one fact with all that follows, ${clients} clients, while a backup of ${Math.round(size / 1024 / 1024)} MB is made`,
    ours: `${Math.round(ours)}/s`,
    floor: `${Math.round(floor)}/s`,
    ratio,
    target: '≥ 0.85 × without',
    held: ratio >= 0.85,
  }
}
