import type pg from 'pg'
import type { App } from '../../server/app.ts'
import { newId } from '../../server/core/ids.ts'
import { asSystem, type County } from '../../server/features/access/set-up.ts'
import { contactContext, entryContext } from '../../server/features/households/household-rules.ts'
import { pathStep } from '../../server/features/organisations/rules.ts'

/** A grid that one grid worker goes round. */
export type FilledGrid = { orgId: number; accountId: string }
export type HouseholdWish = { grids: number; each: number }

/** Names of accounts by which a kept world knows the people again. */
const workerName = '测量用网格员'

/**
 * Founds grids below the county's villages, one after the other, with so many households in each and one grid worker.
 * The numbers are sealed by the county's key, as the register would; the rows are written past it.
 */
export async function fillHouseholds(
  app: App,
  at: County,
  client: pg.Client,
  { grids, each }: HouseholdWish,
): Promise<number> {
  const founded = await foundGrids(client, at, grids)
  const sealer = await asSystem(app.runtime, at, 'measure', (ctx) => ctx.sealer())
  for (const { orgId, accountId } of founded) {
    const rows = Array.from({ length: each }, (_, nth) => {
      const [householdId, entryId] = [newId(), newId()]
      return {
        householdId,
        entryId,
        address: `${orgId} 组 ${nth + 1} 号`,
        contact: sealer.seal(`户主${nth + 1}`, contactContext(householdId)).toString('hex'),
        phone: sealer
          .seal(`138${String(10_000_000 + orgId * each + nth).slice(-8)}`, entryContext(entryId))
          .toString('hex'),
      }
    })
    await insertHouseholds(client, at, orgId, accountId, JSON.stringify(rows))
  }
  return grids * each
}

/** The grids of the world and who goes round them, in the order of their numbers. */
export async function listGrids(client: pg.Client, county: number): Promise<FilledGrid[]> {
  const { rows } = await client.query<FilledGrid>(
    `select g.org_id as "orgId", g.account_id as "accountId"
       from grants g join accounts a on a.county_id = $1 and a.account_id = g.account_id
      where g.county_id = $1 and a.name = $2 order by g.org_id`,
    [county, workerName],
  )
  return rows
}

async function foundGrids(
  client: pg.Client,
  { county, systemAccount }: County,
  count: number,
): Promise<FilledGrid[]> {
  const { rows: villages } = await client.query<{ org_id: number; path: string }>(
    `select org_id, path from organisations where county_id = $1 and kind = 'village' order by path`,
    [county],
  )
  const { rows } = await client.query<{ last_value: number }>(
    `update county_counters set last_value = last_value + $2 where county_id = $1 and name = 'organisation'
     returning last_value`,
    [county, count],
  )
  const first = (rows[0]?.last_value ?? 0) - count + 1
  const grids = Array.from({ length: count }, (_, nth) => {
    const village = villages[nth % villages.length]
    const orgId = first + nth
    if (!village) throw new Error('this county has no villages')
    return {
      orgId,
      parentId: village.org_id,
      path: village.path + pathStep(orgId),
      accountId: newId(),
      grantId: newId(),
    }
  })
  await client.query(
    `with g as (select * from jsonb_to_recordset($2::jsonb)
                  as g("orgId" int, "parentId" int, path text, "accountId" uuid, "grantId" uuid)),
     orgs as (
       insert into organisations (county_id, org_id, parent_id, kind, name, short_name, management, path, sort, founded_on, version)
       select $1::int, "orgId", "parentId", 'grid', "orgId" || '网格', "orgId" || '网格', 'direct', path, "orgId", '2020-01-01', 1 from g
     ),
     history as (
       insert into org_history (county_id, org_id, valid_from, parent_id, kind, name, short_name, management)
       select $1::int, "orgId", '2020-01-01', "parentId", 'grid', "orgId" || '网格', "orgId" || '网格', 'direct' from g
     ),
     people as (
       insert into accounts (county_id, account_id, name, is_system, created_by, created_at)
       select $1::int, "accountId", $3::text, false, $4::uuid, '2020-01-01' from g
     )
     insert into grants (county_id, grant_id, account_id, role, org_id, valid_from, reason, granted_by, granted_at)
     select $1::int, "grantId", "accountId", 'grid-worker', "orgId", '2020-01-01', '测量', $4::uuid, '2020-01-01' from g`,
    [county, JSON.stringify(grids), workerName, systemAccount],
  )
  await client.query('update county_epochs set epoch = epoch + 1 where county_id = $1', [county])
  return grids
}

/** Five people a household, each with a telephone. */
async function insertHouseholds(
  client: pg.Client,
  { county }: County,
  orgId: number,
  accountId: string,
  rows: string,
): Promise<void> {
  await client.query(
    `with h as (select * from jsonb_to_recordset($4::jsonb)
                  as h("householdId" uuid, "entryId" uuid, address text, contact text, phone text)),
     homes as (
       insert into households (county_id, household_id, org_id, address, contact_sealed, head_count, is_new_resident,
                               checked_on, version, recorded_by, recorded_at, updated_at)
       select $1::int, "householdId", $2::int, address, decode(contact, 'hex'), 5, false, '2026-01-10', 1, $3::uuid,
              '2026-01-10', '2026-01-10' from h
     )
     insert into household_entries (county_id, entry_id, household_id, org_id, kind, value_sealed, purpose, basis, agreed_on,
                                    expires_on, recorded_by, recorded_at)
     select $1::int, "entryId", "householdId", $2::int, 'phone', decode(phone, 'hex'), 'contact', 'consent', '2026-01-10',
            '2099-01-10', $3::uuid, '2026-01-10' from h`,
    [county, orgId, accountId, rows],
  )
}
