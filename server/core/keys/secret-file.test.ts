import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readConfig } from '../../cli/config.ts'
import { readSecret } from '../backup/secret.ts'
import { KeyError } from './key-error.ts'
import { isProduction, loadMasterKeys } from './load-master-keys.ts'
import { parseMasterKey } from './master-keys.ts'
import { othersRead, secretOf } from './secret-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhibutong-secrets-'))
afterAll(() => rmSync(folder, { recursive: true }))

let made = 0
function file(text: string, mode = 0o400): string {
  const path = join(folder, String((made += 1)))
  writeFileSync(path, text)
  chmodSync(path, mode)
  return path
}
/** As it lies where somebody has made it for themselves. */
function ownFile(mode: number): string {
  const path = file('geheim\n', mode)
  if (process.getuid?.() === 0) chownSync(path, 65534, 65534)
  return path
}
const good = () => randomBytes(32).toString('base64')

test('the keys of an installation may stand in files, as a keeper of secrets hands them over', () => {
  const [now, first, second] = [good(), good(), good()]
  const env = {
    NODE_ENV: 'production',
    ZHIBUTONG_MASTER_KEY_FILE: file(`${now}\n`),
    ZHIBUTONG_FORMER_MASTER_KEYS_FILE: file(`${first},${second}\n`),
  }
  const { current, former } = loadMasterKeys(env, '/nowhere')
  expect(current.id).toBe(parseMasterKey(now, 'a').id)
  expect(former.map(({ id }) => id)).toEqual([first, second].map((text) => parseMasterKey(text, 'a').id))
})

test('the addresses of the database may, and make it a server that needs a key given on purpose', () => {
  const address = 'postgres://zbt:geheim@127.0.0.1/zbt'
  const env = { DATABASE_URL_FILE: file(`${address}\n`), DATABASE_BACKUP_URL_FILE: file(address) }
  expect(readConfig(env)).toMatchObject({ databaseUrl: address, databaseBackupUrl: address })
  expect(isProduction(env)).toBe(true)
  const wrong = { DATABASE_URL_FILE: file('mysql://zbt:geheim@a/b') }
  expect(() => readConfig(wrong)).toThrow(/DATABASE_URL 写得不对/)
  expect(() => readConfig(wrong)).not.toThrow(/geheim/)
  const far = { DATABASE_URL_FILE: file('postgres://zbt:geheim@db.example.cn/b') }
  expect(() => readConfig(far)).toThrow(/sslmode=verify-full/)
})

test.each([
  ['is not there', () => '/nowhere/secret', /读不出来/],
  ['is empty', () => file('\n'), /是空的/],
  ['everybody can read', () => file('geheim', 0o444), /别的用户读得到 .+chmod 600/],
  ['everybody can write', () => file('geheim', 0o602), /别的用户读得到/],
  ['the group can read', () => ownFile(0o640), /别的用户读得到/],
])('a file that %s is refused in one line, which does not repeat it', (_what, path, line) => {
  const read = () => secretOf({ SECRET_FILE: path() }, 'SECRET')
  expect(read).toThrow(KeyError)
  expect(read).toThrow(line)
  expect(read).not.toThrow(/geheim|\n/)
})

test('of two places neither is guessed to be meant', () => {
  expect(() => secretOf({ SECRET: 'a', SECRET_FILE: file('b') }, 'SECRET')).toThrow(/只能设一个/)
  expect(secretOf({ SECRET: '', SECRET_FILE: file('b') }, 'SECRET')).toBe('b')
  expect(secretOf({ SECRET: 'a', SECRET_FILE: '' }, 'SECRET')).toBe('a')
})

test.runIf(process.getuid?.() === 0)('a group to which root has given it may read it', () => {
  expect(othersRead(file('a', 0o440))).toBe(false)
  expect(othersRead(file('a', 0o444))).toBe(true)
  const passphrase = file('a passphrase of the tests, long enough', 0o440)
  expect(readSecret(passphrase).kind).toBe('passphrase')
  chownSync(passphrase, 65534, 65534)
  expect(() => readSecret(passphrase)).toThrow(/别的用户读得到/)
})
