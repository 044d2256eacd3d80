import { type DutyCell, dutyStateLabels, dutyStates } from '../../../contract/duties.ts'
import { cadenceLabels } from '../../../contract/requirements.ts'
import { todayIn } from '../../core/clock/today.ts'
import type { Actor } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import { mayFromAbove } from '../../core/context/may-above.ts'
import type { Contact } from '../members/contact-commands.ts'
import type { PairYear } from '../talks/rules.ts'
import type { PleaRow } from './plea-queries.ts'
import type { countStates, DutyRow, LineRow } from './queries.ts'
import type { RecordRow } from './record-queries.ts'
import { daysOf, type Standing, stateOf } from './rules.ts'

type Closing = { closed_to: string; closed_at: Date }

function standingOf(row: DutyRow): Standing {
  const { due_on: dueOn, open_to: openTo, met_on: metOn, recorded_on: recordedOn, excused } = row
  return { dueOn, openTo, metOn, recordedOn, excused }
}

export function presentCell(row: DutyRow, today: string, closings: readonly Closing[]): DutyCell {
  const standing = standingOf(row)
  const state = stateOf(standing, today)
  return {
    requirementId: row.requirement_id,
    orgId: row.org_id,
    periodStart: row.period_start,
    periodEnd: row.period_end,
    dueOn: row.due_on,
    openTo: row.open_to,
    state,
    stateLabel: dutyStateLabels[state],
    days: daysOf(standing, today),
    held: row.held,
    times: row.times,
    metOn: row.met_on,
    recordedOn: row.recorded_on,
    activityId: row.fact_kind === 'activity-held' ? row.met_source : null,
    recordAt: row.met_source && recordAt(row, row.met_source),
    asked: row.asked,
    closed: closings.some((one) => one.closed_to >= row.period_end),
  }
}

/** Rows that follow each other and are one line of a strip: one organisation, one thing that is asked of it. */
export function groupLines(rows: readonly DutyRow[]): DutyRow[][] {
  const lines = new Map<string, DutyRow[]>()
  for (const row of rows) {
    const key = `${row.code}/${row.org_id}`
    const held = lines.get(key)
    if (held) held.push(row)
    else lines.set(key, [row])
  }
  return [...lines.values()]
}

export function presentColumn(row: Pick<DutyRow, 'code' | 'name' | 'cadence'>) {
  const { code, name, cadence } = row
  return { code, name, cadence, cadenceLabel: cadenceLabels[cadence] }
}

type Asked = Pick<DutyRow, 'org_id' | 'fact_kind' | 'patterns' | 'period_start'>

function talksAt({ org_id: orgId, period_start: start }: Asked): string {
  return `/pair-talks?org=${orgId}&year=${start.slice(0, 4)}`
}

/** The page where it is done; of meetings the form for the first of the kinds that meet it. */
export function doAt(row: Asked): string {
  switch (row.fact_kind) {
    case 'appraisal-held':
      return '/appraisals'
    case 'talks-complete':
      return talksAt(row)
    default:
      return `/activities/record?kind=${row.patterns[0]?.activity ?? ''}`
  }
}

function recordAt(row: Asked, sourceId: string): string {
  if (row.fact_kind === 'talks-complete') return talksAt(row)
  return `/${row.fact_kind === 'appraisal-held' ? 'appraisals' : 'activities'}/${sourceId}`
}

type Count = Awaited<ReturnType<typeof countStates>>[number]

export function totalsOf(counts: readonly Pick<Count, 'state' | 'count'>[]) {
  const of = (state: string) =>
    counts.filter((one) => one.state === state).reduce((sum, one) => sum + one.count, 0)
  return {
    due: of('due'),
    late: of('late'),
    missed: of('missed'),
    held: of('held'),
    'held-late': of('held-late'),
    excused: of('excused'),
  }
}

export function totalsOfCells(cells: readonly DutyCell[]) {
  return totalsOf(
    dutyStates.map((state) => ({ state, count: cells.filter((one) => one.state === state).length })),
  )
}

export function presentMatrix(lines: readonly LineRow[], counts: readonly Count[]) {
  const columns = counts.filter((one, i) => counts.findIndex((other) => other.code === one.code) === i)
  return {
    rows: lines.map((line) => ({
      orgId: line.org_id,
      orgName: line.org_name,
      parentId: line.parent_id,
      parentName: line.parent_name,
      owing: line.owing,
      cells: columns.flatMap(({ code }) => {
        const cells = line.cells.filter((one) => one.code === code)
        return cells.length === 0 ? [] : [{ code, cells: cells.map(({ code: _, ...cell }) => cell) }]
      }),
    })),
    count: lines[0]?.total ?? 0,
    columns: columns.map(presentColumn),
    totals: totalsOf(counts),
    months: Array.from({ length: 12 }, (_, i) => ({
      month: i + 1,
      ...totalsOf(counts.filter((one) => one.month === i + 1)),
    })),
  }
}

/** A number is asked for by whoever decides from above; who may not read members is told no name. */
export function presentContact(actor: Actor, org: { path: string }, contact: Contact | undefined) {
  if (!contact || !may(actor, 'members.read', org)) return null
  return { ...contact, reveal: contact.mobile !== null && mayFromAbove(actor, 'duties.decide', org) }
}

export const pleaKindLabels = { excuse: '请免', correction: '请求更正' }
const pleaStateLabels = {
  asked: '等上级定',
  approved: '同意了',
  declined: '没有同意',
  withdrawn: '收回了',
}

export function presentPlea(actor: Actor, row: PleaRow) {
  const waits = row.state === 'asked'
  return {
    pleaId: row.plea_id,
    kind: row.kind,
    kindLabel: pleaKindLabels[row.kind],
    reason: row.reason,
    state: row.state,
    stateLabel: pleaStateLabels[row.state],
    askedByName: row.asked_by_name,
    askedAt: row.asked_at.toISOString(),
    dueOn: waits ? row.due_on : null,
    decidedByName: row.decided_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    note: row.note,
    abilities: {
      decide: waits && row.asked_by !== actor.accountId && mayFromAbove(actor, 'duties.decide', row),
      withdraw: waits && may(actor, 'activities.write', row),
    },
  }
}

export function presentRecord(row: RecordRow, cell: DutyCell, closings: readonly Closing[]) {
  const closing = closings.find((one) => one.closed_to >= cell.periodEnd)
  return {
    activityId: row.activity_id,
    recordAt: row.record_at,
    day: row.day,
    title: row.title,
    present: row.present,
    expected: row.expected,
    orgName: row.org_name,
    recordedOn: todayIn(row.first_closed_at),
    waits: closing !== undefined && row.first_closed_at > closing.closed_at && cell.metOn === null,
  }
}

/** Of the pair type that a duty of talks asks for: how it stands now, and who is missing. */
export function presentPairs({ patterns }: DutyRow, pairs: readonly PairYear[], named: boolean) {
  const asked = pairs.find((one) => one.pair === patterns[0]?.pair)
  if (!asked) return null
  const { owed, held, missing } = asked
  const names = missing.map(({ key, of }) => ({ key, names: of.map((one) => one.name).join('、') }))
  return { owed, held, missing: named ? names : [] }
}
