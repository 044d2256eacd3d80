import { type ActivityKind, activityLabel } from '../../../contract/activity-kinds.ts'
import * as contract from '../../../contract/bulletins.ts'
import { type FactKind, factKindLabels } from '../../../contract/facts.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { loadBulletin } from './bulletin.ts'
import { locateBulletin } from './locate.ts'
import { listRecords, type RecordRow } from './queries.ts'

/** A title where it names no person; else what kind of record it is. */
function presentRecord(row: RecordRow) {
  const { activity } = row.attrs
  const label = factKindLabels[row.kind as FactKind] ?? row.kind
  const title = row.title ?? (typeof activity === 'string' ? activityLabel(activity as ActivityKind) : label)
  const link = row.source_kind === 'activity' ? `/activities/${row.source_id}` : null
  return { id: row.id, day: row.day, title, note: row.org_name, link }
}

export const bulletinRoutes: Route[] = [
  endpoint(contract.getBulletin, async (ctx, { params, query }) => {
    const { place, span } = await locateBulletin(ctx, { ...params, ...query, day: query.day })
    return loadBulletin(ctx, place, span)
  }),
  endpoint(contract.listBulletinRecords, async (ctx, { params, query }) => {
    const { place, span } = await locateBulletin(ctx, { ...params, ...query, day: query.day })
    // What lists wanted opens on the page of the week.
    if (query.figure === 'asked' || query.figure === 'answered') return { rows: [] }
    return { rows: (await listRecords(ctx, place.path, span, query.figure)).map(presentRecord) }
  }),
]
