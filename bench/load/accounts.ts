import type { App } from '../../server/app.ts'
import { newId } from '../../server/core/ids.ts'
import type { County } from '../../server/features/access/set-up.ts'
import type { Bench } from '../bench.ts'
import { atWorld } from '../people.ts'
import { type BenchServer, signIn } from '../server.ts'
import { county } from '../world/build.ts'
import { listGrids } from '../world/households.ts'
import { type LoadRole, loadRoles, peopleOf } from './mix.ts'
import type { Account } from './person.ts'

type Found = Pick<Account, 'accountId' | 'orgId' | 'memberId'>
type Ground = { bench: Bench; server: BenchServer; app: App; at: County }

/** So many people of the roles in their shares, each signed in with a session of its own. */
export async function openAccounts(ground: Ground, count: number): Promise<Account[]> {
  const wanted = peopleOf(count)
  const all: Account[] = []
  for (const role of loadRoles) {
    const found = await findPeople(ground, role, wanted[role])
    for (let nth = 0; nth < wanted[role]; nth += 1) {
      const one = found[nth % found.length]
      if (!one) throw new Error(`nobody is ${role} in this county`)
      const { cookie } = await signIn(ground.server, ground.app, ground.at, one.accountId)
      const householdIds = role === 'grid-worker' ? await listHouseholds(ground.bench, one.orgId) : []
      all.push({ ...one, role, cookie, householdIds, another: nth >= found.length })
    }
  }
  return all
}

async function findPeople({ bench }: Ground, role: LoadRole, count: number): Promise<Found[]> {
  if (role === 'grid-worker') {
    const grids = await atWorld(bench, (client) => listGrids(client, county))
    return grids.slice(0, count).map((grid) => ({ ...grid, memberId: null }))
  }
  if (role === 'member') await openMemberAccounts(bench, count)
  return atWorld(bench, async (client) => {
    const { rows } = await client.query<Found>(
      `select a.account_id as "accountId", g.org_id as "orgId", a.member_id as "memberId"
         from grants g join accounts a on a.county_id = $1 and a.account_id = g.account_id
        where g.county_id = $1 and g.role = $2 and a.disabled_at is null and g.ended_at is null
          and ($2 <> 'member' or a.name like $4)
        order by md5(g.org_id::text), a.account_id limit $3`,
      [county, role, count, `${memberName}%`],
    )
    return rows
  })
}

/** By which a kept world knows them again. */
const memberName = '测量用党员'
/** Members of one branch who have an account: some of them are called to the same meeting. */
const perBranch = 4

/** The own accounts of members, as their branch would open them, in the branches whose secretaries take part. */
async function openMemberAccounts(bench: Bench, count: number): Promise<void> {
  await atWorld(bench, async (client) => {
    const { rows } = await client.query<{ member_id: string; org_id: number }>(
      `select member_id, org_id from (
         select m.member_id, m.org_id, row_number() over (partition by m.org_id order by m.member_id desc) as nth
           from members m
          where m.county_id = $1 and m.stage = 'full'
            and not exists (select from accounts a where a.county_id = $1 and a.member_id = m.member_id
                                                     and a.name not like $4)) as m
        where nth <= $3 order by md5(org_id::text), member_id limit $2`,
      [county, count, Math.max(perBranch, Math.ceil(count / 40)), `${memberName}%`],
    )
    const wanted = rows.map((row) => ({ ...row, accountId: newId(), grantId: newId() }))
    await client.query(
      `with m as (
         select m.* from jsonb_to_recordset($2::jsonb) as m(member_id uuid, org_id int, "accountId" uuid, "grantId" uuid)
          where not exists (select from accounts a where a.county_id = $1 and a.member_id = m.member_id)
       ),
       people as (
         insert into accounts (county_id, account_id, name, member_id, is_system, created_at)
         select $1::int, "accountId", $3::text, member_id, false, '2020-01-01' from m
       )
       insert into grants (county_id, grant_id, account_id, role, org_id, valid_from, reason, granted_at)
       select $1::int, "grantId", "accountId", 'member', org_id, '2020-01-01', '测量', '2020-01-01' from m`,
      [county, JSON.stringify(wanted), memberName],
    )
    await client.query('update county_epochs set epoch = epoch + 1 where county_id = $1', [county])
  })
}

function listHouseholds(bench: Bench, orgId: number): Promise<string[]> {
  return atWorld(bench, async (client) => {
    const { rows } = await client.query<{ household_id: string }>(
      'select household_id from households where county_id = $1 and org_id = $2 order by household_id',
      [county, orgId],
    )
    return rows.map((row) => row.household_id)
  })
}
