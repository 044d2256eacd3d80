import { isIP } from 'node:net'
import { connect, rootCertificates, type TLSSocket } from 'node:tls'
import { isOwnMachine } from '../core/channels/plain-way.ts'

const patience = 5_000
/** So many days before its end somebody should have renewed it. */
const tooLate = 21

export const siteIsAsked = (address: string) =>
  address.startsWith('https://') || !isOwnMachine(new URL(address).hostname)

/**
 * The site as people's browsers find it: whether they trust its certificate, of themselves and not because an office has told
 * them to, how long it is good for, and by which TLS. Throws where something is to be done, or it cannot be reached from here.
 */
export async function lookAtSite(
  address: string,
  roots: readonly string[] = rootCertificates,
): Promise<string> {
  const { protocol, hostname, port } = new URL(address)
  if (protocol !== 'https:') throw new Error(`${address} 不是 https，大家的密码会不加密地走网络。`)
  const host = hostname.replace(/^\[(.+)\]$/, '$1')
  const door = await open(host, Number(port || 443), roots)
  try {
    return judge(door)
  } finally {
    door.destroy()
  }
}

function open(host: string, port: number, roots: readonly string[]): Promise<TLSSocket> {
  return new Promise((done, fail) => {
    const servername = isIP(host) ? '' : host
    // Looked at whatever it is: nothing is sent there.
    const socket = connect({ host, port, servername, ca: [...roots], rejectUnauthorized: false }, () =>
      done(socket),
    )
    const away = (why: string) => {
      socket.destroy()
      fail(
        new Error(`从这台机器连不上 ${host}:${port}（${why}），没有看到证书。从别的机器打开网页，看看证书。`),
      )
    }
    socket.setTimeout(patience, () => away('没有回音'))
    socket.on('error', (error: NodeJS.ErrnoException) => away(error.code ?? error.message))
  })
}

function judge(door: TLSSocket): string {
  const { valid_to: end } = door.getPeerCertificate()
  const days = Math.floor((Date.parse(end) - Date.now()) / 86_400_000)
  const until = new Date(end).toISOString().slice(0, 10)
  if (days < 0) throw new Error(`证书 ${until} 到期了，请换新的。`)
  if (!door.authorized)
    throw new Error(
      `证书不是公开信任的（${String(door.authorizationError)}），到 ${until} 为止。换一张公开信任的；只在内网用的，每台机器都要装上签它的证书。`,
    )
  if (days < tooLate) throw new Error(`证书还有 ${days} 天到期（${until}），请换新的。`)
  return `证书公开信任，到 ${until} 为止，${door.getProtocol()}`
}
