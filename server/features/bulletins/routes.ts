import { type ActivityKind, activityLabel } from '../../../contract/activity-kinds.ts'
import * as contract from '../../../contract/bulletins.ts'
import { type FactKind, factKindLabels } from '../../../contract/facts.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { placeOf } from '../organisations/commands.ts'
import { loadBulletin } from './bulletin.ts'
import { listRecords, type RecordRow } from './queries.ts'
import { spanOf } from './spans.ts'
import { writeBulletin } from './word.ts'

type Asked = { orgId: number; period: contract.BulletinPeriod; day: string | undefined }

async function locate(ctx: Ctx, { orgId, period, day }: Asked) {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'worklists.read', place)
  const at = day ?? ctx.today
  demand(at <= ctx.today, 'input.invalid', { field: 'query.day', message: '这一天还没有到。' })
  return { place, span: spanOf(period, at) }
}

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
    const { place, span } = await locate(ctx, { ...params, ...query, day: query.day })
    return loadBulletin(ctx, place, span)
  }),
  endpoint(contract.listBulletinRecords, async (ctx, { params, query }) => {
    const { place, span } = await locate(ctx, { ...params, ...query, day: query.day })
    // What lists wanted opens on the page of the week.
    if (query.figure === 'asked' || query.figure === 'answered') return { rows: [] }
    return { rows: (await listRecords(ctx, place.path, span, query.figure)).map(presentRecord) }
  }),
  endpoint(contract.getBulletinWord, async (ctx, { params, query }) => {
    const { place, span } = await locate(ctx, { ...params, ...query, day: query.day })
    const bulletin = await loadBulletin(ctx, place, span)
    return {
      name: `${place.name}${bulletin.title}.docx`,
      mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      bytes: () => writeBulletin(bulletin),
    }
  }),
]
