import {
  freshDays,
  type GridFigure,
  type GridRow,
  gridDuties,
  gridDutyLabels,
} from '../../../contract/grids.ts'
import { addDays } from '../../core/clock/days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import type * as q from './grid-queries.ts'

export type GridParts = {
  counts: readonly q.GridCounts[]
  staff: readonly q.StaffRow[]
  places: readonly q.PlaceRow[]
  drawings: readonly q.DrawingRow[]
}

export function presentStaff(row: q.StaffRow) {
  const duty = row.duty as (typeof gridDuties)[number]
  return {
    staffId: row.staff_id,
    duty,
    dutyLabel: gridDutyLabels[duty],
    name: row.name,
    memberId: row.member_id,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }
}

/** The six figures, of those that are known. What the register gives holds today; what was counted, on its day. */
function figuresOf(counts: q.GridCounts, fromRegister: boolean): Partial<Record<GridFigure, number>> {
  const { members, counted_on: countedOn } = counts
  if (!countedOn) return { members }
  const lived = fromRegister
    ? {
        households: counts.registered,
        population: counts.registered_people,
        newResidents: counts.registered_new,
      }
    : {
        households: counts.households ?? 0,
        population: counts.population ?? 0,
        newResidents: counts.new_residents ?? 0,
      }
  return {
    ...lived,
    members,
    representatives: counts.representatives ?? 0,
    enterprises: counts.enterprises ?? 0,
  }
}

export function presentGrid(ctx: Ctx, grid: q.GridOrg, parts: GridParts): GridRow {
  const { orgId } = grid
  const counts = parts.counts.find((row) => row.org_id === orgId) as q.GridCounts
  const drawing = parts.drawings.find((row) => row.org_id === orgId)
  const staff = parts.staff.filter((row) => row.org_id === orgId).map(presentStaff)
  const fromRegister = counts.counted_on !== null && counts.households === null
  return {
    orgId,
    name: grid.name,
    villageName: grid.villageName,
    figures: figuresOf(counts, fromRegister),
    countedOn: counts.counted_on,
    fromRegister,
    isStale: !counts.counted_on || counts.counted_on < addDays(ctx.today, -freshDays),
    staff: gridDuties.flatMap((duty) => staff.filter((one) => one.duty === duty)),
    places: parts.places
      .filter((row) => row.grid_id === orgId)
      .map((row) => ({ placeId: row.place_id, name: row.name })),
    corners: (drawing?.corners as GridRow['corners'] | undefined) ?? null,
    dots: (drawing?.dots as GridRow['dots'] | undefined) ?? [],
    frame: (drawing?.frame as GridRow['frame'] | undefined) ?? null,
    abilities: {
      write: may(ctx.actor, 'grids.write', grid),
      count: may(ctx.actor, 'households.write', grid),
      households: may(ctx.actor, 'households.read', grid),
    },
  }
}

export function presentCount(row: Awaited<ReturnType<typeof q.readCountHistory>>[number]) {
  const { households, population, new_residents: newResidents } = row
  return {
    countId: row.count_id,
    countedOn: row.counted_on,
    representatives: row.representatives,
    enterprises: row.enterprises,
    lived:
      households === null || population === null || newResidents === null
        ? null
        : { households, population, newResidents },
    recordedByName: row.recorded_by_name ?? '',
    recordedAt: row.recorded_at.toISOString(),
  }
}
