import { withClient } from '../core/db/embedded/roles.ts'
import { findRunning } from '../core/db/embedded/running.ts'
import { newId } from '../core/ids.ts'
import { createLog } from '../core/log.ts'
import { type Rotated, rotateKeys } from '../core/sealer/rotate-keys.ts'
import { say } from './backup-progress.ts'
import { type Config, ConfigError } from './config.ts'
import { openDatabase } from './database.ts'
import { lookAtSameKeys } from './doctor-database.ts'
import { givenMasterKeys } from './restore.ts'

/**
 * `zhibutong rotate-keys`: from now on every county seals with a new key of its own, and all its keys are wrapped by the
 * master key of these settings. Also while the server is at work, which goes over to the new keys within a minute.
 */
export async function runRotateKeys(config: Config, words: readonly string[]): Promise<number> {
  if (words.length > 0) throw new ConfigError('用法：zhibutong rotate-keys')
  const masters = givenMasterKeys(config)
  const running = config.databaseUrl ? null : findRunning(config.dataDir)
  const database = running
    ? { urls: running.urls, stop: async () => {} }
    : await openDatabase(config, masters, createLog('error'))
  try {
    // With other keys than the server's everything sealed from now on would be lost to it.
    await lookAtSameKeys(database, masters)
    const { owner, platform } = database.urls
    const rotated = await withClient(owner, (client) => rotateKeys(client, masters, new Date()))
    await noteRotation(platform, rotated)
    const rewrapped = rotated.reduce((sum, one) => sum + one.rewrapped, 0)
    say(`换好了：${rotated.length} 个县用上了新的数据密钥，${rewrapped} 把旧密钥换成由现在的主密钥包着。`)
    say('以前封存的照样打得开。正在用的一分钟里换过来，不用重启。')
    return 0
  } finally {
    await database.stop()
  }
}

async function noteRotation(platform: string, rotated: readonly Rotated[]): Promise<void> {
  await withClient(platform, async (client) => {
    for (const { county, keyId } of rotated)
      await client.query(
        `insert into audit_log (county_id, audit_id, at, account_id, action, target_kind, target_id, result, detail)
         select county_id, $2, $3, account_id, 'county.key-rotated', 'county', county_id::text, 'done', $4
           from accounts where county_id = $1 and is_system`,
        [county, newId(), new Date(), JSON.stringify({ keyId })],
      )
  })
}
