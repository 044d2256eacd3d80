import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { grantDatabase, type RoleKind, roles, withClient } from '../core/db/embedded/roles.ts'
import { loginUrls, rewriteUrl } from './database-url.ts'

export type TestDatabase = {
  urls: Record<RoleKind, string>
  /** Of a superuser, in this database: to look at what no role of the product may see. */
  adminUrl: string
  /** Also ends whatever is still connected. */
  drop(): Promise<void>
}

/** A migrated, empty database of one's own, cloned from the run's template in some 30 ms. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const cluster = inject('cluster')
  if ('error' in cluster) throw new Error(`the test database could not be made: ${cluster.error}`)
  const { adminUrl, prefix, template, passwords } = cluster
  const name = `${prefix}_${randomBytes(6).toString('hex')}`
  await withClient(adminUrl, async (client) => {
    // file_copy instead of the write-ahead log: 24 ms against 200 for some sixty tables.
    await client.query(`create database ${name} template ${template} strategy file_copy owner ${roles.owner}`)
    await grantDatabase(client, name)
  })
  return {
    urls: loginUrls(adminUrl, name, passwords),
    adminUrl: rewriteUrl(adminUrl, name),
    drop: () =>
      withClient(adminUrl, async (client) => void (await client.query(`drop database ${name} with (force)`))),
  }
}
