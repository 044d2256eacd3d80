import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { demandKnownMigrations, demandMasterKeys } from '../core/backup/fit-program.ts'
import { restoreBackup } from '../core/backup/restore-backup.ts'
import { readSecret } from '../core/backup/secret.ts'
import { verifyBackup } from '../core/backup/verify-backup.ts'
import { isKeyGiven, loadMasterKeys, masterKeyFile } from '../core/keys/load-master-keys.ts'
import type { MasterKeys } from '../core/keys/master-keys.ts'
import { createLog } from '../core/log.ts'
import { createProgress, say } from './backup-progress.ts'
import { type Config, ConfigError } from './config.ts'
import { openDatabase } from './database.ts'
import { projectFolder } from './project-folder.ts'

const usage = '用法：zhibutong restore 文件名 [--key-file 密钥文件]'

/**
 * `zhibutong restore`: a backup into an empty data folder or database. The whole file is read and compared with what it
 * promises before anything is made; what is then put in is compared once more.
 */
export async function runRestore(config: Config, words: readonly string[]): Promise<number> {
  const { file, keyFile } = readWish(config, words)
  const secret = readSecret(keyFile)
  say('先把整个文件核对一遍。')
  const verified = await verifyBackup(file, secret)
  const dir = join(projectFolder, 'server', 'migrations')
  demandKnownMigrations(verified.header, dir)
  const masters = givenMasterKeys(config)
  demandMasterKeys(verified.header, masters)
  say(`文件是完整的，${verified.header.at} 做的。开始恢复。`)
  const database = await openDatabase(config, masters, createLog('error'))
  try {
    const { urls } = database
    await restoreBackup({ ...verified, file, secret, urls, dir, log: createProgress() })
  } finally {
    await database.stop()
  }
  const rows = verified.manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  say(`恢复好了：${verified.manifest.tables.length} 张表，${rows} 行，每张表的行数和哈希都和备份一样。`)
  say('现在可以启动：npm start。')
  return 0
}

function readWish(config: Config, words: readonly string[]): { file: string; keyFile: string } {
  let parsed: { values: { 'key-file'?: string }; positionals: string[] }
  try {
    parsed = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { 'key-file': { type: 'string' } },
    })
  } catch {
    throw new ConfigError(usage)
  }
  const [file, ...others] = parsed.positionals
  if (!file || others.length > 0) throw new ConfigError(usage)
  const keyFile = parsed.values['key-file'] ?? config.backupKeyFile
  if (!keyFile) throw new ConfigError(`没有恢复：要给出备份密钥。${usage}`)
  return { file: resolve(file), keyFile: resolve(keyFile) }
}

/** A start without one makes a master key; here a new one could open nothing. */
export function givenMasterKeys({ dataDir }: Config): MasterKeys {
  if (!isKeyGiven(process.env) && !existsSync(join(dataDir, masterKeyFile)))
    throw new ConfigError(
      `没有动：没有主密钥。把原来的主密钥放进 ZHIBUTONG_MASTER_KEY，或放成 ${join(dataDir, masterKeyFile)}，再来一次。`,
    )
  return loadMasterKeys(process.env, dataDir)
}
