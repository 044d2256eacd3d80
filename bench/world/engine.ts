import { superuser } from '../../server/core/db/embedded/address.ts'
import { grantDatabase, roles, withClient } from '../../server/core/db/embedded/roles.ts'
import { databaseName, type Embedded, startEmbedded } from '../../server/core/db/embedded/start.ts'

export type Urls = Embedded['urls']

export type Engine = {
  /** Of the three roles in a database of this engine. */
  urlsOf(database: string): Urls
  adminUrlOf(database: string): string
  /** A copy of one database under another name, in place of what was there. */
  copy(from: string, to: string): Promise<void>
  drop(database: string): Promise<void>
  has(database: string): Promise<boolean>
  stop(): Promise<void>
}

/** The engine that comes with the product, with the settings it is shipped with: what is acknowledged is on the disc. */
export async function startBenchEngine(dataDir: string): Promise<Engine> {
  const { urls, stop } = await startEmbedded({ dataDir })
  const adminUrlOf = (database: string) => {
    const url = new URL(withDatabase(urls.owner, database))
    url.searchParams.set('user', superuser)
    return url.href
  }
  const atServer = <T>(sql: string) =>
    withClient(adminUrlOf('postgres'), async (client) => (await client.query(sql)).rows as T[])
  return {
    urlsOf: (database) => ({
      owner: withDatabase(urls.owner, database),
      app: withDatabase(urls.app, database),
      platform: withDatabase(urls.platform, database),
    }),
    adminUrlOf,
    copy: async (from, to) => {
      await atServer(`drop database if exists ${to} with (force)`)
      await atServer(`create database ${to} template ${from} strategy file_copy owner ${roles.owner}`)
      await withClient(adminUrlOf('postgres'), (client) => grantDatabase(client, to))
    },
    drop: async (database) => void (await atServer(`drop database if exists ${database} with (force)`)),
    has: async (database) =>
      (await atServer<{ datname: string }>('select datname from pg_database')).some(
        ({ datname }) => datname === database,
      ),
    stop,
  }
}

export const worldDatabase = databaseName

function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}
