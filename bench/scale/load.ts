import type pg from 'pg'
import { activityKinds } from '../../contract/activity-kinds.ts'
import type { App } from '../../server/app.ts'
import { type County, setUpCounty } from '../../server/features/access/set-up.ts'
import type { PlannedCounty, PlannedOrg } from './plan.ts'

const foundedOn = '2020-01-01'

/** Six kinds of meeting, asked of every branch in every month by its county. */
const asked = activityKinds.slice(0, 6)

/**
 * One county with its organisations, members and six requirements. The county itself comes through the product; its
 * rows are written past checks of foreign keys, which hold by how they are made. All or nothing, so that a run that
 * was cut off goes on with the county it was at.
 */
export async function loadCounty(
  app: App,
  client: pg.Client,
  { division, orgs }: PlannedCounty,
  membersEach: number,
): Promise<void> {
  const { code, name } = division
  const at = await setUpCounty(app.runtime, {
    name: `中共${name}委员会`,
    shortName: name,
    divisionCode: code,
    foundedOn,
  })
  await client.query('begin')
  await client.query('set local session_replication_role = replica')
  await client.query('set local synchronous_commit = off')
  await insertOrgs(client, at, orgs)
  await insertMembers(client, at, membersEach)
  await insertRequirements(client, at)
  await client.query(
    'insert into scale_loaded (code, county_id, root_id, system_account) values ($1, $2, $3, $4)',
    [code, at.county, at.rootId, at.systemAccount],
  )
  await client.query('commit')
}

/** The counties that stand, by their codes: what a run that was cut off need not make again. */
export async function listLoaded(client: pg.Client): Promise<Map<string, County>> {
  await client.query(
    `create table if not exists scale_loaded (
       code text primary key, county_id int not null, root_id int not null, system_account uuid not null)`,
  )
  const { rows } = await client.query<County & { code: string }>(
    `select code, county_id as county, root_id as "rootId", system_account as "systemAccount"
       from scale_loaded order by code`,
  )
  return new Map(rows.map(({ code, ...county }) => [code, county]))
}

async function insertOrgs(client: pg.Client, { county }: County, orgs: readonly PlannedOrg[]): Promise<void> {
  const columns = [
    orgs.map((one) => one.orgId),
    orgs.map((one) => one.parentId),
    orgs.map((one) => one.kind),
    orgs.map((one) => one.name),
    orgs.map((one) => one.path),
  ]
  await client.query(
    `insert into organisations (county_id, org_id, parent_id, kind, name, short_name, management, path, sort, founded_on, version)
     select $1::int, o.org_id, o.parent_id, o.kind, o.name, left(o.name, 20), 'direct', o.path, o.org_id, $7::date, 1
       from unnest($2::int[], $3::int[], $4::text[], $5::text[], $6::text[]) as o(org_id, parent_id, kind, name, path)`,
    [county, ...columns, foundedOn],
  )
  await client.query(
    `insert into org_history (county_id, org_id, valid_from, parent_id, kind, name, short_name, management)
     select county_id, org_id, founded_on, parent_id, kind, name, short_name, management
       from organisations where county_id = $1 and parent_id is not null`,
    [county],
  )
  await client.query(
    `insert into county_counters (county_id, name, last_value) values ($1, 'organisation', $2)
     on conflict (county_id, name) do update set last_value = excluded.last_value`,
    [county, orgs.length + 1],
  )
}

async function insertMembers(client: pg.Client, { county }: County, each: number): Promise<void> {
  await client.query(
    `insert into members (county_id, member_id, org_id, stage, stage_on, standing, name, name_pinyin, name_initials,
                          name_strokes, is_lost, is_floating, profile, version, created_at, updated_at)
     select o.county_id, md5(o.county_id || '/' || o.org_id || '/' || n)::uuid, o.org_id, 'full', '2015-07-01', 'normal',
            '党员' || n, 'dangyuan', 'dy', '0', false, false, '{}', 1, '2020-01-01', '2020-01-01'
       from organisations o cross join generate_series(1, $2::int) as n
      where o.county_id = $1 and o.kind = 'branch'`,
    [county, each],
  )
}

async function insertRequirements(
  client: pg.Client,
  { county, rootId, systemAccount }: County,
): Promise<void> {
  await client.query(
    `insert into requirements (county_id, requirement_id, org_id, reach, code, name, level, source, cadence, own_day, grace,
                               times, org_kinds, fact_kind, patterns, held_by, valid_from, declared_by, declared_at)
     select $1::int, gen_random_uuid(), $2::int, 'below', a.activity, a.activity, 'local', '规模测量', 'month', false, 10,
            1, '{branch}', 'activity-held', jsonb_build_array(jsonb_build_object('activity', a.activity)), 'self',
            '2020-01-01', $3::uuid, '2020-01-01'
       from unnest($4::text[]) as a(activity)`,
    [county, rootId, systemAccount, asked],
  )
}
