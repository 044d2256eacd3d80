import { activityLabel } from '../../../contract/activity-kinds.ts'
import type { Conflict } from '../../../contract/day-conflicts.ts'
import type { Occurrence, OccurrenceState } from '../../../contract/plans.ts'
import { type Slot, slotsOf } from './occurrences.ts'
import type { OwedCell } from './owed.ts'
import { type Book, type Ground, slotId } from './plan-view.ts'
import { answers } from './propose.ts'
import type { ActivityRecord, ItemRecord } from './queries.ts'
import { sayRule } from './say-rule.ts'
import type { TemplateRecord } from './template-queries.ts'

const stateLabels: Record<OccurrenceState, string> = {
  open: '没有排进活动',
  planned: '排好了',
  held: '记好了',
  cancelled: '取消',
  note: '提醒',
}

export const templateStateLabels = { draft: '草稿', published: '发布了', withdrawn: '收回了' }

type View = {
  ground: Ground
  book: Book
  conflicts: ReadonlyMap<string, Conflict[]>
  /** Of a plan that is made; a proposal has nothing to move. */
  isMade: boolean
  writes: boolean
  today: string
}

function holderName(orgId: number, { around }: Ground): string | null {
  return around.groups.find((one) => one.orgId === orgId)?.name ?? null
}

export function presentItem(item: ItemRecord, no: number, view: View) {
  const { ground, book, isMade, writes } = view
  const entry = { kind: item.kind, orgId: item.org_id }
  const met = ground.cells.filter((cell: OwedCell) => answers(entry, cell, ground.around))
  const isConfirmed = book.slots.some((one) => one.item.item_id === item.item_id && one.activity)
  const may = isMade && writes && !isConfirmed
  return {
    no,
    itemId: isMade ? item.item_id : null,
    orgId: item.org_id,
    holderName: holderName(item.org_id, ground),
    kind: item.kind,
    kindLabel: item.kind && activityLabel(item.kind),
    title: item.title,
    theme: item.theme,
    work: item.work,
    ledBy: item.led_by,
    rrule: item.rrule,
    shift: item.shift,
    startsAt: item.starts_at,
    endsAt: item.ends_at,
    place: item.place,
    note: item.note,
    sentence: sayRule(item.rrule, item.shift),
    from: item.from_day,
    to: item.to_day,
    answers: [...new Set(met.map((cell) => cell.name))],
    times: slotsOf(item, ground.year, ground.calendar).length,
    abilities: { change: may, remove: may },
  }
}

export function presentSlot(slot: Slot, no: number, view: View): Occurrence {
  const { item, activity, state, day } = slot
  const isOpen = view.isMade && view.writes && ['open', 'planned', 'note'].includes(state)
  return {
    no,
    itemId: view.isMade ? item.item_id : null,
    slot: slot.slot,
    day,
    moved: slot.moved,
    state,
    stateLabel: stateLabels[state],
    title: activity?.title ?? (item.theme ? `${item.title}：${item.theme}` : item.title),
    kindLabel: item.kind && activityLabel(item.kind),
    holderName: holderName(item.org_id, view.ground),
    startsAt: slot.startsAt,
    endsAt: slot.endsAt,
    place: slot.place,
    activityId: activity?.activity_id ?? null,
    present: activity?.present ?? null,
    expected: activity ? activity.expected : null,
    cancelReason: state === 'cancelled' ? slot.cancelReason : null,
    conflicts: view.conflicts.get(slotId(slot)) ?? [],
    abilities: { move: isOpen, cancel: isOpen },
  }
}

/** Held or planned besides the plan. */
export function presentBeside(row: ActivityRecord, { ground }: View): Occurrence {
  const state = row.state === 'cancelled' ? 'cancelled' : row.state === 'planned' ? 'planned' : 'held'
  return {
    no: null,
    itemId: null,
    slot: row.day,
    day: row.day,
    moved: null,
    state,
    stateLabel: stateLabels[state],
    title: row.title,
    kindLabel: activityLabel(row.kind),
    holderName: holderName(row.org_id, ground),
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    place: row.place,
    activityId: row.activity_id,
    present: row.present,
    expected: row.expected,
    cancelReason: row.cancel_reason,
    conflicts: [],
    abilities: { move: false, cancel: false },
  }
}

/** In the order of the year; those called off last of their day. */
export function presentBook(items: readonly ItemRecord[], view: View): Occurrence[] {
  const numbers = new Map(items.map((item, i) => [item.item_id, i + 1]))
  const year = String(view.ground.year)
  const all = [
    ...view.book.slots.map((slot) => presentSlot(slot, numbers.get(slot.item.item_id) ?? 0, view)),
    ...view.book.besides.filter((row) => row.day.startsWith(year)).map((row) => presentBeside(row, view)),
  ]
  const rank = (one: Occurrence) => `${one.day} ${one.state === 'cancelled' ? 1 : 0} ${one.startsAt ?? ''}`
  return all.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))
}

/** Plan against what was done: reminders are nobody's work. */
export function totalsOf(occurrences: readonly Occurrence[]) {
  const count = (...states: OccurrenceState[]) =>
    occurrences.filter((one) => states.includes(one.state)).length
  return { planned: count('open', 'planned', 'held'), held: count('held'), cancelled: count('cancelled') }
}

export function presentTemplateName(row: TemplateRecord) {
  return { templateId: row.template_id, name: row.name, orgName: row.org_name }
}

export function presentTemplate(row: TemplateRecord) {
  const state = row.state as keyof typeof templateStateLabels
  return {
    ...presentTemplateName(row),
    orgId: row.org_id,
    year: row.year,
    note: row.note,
    state,
    stateLabel: templateStateLabels[state],
    entryCount: row.entries.length,
    plans: row.plans,
    publishedAt: row.published_at?.toISOString() ?? null,
  }
}
