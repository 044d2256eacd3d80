import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { newMasterKeys } from '../../test/keys.ts'
import { withClient } from '../db/embedded/roles.ts'
import { readMigrations } from '../db/migration-files.ts'
import { readArchive, writeArchive } from './archive.ts'
import { demandKnownMigrations, demandMasterKeys } from './fit-program.ts'
import { type BackupSecret, makeKeyFile, readSecret } from './secret.ts'
import { verifyBackup } from './verify-backup.ts'
import { writeBackup } from './write-backup.ts'
import type { Part } from './zip-writer.ts'

const folder = mkdtempSync(join(tmpdir(), 'zbt-verify-'))
const good = join(folder, 'good.zip.age')
const migrations = join(import.meta.dirname, '../../migrations')
let database: TestDatabase
let secret: BackupSecret
let parts: Part[]

beforeAll(async () => {
  database = await createTestDatabase()
  // Characters that COPY, JSON and ZIP each treat in their own way, and enough of them for several chunks.
  await withClient(database.adminUrl, async (client) => {
    await client.query(
      `insert into county (county_id, name, created_at) values (1, E'甲\\\\n\\t\\n\\\\.', now())`,
    )
    await client.query(
      `insert into county_settings (county_id, name, value)
       select 1, 'n' || n, to_jsonb(repeat(md5(n::text), 40) || E'"\\\\\\u0001𠮷') from generate_series(1, 4000) n`,
    )
  })
  await makeKeyFile(join(folder, 'key'))
  secret = readSecret(join(folder, 'key'))
  await writeBackup({ url: database.adminUrl, file: good, secret, at: new Date() })
  parts = await collect(good)
}, 120_000)
afterAll(async () => {
  await database?.drop()
  rmSync(folder, { recursive: true, force: true })
})

async function collect(file: string): Promise<Part[]> {
  const found: Part[] = []
  for await (const part of readArchive(file, secret)) found.push(part)
  return found
}

let files = 0
function fileOf(bytes: Uint8Array): string {
  files += 1
  const file = join(folder, `spoilt-${files}`)
  writeFileSync(file, bytes)
  return file
}

/** The same archive with other parts, encrypted for the right people: only its content can give it away. */
async function archiveOf(next: readonly Part[]): Promise<string> {
  files += 1
  const file = join(folder, `rebuilt-${files}`)
  await writeArchive(
    file,
    secret,
    (async function* () {
      yield* next
    })(),
  )
  return file
}

const json = (name: string, value: unknown): Part => ({ name, bytes: Buffer.from(JSON.stringify(value)) })
const headerOf = () => JSON.parse(parts[0]?.bytes.toString() ?? '')

describe('a whole backup', () => {
  it('is verified, and has more than one piece of a large table', async () => {
    const { header, manifest } = await verifyBackup(good, secret)
    expect(manifest.tables.find(({ name }) => name === 'county_settings')?.rows).toBe(4000)
    expect(header.migrations.map(({ name }) => name)).toEqual(
      readMigrations(migrations).map(({ name }) => name),
    )
    expect(parts.filter(({ name }) => name.startsWith('tables/county_settings/')).length).toBeGreaterThan(1)
  })

  it('is a ZIP like any other inside, with the rows as COPY writes them', async () => {
    const plain = join(folder, 'plain.zip')
    await writeArchive(
      plain,
      null,
      (async function* () {
        yield* parts
      })(),
    )
    const found = unzipSync(readFileSync(plain))
    expect(Object.keys(found)).toEqual(parts.map(({ name }) => name))
    const county = Buffer.from(found['tables/county/000001.copy'] ?? []).toString()
    expect(county.split('\t').slice(0, 2)).toEqual(['1', '甲\\\\n\\t\\n\\\\.'])
  })

  it('never holds in its bytes what it holds', () => {
    expect(readFileSync(good).includes(Buffer.from('county_settings'))).toBe(false)
  })
})

// Of the age format: a header, 16 bytes, then chunks of 64 KB with 16 bytes each.
const chunk = 65_536 + 16
const payload = (bytes: Buffer) => bytes.indexOf('\n', bytes.indexOf('\n---') + 1) + 1 + 16

describe('a file', () => {
  it.each<[string, (bytes: Buffer) => Buffer, string]>([
    ['cut off at its end', (bytes) => bytes.subarray(0, -1), 'damaged'],
    ['cut off between two chunks', (bytes) => bytes.subarray(0, payload(bytes) + 2 * chunk), 'damaged'],
    [
      'without its last chunk',
      (bytes) => bytes.subarray(0, bytes.length - ((bytes.length - payload(bytes)) % chunk)),
      'damaged',
    ],
    [
      'with two chunks in each other’s place',
      (bytes) => {
        const at = payload(bytes)
        const [a, b] = [bytes.subarray(at, at + chunk), bytes.subarray(at + chunk, at + 2 * chunk)]
        return Buffer.concat([bytes.subarray(0, at), b, a, bytes.subarray(at + 2 * chunk)])
      },
      'damaged',
    ],
    ['with a tail of something else', (bytes) => Buffer.concat([bytes, Buffer.from('more')]), 'damaged'],
    ['with its first line changed', (bytes) => Buffer.concat([Buffer.from('a'), bytes]), 'foreign'],
    ['of another kind', () => Buffer.from('一份别的文件'), 'foreign'],
    ['with nothing in it', () => Buffer.alloc(0), 'foreign'],
  ])('%s is refused', async (_what, spoil, code) => {
    await expect(verifyBackup(fileOf(spoil(readFileSync(good))), secret)).rejects.toMatchObject({ code })
  })

  it('with any one bit changed is refused', async () => {
    const bytes = readFileSync(good)
    for (const share of [0.05, 0.3, 0.6, 0.95, 0.9999]) {
      const changed = Buffer.from(bytes)
      const at = Math.floor(bytes.length * share)
      changed[at] = (changed[at] ?? 0) ^ 4
      const code = expect.stringMatching(/damaged|foreign/)
      await expect(verifyBackup(fileOf(changed), secret)).rejects.toMatchObject({ code })
    }
  })

  it('that somebody with the key put together otherwise is refused', async () => {
    const without = (pattern: RegExp) => parts.filter(({ name }) => !pattern.test(name))
    const swapped = parts.map((part, i) =>
      /county_settings\/000001/.test(part.name) ? (parts[i + 1] ?? part) : part,
    )
    const doubled = parts.flatMap((part) => (part.name.startsWith('tables/county/') ? [part, part] : [part]))
    const emptied = parts.map((part) =>
      part.name.startsWith('tables/county/') ? { ...part, bytes: Buffer.from('2\n') } : part,
    )
    const tailed = [...parts, json('more.json', {})]
    const manifest = parts.length - 1
    const unpromised = parts.toSpliced(manifest, 0, json('tables/nowhere/000001.copy', 1))
    for (const wrong of [
      unpromised,
      without(/manifest/),
      without(/^tables\/county\//),
      swapped,
      doubled,
      emptied,
      tailed,
    ])
      await expect(verifyBackup(await archiveOf(wrong), secret)).rejects.toMatchObject({ code: 'damaged' })
    for (const wrong of [
      without(/header/),
      [json('header.json', null)],
      [json('header.json', { ...headerOf(), format: 'other' })],
    ])
      await expect(verifyBackup(await archiveOf(wrong), secret)).rejects.toMatchObject({ code: 'foreign' })
  })

  it('of a newer version is refused, by its form and by its migrations', async () => {
    const newer = [json('header.json', { ...headerOf(), formatVersion: 2, more: 1 }), ...parts.slice(1)]
    await expect(verifyBackup(await archiveOf(newer), secret)).rejects.toMatchObject({ code: 'newer' })
    const { header } = await verifyBackup(good, secret)
    demandKnownMigrations(header, migrations)
    const later = { name: '9999-later', sha256: 'a', fill: null }
    const [first] = header.migrations
    const changed = header.migrations.map((one) => (one === first ? { ...one, sha256: 'b' } : one))
    for (const migrated of [[...header.migrations, later], changed])
      expect(() => demandKnownMigrations({ ...header, migrations: migrated }, migrations)).toThrow(
        /什么都没有动/,
      )
  })

  it('needs the master keys that sealed what is in it', async () => {
    const { header } = await verifyBackup(good, secret)
    const masters = newMasterKeys()
    demandMasterKeys({ ...header, masterKeys: [masters.current.id] }, masters)
    expect(() => demandMasterKeys({ ...header, masterKeys: [masters.current.id] }, newMasterKeys())).toThrow(
      /主密钥/,
    )
  })
})

describe('a key', () => {
  const keyFile = (text: string, mode = 0o600) => {
    files += 1
    const file = join(folder, `key-${files}`)
    writeFileSync(file, text, { mode })
    return file
  }

  it('of another pair does not open it, nor does a passphrase or the half that only encrypts', async () => {
    const recipient = await makeKeyFile(join(folder, 'other'))
    const other = readSecret(join(folder, 'other'))
    await expect(verifyBackup(good, other)).rejects.toMatchObject({ code: 'wrong-key' })
    const half = readSecret(keyFile(`# 只能加密\n${recipient}\n`, 0o644))
    await expect(verifyBackup(good, half)).rejects.toMatchObject({ code: 'unfit-key' })
    const passphrase = readSecret(keyFile('石桥村有三棵老樟树和一口不干的井，村口还有渡船。\n'))
    await expect(verifyBackup(good, passphrase)).rejects.toMatchObject({ code: 'wrong-key' })
    // What the half encrypts, the whole opens.
    const file = join(folder, 'by-half')
    await writeBackup({ url: database.adminUrl, file, secret: half, at: new Date() })
    expect((await verifyBackup(file, other)).manifest.tables.length).toBeGreaterThan(50)
  })

  it('that is a passphrase opens what it closed', async () => {
    const own = readSecret(keyFile('石桥村有三棵老樟树和一口不干的井，村口还有渡船。\n'))
    const file = join(folder, 'by-passphrase')
    await writeArchive(
      file,
      own,
      (async function* () {
        yield json('a.json', 1)
      })(),
    )
    const found: string[] = []
    for await (const { name } of readArchive(file, own)) found.push(name)
    expect(found).toEqual(['a.json'])
  })

  it.each([
    ['too short', '12345678\n', 0o600],
    ['of one character', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaa\n', 0o600],
    ['empty', '# 还没有写\n', 0o600],
    ['of two kinds', 'AGE-SECRET-KEY-1ABC\nage1abc\n', 0o600],
    ['open to everybody', '石桥村有三棵老樟树和一口不干的井，村口还有渡船。\n', 0o644],
  ])('%s is refused', (_what, text, mode) => {
    expect(() => readSecret(keyFile(text, mode))).toThrow(/不能用/)
  })
})

it('leaves no file behind when the database goes away in the middle', async () => {
  const file = join(folder, 'broken')
  const away = async () => {
    await withClient(database.adminUrl, (client) =>
      client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and query like 'copy%'`,
      ),
    )
  }
  await expect(
    writeBackup({ url: database.adminUrl, file, secret, at: new Date(), pace: away }),
  ).rejects.toThrow()
  expect(readdirSync(folder).filter((name) => name.startsWith('broken'))).toEqual([])
})
