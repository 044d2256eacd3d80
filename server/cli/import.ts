import { closeSync, openSync, readSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type pg from 'pg'
import { demandKnownMigrations } from '../core/backup/fit-program.ts'
import { loadCounty } from '../core/backup/load-county.ts'
import { type BackupSecret, readSecret } from '../core/backup/secret.ts'
import { verifyCounty } from '../core/backup/verify-county.ts'
import { newId } from '../core/ids.ts'
import { loadMasterKeys } from '../core/keys/load-master-keys.ts'
import { createLog } from '../core/log.ts'
import { adoptKeys } from './adopt-keys.ts'
import { createProgress, say } from './backup-progress.ts'
import { type Config, ConfigError } from './config.ts'
import { openDatabase } from './database.ts'
import { projectFolder } from './project-folder.ts'

const usage = '用法：zhibutong import 文件名 [--key-file 密钥文件]'

/**
 * `zhibutong import`: a county that was exported elsewhere, into an empty installation with a master key of its own. The
 * whole file is read and compared with what it promises before anything is made.
 */
export async function runImport(config: Config, words: readonly string[]): Promise<number> {
  const { file, secret } = readWish(config, words)
  say('先把整个文件核对一遍。')
  const verified = await verifyCounty(file, secret)
  const dir = join(projectFolder, 'server', 'migrations')
  demandKnownMigrations(verified.header, dir)
  const { name, at, county } = verified.header
  say(`文件是完整的：${name}，${at} 导出的。开始导入。`)
  const masters = loadMasterKeys(process.env, config.dataDir)
  const database = await openDatabase(config, masters, createLog('error'))
  try {
    const { urls } = database
    await loadCounty({
      ...{ ...verified, file, secret, urls, dir, log: createProgress() },
      makeAnew: (client, inCounty, keys) => adoptKeys(client, masters, inCounty, keys),
      note: (client) => noteImport(client, county, at),
    })
  } finally {
    await database.stop()
  }
  const rows = verified.manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  say(`导入好了：${verified.manifest.tables.length} 张表，${rows} 行，每张表的行数和哈希都和文件里的一样。`)
  say('现在可以启动：npm start。大家用原来的登录名和密码重新登录。')
  return 0
}

function readWish(config: Config, words: readonly string[]): { file: string; secret: BackupSecret | null } {
  let parsed: { values: { 'key-file'?: string }; positionals: string[] }
  try {
    const options = { 'key-file': { type: 'string' } } as const
    parsed = parseArgs({ args: [...words], allowPositionals: true, options })
  } catch {
    throw new ConfigError(usage)
  }
  const [named, ...others] = parsed.positionals
  if (!named || others.length > 0) throw new ConfigError(usage)
  const file = resolve(named)
  if (isPlain(file)) return { file, secret: null }
  const keyFile = parsed.values['key-file'] ?? config.backupKeyFile
  if (!keyFile) throw new ConfigError(`没有导入：这个文件是加密的，要给出密钥文件。${usage}`)
  return { file, secret: readSecret(resolve(keyFile)) }
}

/** Whether it begins as a ZIP does. What cannot be read is told by who reads it. */
function isPlain(file: string): boolean {
  const start = Buffer.alloc(4)
  try {
    const handle = openSync(file, 'r')
    try {
      readSync(handle, start)
    } finally {
      closeSync(handle)
    }
  } catch {
    return false
  }
  return start.toString('latin1') === 'PK\x03\x04'
}

/** In the log of the county that came: from when on it has been here, under the account of the system. */
async function noteImport(client: pg.Client, county: number, exportedAt: string): Promise<void> {
  await client.query(
    `insert into audit_log (county_id, audit_id, at, account_id, action, target_kind, target_id, result, detail)
     select county_id, $2, $3, account_id, 'county.imported', 'county', county_id::text, 'done', $4
       from accounts where county_id = $1 and is_system`,
    [county, newId(), new Date(), JSON.stringify({ exportedAt })],
  )
}
