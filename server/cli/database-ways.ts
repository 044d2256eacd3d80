import { isOwnMachine, mayGoPlainly, plainWaySetting } from '../core/channels/plain-way.ts'
import { wayOf } from '../core/db/way.ts'
import { ConfigError } from './config-error.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Addresses of databases by the names of their settings. */
export type NamedAddresses = Readonly<Record<string, string | undefined>>

/** How `pg` itself would go there. It is asked, and not its rules repeated: what a mode means has changed between its versions. */
export type Way = { host: string; port: number; kind: 'own-machine' | 'verified' | 'plain' }

export function wayTo(name: string, url: string): Way {
  const { host, port, ssl } = asked(name, url)
  const isHere = host.startsWith('/') || isOwnMachine(host)
  return { host, port, kind: isHere ? 'own-machine' : isVerified(ssl) ? 'verified' : 'plain' }
}

type Tls = { rejectUnauthorized?: boolean; checkServerIdentity?: unknown }

function asked(name: string, url: string): ReturnType<typeof wayOf> {
  try {
    return wayOf(url)
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException
    // Never the message itself: it may repeat the address, and in it the password.
    const why = code && path ? `${path} 读不出来，${code}` : '地址看不懂'
    throw new ConfigError(`没有启动：${name} 写得不对（${why}）。`)
  }
}

/** By the certificate's chain and by its name. Otherwise whoever stands between could answer in the database's place. */
function isVerified(ssl: unknown): boolean {
  if (!ssl) return false
  const { rejectUnauthorized, checkServerIdentity } = ssl as Tls
  return rejectUnauthorized !== false && checkServerIdentity === undefined
}

/** In words for an operator, of each setting that is given. Throws where something else than we must keep strangers out. */
export function tellWays(addresses: NamedAddresses): string {
  const given = Object.entries(addresses).flatMap(([name, url]) => (url ? [wayTo(name, url)] : []))
  const plain = given.filter(({ kind }) => kind === 'plain').map(({ host, port }) => `${host}:${port}`)
  if (plain.length > 0)
    throw new ConfigError(
      `到 ${[...new Set(plain)].join('、')} 不加密，靠 ${plainWaySetting} 里说的那个网络来加密。请确认它还在加密。`,
    )
  const verified = given.filter(({ kind }) => kind === 'verified').map(({ host, port }) => `${host}:${port}`)
  return verified.length > 0 ? `加密，并核对 ${[...new Set(verified)].join('、')} 的证书` : '在这台机器上'
}

/** Throws where a role proves itself by a password, which stays the same until somebody changes it. Nothing stops because of it. */
export function tellLogins(addresses: NamedAddresses): string {
  const known = Object.entries(addresses).filter(([name, url]) => url && asked(name, url).hasPassword)
  if (known.length > 0)
    throw new ConfigError(
      `${known.map(([name]) => name).join('、')} 用的是不会自己变的密码。换成证书，或者这台机器的系统账号（peer），做法在 deploy/README.md。`,
    )
  return '不用密码'
}

/** A database on another machine is reached by TLS that checks who answers, or not at all. ConfigError. */
export function demandVerified(addresses: NamedAddresses, env: Environment): void {
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
    throw new ConfigError(
      '没有启动：NODE_TLS_REJECT_UNAUTHORIZED=0 会让所有安全证书都不检查。请去掉它；自己单位签的证书用 NODE_EXTRA_CA_CERTS。',
    )
  for (const [name, url] of Object.entries(addresses)) {
    if (!url) continue
    const { host, port, kind } = wayTo(name, url)
    if (kind !== 'plain' || mayGoPlainly(host, env)) continue
    throw new ConfigError(
      `没有启动：${name} 的数据库 ${host}:${port} 不在这台机器上，连接又没有加密并核对证书。` +
        '地址里写 sslmode=verify-full，自己单位签的证书再写 sslrootcert=证书文件；' +
        `走的是另外加密的网络（如 WireGuard），就设 ${plainWaySetting}=${host}。`,
    )
  }
}
