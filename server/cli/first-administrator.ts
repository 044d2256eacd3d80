import type { App } from '../app.ts'
import { newId } from '../core/ids.ts'
import { invite } from '../features/access/commands.ts'
import { insertAccount, insertGrant } from '../features/access/queries.ts'
import { asSystem, type County, setUpCounty } from '../features/access/set-up.ts'

/** The counties of this installation, each with the account under which the system signs. */
export async function listCounties(app: App): Promise<County[]> {
  const { rows } = await app.runtime.platform.query<{ county: number; system_account: string }>(
    'select county_id as county, account_id as system_account from accounts where is_system order by county_id',
  )
  return rows.map((row) => ({ county: row.county, systemAccount: row.system_account, rootId: 1 }))
}

/**
 * At the very first start a county and its first administrator; as long as that person has never come in,
 * every start makes a new one-time address. There is no default password. Null when nobody is waited for.
 */
export async function inviteFirstAdministrator(app: App, countyName: string): Promise<string | null> {
  const [known] = await listCounties(app)
  const county = known ?? (await setUpCounty(app.runtime, wishFor(countyName)))
  const waiting = known ? await findWaiting(app, known.county) : await makeAdministrator(app, county)
  if (!waiting) return null
  return asSystem(app.runtime, county, 'invite the first administrator', (ctx) =>
    invite(ctx, waiting, 'first-administrator', 1),
  )
}

function wishFor(name: string) {
  return { name, shortName: name.slice(0, 20), divisionCode: null, foundedOn: '1949-10-01' }
}

async function makeAdministrator(app: App, county: County): Promise<string> {
  const accountId = newId()
  await asSystem(app.runtime, county, 'make the first administrator', async (ctx) => {
    await insertAccount(ctx, { accountId, name: '系统管理员', memberId: null })
    await insertGrant(ctx, {
      grantId: newId(),
      accountId,
      role: 'county-admin',
      orgId: county.rootId,
      validFrom: ctx.today,
      validTo: null,
      reason: '第一次启动',
    })
  })
  return accountId
}

async function findWaiting(app: App, county: number): Promise<string | null> {
  const { rows } = await app.runtime.platform.query<{ account_id: string }>(
    `select distinct l.account_id from one_time_links l
      where l.county_id = $1 and l.purpose = 'first-administrator'
        and not exists (select 1 from one_time_links used
                         where used.county_id = l.county_id and used.account_id = l.account_id
                           and used.used_at is not null)`,
    [county],
  )
  return rows[0]?.account_id ?? null
}
