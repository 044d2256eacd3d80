import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'vite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { KeyError } from './key-error.ts'
import { isProduction, loadMasterKeys } from './load-master-keys.ts'
import { parseMasterKey } from './master-keys.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhibutong-keys-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const good = () => randomBytes(32).toString('base64')
const production = { NODE_ENV: 'production' }

function thrownBy(run: () => unknown): unknown {
  try {
    return `nothing was refused: ${typeof run()}`
  } catch (error) {
    return error
  }
}

function refusal(run: () => unknown): string {
  const error = thrownBy(run)
  expect(error).toBeInstanceOf(KeyError)
  expect(error).toHaveProperty('code', 'unfit')
  return (error as KeyError).message
}

test.each([
  ['absent', undefined],
  ['empty', ''],
  ['blank', '   '],
])('in production an %s key and no file stops the start with one line', (_, key) => {
  for (const env of [production, { DATABASE_URL: 'postgres://localhost/x' }]) {
    const line = refusal(() => loadMasterKeys({ ...env, ZHIBUTONG_MASTER_KEY: key }, folder))
    expect(line).toContain('ZHIBUTONG_MASTER_KEY')
    expect(line).not.toContain('\n')
  }
  expect(readdirSync(folder)).toEqual([])
})

test.each([
  ['too short', randomBytes(31).toString('base64'), '31 个字节'],
  ['too long', randomBytes(33).toString('base64'), '33 个字节'],
  ['hexadecimal', randomBytes(32).toString('hex'), '48 个字节'],
  ['no base64', 'change-me!', '不是 base64'],
  ['base64 with a letter too many', `${good()}A`, '不是 base64'],
  ['all zero', Buffer.alloc(32).toString('base64'), '太好猜'],
  ['one byte repeated', Buffer.alloc(32, 0x5a).toString('base64'), '太好猜'],
  ['a pattern', Buffer.alloc(32, 'abc\u0001').toString('base64'), '太好猜'],
  ['0 to 31', Buffer.from(Array.from({ length: 32 }, (_, i) => i)).toString('base64'), '太好猜'],
  ['readable', Buffer.from('please-change-this-master-key-32').toString('base64'), '太好猜'],
])('a key that is %s is refused, in production and out of it', (_, key, why) => {
  for (const env of [production, {}]) {
    const line = refusal(() => loadMasterKeys({ ...env, ZHIBUTONG_MASTER_KEY: key }, folder))
    expect(line).toContain(why)
    expect(line).not.toContain('\n')
    expect(line).not.toContain(key)
  }
  expect(
    refusal(() =>
      loadMasterKeys({ ZHIBUTONG_MASTER_KEY: good(), ZHIBUTONG_FORMER_MASTER_KEYS: key }, folder),
    ),
  ).toContain('ZHIBUTONG_FORMER_MASTER_KEYS')
})

test('no key that a random source makes is refused', () => {
  for (let i = 0; i < 2000; i++) expect(parseMasterKey(good(), 'x').id).toMatch(/^[0-9a-f]{16}$/)
})

test('a good key is taken, with a line end after it as secrets files have', () => {
  const text = good()
  const keys = loadMasterKeys({ ...production, ZHIBUTONG_MASTER_KEY: `${text}\n` }, folder)
  expect(keys.current.key.export().toString('base64')).toBe(text)
  expect(existsSync(join(folder, 'master.key'))).toBe(false)
})

test('out of production the first start makes a key that only the owner reads, and the second finds it', () => {
  const first = loadMasterKeys({}, join(folder, 'data'))
  const path = join(folder, 'data', 'master.key')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readdirSync(join(folder, 'data'))).toEqual(['master.key'])
  expect(loadMasterKeys({}, join(folder, 'data')).current.id).toBe(first.current.id)
  expect(loadMasterKeys(production, join(folder, 'data')).current.id).toBe(first.current.id)
  expect(loadMasterKeys({}, join(folder, 'other')).current.id).not.toBe(first.current.id)
})

test('a file that others can read is closed, or in production refused', () => {
  const path = join(folder, 'master.key')
  writeFileSync(path, good())
  chmodSync(path, 0o644)
  expect(refusal(() => loadMasterKeys(production, folder))).toContain('chmod 600')
  loadMasterKeys({}, folder)
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('a file with half a key stops the start and is not written over', () => {
  const path = join(folder, 'master.key')
  writeFileSync(path, good().slice(0, 20), { mode: 0o600 })
  const before = readFileSync(path, 'utf8')
  expect(refusal(() => loadMasterKeys({}, folder))).toContain(path)
  expect(readFileSync(path, 'utf8')).toBe(before)
})

test('starts at one moment agree on one key', async () => {
  const entry = fileURLToPath(new URL('./load-master-keys.ts', import.meta.url))
  const built = join(folder, 'built')
  await build({ configFile: false, logLevel: 'silent', build: { ssr: entry, outDir: built } })
  const module = pathToFileURL(join(built, 'load-master-keys.js')).href
  const data = join(folder, 'data')
  // Each waits for the same instant, so that all of them find no file.
  const program = `import { loadMasterKeys } from ${JSON.stringify(module)}
    while (Date.now() < Number(process.argv[1])) {}
    process.stdout.write(loadMasterKeys({}, ${JSON.stringify(data)}).current.id)`
  const at = String(Date.now() + 500)
  const starts = Array.from({ length: 6 }, () =>
    promisify(execFile)(process.execPath, ['--input-type=module', '-e', program, at]),
  )
  const ids = (await Promise.all(starts)).map(({ stdout }) => stdout)
  expect(ids).toEqual(Array.from({ length: 6 }, () => loadMasterKeys({}, data).current.id))
  expect(readdirSync(data)).toEqual(['master.key'])
})

test('former keys are kept in their order, the current one not twice', () => {
  const [a, b, c] = [good(), good(), good()]
  const keys = loadMasterKeys(
    { ZHIBUTONG_MASTER_KEY: c, ZHIBUTONG_FORMER_MASTER_KEYS: `${a}, ${b},${c},` },
    folder,
  )
  const ids = [a, b].map((text) => parseMasterKey(text, 'x').id)
  expect(keys.former.map((key) => key.id)).toEqual(ids)
  expect(keys.current.id).toBe(parseMasterKey(c, 'x').id)
})

test('what counts as production', () => {
  expect(isProduction({})).toBe(false)
  expect(isProduction({ NODE_ENV: 'development', DATABASE_URL: '' })).toBe(false)
  expect(isProduction({ NODE_ENV: 'production' })).toBe(true)
  expect(isProduction({ DATABASE_URL: 'postgres://localhost/x' })).toBe(true)
})
