import { type ActivityKind, activityLabel } from '../../../contract/activity-kinds.ts'
import { type AgendaItem, agendaItemInput } from '../../../contract/agenda-items.ts'
import { readyAgendas } from '../../../contract/agenda-ready.ts'
import { agendaTopics } from '../../../contract/agenda-topics.ts'
import type { AgendaTemplate, ReadyAgendaRow } from '../../../contract/agendas.ts'
import type { SegmentKind } from '../../../contract/segments.ts'
import { type TeachingSort, teachingKindLabels } from '../../../contract/teaching.ts'
import type { Actor } from '../../core/context/context.ts'
import { mayWrite } from './policy.ts'
import type { TemplateRecord } from './queries.ts'
import type { TeachingRecord } from './teaching-queries.ts'

export function presentTemplate(actor: Actor, row: TemplateRecord): AgendaTemplate {
  const kind = row.kind as ActivityKind
  return {
    templateId: row.template_id,
    orgId: row.org_id,
    orgName: row.org_name,
    reach: row.reach as 'self' | 'below',
    kind,
    kindLabel: activityLabel(kind),
    name: row.name,
    opens: row.opens,
    items: row.items as AgendaItem[],
    free: row.free,
    note: row.note,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    endReason: row.end_reason,
    declaredByName: row.declared_name ?? '',
    abilities: { change: row.valid_to === null && mayWrite(actor, row) },
  }
}

// What stands blank is still to be written, so that it is checked only when it is declared.
const readyItem = agendaItemInput.omit({ title: true })

export const ready: readonly ReadyAgendaRow[] = readyAgendas.map((one) => ({
  ...one,
  kindLabel: activityLabel(one.kind),
  items: one.items.map(({ title, ...item }) => ({ title, ...readyItem.parse(item) })),
}))

export function presentTeaching(actor: Actor, row: TeachingRecord) {
  const sort = row.sort as TeachingSort
  const labels: Readonly<Record<string, string>> = teachingKindLabels[sort]
  return {
    teachingId: row.teaching_id,
    orgId: row.org_id,
    orgName: row.org_name,
    sort,
    kind: row.kind,
    kindLabel: labels[row.kind] ?? row.kind,
    name: row.name,
    detail: row.detail,
    endReason: row.end_reason,
    abilities: { change: row.ended_at === null && mayWrite(actor, row) },
  }
}

/** What a part may be about, be taught by, and where: what is ended is offered no more. */
export function presentChoices(rows: readonly TeachingRecord[]) {
  const living = rows.filter((row) => row.ended_at === null)
  const noteOf = (row: TeachingRecord) => {
    const labels: Readonly<Record<string, string>> = teachingKindLabels[row.sort as TeachingSort]
    return [labels[row.kind], row.detail].filter(Boolean).join('，')
  }
  const of = (sort: TeachingSort) => living.filter((row) => row.sort === sort)
  const own = of('topic').map((row) => ({
    topic: row.teaching_id,
    label: row.name,
    kind: row.kind as SegmentKind,
  }))
  const ours = Object.entries(agendaTopics).map(([topic, { label, kind }]) => ({ topic, label, kind }))
  return {
    topics: [...ours, ...own],
    lecturers: of('lecturer').map((row) => ({
      lecturerId: row.teaching_id,
      name: row.name,
      note: noteOf(row),
    })),
    sites: of('site').map((row) => ({ siteId: row.teaching_id, name: row.name, note: noteOf(row) })),
  }
}
