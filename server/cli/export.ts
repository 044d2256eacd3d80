import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readDictionary } from '../core/backup/dictionary.ts'
import { createPace, unpaced } from '../core/backup/pace.ts'
import { readSecret } from '../core/backup/secret.ts'
import { nameCounty } from '../core/backup/shelf.ts'
import { type CountyWritten, writeCounty } from '../core/backup/write-county.ts'
import { loadMasterKeys } from '../core/keys/load-master-keys.ts'
import { openForBackup } from './backup-database.ts'
import { createProgress, say, sayBytes } from './backup-progress.ts'
import { type Config, ConfigError } from './config.ts'
import { approveExport, sayApproved } from './export-approval.ts'
import { projectFolder } from './project-folder.ts'

const usage =
  '用法：zhibutong export 文件名或文件夹 --reason 理由 [--county 编号] [--key-file 密钥文件]；要明文的：加上 --clear --admin 管理员的登录名'

/** As with a backup: of the time, against one part of work. */
const rest = 7

type Wish = {
  file: string
  county: number
  reason: string
  /** null: it is encrypted, with this file. */
  approver: string | null
  keyFile: string
}

/**
 * `zhibutong export`: a whole county in open formats, encrypted, or in clear by a named administrator's second proof.
 * Both stand in the county's audit log before a row is read, and both can be taken in elsewhere.
 */
export async function runExport(config: Config, words: readonly string[]): Promise<number> {
  const { file, county, reason, approver, keyFile } = readWish(config, words)
  const secret = approver === null ? readSecret(keyFile) : null
  const masters = loadMasterKeys(process.env, config.dataDir)
  const database = await openForBackup(config)
  try {
    await approveExport({ config, masters, county, reason, approver })
    sayApproved()
    const dictionary = readDictionary(join(projectFolder, 'server'))
    const pace = database.isShared ? createPace(rest) : unpaced
    const { url } = database
    const at = new Date()
    const log = createProgress()
    sayDone(file, await writeCounty({ url, file, county, at, secret, masters, dictionary, pace, log }))
    say(
      secret
        ? '里面有个人信息，是加密的。用完就删。'
        : '里面有个人信息，是明文的：谁拿到谁看得到。用完就删。',
    )
    return 0
  } finally {
    await database.stop()
  }
}

function sayDone(file: string, { tables, rows, bytes, unopened }: CountyWritten): void {
  say(`导出好了：${file}，${tables} 张表，${rows} 行，${sayBytes(bytes)}。`)
  if (unopened > 0) say(`有 ${unopened} 处封存的内容没有打开，仍然封着放在里面。请把这一行报给开发者。`)
}

function readWish(config: Config, words: readonly string[]): Wish {
  const { values, positionals } = parseWords(words)
  const [named, ...others] = positionals
  const county = Number(values.county ?? '1')
  if (!named || others.length > 0 || !Number.isSafeInteger(county) || county < 1) throw new ConfigError(usage)
  const reason = values.reason?.trim() ?? ''
  if ([...reason].length < 2) throw new ConfigError(`没有导出：先写明理由。${usage}`)
  const approver = values.admin?.trim() || null
  if (values.clear && approver === null)
    throw new ConfigError('没有导出：要明文的，写上由哪位管理员出示动态口令：--admin 登录名。')
  if (!values.clear && approver !== null) throw new ConfigError(`没有导出：要明文的，加上 --clear。${usage}`)
  const keyFile = values['key-file'] ? resolve(values['key-file']) : config.backupKeyFile
  if (approver === null && !keyFile)
    throw new ConfigError(`没有导出：要给出密钥文件。没有就做一把：zhibutong backup-key 文件名。${usage}`)
  const file = fileIn(resolve(named), county, approver === null)
  return { file, county, reason, approver, keyFile: keyFile ?? '' }
}

/** In a folder it gets a name of its own. */
function fileIn(named: string, county: number, isEncrypted: boolean): string {
  const isFolder = existsSync(named) && statSync(named).isDirectory()
  return isFolder ? join(named, nameCounty(county, new Date(), isEncrypted)) : named
}

function parseWords(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        county: { type: 'string' },
        reason: { type: 'string' },
        clear: { type: 'boolean' },
        admin: { type: 'string' },
        'key-file': { type: 'string' },
      },
    })
  } catch {
    throw new ConfigError(usage)
  }
}
