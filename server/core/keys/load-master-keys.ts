import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { KeyError } from './key-error.ts'
import { type MasterKey, type MasterKeys, masterKeyBytes, parseMasterKey } from './master-keys.ts'
import { secretOf } from './secret-file.ts'

type Environment = Readonly<Record<string, string | undefined>>

export const masterKeyFile = 'master.key'

/** Is one named, in whatever way? */
export function isKeyGiven(env: Environment): boolean {
  return Boolean(env.ZHIBUTONG_MASTER_KEY?.trim() || env.ZHIBUTONG_MASTER_KEY_FILE?.trim())
}

/** A server that others rely on: there a key must have been given on purpose, and be kept elsewhere as well. */
export function isProduction(env: Environment): boolean {
  return env.NODE_ENV === 'production' || Boolean(env.DATABASE_URL || env.DATABASE_URL_FILE)
}

/**
 * The master keys of this installation: `ZHIBUTONG_MASTER_KEY` (base64 of 32 random bytes) or the file that
 * `ZHIBUTONG_MASTER_KEY_FILE` names, else `master.key` in the data folder, else, outside production, a new such file that only its owner can read. `ZHIBUTONG_FORMER_MASTER_KEYS` lists
 * the keys before a rotation, oldest first, parted by commas.
 * KeyError `unfit`: the start must stop and print its message, which is one line.
 */
export function loadMasterKeys(env: Environment, dataFolder: string): MasterKeys {
  const given = secretOf(env, 'ZHIBUTONG_MASTER_KEY')
  const current = given?.trim()
    ? parseMasterKey(given, 'ZHIBUTONG_MASTER_KEY')
    : keyFromFile(join(dataFolder, masterKeyFile), isProduction(env))
  const former = (secretOf(env, 'ZHIBUTONG_FORMER_MASTER_KEYS') ?? '')
    .split(',')
    .filter((text) => text.trim() !== '')
    .map((text) => parseMasterKey(text, 'ZHIBUTONG_FORMER_MASTER_KEYS'))
  return { current, former: former.filter((key) => key.id !== current.id) }
}

function keyFromFile(path: string, production: boolean): MasterKey {
  const text = readIfThere(path) ?? createFile(path, production)
  tightenMode(path, production)
  return parseMasterKey(text, path)
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    const why = (error as Error).message
    throw new KeyError(
      'unfit',
      `没有启动：${path} 读不出来（${why}）。请看看权限，或换一个能写的数据文件夹。`,
    )
  }
}

function createFile(path: string, production: boolean): string {
  if (production)
    throw new KeyError(
      'unfit',
      '没有启动：没有主密钥。用 openssl rand -base64 32 生成一把，另存一份，放进 ZHIBUTONG_MASTER_KEY，或者放进一个文件、用 ZHIBUTONG_MASTER_KEY_FILE 写明，再启动。',
    )
  const text = `${randomBytes(masterKeyBytes).toString('base64')}\n`
  try {
    mkdirSync(join(path, '..'), { recursive: true })
    writeWhole(path, text)
  } catch (cause) {
    const why = (cause as Error).message
    throw new KeyError('unfit', `没有启动：${path} 写不进去（${why}）。请换一个能写的数据文件夹。`)
  }
  return readFileSync(path, 'utf8')
}

/**
 * The file is there whole or not at all, whenever the process dies: half a key would lock everything that is sealed
 * later. `link` refuses to replace a file that another start has made meanwhile; its key is then the one that counts.
 */
function writeWhole(path: string, text: string): void {
  const draft = `${path}.${process.pid}.tmp`
  const file = openSync(draft, 'w', 0o600)
  try {
    writeFileSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  try {
    linkSync(draft, path)
  } catch (error) {
    // Some file systems know no links; there the last of two first starts wins, before either has sealed anything.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') renameSync(draft, path)
  } finally {
    rmSync(draft, { force: true })
  }
  syncFolder(join(path, '..'))
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function tightenMode(path: string, production: boolean): void {
  if (process.platform === 'win32' || (statSync(path).mode & 0o077) === 0) return
  if (production)
    throw new KeyError('unfit', `没有启动：别的用户读得到 ${path}。运行 chmod 600 ${path}，再启动。`)
  chmodSync(path, 0o600)
}
