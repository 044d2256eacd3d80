import { type AddressInfo, connect, createServer, type NetConnectOpts, type Socket } from 'node:net'
import { join } from 'node:path'

/** The way from a program to its database, so that a test can take it away and give it back. */
export type Line = {
  /** The address of a database behind it, by this way. */
  through(url: string): string
  /** Ends all connections and refuses new ones, as when the server is gone. */
  cut(): Promise<void>
  /** Nothing arrives any more, and nobody is told: as when a cable is pulled. */
  silence(): void
  /** From now on to the server of this address; whatever was silent is ended. */
  mend(url: string): Promise<void>
  close(): Promise<void>
}

export async function openLine(first: string): Promise<Line> {
  const sockets = new Set<Socket>()
  let target = placeOf(first)
  let isSilent = false

  const carry = (from: Socket, to: Socket) => {
    sockets.add(from)
    from.on('data', (bytes) => void (isSilent || to.destroyed || to.write(bytes)))
    from.on('error', () => {})
    from.on('close', () => {
      sockets.delete(from)
      if (!isSilent) to.destroy()
    })
  }
  const server = createServer((near) => {
    const far = connect(target)
    carry(near, far)
    carry(far, near)
  })
  const endAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  const listen = (port: number) =>
    new Promise<void>((done, fail) => server.once('error', fail).listen(port, '127.0.0.1', () => done()))
  await listen(0)
  const { port } = server.address() as AddressInfo
  const cut = async () => {
    const closed = new Promise<void>((done) => server.close(() => done()))
    endAll()
    await closed
  }
  return {
    through: (url) => viaPort(url, port),
    cut,
    silence: () => void (isSilent = true),
    async mend(url) {
      target = placeOf(url)
      isSilent = false
      endAll()
      if (!server.listening) await listen(port)
    },
    close: () => (server.listening ? cut() : Promise.resolve()),
  }
}

/** A server listens on a socket in a folder, or on a port. */
function placeOf(url: string): NetConnectOpts {
  const { hostname, port, searchParams } = new URL(url)
  const folder = searchParams.get('host')
  if (folder?.startsWith('/')) return { path: join(folder, `.s.PGSQL.${searchParams.get('port') ?? 5432}`) }
  return { host: hostname, port: Number(port || 5432) }
}

function viaPort(url: string, port: number): string {
  const { username, password, pathname, searchParams } = new URL(url)
  const user = searchParams.get('user') ?? decodeURIComponent(username)
  const word = searchParams.get('password') ?? decodeURIComponent(password)
  const login = word ? `${encodeURIComponent(user)}:${encodeURIComponent(word)}` : encodeURIComponent(user)
  return `postgresql://${login}@127.0.0.1:${port}${pathname}?sslmode=disable`
}
