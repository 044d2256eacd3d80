import type { ActivityKind } from '../../../contract/activity-kinds.ts'
import { sayPeriod } from '../../core/clock/say-period.ts'
import type { forecastDuties } from '../duties/commands.ts'
import type { ActivityRecord, Holder } from './queries.ts'

export type OwedCell = Awaited<ReturnType<typeof forecastDuties>>[number]
export type Around = { own: Holder; groups: readonly Holder[]; village: Holder | null }

/** May what this organisation holds meet what that one owes? */
export function mayAnswer(
  cell: Pick<OwedCell, 'org_id' | 'held_by'>,
  holderId: number,
  around: Around,
): boolean {
  if (cell.org_id === holderId) return true
  const { own, groups, village } = around
  if (cell.held_by === 'self-or-above')
    return holderId === own.orgId && groups.some((one) => one.orgId === cell.org_id)
  return cell.held_by === 'self-or-below' && cell.org_id === village?.orgId
}

/** The duties that a plan answers for: the organisation's, its groups', and of its village what may be held below. */
export function cellsOf(cells: readonly OwedCell[], { village }: Around): OwedCell[] {
  return cells.filter((cell) => cell.org_id !== village?.orgId || cell.held_by === 'self-or-below')
}

export type Coming = { orgId: number; kind: ActivityKind | null; day: string }

/**
 * What is owed of periods that are not over, less what was held and what is coming: planned here, or by somebody above
 * who calls the same people.
 */
export function findOwed(
  cells: readonly OwedCell[],
  coming: readonly Coming[],
  others: readonly ActivityRecord[],
  { around, today }: { around: Around; today: string },
) {
  const names = new Map(around.groups.map((group) => [group.orgId, group.name]))
  return cells
    .filter((cell) => cell.period_end >= today && !cell.excused)
    .map((cell) => {
      const isIn = ({ kind, day }: { kind: ActivityKind | null; day: string }) =>
        kind !== null && cell.activities.includes(kind) && day >= cell.period_start && day <= cell.period_end
      const own = coming.filter((one) => isIn(one) && mayAnswer(cell, one.orgId, around)).length
      const above =
        cell.held_by === 'self-or-above' ? others.filter((one) => one.calls && isIn(one)).length : 0
      return { cell, missing: cell.times - cell.held - own - above }
    })
    .filter(({ missing }) => missing > 0)
    .map(({ cell, missing }) => {
      const groupName = names.get(cell.org_id) ?? null
      const what = `${sayPeriod(cell.cadence, cell.period_start, cell.due_on)}${groupName ? `${groupName}的` : ''}${cell.name}`
      return {
        name: cell.name,
        groupName,
        periodStart: cell.period_start,
        dueOn: cell.due_on,
        missing,
        sentence: missing === 1 ? `${what}还没有安排` : `${what}还差 ${missing} 次没有安排`,
      }
    })
}
