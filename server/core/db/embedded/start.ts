import { type Address, databaseUrl, superuser } from './address.ts'
import { type EngineOptions, startEngine } from './engine.ts'
import { EmbeddedError } from './errors.ts'
import { renewPasswords } from './passwords.ts'
import { ensureDatabase, ensureRoles, type RoleKind, roles, withClient } from './roles.ts'

export const databaseName = 'zhibutong'

export type Embedded = {
  /** For pg, graphile-worker and psql alike. */
  urls: Record<RoleKind, string>
  /** Of the superuser in the same database: for a backup alone, which reads what no role of the product may see at once. */
  superUrl: string
  stop(): Promise<void>
}

/**
 * The embedded engine with the database `zhibutong` and its three roles in it, empty on the first start.
 * Throws EmbeddedError, whose message is the one line to show.
 */
export async function startEmbedded(options: EngineOptions): Promise<Embedded> {
  const engine = await startEngine(options)
  let { address } = engine
  try {
    if (address.kind === 'loopback')
      address = { ...address, passwords: renewPasswords(options.dataDir, address.passwords) }
    await ensureRoles(engine.adminUrl, rolePasswords(address))
    await ensureDatabase(engine.adminUrl, databaseName)
    const admin = databaseUrl(address, superuser, databaseName)
    if (!(await seesChineseLetters(admin))) refuseLocale(options)
  } catch (error) {
    await engine.stop()
    throw error
  }
  const urls = roleUrls(address, databaseName)
  const superUrl = databaseUrl(address, superuser, databaseName)
  return { urls, superUrl, stop: () => engine.stop() }
}

export function roleUrls(address: Address, database: string): Record<RoleKind, string> {
  return {
    owner: databaseUrl(address, roles.owner, database),
    app: databaseUrl(address, roles.app, database),
    platform: databaseUrl(address, roles.platform, database),
  }
}

function rolePasswords(address: Address): Partial<Record<RoleKind, string>> {
  if (address.kind === 'socket') return {}
  const { passwords } = address
  return { owner: passwords[roles.owner], app: passwords[roles.app], platform: passwords[roles.platform] }
}

/**
 * Does pg_trgm find trigrams in Chinese? It goes by LC_CTYPE, and with LC_CTYPE=C it finds none, without a
 * word: a search by a part of a name would read the whole table. Whatever is made here is taken back.
 */
export async function seesChineseLetters(adminUrl: string): Promise<boolean> {
  return withClient(adminUrl, async (client) => {
    await client.query('begin')
    await client.query('create extension if not exists pg_trgm')
    const { rows } = await client.query<{ found: number }>(`select cardinality(show_trgm('党员')) as found`)
    await client.query('rollback')
    return (rows[0]?.found ?? 0) > 0
  })
}

function refuseLocale({ dataDir, log }: EngineOptions): void {
  const line = `数据文件夹 ${dataDir} 建库时的 LC_CTYPE 不认汉字。请装上 C.UTF-8 语言环境，换一个空的数据文件夹再启动。`
  // Windows has no such locale; there a search by part of a name is slow, but right.
  if (process.platform !== 'win32') throw new EmbeddedError('no-locale', line)
  log?.warn(line)
}
