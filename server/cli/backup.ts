import { mkdirSync } from 'node:fs'
import { setPriority } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { BackupError } from '../core/backup/backup-error.ts'
import { createPace, unpaced } from '../core/backup/pace.ts'
import { noteRun } from '../core/backup/runs.ts'
import { makeKeyFile, readSecret } from '../core/backup/secret.ts'
import { nameBackup, removeExpired } from '../core/backup/shelf.ts'
import { verifyBackup } from '../core/backup/verify-backup.ts'
import { type Written, writeBackup } from '../core/backup/write-backup.ts'
import { openForBackup } from './backup-database.ts'
import { createProgress, say, sayBytes } from './backup-progress.ts'
import { type BackupPlan, type Config, ConfigError } from './config.ts'

const usage =
  '用法：zhibutong backup 文件名 [--key-file 密钥文件] [--fast]，或 zhibutong backup --check 文件名 [--key-file 密钥文件]'

/** Of the time, against one part of work: what people at work hardly notice. */
const rest = 7

type Wish = { file: string; keyFile: string; fast: boolean; plan: BackupPlan | null }

/** `zhibutong backup`: one encrypted file with everything that the database holds, while it is at work. */
export async function runBackup(config: Config, words: readonly string[]): Promise<number> {
  const { values, positionals } = readWords(words)
  const keyFile = values['key-file'] ? resolve(values['key-file']) : config.backupKeyFile
  if (!keyFile)
    throw new ConfigError(
      '没有备份：还没有备份密钥。先做一把：zhibutong backup-key 文件名，再把文件名写进 ZHIBUTONG_BACKUP_KEY_FILE。',
    )
  if (values.check !== undefined) return checkBackup(resolve(values.check), keyFile)
  const plan = values.scheduled ? config.backupPlan : null
  if (values.scheduled && !plan) throw new ConfigError('没有备份：还没有设 ZHIBUTONG_BACKUP_DIR。')
  const [named] = positionals
  if ((named === undefined) === (plan === null)) throw new ConfigError(usage)
  const file = plan ? join(plan.dir, nameBackup(new Date())) : resolve(named ?? '')
  return makeBackup(config, { file, keyFile, fast: values.fast ?? false, plan })
}

function readWords(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        'key-file': { type: 'string' },
        check: { type: 'string' },
        fast: { type: 'boolean' },
        scheduled: { type: 'boolean' },
      },
    })
  } catch {
    throw new ConfigError(usage)
  }
}

async function makeBackup(config: Config, { file, keyFile, fast, plan }: Wish): Promise<number> {
  const startedAt = new Date()
  // Before anything else: also what it takes to begin is taken from people at work.
  if (!fast) setPriority(10)
  const database = await openForBackup(config)
  const note = (outcome: Parameters<typeof noteRun>[1]) => noteRun(database.platform, outcome)
  const run = { startedAt, isScheduled: plan !== null, file: basename(file) }
  try {
    const secret = readSecret(keyFile)
    if (plan) mkdirSync(plan.dir, { recursive: true, mode: 0o700 })
    const pace = database.isShared && !fast ? createPace(rest) : unpaced
    const { url } = database
    const written = await writeBackup({ url, file, secret, at: startedAt, pace, log: createProgress() })
    await note({ ...run, ...written, result: 'done', endedAt: new Date() }).catch(sayUnnoted)
    sayDone(file, written, startedAt)
    if (plan) for (const name of removeExpired(plan)) say(`过了保留期，已删除：${name}`)
    return 0
  } catch (error) {
    const reason = error instanceof BackupError ? error.message : '出了意外，原因在日志里'
    await note({ ...run, result: 'failed', reason, endedAt: new Date() }).catch(sayUnnoted)
    throw error
  } finally {
    await database.stop()
  }
}

function sayUnnoted(error: unknown): void {
  say(`这次备份没有记进数据库（${(error as Error).message}）。先启动一次这一版支部通。`)
}

function sayDone(file: string, { bytes, rows, tables }: Written, startedAt: Date): void {
  const seconds = Math.max(1, Math.round((Date.now() - startedAt.getTime()) / 1000))
  say(`备份好了：${file}，${tables} 张表，${rows} 行，${sayBytes(bytes)}，用了 ${seconds} 秒。`)
  say('主密钥不在备份里，要另外保存。')
}

async function checkBackup(file: string, keyFile: string): Promise<number> {
  const { header, manifest } = await verifyBackup(file, readSecret(keyFile))
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  say(`这份备份是完整的：${header.at} 做的，${manifest.tables.length} 张表，${rows} 行。`)
  say(`恢复时要的主密钥编号：${header.masterKeys.join('、') || '无'}。`)
  return 0
}

/** `zhibutong backup-key FILE`: a new key, and the line that a server needs to encrypt and no more. */
export async function runBackupKey(words: readonly string[]): Promise<number> {
  const [file, ...others] = words
  if (!file || others.length > 0) throw new ConfigError('用法：zhibutong backup-key 文件名')
  const recipient = await makeKeyFile(resolve(file))
  say(`备份密钥做好了：${resolve(file)}。另存一份到别处，没有它备份打不开。`)
  say(`服务器上可以只放这一行，它只能加密、打不开备份：\n${recipient}`)
  return 0
}
