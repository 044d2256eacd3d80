import type pg from 'pg'
import { newId } from '../../core/ids.ts'

/** What the operator of an installation decides, by the platform's role. Each is one statement with its line of the log. */

const note = `
  noted as (
    insert into audit_log (county_id, audit_id, at, account_id, action, target_kind, target_id, result, detail)
    select d.county_id, $1::uuid, now(), a.account_id, $2, d.target_kind, d.target_id, 'done', d.detail
      from (select county_id, target_kind, target_id, detail from done) d
      join accounts a on a.county_id = d.county_id and a.is_system
  )`

export type Named = { login: string; prefix: string }

/** False where it was so already: nothing is written then. */
export async function insertGrant(client: pg.Client, { login, prefix }: Named): Promise<boolean> {
  const { rowCount } = await client.query(
    `with given as (
       insert into above_grants (county_id, account_id, prefix, granted_at)
       select county_id, account_id, $4, now() from login_locators where login = $3
       on conflict (county_id, account_id, prefix) do nothing
       returning county_id, account_id, prefix
     ),
     done as (
       select county_id, 'account' as target_kind, account_id::text as target_id,
              jsonb_build_object('prefix', prefix) as detail from given
     ),
     ${note}
     select from done`,
    [newId(), 'above.granted', login, prefix],
  )
  return rowCount === 1
}

export async function deleteGrant(client: pg.Client, { login, prefix }: Named): Promise<boolean> {
  const { rowCount } = await client.query(
    `with taken as (
       delete from above_grants g using login_locators l
        where l.login = $3 and g.county_id = l.county_id and g.account_id = l.account_id and g.prefix = $4
       returning g.county_id, g.account_id, g.prefix
     ),
     done as (
       select county_id, 'account' as target_kind, account_id::text as target_id,
              jsonb_build_object('prefix', prefix) as detail from taken
     ),
     ${note}
     select from done`,
    [newId(), 'above.revoked', login, prefix],
  )
  return rowCount === 1
}

export async function hasLogin(client: pg.Client, login: string): Promise<boolean> {
  const { rowCount } = await client.query('select from login_locators where login = $1', [login])
  return rowCount === 1
}

export type GrantRow = {
  login: string | null
  name: string
  county: string
  prefix: string
  isClosed: boolean
}

export async function listGrants(client: pg.Client): Promise<GrantRow[]> {
  const { rows } = await client.query<GrantRow>(
    `select a.login, a.name, c.name as county, g.prefix, a.disabled_at is not null as "isClosed"
       from above_grants g
       join accounts a on a.county_id = g.county_id and a.account_id = g.account_id
       join county c on c.county_id = g.county_id
      order by g.prefix collate "C", a.login`,
  )
  return rows
}

/** Where a county stands. Its boards above are counted anew by the mark that goes with it; false where it stood there. */
export async function placeCounty(client: pg.Client, county: number, code: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `with placed as (
       update county set division_code = $4 where county_id = $3 and division_code is distinct from $4
       returning county_id, division_code
     ),
     marked as (
       insert into county_changes (county_id, change_id) select county_id, $1::uuid from placed
     ),
     done as (
       select county_id, 'county' as target_kind, county_id::text as target_id,
              jsonb_build_object('code', division_code) as detail from placed
     ),
     ${note}
     select from done`,
    [newId(), 'above.placed', county, code],
  )
  return rowCount === 1
}

export type CountyRow = { county: number; name: string; code: string | null }

export async function listCounties(client: pg.Client): Promise<CountyRow[]> {
  const { rows } = await client.query<CountyRow>(
    `select county_id as county, name, division_code as code from county order by division_code collate "C", county_id`,
  )
  return rows
}

export async function namePrefecture(client: pg.Client, code: string, name: string): Promise<void> {
  await client.query(
    `insert into division_names (code, name) values ($1, $2)
     on conflict (code) do update set name = excluded.name`,
    [code, name],
  )
}
