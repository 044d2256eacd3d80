import { resolve } from 'node:path'
import { z } from 'zod'
import { usualConnections } from '../core/db/pool.ts'
import type { MapTiles } from '../core/http/map-tiles.ts'
import { usualRequestsAMinute } from '../core/http/own-pace.ts'
import { secretOf } from '../core/keys/secret-file.ts'
import { ConfigError } from './config-error.ts'
import { demandVerified, type NamedAddresses } from './database-ways.ts'

export { ConfigError }

const port = z.coerce.number().int().min(1).max(65535)
const url = z.string().regex(/^postgres(ql)?:\/\//, '要写成 postgres://…')

const mapTiles = z
  .string()
  .max(300)
  .regex(/^https:\/\/[\w.-]+(:\d+)?\/[\w./?&=%~:{}-]*$/, '要写 https 地址，如 https://地址/{z}/{x}/{y}.png')
  .refine((text) => ['{z}', '{x}', '{y}'].every((part) => text.includes(part)), '要有 {z}、{x} 和 {y}')

/** ZHIBUTONG_MAP_TILES_2 is the map of the county of that number, where an installation serves several. */
const ownMap = /^ZHIBUTONG_MAP_TILES_([1-9]\d{0,8})$/

/** Every setting there is, from the environment and nowhere else. */
const environment = z.object({
  PORT: port.default(3000),
  /** The address to listen on; the outside is reached through a proxy that speaks https. */
  HOST: z.string().default('127.0.0.1'),
  /** A socket to listen on instead, for a proxy on the same machine: no other account of it can listen in or speak. */
  ZHIBUTONG_LISTEN: z.string().startsWith('/', '要写完整路径，如 /run/zhibutong/http.sock').optional(),
  /** Data folder: the embedded database, the master key where none is given. */
  ZHIBUTONG_DATA: z.string().default('data'),
  /** The application's role; with it no embedded engine starts. A superuser's is used to make the three roles. */
  DATABASE_URL: url.optional(),
  /** The owner's role, for migrations. */
  DATABASE_ADMIN_URL: url.optional(),
  /** The platform's role, for sign-in and the job queue. */
  DATABASE_PLATFORM_URL: url.optional(),
  /** A role that reads every row and writes none, for backups of a database server. */
  DATABASE_BACKUP_URL: url.optional(),
  /** What backups are encrypted for, or with: docs/backup.md. */
  ZHIBUTONG_BACKUP_KEY_FILE: z.string().optional(),
  /** With it a backup is written there every day; it should be on another disc or machine. */
  ZHIBUTONG_BACKUP_DIR: z.string().optional(),
  /** The hour of the day, in Shanghai. */
  ZHIBUTONG_BACKUP_HOUR: z.coerce.number().int().min(0).max(23).default(2),
  /** The last backup of each of so many days, and of each of so many weeks, is kept. */
  ZHIBUTONG_BACKUP_KEEP_DAYS: z.coerce.number().int().min(1).max(400).default(14),
  ZHIBUTONG_BACKUP_KEEP_WEEKS: z.coerce.number().int().min(0).max(520).default(8),
  /** The address that people use, such as https://zbt.example.gov.cn: with https, cookies are secure. */
  ZHIBUTONG_URL: z.url().optional(),
  /** Addresses of proxies whose word about the client's address is believed. */
  TRUST_PROXY: z.string().optional(),
  /** Tiles of the county's own map under the sketches of grids; without it they lie on a plain ground. */
  ZHIBUTONG_MAP_TILES: mapTiles.optional(),
  /** Name of the county at the very first start. */
  ZHIBUTONG_COUNTY: z.string().trim().min(1).max(40).default('本县'),
  /** To the database, for people's requests, in each process; for a database with a machine of its own, more. */
  ZHIBUTONG_CONNECTIONS: z.coerce.number().int().min(2).max(500).default(usualConnections),
  /** How often one account may ask in a minute, in each process; what no person reaches. */
  ZHIBUTONG_REQUESTS_A_MINUTE: z.coerce.number().int().min(60).max(1_000_000).default(usualRequestsAMinute),
  /** Port of figures for operators, at /metrics, on HOST; without it there are none. */
  METRICS_PORT: port.optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  NODE_ENV: z.string().optional(),
})

/** They hold passwords, and so may stand in files as every secret may: DATABASE_URL_FILE and its like. */
const databaseSettings = [
  'DATABASE_URL',
  'DATABASE_ADMIN_URL',
  'DATABASE_PLATFORM_URL',
  'DATABASE_BACKUP_URL',
]

export type BackupPlan = { dir: string; hour: number; keepDays: number; keepWeeks: number }

export type Config = {
  port: number
  host: string
  /** Where it listens instead of at a port. */
  socket: string | null
  dataDir: string
  databaseUrl: string | null
  databaseAdminUrl: string | null
  databasePlatformUrl: string | null
  databaseBackupUrl: string | null
  /** The same addresses by the names of their settings. */
  databases: NamedAddresses
  backupKeyFile: string | null
  /** null: nobody makes backups by the clock. */
  backupPlan: BackupPlan | null
  address: string
  secure: boolean
  trustProxy: string | false
  /** Without any, no picture is ever fetched from outside. */
  mapTiles: MapTiles
  countyName: string
  connections: number
  requestsAMinute: number
  metricsPort: number | null
  logLevel: string
}

function refuse(name: string, { issues: [issue] }: z.ZodError): never {
  throw new ConfigError(`没有启动：${name} 写得不对（${issue?.message}）。`)
}

function readOwnMaps(env: NodeJS.ProcessEnv): Record<number, string> {
  const own: Record<number, string> = {}
  for (const [name, pattern] of Object.entries(env)) {
    const county = ownMap.exec(name)?.[1]
    if (county === undefined) continue
    const parsed = mapTiles.safeParse(pattern)
    if (!parsed.success) refuse(name, parsed.error)
    own[Number(county)] = parsed.data
  }
  return own
}

export function readConfig(env: NodeJS.ProcessEnv): Config {
  const inFiles = Object.fromEntries(databaseSettings.map((name) => [name, secretOf(env, name)]))
  const parsed = environment.safeParse({ ...env, ...inFiles })
  if (!parsed.success) refuse(parsed.error.issues[0]?.path.join('.') ?? '', parsed.error)
  const values = parsed.data
  const { DATABASE_URL, DATABASE_ADMIN_URL, DATABASE_PLATFORM_URL, DATABASE_BACKUP_URL } = values
  const databases = { DATABASE_URL, DATABASE_ADMIN_URL, DATABASE_PLATFORM_URL, DATABASE_BACKUP_URL }
  demandVerified(databases, env)
  if (values.ZHIBUTONG_LISTEN && !values.ZHIBUTONG_URL)
    throw new ConfigError('没有启动：设了 ZHIBUTONG_LISTEN，还差 ZHIBUTONG_URL，也就是大家访问的地址。')
  const address =
    values.ZHIBUTONG_URL ?? `http://${values.HOST === '0.0.0.0' ? '127.0.0.1' : values.HOST}:${values.PORT}`
  return {
    port: values.PORT,
    host: values.HOST,
    socket: values.ZHIBUTONG_LISTEN ?? null,
    dataDir: resolve(values.ZHIBUTONG_DATA),
    databaseUrl: values.DATABASE_URL ?? null,
    databaseAdminUrl: values.DATABASE_ADMIN_URL ?? null,
    databasePlatformUrl: values.DATABASE_PLATFORM_URL ?? null,
    databaseBackupUrl: values.DATABASE_BACKUP_URL ?? null,
    databases,
    backupKeyFile: values.ZHIBUTONG_BACKUP_KEY_FILE ? resolve(values.ZHIBUTONG_BACKUP_KEY_FILE) : null,
    backupPlan: planOf(values),
    address: address.replace(/\/$/, ''),
    secure: address.startsWith('https://'),
    // At a socket there is nobody but the proxy.
    trustProxy: values.TRUST_PROXY ?? (values.ZHIBUTONG_LISTEN ? '127.0.0.1' : false),
    mapTiles: { usual: values.ZHIBUTONG_MAP_TILES ?? null, own: readOwnMaps(env) },
    countyName: values.ZHIBUTONG_COUNTY,
    connections: values.ZHIBUTONG_CONNECTIONS,
    requestsAMinute: values.ZHIBUTONG_REQUESTS_A_MINUTE,
    metricsPort: values.METRICS_PORT ?? null,
    logLevel: values.LOG_LEVEL,
  }
}

function planOf(values: z.output<typeof environment>): BackupPlan | null {
  const { ZHIBUTONG_BACKUP_DIR: dir, ZHIBUTONG_BACKUP_KEY_FILE: keyFile } = values
  if (!dir) return null
  if (!keyFile)
    throw new ConfigError(
      '没有启动：设了 ZHIBUTONG_BACKUP_DIR，还差 ZHIBUTONG_BACKUP_KEY_FILE。先做一把密钥：zhibutong backup-key 文件名。',
    )
  return {
    dir: resolve(dir),
    hour: values.ZHIBUTONG_BACKUP_HOUR,
    keepDays: values.ZHIBUTONG_BACKUP_KEEP_DAYS,
    keepWeeks: values.ZHIBUTONG_BACKUP_KEEP_WEEKS,
  }
}
