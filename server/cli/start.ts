import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { type App, atStart, createApp, crontab, tasks } from '../app.ts'
import { anchorFolder } from '../core/audit/anchors.ts'
import { startSealer } from '../core/audit/sealer.ts'
import { withClient } from '../core/db/embedded/roles.ts'
import { installQueue, startQueue } from '../core/jobs/queue.ts'
import { logSlowStatements, serveMetrics } from '../core/metrics/serve-metrics.ts'
import { pinMasterKeys } from '../core/sealer/pin-keys.ts'
import { startKeeping } from '../features/above/keep.ts'
import { serveWeb } from '../pages/web.ts'
import { startBackupClock } from './backup-jobs.ts'
import type { Config } from './config.ts'
import type { Ground } from './ground.ts'
import { openDoor } from './open-door.ts'
import { projectFolder } from './project-folder.ts'
import { loadProvider, readProviders } from './providers.ts'

export type Started = {
  app: App
  log: Logger
  /** After very many rows at once: until the engine has counted them its plans are made for empty tables. */
  countRows(): Promise<void>
  stop(): Promise<void>
}

/**
 * Everything from the database to the open port: queue, pages. What goes wrong before that is thrown; what had been started
 * by then is stopped again, the database with it.
 */
export async function startSystem(config: Config, ground: Ground): Promise<Started> {
  const { log, masterKeys, database } = ground
  try {
    const { secure, trustProxy, address, mapTiles, requestsAMinute, connections } = config
    const app = await createApp({
      ...{ urls: database.urls, masterKeys, log, providers: readProviders(process.env).map(loadProvider) },
      ...{ secure, trustProxy, address, mapTiles, requestsAMinute, connections },
    })
    return await openDoors(config, app, ground).catch(async (error: unknown) => {
      await app.close()
      throw error
    })
  } catch (error) {
    await database.stop()
    throw error
  }
}

async function openDoors(config: Config, app: App, { masterKeys, log, database }: Ground): Promise<Started> {
  await pinMasterKeys(app.runtime, masterKeys, app.runtime.sealer)
  const web = join(projectFolder, 'dist', 'web')
  if (existsSync(join(web, 'index.html'))) await serveWeb(app.server, web, config.mapTiles)
  await installQueue(app.runtime.platform)
  logSlowStatements(app.runtime)
  const { host, metricsPort } = config
  const metrics = metricsPort === null ? null : await serveMetrics(app.runtime, { host, port: metricsPort })
  await openDoor(app.server, config)
  const backups = await startBackupClock(config, database.urls, app.runtime.platform, log)
  const queue = await startQueue(
    app.runtime.platform,
    { ...tasks(app.runtime), ...backups.tasks },
    { log, crontab: crontab + backups.crontab, atStart: [...atStart, ...backups.atStart] },
  )
  const anchors = join(config.dataDir, anchorFolder)
  const sealer = startSealer({ url: database.urls.platform, anchors, log })
  const keeper = startKeeping(app.runtime)
  const stop = async () => {
    // Requests that are under way are answered first; then jobs and counts, then the log is sealed, then the connections, then the engine.
    await app.server.close()
    await metrics?.close()
    await queue.stop()
    await keeper.stop()
    await sealer.stop()
    await app.close()
    await database.stop()
  }
  const { owner } = database.urls
  const countRows = async () => {
    await withClient(owner, async (client) => void (await client.query('analyze')))
  }
  return { app, log, countRows, stop }
}
