import { hkdfSync } from 'node:crypto'
import type { Logger } from 'pino'
import { ensureDatabase, ensureRoles, type RoleKind, roles, withClient } from '../core/db/embedded/roles.ts'
import { startEmbedded } from '../core/db/embedded/start.ts'
import type { MasterKeys } from '../core/keys/master-keys.ts'
import { type Config, ConfigError } from './config.ts'

export type Database = {
  urls: Record<RoleKind, string>
  stop(): Promise<void>
}

export type Place =
  | { kind: 'embedded' }
  | { kind: 'roles'; urls: Record<RoleKind, string> }
  /** One account that may make the three roles. */
  | { kind: 'one'; url: string }

/** The database that the settings ask for: the embedded engine, or a server that stands already. */
export async function openDatabase(config: Config, masters: MasterKeys, log: Logger): Promise<Database> {
  const place = await choosePlace(config)
  if (place.kind === 'embedded') {
    const engine = await startEmbedded({ dataDir: config.dataDir, log })
    return { urls: engine.urls, stop: engine.stop }
  }
  const urls = place.kind === 'roles' ? place.urls : await makeRoles(place.url, masters)
  return { urls, stop: async () => {} }
}

/** Throws ConfigError where a part of the settings is missing. Changes nothing. */
export async function choosePlace(config: Config): Promise<Place> {
  const { databaseUrl, databaseAdminUrl, databasePlatformUrl } = config
  if (!databaseUrl) return { kind: 'embedded' }
  if (databasePlatformUrl) {
    if (!databaseAdminUrl)
      throw new ConfigError(
        '没有启动：还差 DATABASE_ADMIN_URL。没有它，不知道数据库的表是不是这一版的，也没法升级。',
      )
    return {
      kind: 'roles',
      urls: { app: databaseUrl, platform: databasePlatformUrl, owner: databaseAdminUrl },
    }
  }
  if (!(await mayMakeRoles(databaseUrl))) {
    throw new ConfigError(
      '没有启动：还差 DATABASE_PLATFORM_URL。三个数据库角色怎么建，看 deploy/roles.sql；或者 DATABASE_URL 给一个能建角色的账号。',
    )
  }
  return { kind: 'one', url: databaseUrl }
}

async function mayMakeRoles(url: string): Promise<boolean> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ may: boolean }>(
      'select rolsuper or rolcreaterole as may from pg_roles where rolname = current_user',
    )
    return rows[0]?.may ?? false
  })
}

/** Makes the three roles with passwords that follow from the master key, so that nothing has to be stored. */
async function makeRoles(adminUrl: string, masters: MasterKeys): Promise<Record<RoleKind, string>> {
  const password = (kind: RoleKind) =>
    Buffer.from(hkdfSync('sha256', masters.current.key.export(), '', `database role ${kind}`, 24)).toString(
      'base64url',
    )
  const passwords = { owner: password('owner'), app: password('app'), platform: password('platform') }
  await ensureRoles(adminUrl, passwords)
  await ensureDatabase(adminUrl, databaseName(adminUrl))
  const urlOf = (kind: RoleKind) => withUser(adminUrl, roles[kind], passwords[kind])
  return { owner: urlOf('owner'), app: urlOf('app'), platform: urlOf('platform') }
}

function databaseName(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1)) || 'postgres'
}

function withUser(url: string, user: string, password: string): string {
  const changed = new URL(url)
  changed.username = user
  changed.password = password
  changed.searchParams.delete('user')
  changed.searchParams.delete('password')
  return changed.href
}
