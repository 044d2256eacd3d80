import pg from 'pg'

/** Whom `pg` would turn to at this address and by what TLS. Throws where it cannot make sense of it, or read a certificate. */
export function wayOf(url: string): { host: string; port: number; ssl: unknown; hasPassword: boolean } {
  const { host, port, password, connectionParameters } = new pg.Client({
    connectionString: url,
  }) as pg.Client & {
    connectionParameters: { ssl: unknown }
  }
  return { host, port, ssl: connectionParameters.ssl, hasPassword: Boolean(password) }
}
