import * as contract from '../../../contract/visit-notices.ts'
import { addMonths } from '../../core/clock/days.ts'
import { demandMay, may } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { listPlacesAt, placeOf } from '../organisations/commands.ts'
import { drawUpNotice, proveNoticeSeen, publishNotice, withdrawNotice } from './notice-commands.ts'
import { presentNotice, publicNoticePath } from './notice-present.ts'
import { countNotices, readNotices } from './notice-queries.ts'
import { hasChanged } from './notice-rules.ts'
import { monthOf } from './rules.ts'

export const visitNoticeRoutes: Route[] = [
  endpoint(contract.previewVisitNotice, async (ctx, { params, query }) => {
    const place = await placeOf(ctx, params.orgId)
    demandMay(ctx.actor, 'visits.read', place)
    const month = query.month ?? addMonths(ctx.today, -1).slice(0, 7)
    const { snapshot, hindrance } = await drawUpNotice(ctx, place, month)
    const notices = await readNotices(ctx, { orgId: place.orgId, month: monthOf(month).from })
    const standing = notices.find((one) => one.withdrawn_on === null)
    const mayPublish = may(ctx.actor, 'visits.check', place)
    const publishes = mayPublish && standing === undefined && hindrance === null
    return {
      month,
      snapshot,
      hindrance,
      seen: publishes ? await proveNoticeSeen(ctx, place, snapshot) : null,
      notices: notices.map((row) => presentNotice(row, ctx.today)),
      changed: standing !== undefined && hasChanged(snapshot, standing.snapshot),
      abilities: {
        publish: publishes,
        withdraw: mayPublish && standing !== undefined,
      },
    }
  }),

  endpoint(contract.listVisitNotices, async (ctx, { query }) => {
    const paths = pathsWhere(ctx.actor, 'visits.read')
    demand(paths.length > 0, 'access.denied')
    const rows = await readNotices(ctx, { paths, ...query })
    return {
      rows: rows.map((row) => presentNotice(row, ctx.today)),
      count: await countNotices(ctx, paths),
      places: await listPlacesAt(ctx, paths),
    }
  }),

  endpoint(contract.publishVisitNotice, async (ctx, { params, body }) => {
    const { noticeId, address, expiresOn } = await publishNotice(ctx, params.orgId, body)
    return { noticeId, path: publicNoticePath(address), expiresOn }
  }),

  endpoint(contract.withdrawVisitNotice, async (ctx, { params: { noticeId }, body }) => {
    await withdrawNotice(ctx, noticeId, body.reason)
    return { noticeId }
  }),
]
