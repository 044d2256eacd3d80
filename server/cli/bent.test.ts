import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readArchive, writeArchive } from '../core/backup/archive.ts'
import { readDictionary } from '../core/backup/dictionary.ts'
import { loadCounty } from '../core/backup/load-county.ts'
import { unpaced } from '../core/backup/pace.ts'
import { restoreBackup } from '../core/backup/restore-backup.ts'
import { type BackupSecret, makeKeyFile, readSecret } from '../core/backup/secret.ts'
import { verifyBackup } from '../core/backup/verify-backup.ts'
import { verifyCounty } from '../core/backup/verify-county.ts'
import { writeBackup } from '../core/backup/write-backup.ts'
import { writeCounty } from '../core/backup/write-county.ts'
import type { Part } from '../core/backup/zip-writer.ts'
import { useTestApp } from '../test/app.ts'
import { randomFrom } from '../test/authority/strange.ts'
import { fingerprintTables } from '../test/backups.ts'
import { type Bends, byteBends } from '../test/bent/bytes.ts'
import { packageBends } from '../test/bent/package.ts'
import { partsBends } from '../test/bent/parts.ts'
import { createTestDatabase, type TestDatabase } from '../test/database.ts'
import { register } from '../test/members.ts'
import { buildTree } from '../test/tree.ts'
import { adoptKeys } from './adopt-keys.ts'
import { oneLine } from './one-line.ts'

/** As for what is uploaded: how many, and which. A third as many are put in, which takes a database each. */
const size = Number(process.env['ZHIBUTONG_BENT'] ?? 75)
const seed = Number(process.env['ZHIBUTONG_BENT_SEED'] ?? (size === 75 ? 20261123 : Date.now() % 1e9))

const test = useTestApp()
const folder = mkdtempSync(join(tmpdir(), 'zbt-bent-'))
const dir = join(import.meta.dirname, '../migrations')
const log = () => {}
let secret: BackupSecret
let target: TestDatabase
let empty: Record<string, string>

beforeAll(async () => {
  const tree = await buildTree(test)
  await register(test, [{ orgId: tree.branch, name: '沈国良' }, { orgId: tree.branch }])
  await test.system(async (ctx) => {
    ctx.enqueue({ task: 'boards.close', payload: { 名: '甲' }, key: 'drill', runAt: new Date('2035-01-01') })
  })
  await makeKeyFile(join(folder, 'key'))
  secret = readSecret(join(folder, 'key'))
  target = await createTestDatabase()
  empty = await fingerprintTables(target.adminUrl)
}, 120_000)
afterAll(async () => {
  await target?.drop()
  rmSync(folder, { recursive: true, force: true })
})

/** A kind of archive: how it is made, read through, and put into an empty installation. */
type Kind = {
  secret: BackupSecret | null
  write(file: string): Promise<unknown>
  verify(file: string): Promise<object>
  load(file: string, verified: never): Promise<void>
}

const at = new Date('2026-11-20T01:00:00Z')
const kinds: Record<string, () => Kind> = {
  'a county in clear': () => ({
    secret: null,
    write: (file) =>
      writeCounty({
        ...{ url: test.database.adminUrl, file, county: test.county.county, at, secret: null },
        ...{ masters: test.masterKeys, dictionary: readDictionary(join(dir, '..')), pace: unpaced, log },
      }),
    verify: (file) => verifyCounty(file, null),
    load: (file, verified: Awaited<ReturnType<typeof verifyCounty>>) =>
      loadCounty({
        ...{ ...verified, file, secret: null, urls: target.urls, dir, log },
        makeAnew: (client, county, keys) => adoptKeys(client, test.masterKeys, county, keys),
        note: async () => {},
      }),
  }),
  'a backup': () => ({
    secret,
    write: (file) => writeBackup({ url: test.database.adminUrl, file, secret, at }),
    verify: (file) => verifyBackup(file, secret),
    load: (file, verified: Awaited<ReturnType<typeof verifyBackup>>) =>
      restoreBackup({ ...verified, file, secret, urls: target.urls, dir, log }),
  }),
}

/** Writes the file, bent in this way by these chances. */
type Make = (way: string, own: number) => Promise<void>

/** What is wrong with how something failed: it has to be told in one line. */
function untold(error: unknown): string[] {
  const line = oneLine(error, null)
  return line && /^[^\n]*[\u4e00-\u9fff][^\n]*$/.test(line)
    ? []
    : [`failed with ${String(error).slice(0, 200)}`]
}

/** Read through, and put in only where nothing is found; whatever was not put in left nothing. */
async function faultsOf(kind: Kind, file: string, sound: object): Promise<string[]> {
  let verified: object
  try {
    verified = await kind.verify(file)
  } catch (error) {
    return untold(error)
  }
  if (isDeepStrictEqual(verified, sound)) return []
  try {
    await kind.load(file, verified as never)
  } catch (error) {
    const isEmpty = isDeepStrictEqual(await fingerprintTables(target.adminUrl), empty)
    if (isEmpty) return untold(error)
    await beginAnew()
    return [...untold(error), 'failed, and left something']
  }
  await beginAnew()
  return []
}

async function beginAnew(): Promise<void> {
  await target.drop()
  target = await createTestDatabase()
}

async function partsOf(kind: Kind, file: string): Promise<Part[]> {
  const parts: Part[] = []
  for await (const part of readArchive(file, kind.secret)) parts.push(part)
  return parts
}

async function* each(parts: readonly Part[]): AsyncGenerator<Part> {
  yield* parts
}

describe.each(Object.keys(kinds))(`%s, bent ${size} times from seed ${seed}`, (name) => {
  const sound = join(folder, `${name}.zip`)
  const file = join(folder, `${name}-bent.zip`)
  let kind: Kind
  let verified: object

  beforeAll(async () => {
    kind = kinds[name]?.() as Kind
    await kind.write(sound)
    verified = await kind.verify(sound)
  }, 120_000)

  async function meetAll(ways: readonly string[], count: number, make: Make) {
    const faults: string[] = []
    for (let i = 0; i < count; i += 1) {
      const way = ways[i % ways.length] ?? ''
      await make(way, seed + i)
      for (const fault of await faultsOf(kind, file, verified)) faults.push(`${way}, ${seed + i}: ${fault}`)
      rmSync(file, { force: true })
    }
    return faults
  }

  it('in its bytes is refused in one line, or is what it was', {
    timeout: 60_000 + size * 1_000,
  }, async () => {
    const bytes = readFileSync(sound)
    const bends: Bends = kind.secret ? byteBends : { ...byteBends, ...packageBends }
    const faults = await meetAll(Object.keys(bends), size, async (way, own) => {
      writeFileSync(file, bends[way]?.(bytes, randomFrom(own)) ?? '')
    })
    expect(faults).toEqual([])
  })

  it('in its parts is refused in one line and leaves nothing', {
    timeout: 60_000 + size * 2_000,
  }, async () => {
    const parts = await partsOf(kind, sound)
    const faults = await meetAll(Object.keys(partsBends), Math.ceil(size / 3), async (way, own) => {
      await writeArchive(file, kind.secret, each(partsBends[way]?.(parts, randomFrom(own)) ?? []))
    })
    expect(faults).toEqual([])
  })

  it('goes in when it is sound', async () => {
    await kind.load(sound, verified as never)
    expect(await fingerprintTables(target.adminUrl)).not.toEqual(empty)
    await beginAnew()
  })
})
