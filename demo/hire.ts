import type { Role } from '../contract/roles.ts'
import { raiseEpoch } from '../server/core/context/raise-epoch.ts'
import { newId } from '../server/core/ids.ts'
import { insertAccount, insertGrant } from '../server/features/access/queries.ts'
import { asSystem } from '../server/features/access/set-up.ts'
import { at } from './days.ts'
import { type Ground, memberIdOf, orgOf } from './ground.ts'
import type { StaffPlan } from './staff-plan.ts'

export type DemoRole = { role: Role; accountId: string; name: string }

const since = '2012-11-01'

/**
 * Opens accounts with one role each. The system does it, as for the first administrator of any county: there is nobody
 * yet who could grant. No invitation is made; addresses to sign in come at each start.
 */
export async function hire(ground: Ground, plans: readonly StaffPlan[]): Promise<DemoRole[]> {
  const runtime = { ...ground.runtime, now: () => at(since, '09:00') }
  return asSystem(runtime, ground.county, 'staff of the demonstration', async (ctx) => {
    const hired: DemoRole[] = []
    for (const { key, role, orgs, name, person, shown } of plans) {
      const [accountId, memberId] = [newId(), person ? memberIdOf(ground, person) : null]
      const places = orgs.map((org) => orgOf(ground, org))
      await insertAccount(ctx, { accountId, name, memberId })
      const term = { validFrom: since, validTo: null, reason: '任职' }
      for (const { orgId } of places)
        await insertGrant(ctx, { grantId: newId(), accountId, role, orgId, ...term })
      ctx.audit({ action: 'account.created', target: { kind: 'account', id: accountId }, memberId })
      const grants = places.map(({ orgId, path }) => ({ role, orgId, orgPath: path }))
      const rest = { kind: 'person', kin: [], orgs: 'county', address: null, sessionHash: null } as const
      ground.staff.set(key, { ...rest, accountId, memberId, name, grants })
      if (shown) hired.push({ role, accountId, name })
    }
    await raiseEpoch(ctx)
    return hired
  })
}
