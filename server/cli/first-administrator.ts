import { type Role, roleLabel, separatedRoles } from '../../contract/roles.ts'
import type { App } from '../app.ts'
import type { Ctx } from '../core/context/context.ts'
import { newId } from '../core/ids.ts'
import { invite } from '../features/access/commands.ts'
import { listWithPassword } from '../features/access/platform-queries.ts'
import { insertAccount, insertGrant, listHolders } from '../features/access/queries.ts'
import { asSystem, type County, setUpCounty } from '../features/access/set-up.ts'

/** The counties of this installation, each with the account under which the system signs. */
export async function listCounties(app: App): Promise<County[]> {
  const { rows } = await app.runtime.platform.query<{ county: number; system_account: string }>(
    'select county_id as county, account_id as system_account from accounts where is_system order by county_id',
  )
  return rows.map((row) => ({ county: row.county, systemAccount: row.system_account, rootId: 1 }))
}

export type Invitation = { label: string; token: string }

/**
 * At the very first start a county and its three administrators, who are three people from the beginning. As long as
 * one of the three offices has nobody with a password, every start makes a new one-time address for it: whoever came
 * in once and set none, or lost the address, is not shut out for good. There is no default password.
 */
export async function inviteFirstAdministrators(app: App, countyName: string): Promise<Invitation[]> {
  const [known] = await listCounties(app)
  const county = known ?? (await setUpCounty(app.runtime, wishFor(countyName)))
  const invitations: Invitation[] = []
  for (const role of separatedRoles) {
    const holders = await asSystem(app.runtime, county, 'look for administrators', (ctx) =>
      listHolders(ctx, role),
    )
    if ((await listWithPassword(app.runtime.platform, county.county, holders)).length > 0) continue
    const token = await asSystem(app.runtime, county, 'invite an administrator', async (ctx) => {
      const accountId = holders[0] ?? (await makeAdministrator(ctx, county, role))
      return invite(ctx, accountId, 'first-administrator', 1)
    })
    invitations.push({ label: roleLabel(role), token })
  }
  return invitations
}

function wishFor(name: string) {
  return { name, shortName: name.slice(0, 20), divisionCode: null, foundedOn: '1949-10-01' }
}

async function makeAdministrator(ctx: Ctx, county: County, role: Role): Promise<string> {
  const accountId = newId()
  await insertAccount(ctx, { accountId, name: roleLabel(role), memberId: null })
  await insertGrant(ctx, {
    grantId: newId(),
    accountId,
    role,
    orgId: county.rootId,
    validFrom: ctx.today,
    validTo: null,
    reason: '第一次启动',
  })
  return accountId
}
