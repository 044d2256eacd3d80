import { readFileSync, writeFileSync } from 'node:fs'
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { othersRead } from '../keys/secret-file.ts'
import { BackupError } from './backup-error.ts'

/**
 * What a file is encrypted for. `recipients` can only encrypt: a server that holds nothing else cannot read its own
 * backups, and neither can who breaks into it.
 */
export type BackupSecret =
  | { kind: 'recipients'; recipients: readonly string[] }
  | { kind: 'identity'; identities: readonly string[] }
  | { kind: 'passphrase'; passphrase: string }

/** Below this a stolen file can be tried until it opens. */
const shortestPassphrase = 20

/**
 * The key file: lines `age1…` (encrypt only), or lines `AGE-SECRET-KEY-1…` (encrypt and open), or one line that is a
 * passphrase. Lines that begin with # say something to people. BackupError `unfit-key`.
 */
export function readSecret(path: string): BackupSecret {
  const lines = readLines(path)
  const identities = lines.filter((line) => line.startsWith('AGE-SECRET-KEY-'))
  const recipients = lines.filter((line) => /^age1[a-z0-9]+$/.test(line))
  if (lines.length > 0 && recipients.length === lines.length) return { kind: 'recipients', recipients }
  if (lines.length > 0 && identities.length === lines.length) return { kind: 'identity', identities }
  const [passphrase = '', ...others] = lines
  if (others.length > 0 || identities.length > 0 || recipients.length > 0)
    throw unfit(path, '里面混了几种密钥，只能放一种')
  const isWeak = [...passphrase].length < shortestPassphrase || new Set(passphrase).size < 8
  if (isWeak) throw unfit(path, `里面的口令太短或太好猜，至少 ${shortestPassphrase} 个字`)
  return { kind: 'passphrase', passphrase }
}

function readLines(path: string): string[] {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw unfit(path, `读不出来（${(error as Error).message}）`)
  }
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const kept = lines.filter((line) => line !== '' && !line.startsWith('#'))
  // Only what can encrypt may be read by anybody.
  if (kept.some((line) => !line.startsWith('age1')) && othersRead(path))
    throw unfit(path, `别的用户读得到，先运行 chmod 600 ${path}`)
  return kept
}

function unfit(path: string, why: string): BackupError {
  return new BackupError(
    'unfit-key',
    `备份密钥 ${path} 不能用：${why}。新做一把：zhibutong backup-key 文件名。`,
  )
}

/** Makes a key file that nobody else can read and answers the line that only encrypts. Replaces nothing. */
export async function makeKeyFile(path: string): Promise<string> {
  const identity = await generateX25519Identity()
  const recipient = await identityToRecipient(identity)
  const text = `# 支部通备份密钥。只用来加密的一行：\n# ${recipient}\n${identity}\n`
  try {
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST'
    const why = isThere ? '已经有这个文件，没有动它' : (error as Error).message
    throw new BackupError('refused', `密钥没有做成：${path} ${why}。换一个文件名。`)
  }
  return recipient
}

/** Encrypts in the age format (age-encryption.org/v1): chunks whose order and end are authenticated. */
export async function encryptStream(
  secret: BackupSecret,
  plain: ReadableStream<Uint8Array>,
): Promise<ReadableStream<Uint8Array>> {
  const encrypter = new Encrypter()
  try {
    if (secret.kind === 'passphrase') encrypter.setPassphrase(secret.passphrase)
    for (const recipient of await recipientsOf(secret)) encrypter.addRecipient(recipient)
  } catch (cause) {
    throw new BackupError('unfit-key', '备份密钥里有一行写错了，没有备份。请照原样再抄一遍。', { cause })
  }
  return encrypter.encrypt(plain)
}

async function recipientsOf(secret: BackupSecret): Promise<readonly string[]> {
  if (secret.kind === 'recipients') return secret.recipients
  if (secret.kind === 'passphrase') return []
  return Promise.all(secret.identities.map((identity) => identityToRecipient(identity)))
}

/** BackupError `unfit-key`, `foreign`, `wrong-key`. What is altered further on fails when it is read: `damaged`. */
export async function decryptStream(
  secret: BackupSecret,
  sealed: ReadableStream<Uint8Array>,
): Promise<ReadableStream<Uint8Array>> {
  if (secret.kind === 'recipients')
    throw new BackupError('unfit-key', '这个密钥文件只能加密，打不开备份。请用 AGE-SECRET-KEY 开头的那一把。')
  const decrypter = new Decrypter()
  try {
    if (secret.kind === 'passphrase') decrypter.addPassphrase(secret.passphrase)
    else for (const identity of secret.identities) decrypter.addIdentity(identity)
  } catch (cause) {
    throw new BackupError('unfit-key', '备份密钥里有一行写错了。请照原样再抄一遍。', { cause })
  }
  try {
    return await decrypter.decrypt(sealed)
  } catch (cause) {
    // What cannot be read is told by who reads the file.
    if ((cause as NodeJS.ErrnoException).code) throw cause
    const isOther = /no identity matched/.test((cause as Error).message)
    if (isOther)
      throw new BackupError('wrong-key', '这个文件不是用这把密钥加密的，什么都没有动。换对的密钥再来。', {
        cause,
      })
    throw new BackupError('foreign', '这不是支部通的备份，或者开头已经坏了，什么都没有动。请换一份。', {
      cause,
    })
  }
}
