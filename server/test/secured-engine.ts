import { chownSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { databaseUrl } from '../core/db/embedded/address.ts'
import { startEngine } from '../core/db/embedded/engine.ts'
import { ensureDatabase, ensureRoles, withClient } from '../core/db/embedded/roles.ts'
import type { Authority } from './certificates.ts'

export type SecuredEngine = {
  port: number
  adminUrl: string
  /** A new certificate, in which it is known under this name. */
  bear(certificate: { key: string; cert: string }): Promise<void>
  stop(): Promise<void>
}

/**
 * A PostgreSQL of its own on the loopback that speaks TLS, and lets the roles of the product in by a certificate of
 * `clients` that bears their name, and by nothing else.
 */
export async function startSecuredEngine(clients: Authority): Promise<SecuredEngine> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zbt-tls-'))
  const engine = await startEngine({ dataDir, durable: false, listen: 'loopback' })
  const cluster = join(dataDir, 'pgdata')
  const { uid, gid } = statSync(cluster)
  const put = (name: string, text: string) => {
    writeFileSync(join(cluster, name), text, { mode: 0o600 })
    chownSync(join(cluster, name), uid, gid)
  }
  const say = (words: string) =>
    withClient(engine.adminUrl, async (client) => void (await client.query(words)))
  const bear = async ({ key, cert }: { key: string; cert: string }) => {
    put('server.key', key)
    put('server.crt', cert)
    await say('alter system set ssl = on')
    await say('select pg_reload_conf()')
  }
  await ensureRoles(engine.adminUrl)
  await ensureDatabase(engine.adminUrl, 'zhibutong')
  put('clients.crt', clients.cert)
  await say(`alter system set ssl_ca_file = 'clients.crt'`)
  const rules = ['host all postgres all scram-sha-256', 'hostssl all all all cert', 'local all all reject']
  put('pg_hba.conf', `${rules.join('\n')}\n`)
  return {
    port: Number(new URL(engine.adminUrl).port),
    adminUrl: engine.adminUrl,
    bear,
    stop: async () => {
      await engine.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

const shipped = (name: string) => readFileSync(join(import.meta.dirname, '../../deploy', name), 'utf8')

/**
 * A PostgreSQL of its own at a socket, set up by the files of deploy/, that lets our own account of the machine in as `role`
 * and as nobody else.
 */
export async function startPeerEngine(
  role: string,
): Promise<{ adminUrl: string; urlOf(role: string): string; stop(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zbt-peer-'))
  const engine = await startEngine({ dataDir, durable: false, listen: 'socket' })
  await withClient(engine.adminUrl, async (client) => {
    // One by one: a database is not made within a transaction.
    for (const statement of shipped('roles.sql').split(';').slice(0, -1)) await client.query(statement)
  })
  const cluster = join(dataDir, 'pgdata')
  writeFileSync(join(cluster, 'pg_ident.conf'), `zhibutong ${userInfo().username} ${role}\n`)
  writeFileSync(join(cluster, 'pg_hba.conf'), `${shipped('pg_hba.conf')}\nlocal all postgres trust\n`)
  await withClient(engine.adminUrl, async (client) => void (await client.query('select pg_reload_conf()')))
  return {
    adminUrl: engine.adminUrl,
    urlOf: (name) => databaseUrl(engine.address, name, 'zhibutong'),
    stop: async () => {
      await engine.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
