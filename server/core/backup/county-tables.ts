import type pg from 'pg'
import { historyTables, listTables } from './catalogue.ts'
import type { Table } from './manifest.ts'
import { queueSources } from './queue-rows.ts'

/**
 * What belongs to the old address and not to the county: who is signed in there, on the way in, known by a browser, or by
 * a service that knows that address. People sign in anew. Nor do people look above the county for having done so there.
 */
export const leftBehind = [
  'sessions',
  'one_time_links',
  'known_devices',
  'provider_attempts',
  'provider_links',
  'above_grants',
  'county_changes',
  'county_figures',
  'county_month_figures',
]

/** Made anew by the installation that takes the county in: what its own keys make, and where its log stands. */
const madeAnew: Readonly<Record<string, readonly string[]>> = {
  members: ['id_hash', 'id_tail', 'mobile_hash', 'mobile_tail'],
  identity_locators: ['id_hash'],
  county_keys: ['wrapped'],
  audit_log: ['position'],
}

/** The tables of a county with the columns that are carried. */
export async function listCountyTables(client: pg.Client): Promise<Table[]> {
  const tables = await listTables(client)
  return tables
    .filter(
      ({ name, columns }) =>
        columns.some((one) => one.name === 'county_id') && ![...leftBehind, ...historyTables].includes(name),
    )
    .map(({ name, columns }) => ({
      name,
      columns: columns.filter((one) => !madeAnew[name]?.includes(one.name)),
    }))
}

/** Rows of one county as JSON, one a line, in an order that is the same everywhere. */
export function selectAsJson(
  { name, columns }: Table,
  orders: ReadonlyMap<string, string>,
  county: number,
): string {
  const list = columns.map((column) => `"${column.name}"`).join(', ')
  // The key of one table is made anew; its rows are one a member.
  const order = name === 'identity_locators' ? 'member_id' : (orders.get(name) ?? '1')
  return `select row_to_json(t) from (select ${list} from "${name}" where county_id = ${Math.trunc(county)} order by ${order}) t`
}

/** What waits in the queue for this county; the clocks of the program itself are no county's. */
export function selectJobs(county: number): string {
  return queueSources.jobs.replace(
    'where ',
    `where (j.payload::jsonb ->> 'county')::bigint = ${Math.trunc(county)} and `,
  )
}
