import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { superuser } from '../../core/db/embedded/address.ts'
import { startEmbedded } from '../../core/db/embedded/start.ts'
import { migrate } from '../../core/db/migrate.ts'
import { buildRegister } from '../activities.ts'
import { startTestApp } from '../app.ts'
import { buildScheme } from '../points.ts'
import { buildTree } from '../tree.ts'

/** What one honour and one attendance are worth here, in hundredths. */
export const worth = { honour: 200, attendance: 100 }

export type FaultWorld = {
  dataDir: string
  masterKey: string
  branch: number
  members: string[]
  /** Of several secretaries of that branch: each writes on a session of their own. */
  cookies: string[]
}

/** A data folder of one's own, as a newcomer has it, with a branch whose honours and meetings count. */
export async function buildFaultWorld(writers: number, base = tmpdir()): Promise<FaultWorld> {
  const dataDir = mkdtempSync(join(base, 'zbt-fault-data-'))
  const engine = await startEmbedded({ dataDir })
  try {
    await migrate({ url: engine.urls.owner, dir: join(import.meta.dirname, '../../migrations') })
    const admin = new URL(engine.urls.owner)
    admin.searchParams.set('user', superuser)
    const database = { urls: engine.urls, adminUrl: admin.href, drop: async () => {} }
    const test = await startTestApp(new Date().toISOString(), database)
    const tree = await buildTree(test)
    const members = await buildRegister(
      test,
      ['林秀兰', '曾国强', '徐东溪', '何美凤'].map((name) => ({ orgId: tree.branch, name })),
    )
    await buildScheme(test, tree.village, {
      validFrom: '2026-01-01',
      cycle: 'year',
      rules: [
        {
          code: 'H',
          name: '荣誉',
          class: 'bonus',
          factKind: 'honour',
          pattern: {},
          mode: 'fixed',
          points: worth.honour,
        },
        {
          code: 'A',
          name: '到会',
          class: 'base',
          factKind: 'attendance',
          pattern: {},
          mode: 'fixed',
          points: worth.attendance,
        },
      ],
      limits: [],
    })
    const cookies: string[] = []
    for (let n = 0; n < writers; n += 1)
      cookies.push((await test.person('branch-secretary', tree.branch, { name: `书记${n}` })).cookie)
    await test.app.close()
    const masterKey = test.masterKeys.current.key.export().toString('base64')
    return { dataDir, masterKey, branch: tree.branch, members, cookies }
  } finally {
    await engine.stop()
  }
}
