import * as contract from '../../../contract/drives.ts'
import type { Actor, Ctx } from '../../core/context/context.ts'
import { demandMay, inScope, may } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { listPlacesAt, placeOf } from '../organisations/commands.ts'
import * as commands from './commands.ts'
import { mayTag, reaches } from './policy.ts'
import * as q from './queries.ts'
import { findSource, listFigures, listRecords, listTagsOf } from './tag-queries.ts'

function present(actor: Actor, row: q.DriveRow, today: string) {
  return {
    driveId: row.drive_id,
    orgId: row.org_id,
    orgName: row.org_name,
    name: row.name,
    kind: row.kind,
    kindLabel: contract.driveKindLabels[row.kind],
    note: row.note,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    inForce: row.ended_on === null && row.valid_from <= today && today <= row.valid_to,
    endReason: row.end_reason,
    abilities: { end: row.ended_on === null && may(actor, 'worklists.send', row) },
  }
}

/** A drive is read where it reaches: at its organisation, above it, and below it. */
async function loadSeen(ctx: Ctx, driveId: string): Promise<q.DriveRow> {
  const row = await q.findDrive(ctx, driveId)
  demand(row && reaches(ctx.actor, row), 'not-found')
  return row
}

export const driveRoutes: Route[] = [
  endpoint(contract.listDrives, async (ctx) => {
    const paths = pathsWhere(ctx.actor, 'worklists.read', 'worklists.send')
    demand(paths.length > 0, 'access.denied')
    const rows = await q.listDrives(ctx, paths)
    return {
      rows: rows.map((row) => present(ctx.actor, row, ctx.today)),
      kinds: contract.driveKinds.map((kind) => ({ kind, label: contract.driveKindLabels[kind] })),
      places: await listPlacesAt(ctx, pathsWhere(ctx.actor, 'worklists.send')),
    }
  }),
  endpoint(contract.startDrive, async (ctx, { params, body }) => {
    await commands.startDrive(ctx, params.orgId, body)
    return { driveId: ctx.requestId }
  }),
  endpoint(contract.endDrive, async (ctx, { params, body }) => {
    await commands.endDrive(ctx, params.driveId, body.reason)
    return params
  }),
  endpoint(contract.getDrive, async (ctx, { params }) => {
    const row = await loadSeen(ctx, params.driveId)
    const figures = await listFigures(ctx, params.driveId)
    return {
      drive: present(ctx.actor, row, ctx.today),
      rows: figures.map((one) => ({
        orgId: one.org_id,
        name: one.name,
        activities: one.activities,
        personTimes: one.person_times,
        planned: one.planned,
        items: one.items,
      })),
    }
  }),
  endpoint(contract.listDriveRecords, async (ctx, { params, query }) => {
    await loadSeen(ctx, params.driveId)
    demandMay(ctx.actor, 'worklists.read', await placeOf(ctx, query.orgId))
    const rows = await listRecords(ctx, params.driveId, query.orgId)
    return { rows: rows.map(({ source_id: sourceId, ...rest }) => ({ sourceId, ...rest })) }
  }),
  endpoint(contract.getDriveTags, async (ctx, { query: { source, sourceId } }) => {
    const found = await findSource(ctx, source, sourceId)
    demand(found && inScope(ctx.actor, { orgId: found.org_id, path: found.path }), 'not-found')
    const on = await listTagsOf(ctx, sourceId)
    const drives = await q.listInForce(ctx, found.path)
    return {
      rows: drives.map(({ drive_id: driveId, name }) => ({ driveId, name, on: on.includes(driveId) })),
      abilities: { tag: mayTag(ctx.actor, source, found) },
    }
  }),
  endpoint(contract.setDriveTag, async (ctx, { params, body }) => {
    await commands.setTag(ctx, params.driveId, body)
    return params
  }),
]
