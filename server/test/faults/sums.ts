import { join } from 'node:path'
import pg from 'pg'
import { expect } from 'vitest'
import { anchorFolder } from '../../core/audit/anchors.ts'
import { verifyLog } from '../../core/audit/verify.ts'
import { withClient } from '../../core/db/embedded/roles.ts'
import { findRunning } from '../../core/db/embedded/running.ts'
import type { Acknowledged } from './load.ts'
import { type FaultWorld, worth } from './world.ts'

const counts = `
  select (select array_agg(honour_id::text) from honours) as honours,
         (select array_agg(activity_id::text) from activities) as activities,
         (select array_agg(activity_id::text) from activities where state = 'closed') as closed,
         (select count(*) from attendance as t join activities as a using (county_id, activity_id)
           where a.state = 'closed' and t.state = 'present')::int as present,
         (select count(*) from facts where kind = 'honour')::int as honour_facts,
         (select count(*) from facts where kind = 'attendance')::int as attendance_facts,
         (select coalesce(sum(points), 0) from point_entries)::int as entries,
         (select coalesce(sum(points), 0) from point_member_months)::int as member_months,
         (select coalesce(sum(points), 0) from point_org_months)::int as org_months,
         (select count(*) from audit_log where action = 'honour.recorded')::int as honours_logged,
         (select count(*) from audit_log where action = 'activity.closed')::int as closings_logged,
         (select count(*) from audit_log where action = 'activity.planned')::int as plans_logged,
         (select count(*) from facts as f where f.kind = 'activity-held'
           and not exists (select from fact_voids as v where v.fact_id = f.fact_id))::int as held_facts,
         (select coalesce(sum(activities), 0) from county_month_figures)::int as held_above,
         (select count(*) from county_changes)::int as unseen_above,
         (select array_agg(request_id::text) from requests) as requests`

type Counts = { honours: string[]; activities: string[]; closed: string[]; requests: string[] } & Record<
  | 'present'
  | 'honour_facts'
  | 'attendance_facts'
  | 'entries'
  | 'member_months'
  | 'org_months'
  | 'honours_logged'
  | 'closings_logged'
  | 'plans_logged'
  | 'held_facts'
  | 'held_above'
  | 'unseen_above',
  number
>

/**
 * Every acknowledged write is there, once; the sums agree with each other; the log tells each write, once, and is as it
 * was sealed. With `settled`, nothing else is there either.
 */
export async function expectSums(
  world: FaultWorld,
  { honours, planned, closed }: Acknowledged,
  settled: boolean,
) {
  const running = findRunning(world.dataDir)
  if (!running) throw new Error('no engine runs')
  await untilReady(running.superUrl)
  if (settled) await untilSeenAbove(running.superUrl)
  const { found, findings } = await withClient(running.superUrl, async (client) => ({
    found: (await client.query<Counts>(counts)).rows[0] as Counts,
    findings: await verifyAll(running.urls.platform, world),
  }))
  expect(findings).toEqual([])
  const there = {
    honours: new Set(found.honours ?? []),
    planned: new Set(found.activities ?? []),
    closed: new Set(found.closed ?? []),
    requests: new Set(found.requests ?? []),
  }
  expect([...honours].filter((id) => !there.honours.has(id))).toEqual([])
  expect([...planned].filter((id) => !there.planned.has(id))).toEqual([])
  expect([...closed].filter((id) => !there.closed.has(id))).toEqual([])
  expect([...honours, ...planned].filter((id) => !there.requests.has(id))).toEqual([])
  const points = there.honours.size * worth.honour + found.present * worth.attendance
  expect(found).toMatchObject({
    honour_facts: there.honours.size,
    honours_logged: there.honours.size,
    plans_logged: there.planned.size,
    closings_logged: there.closed.size,
    present: there.closed.size * world.members.length,
    attendance_facts: found.present,
    entries: points,
    member_months: points,
    org_months: points,
  })
  // At every moment: what has no mark any more has been counted.
  if (found.unseen_above === 0) expect(found.held_above).toBe(found.held_facts)
  if (settled)
    expect([there.honours.size, there.planned.size, there.closed.size]).toEqual([
      honours.size,
      planned.size,
      closed.size,
    ])
}

/** Whatever was killed meanwhile, the boards above the county come to see every write, once somebody may look at them. */
async function untilSeenAbove(url: string): Promise<void> {
  const allow = `insert into above_grants (county_id, account_id, prefix, granted_at)
                 select county_id, account_id, '', now() from accounts where is_system on conflict do nothing`
  await withClient(url, (client) => client.query(allow))
  const unseen = () =>
    withClient(url, async (client) => (await client.query('select from county_changes')).rows.length)
  await expect.poll(unseen, { timeout: 30_000, interval: 200 }).toBe(0)
}

/** An engine that has lost a process replays its log first. */
async function untilReady(url: string): Promise<void> {
  const readies = () =>
    withClient(url, (client) => client.query('select 1')).then(
      () => true,
      () => false,
    )
  await expect.poll(readies, { timeout: 150_000, interval: 250 }).toBe(true)
}

async function verifyAll(url: string, { dataDir }: FaultWorld): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const findings: unknown[] = []
  try {
    await verifyLog(client, join(dataDir, anchorFolder), (finding) => findings.push(finding))
  } finally {
    await client.end()
  }
  // Killed before its first block had an anchor.
  return findings.filter((one) => (one as { what: string }).what !== 'no-anchor')
}
