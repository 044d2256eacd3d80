import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { silent } from '../core/db/embedded/errors.ts'
import { findRunning } from '../core/db/embedded/running.ts'
import { startEmbedded } from '../core/db/embedded/start.ts'
import { loadMasterKeys } from '../core/keys/load-master-keys.ts'
import { createLog } from '../core/log.ts'
import { type Config, ConfigError } from './config.ts'
import { openDatabase } from './database.ts'

/**
 * The database of these settings under the platform's role: the engine that runs already, one that is started for it, or
 * a server.
 */
export async function openPlatform(config: Config): Promise<{ url: string; stop(): Promise<void> }> {
  if (config.databaseUrl) {
    const masters = loadMasterKeys(process.env, config.dataDir)
    const { urls, stop } = await openDatabase(config, masters, createLog('silent'))
    return { url: urls.platform, stop }
  }
  if (!existsSync(join(config.dataDir, 'pgdata')))
    throw new ConfigError(`没有可查的：${config.dataDir} 里还没有数据。看看 ZHIBUTONG_DATA。`)
  const running = findRunning(config.dataDir)
  if (running) return { url: running.urls.platform, stop: async () => {} }
  const { urls, stop } = await startEmbedded({ dataDir: config.dataDir, log: silent })
  return { url: urls.platform, stop }
}
