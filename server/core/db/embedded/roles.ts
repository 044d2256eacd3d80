import pg from 'pg'

/**
 * The three login roles; migrations name them in their grants. None is a superuser or passes by row-level
 * security. *owner* owns the database and everything migrated, *app* answers requests, *platform* reads the
 * few tables outside tenancy and owns the job queue.
 */
export const roles = {
  owner: 'zhibutong_owner',
  app: 'zhibutong_app',
  platform: 'zhibutong_platform',
} as const

export type RoleKind = keyof typeof roles

/**
 * Creates the three roles on the server of `adminUrl` (a superuser, or a role with CREATEROLE). With
 * passwords, sets those; a role that is there keeps everything else it has.
 * Throws if one of them could pass by row-level security.
 */
export async function ensureRoles(
  adminUrl: string,
  passwords: Partial<Record<RoleKind, string>> = {},
): Promise<void> {
  await withClient(adminUrl, async (client) => {
    for (const kind of Object.keys(roles) as RoleKind[]) {
      await createRole(client, roles[kind])
      const password = passwords[kind]
      if (password !== undefined)
        await client.query(`alter role ${roles[kind]} login password ${pg.escapeLiteral(password)}`)
    }
    await refusePowerful(client)
  })
}

/**
 * Creates the database, if it is not there, and lets in the three roles and nobody else. The one in
 * `adminUrl` is only where the connection goes. Roles come first (`ensureRoles`).
 */
export async function ensureDatabase(adminUrl: string, database: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const { rows } = await client.query('select from pg_database where datname = $1', [database])
    if (rows.length === 0) {
      await joinOwner(client)
      await client.query(
        `create database ${pg.escapeIdentifier(database)} owner ${roles.owner} encoding 'UTF8' template template0`,
      )
    }
    await grantDatabase(client, database)
  })
}

/** Rights on a database are not copied with its template: each clone gets them anew. */
export async function grantDatabase(client: pg.Client, database: string): Promise<void> {
  const name = pg.escapeIdentifier(database)
  await client.query(`revoke all on database ${name} from public`)
  await client.query(`grant connect on database ${name} to ${roles.app}, ${roles.platform}`)
  // graphile-worker makes its own schema, and only a table's owner may enqueue.
  await client.query(`grant create on database ${name} to ${roles.platform}`)
}

async function createRole(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query('select from pg_roles where rolname = $1', [role])
  if (rows.length > 0) return
  try {
    await client.query(`create role ${role} login`)
  } catch (error) {
    // Two starts at once: the other one was faster (duplicate_object, unique_violation).
    if (!['42710', '23505'].includes((error as { code?: string }).code ?? '')) throw error
  }
}

async function refusePowerful(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>(
    'select rolname from pg_roles where rolname = any ($1) and (rolsuper or rolbypassrls)',
    [Object.values(roles)],
  )
  if (rows[0])
    throw new Error(
      `数据库角色 ${rows[0].rolname} 能绕过行级隔离，不能用。请去掉它的 SUPERUSER 和 BYPASSRLS。`,
    )
}

/** Only a member may make another role the owner of a database; a superuser is a member of all. */
async function joinOwner(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ member: boolean }>(
    `select pg_has_role(current_user, $1, 'MEMBER') and
            (select rolsuper or current_setting('server_version_num')::int < 160000
               or pg_has_role(current_user, $1, 'USAGE') from pg_roles where rolname = current_user) as member`,
    [roles.owner],
  )
  if (!rows[0]?.member) await client.query(`grant ${roles.owner} to current_user`)
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  // A server that goes away between two queries would else end the process.
  client.on('error', () => {})
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}
