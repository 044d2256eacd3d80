import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { ensureDatabase, ensureRoles } from '../core/db/embedded/roles.ts'
import { migrate } from '../core/db/migrate.ts'
import { startTestServer, type TestServer } from './cluster-server.ts'
import { loginUrls } from './database-url.ts'

/** What a test file needs to make a database of its own; published with vitest's `provide`. */
export type ClusterFacts = (Omit<TestServer, 'stop'> & { template: string }) | { error: string }

declare module 'vitest' {
  interface ProvidedContext {
    cluster: ClusterFacts
  }
}

/**
 * Before the first test: one server, and in it one migrated database that the test files clone. If that
 * fails, the tests that need a database fail with the reason, and the others still run.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  let server: TestServer | null = null
  try {
    server = await startTestServer()
    const { adminUrl, prefix, passwords } = server
    const template = `${prefix}_template`
    await ensureRoles(adminUrl, passwords)
    await ensureDatabase(adminUrl, template)
    const { owner } = loginUrls(adminUrl, template, passwords)
    await migrate({ url: owner, dir: join(import.meta.dirname, '../migrations') })
    project.provide('cluster', { adminUrl, prefix, passwords, template })
  } catch (error) {
    console.error(error)
    project.provide('cluster', { error: error instanceof Error ? error.message : String(error) })
  }
  return async () => server?.stop()
}
