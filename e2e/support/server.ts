import { resolve } from 'node:path'
import { afterAll } from 'vitest'
import type { Role } from '../../contract/roles.ts'
import { newId } from '../../server/core/ids.ts'
import { insertAccount, insertGrant, insertLink } from '../../server/features/access/queries.ts'
import { newToken } from '../../server/features/access/tokens.ts'
import { serveWeb } from '../../server/pages/web.ts'
import { type Providers, startTestApp, type TestApp } from '../../server/test/app.ts'
import { freePort } from '../../server/test/cli.ts'
import { builtPages } from './built-pages.ts'

export type Invited = {
  accountId: string
  /** One-time addresses, each good once; the page behind it is the start page of its entry. */
  office: string
  phone: string
}

export type Site = {
  /** http://127.0.0.1:port */
  url: string
  /** The builders of the server's tests, and its clock: 9 o'clock on Friday, 20 November 2026. */
  test: TestApp
  /** A new account with a role (or roles), to sign in by link. */
  invite(
    grants: readonly { role: Role; orgId: number }[],
    more?: { name?: string; memberId?: string | null },
  ): Promise<Invited>
  stop(): Promise<void>
}

/**
 * The real server with the built pages on a free port and a database of its own, for one test file: call it at the
 * top. It stops after the file's last test. `startProviders`: identity services that lead back to it.
 */
export async function startSite(
  startProviders: (url: string) => Promise<Providers> = async () => ({}),
): Promise<Site> {
  const folder = await builtPages()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const others = await startProviders(url)
  const test = await startTestApp(undefined, null, others)
  await serveWeb(test.app.server, resolve(folder), others.mapTiles)
  await test.app.server.listen({ port, host: '127.0.0.1' })
  const stop = async () => {
    await test.app.close()
    await test.database.drop()
  }
  afterAll(stop)
  return { url, test, stop, invite: (grants, more) => invite(test, url, grants, more) }
}

async function invite(
  test: TestApp,
  url: string,
  grants: readonly { role: Role; orgId: number }[],
  { name = '沈国良', memberId = null }: { name?: string; memberId?: string | null } = {},
): Promise<Invited> {
  const accountId = newId()
  const [office, phone] = [newToken(), newToken()]
  await test.system(async (ctx) => {
    await insertAccount(ctx, { accountId, name, memberId })
    for (const { role, orgId } of grants) {
      const term = { validFrom: '2000-01-01', validTo: null, reason: '测试' }
      await insertGrant(ctx, { grantId: newId(), accountId, role, orgId, ...term })
    }
    const expiresAt = new Date(ctx.now.getTime() + 3_600_000)
    for (const { hash } of [office, phone]) {
      await insertLink(ctx, { tokenHash: hash, accountId, purpose: 'invitation', expiresAt })
    }
  })
  return { accountId, office: `${url}/enter#${office.token}`, phone: `${url}/m/enter#${phone.token}` }
}
