import * as contract from '../../../contract/duties.ts'
import { sayRequirement } from '../../../contract/requirements.ts'
import { endOfPeriod } from '../../core/clock/periods.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, may } from '../../core/context/may.ts'
import { mayFromAbove } from '../../core/context/may-above.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { listContacts, showContact } from '../members/contact-commands.ts'
import { placeOf } from '../organisations/commands.ts'
import { loadPairs } from '../talks/commands.ts'
import { listPleas } from './plea-queries.ts'
import * as p from './present.ts'
import * as q from './queries.ts'
import { listRecords } from './record-queries.ts'
import { yearSpan } from './rules.ts'

async function readPlace(ctx: Ctx, orgId: number) {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'activities.read', place)
  return place
}

const thisYear = (ctx: Ctx) => Number(ctx.today.slice(0, 4))

export const dutyStripRoutes: Route[] = [
  endpoint(contract.getDutyStrip, async (ctx, { params, query }) => {
    const place = await readPlace(ctx, params.orgId)
    const year = query.year ?? thisYear(ctx)
    const rows = await q.listDuties(ctx, { path: place.path, orgs: [place.orgId], ...yearSpan(year) })
    const closings = await q.listClosings(ctx, place.path)
    const lines = p.groupLines(rows).map((line) => {
      const row = line[0] as q.DutyRow
      return {
        ...p.presentColumn(row),
        orgId: row.org_id,
        groupName: row.org_id === place.orgId ? null : row.org_name,
        level: row.level,
        source: row.source,
        doAt: p.doAt(row),
        sentence: sayRequirement({
          cadence: row.cadence,
          fixedDay: row.fixed_day,
          ownDay: row.own_day,
          times: row.times,
          grace: row.grace,
        }),
        cells: line.map((one) => p.presentCell(one, ctx.today, closings)),
      }
    })
    return {
      orgId: place.orgId,
      orgName: place.name,
      year,
      today: ctx.today,
      rows: lines,
      totals: p.totalsOfCells(lines.flatMap((line) => line.cells)),
      abilities: {
        record: may(ctx.actor, 'activities.write', place),
        ask: may(ctx.actor, 'activities.write', place),
        decide: mayFromAbove(ctx.actor, 'duties.decide', place),
        close: may(ctx.actor, 'duties.decide', place),
      },
    }
  }),

  endpoint(contract.getDutyMatrix, async (ctx, { params, query }) => {
    const place = await readPlace(ctx, params.orgId)
    const { limit, offset, code, state } = query
    const year = query.year ?? thisYear(ctx)
    const filter = { path: place.path, ...yearSpan(year), code }
    const lines = await q.listLines(ctx, filter, { limit, offset, state })
    const counts = await q.countStates(ctx, filter)
    const closings = await q.listClosings(ctx, place.path)
    return {
      ...p.presentMatrix(lines, counts),
      orgId: place.orgId,
      orgName: place.name,
      year,
      today: ctx.today,
      closedTo: closings.at(-1)?.closed_to ?? null,
      abilities: {
        close: may(ctx.actor, 'duties.decide', place),
        decide: may(ctx.actor, 'duties.decide', place),
      },
    }
  }),

  endpoint(contract.getDutyRecords, async (ctx, { params, query }) => {
    const place = await readPlace(ctx, params.orgId)
    const year = query.year ?? thisYear(ctx)
    const filter = { path: place.path, orgs: [place.orgId], ...yearSpan(year), code: query.code }
    const rows = await q.listDuties(ctx, filter)
    demand(rows[0], 'not-found')
    const closings = await q.listClosings(ctx, place.path)
    const records = await listRecords(ctx, filter)
    const pleas = await listPleas(ctx, { paths: [place.path], open: false, limit: 500, offset: 0 })
    const contacts = await listContacts(ctx, [place.orgId])
    const pairs = rows[0].fact_kind === 'talks-complete' ? await loadPairs(ctx, place.orgId, year) : []
    const named = may(ctx.actor, 'members.read', place)
    const writes = may(ctx.actor, 'activities.write', place)
    return {
      orgId: place.orgId,
      orgName: place.name,
      name: rows[0].name,
      doAt: p.doAt(rows[0]),
      cadence: rows[0].cadence,
      year,
      rows: rows.map((row) => {
        const cell = p.presentCell(row, ctx.today, closings)
        const isOf = (one: { org_id: number; requirement_id: string; period_start: string }) =>
          one.org_id === row.org_id &&
          one.requirement_id === row.requirement_id &&
          one.period_start === row.period_start
        const open = writes && cell.asked === null
        return {
          groupName: row.org_id === place.orgId ? null : row.org_name,
          cell,
          records: records.filter(isOf).map((one) => p.presentRecord(one, cell, closings)),
          pairs: p.presentPairs(row, pairs, named),
          pleas: pleas.filter(isOf).map((one) => p.presentPlea(ctx.actor, one)),
          abilities: {
            excuse: open && ['due', 'late', 'missed'].includes(cell.state),
            correct: open && cell.closed,
          },
        }
      }),
      contact: p.presentContact(ctx.actor, place, contacts.get(place.orgId)),
    }
  }),

  endpoint(contract.listMissingDuties, async (ctx, { params, query }) => {
    const place = await readPlace(ctx, params.orgId)
    const { month, code, limit, offset } = query
    const span = yearSpan(query.year ?? thisYear(ctx))
    const two = String(month ?? 1).padStart(2, '0')
    const year = span.from.slice(0, 4)
    const days = month ? { from: `${year}-${two}-01`, to: endOfPeriod(`${year}-${two}-01`, 'month') } : span
    const states = query.state ? [query.state] : (['late', 'missed'] as const)
    const rows = await q.listByState(ctx, { path: place.path, ...days, code }, { states, limit, offset })
    const contacts = await listContacts(
      ctx,
      rows.map((row) => row.line_id),
    )
    return {
      rows: rows.map((row) => ({
        orgId: row.line_id,
        orgName: row.org_name,
        name: row.name,
        cell: p.presentCell(row, ctx.today, []),
        contact: p.presentContact(ctx.actor, row, contacts.get(row.line_id)),
      })),
      count: rows[0]?.total ?? 0,
    }
  }),

  endpoint(contract.listPleas, async (ctx, { params, query }) => {
    const place = await readPlace(ctx, params.orgId)
    const rows = await listPleas(ctx, { paths: [place.path], open: true, ...query })
    return {
      rows: rows.map((row) => ({
        ...p.presentPlea(ctx.actor, row),
        orgId: row.org_id,
        orgName: row.org_name,
        name: row.name,
        periodStart: row.period_start,
      })),
      count: rows[0]?.total ?? 0,
    }
  }),

  endpoint(contract.revealContact, async (ctx, { params, body }) => {
    const place = await readPlace(ctx, params.orgId)
    const allowed = may(ctx.actor, 'members.read', place) && mayFromAbove(ctx.actor, 'duties.decide', place)
    demand(allowed, 'access.denied')
    return showContact(ctx, params.orgId, body.reason)
  }),
]
