import { type RoleKind, roles } from '../core/db/embedded/roles.ts'

/** The same server as in `url`, with another database and, if given, another login. */
export function rewriteUrl(
  url: string,
  database: string,
  login?: { user: string; password?: string },
): string {
  const next = new URL(url)
  next.pathname = `/${database}`
  if (!login) return next.toString()
  // In the query, because a URL of a socket has no host that a name could stand before.
  next.username = ''
  next.password = ''
  next.searchParams.set('user', login.user)
  next.searchParams.delete('password')
  if (login.password) next.searchParams.set('password', login.password)
  return next.toString()
}

/** URLs of the three roles in one database of the server of `adminUrl`. */
export function loginUrls(
  adminUrl: string,
  database: string,
  passwords: Partial<Record<RoleKind, string>>,
): Record<RoleKind, string> {
  const url = (kind: RoleKind) =>
    rewriteUrl(adminUrl, database, { user: roles[kind], password: passwords[kind] })
  return { owner: url('owner'), app: url('app'), platform: url('platform') }
}
