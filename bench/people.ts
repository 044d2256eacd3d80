import type pg from 'pg'
import { planActivity } from '../contract/activities.ts'
import { todayIn } from '../server/core/clock/today.ts'
import { withClient } from '../server/core/db/embedded/roles.ts'
import type { Bench } from './bench.ts'
import { type Client, signIn } from './server.ts'
import { county } from './world/build.ts'
import { worldDatabase } from './world/engine.ts'

export type Branch = { orgId: number; secretary: string; memberIds: string[] }

/** Something asked of the world's database itself. */
export function atWorld<T>(
  { world }: Pick<Bench, 'world'>,
  ask: (client: pg.Client) => Promise<T>,
): Promise<T> {
  return withClient(world.engine.adminUrlOf(worldDatabase), ask)
}

/** So many branches, spread over the county, with their secretary's account and members. */
export function pickBranches(bench: Bench, count: number): Promise<Branch[]> {
  return atWorld(bench, async (client) => {
    const { rows } = await client.query<Branch>(
      `select g.org_id as "orgId", g.account_id as secretary,
              array(select m.member_id from members m
                     where m.county_id = $1 and m.org_id = g.org_id and m.stage = 'full'
                     order by m.member_id) as "memberIds"
         from grants g
        where g.county_id = $1 and g.role = 'branch-secretary'
        order by md5(g.org_id::text) limit $2`,
      [county, count],
    )
    return rows
  })
}

export type PlannedDay = { activityId: string; version: number }

/** A theme day of a branch today, with these people on its roll. */
export function planThemeDay(person: Client, orgId: number, memberIds: string[]): Promise<PlannedDay> {
  return person.ask(planActivity, {
    body: {
      orgId,
      kind: 'theme-day',
      title: '主题党日',
      day: todayIn(new Date()),
      invited: { whom: 'named', memberIds },
    },
  })
}

/** Somebody with this role, and where. */
export function findOfficer(bench: Bench, role: string): Promise<{ accountId: string; orgId: number }> {
  return atWorld(bench, async (client) => {
    const { rows } = await client.query<{ accountId: string; orgId: number }>(
      `select account_id as "accountId", org_id as "orgId" from grants
        where county_id = $1 and role = $2 order by org_id, account_id limit 1`,
      [county, role],
    )
    const [found] = rows
    if (!found) throw new Error(`nobody is ${role} in this county`)
    return found
  })
}

/** The same account on so many connections, as if at so many desks. */
export async function signInTimes(bench: Bench, accountId: string, times: number): Promise<Client[]> {
  const clients: Client[] = []
  for (let n = 0; n < times; n += 1) clients.push(await signIn(bench.server, bench.app, bench.at, accountId))
  return clients
}
