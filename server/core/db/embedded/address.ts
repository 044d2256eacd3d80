import { join } from 'node:path'

/** Where the engine listens: a socket in a closed folder, or (Windows) the loopback with passwords. */
export type Address =
  | { kind: 'socket'; folder: string; port: number }
  | { kind: 'loopback'; port: number; passwords: Record<string, string> }

/** The superuser of a cluster that `initdb` made. Only the launcher and the tests use it. */
export const superuser = 'postgres'

/** The part of a socket's name that follows its folder. */
export const socketPort = 5432

/** The shortest limit of the systems that we run on: 104 bytes on macOS, 108 on Linux, with the closing NUL. */
const longestSocketPath = 103

export function fitsSocket(folder: string): boolean {
  return Buffer.byteLength(join(folder, `.s.PGSQL.${socketPort}`)) <= longestSocketPath
}

/**
 * A URL that pg, graphile-worker and libpq (psql, pg_dump) read alike. Everything is said in it, port and
 * sslmode too, because whatever is left out is taken from PGPORT, PGSSLMODE and so on.
 */
export function databaseUrl(address: Address, user: string, database: string): string {
  if (address.kind === 'socket') {
    const query = new URLSearchParams({
      host: address.folder,
      port: String(address.port),
      user,
      sslmode: 'disable',
    })
    return `postgresql:///${encodeURIComponent(database)}?${query}`
  }
  const password = encodeURIComponent(address.passwords[user] ?? '')
  const place = `127.0.0.1:${address.port}/${encodeURIComponent(database)}`
  return `postgresql://${encodeURIComponent(user)}:${password}@${place}?sslmode=disable`
}
