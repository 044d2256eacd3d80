import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { silent } from '../core/db/embedded/errors.ts'
import { findRunning } from '../core/db/embedded/running.ts'
import { startEmbedded } from '../core/db/embedded/start.ts'
import { type Config, ConfigError } from './config.ts'
import { choosePlace } from './database.ts'

export type BackupDatabase = {
  /** Of a role that reads every row. */
  url: string
  /** Where it is noted that a backup was made. */
  platform: string
  /** Somebody else may be using it at the same time. */
  isShared: boolean
  stop(): Promise<void>
}

/** The database of these settings, to be read whole: one that runs already, or an engine started for it. ConfigError. */
export async function openForBackup(config: Config): Promise<BackupDatabase> {
  const place = await choosePlace(config)
  if (place.kind !== 'embedded') {
    const one = place.kind === 'one' ? place.url : null
    const url = config.databaseBackupUrl ?? one
    if (!url)
      throw new ConfigError(
        '没有做成：还差 DATABASE_BACKUP_URL，一个能读全部数据的只读角色。建法见 deploy/roles.sql。',
      )
    const platform = place.kind === 'one' ? place.url : place.urls.platform
    return { url, platform, isShared: true, stop: async () => {} }
  }
  const running = findRunning(config.dataDir)
  if (running)
    return { url: running.superUrl, platform: running.urls.platform, isShared: true, stop: async () => {} }
  if (!existsSync(join(config.dataDir, 'pgdata')))
    throw new ConfigError(`没有做成：${config.dataDir} 里还没有数据。看看 ZHIBUTONG_DATA。`)
  const { superUrl, urls, stop } = await startEmbedded({ dataDir: config.dataDir, log: silent })
  return { url: superUrl, platform: urls.platform, isShared: false, stop }
}
