import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { findPackage } from '../core/db/embedded/binaries.ts'
import { EmbeddedError, silent } from '../core/db/embedded/errors.ts'
import { demandWritable } from '../core/db/embedded/folders.ts'
import { withClient } from '../core/db/embedded/roles.ts'
import { startEmbedded } from '../core/db/embedded/start.ts'
import { countPending } from '../core/db/migrate.ts'
import { openPool, usualPatience } from '../core/db/pool.ts'
import type { MasterKeys } from '../core/keys/master-keys.ts'
import { createSealers } from '../core/sealer/county-sealer.ts'
import { countiesWithKeysBefore } from '../core/sealer/key-age.ts'
import { demandSameKeys } from '../core/sealer/pin-keys.ts'
import { type Config, ConfigError } from './config.ts'
import { choosePlace } from './database.ts'
import type { Found } from './doctor.ts'
import { projectFolder } from './project-folder.ts'

type Urls = { app: string; platform: string; owner: string }
export type Opened = { urls: Urls; stop(): Promise<void> }

const oldest = 150_000

/** The value: how to reach it; undefined where there is nothing to look into, or a running one has it. */
export async function openForLooking(config: Config, isRunning: boolean): Promise<Found<Opened | undefined>> {
  const place = await choosePlace(config)
  if (place.kind === 'embedded') return openEmbedded(config, isRunning)
  const urls: Urls =
    place.kind === 'roles' ? place.urls : { app: place.url, platform: place.url, owner: place.url }
  let text = ''
  for (const url of new Set(Object.values(urls))) text = await greet(url)
  return { text, value: { urls, stop: async () => {} } }
}

async function greet(url: string): Promise<string> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ version: string; number: number; encoding: string }>(
      `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
              current_setting('server_encoding') as encoding`,
    )
    const [{ version, number, encoding } = { version: '', number: 0, encoding: '' }] = rows
    if (number < oldest) throw new ConfigError(`要 PostgreSQL 15 或更新，现在是 ${version}。`)
    if (encoding !== 'UTF8') throw new ConfigError(`编码要 UTF8，现在是 ${encoding}。`)
    return `PostgreSQL ${version}`
  })
}

async function openEmbedded({ dataDir }: Config, isRunning: boolean): Promise<Found<Opened | undefined>> {
  const programs = `内置引擎 ${findPackage()}`
  demandWritable(dataDir)
  if (!existsSync(join(dataDir, 'pgdata'))) return { text: `${programs}，还没有数据`, value: undefined }
  try {
    const engine = await startEmbedded({ dataDir, log: silent })
    return { text: programs, value: engine }
  } catch (error) {
    const isOurs = isRunning && error instanceof EmbeddedError && error.code === 'in-use'
    if (!isOurs) throw error
    return { text: `${programs}，正由运行着的支部通使用`, value: undefined }
  }
}

/** The value: whether nothing at all has been made in it yet. */
export async function lookAtVersion({ urls }: Opened): Promise<Found<{ isEmpty: boolean }>> {
  const { pending, all } = await countPending({
    url: urls.owner,
    dir: join(projectFolder, 'server', 'migrations'),
  })
  const isEmpty = pending === all
  if (isEmpty) return { text: '还是空的，第一次启动时建表', value: { isEmpty } }
  const text = pending > 0 ? `启动时会升级，还差 ${pending} 步` : '和这一版相同'
  return { text, value: { isEmpty } }
}

export function lookAtSameKeys(opened: Opened, masters: MasterKeys): Promise<Found> {
  return withPools(opened, async (pools) => {
    await demandSameKeys(pools, masters, createSealers(masters))
    return { text: '对得上', value: undefined }
  })
}

/** How long a county's data key is used to seal what is new; longer if nobody changes it: docs/backup.md. */
const keyDays = 366

/** Throws where keys should be changed. Nothing is out of order because of it. */
export function lookAtKeyAge(opened: Opened): Promise<string> {
  return withPools(opened, async (pools) => {
    const old = await countiesWithKeysBefore(pools, new Date(Date.now() - keyDays * 86_400_000))
    if (old.length === 0) return '一年之内换过，或者还不到一年'
    throw new ConfigError(
      `${old.length} 个县的数据密钥用了一年多，请运行 zhibutong rotate-keys（不用停服务）。`,
    )
  })
}

type Pools = { app: pg.Pool; platform: pg.Pool }

async function withPools<T>({ urls }: Opened, look: (pools: Pools) => Promise<T>): Promise<T> {
  const ignore = () => {}
  const open = (url: string) =>
    openPool({ url, max: 2, name: 'zhibutong-doctor', patience: usualPatience }, ignore)
  const pools = { app: open(urls.app), platform: open(urls.platform) }
  try {
    return await look(pools)
  } finally {
    await Promise.all([pools.app.end(), pools.platform.end()])
  }
}

/** Clocks that differ so much would end sign-ins too early or date what happens wrongly. */
const tolerated = 30_000

export async function lookAtClock({ urls }: Opened): Promise<Found> {
  return withClient(urls.owner, async (client) => {
    const before = Date.now()
    const { rows } = await client.query<{ now: Date }>('select clock_timestamp() as now')
    const middle = (before + Date.now()) / 2
    const apart = Math.abs((rows[0]?.now.getTime() ?? 0) - middle)
    if (apart > tolerated)
      throw new ConfigError(`这台机器和数据库的时间差 ${Math.round(apart / 1000)} 秒。请把两边对准（NTP）。`)
    const last = await lastUpgrade(client)
    if (last && last.getTime() > Date.now() + tolerated)
      throw new ConfigError(
        `这台机器的时间是 ${new Date().toISOString()}，数据库里却有 ${last.toISOString()} 的记录。请把时间对准（NTP）。`,
      )
    return { text: '准', value: undefined }
  })
}

async function lastUpgrade(client: pg.Client): Promise<Date | null> {
  const { rows: tables } = await client.query(`select from pg_tables where tablename = 'schema_migrations'`)
  if (tables.length === 0) return null
  const { rows } = await client.query<{ at: Date | null }>(
    'select max(applied_at) as at from schema_migrations',
  )
  return rows[0]?.at ?? null
}
