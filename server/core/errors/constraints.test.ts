import { expect, it } from 'vitest'
import { useTestApp } from '../../test/app.ts'
import { withClient } from '../db/embedded/roles.ts'
import { hasWords } from './constraints.ts'

const test = useTestApp()

/** What nobody can run into. */
const handled: readonly string[] = [
  // Their inserts say themselves what is to be done about the one that stands.
  'enterprise_orders_open',
  'reserve_nominations_once',
  'roll_exclusions_once',
  'transfer_proposals_waiting',
  'visit_plans_once',
  // Numbers that are handed out under a lock.
  'activities_county_id_org_id_serial_year_serial_no_key',
  'organisations_county_id_path_key',
  // Drawn from so many that no two are the same.
  'attend_links_county_id_address_key',
  'calendar_feeds_county_id_address_hash_key',
  'case_doors_county_id_address_key',
  'case_pages_county_id_address_key',
  'household_links_county_id_address_key',
  'publications_county_id_address_key',
  'selection_lists_county_id_address_key',
  'visit_notices_county_id_address_key',
]

it('says in words of a person what any two may do once', async () => {
  const { rows } = await withClient(test.database.adminUrl, (client) =>
    client.query<{ name: string }>(
      `select i.relname as name
         from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
         join pg_namespace n on n.oid = t.relnamespace
        where n.nspname = 'public' and x.indisunique and not x.indisprimary and not t.relispartition
        order by 1`,
    ),
  )
  const names = rows.map(({ name }) => name)
  expect(names.length).toBeGreaterThan(20)
  expect(names.filter((name) => !hasWords(name) && !handled.includes(name))).toEqual([])
  expect(handled.filter((name) => !names.includes(name) || hasWords(name))).toEqual([])
})
