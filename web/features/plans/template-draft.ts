import type { CallOutput, CallRequest } from '../../lib/call-types.ts'
import { draftOf, type EntryDraft, entryOf } from './entry-draft.ts'

export type List = CallOutput<'listPlanTemplates'>
export type Template = CallOutput<'getPlanTemplate'>
type Stage = Template['stages'][number]
type OrgKind = Template['orgKinds'][number]

/** A template as it stands in the form. */
export type TemplateDraft = {
  orgId: string
  year: string
  name: string
  note: string
  orgKinds: OrgKind[]
  entries: EntryDraft[]
  stages: Stage[]
}

/** Of next year when this one is nearly over, else of this one. */
export function yearToPlan(today: string): number {
  const year = Number(today.slice(0, 4))
  return today.slice(5, 7) >= '10' ? year + 1 : year
}

export function newDraft(list: List, today: string): TemplateDraft {
  const year = yearToPlan(today)
  return {
    orgId: String(list.places[0]?.orgId ?? ''),
    year: String(year),
    name: `${year} 年组织生活`,
    note: '',
    orgKinds: ['branch'],
    entries: (list.ready[0]?.entries ?? []).map((entry) => draftOf(entry, 0)),
    stages: [],
  }
}

export function draftOfTemplate(template: Template): TemplateDraft {
  return {
    orgId: String(template.orgId),
    year: String(template.year),
    name: template.name,
    note: template.note ?? '',
    orgKinds: template.orgKinds,
    entries: template.entries.map((entry) => draftOf(entry, 0)),
    stages: template.stages,
  }
}

export function termsOf(
  draft: TemplateDraft,
  list: List,
): Omit<CallRequest<'draftPlanTemplate'>['body'], 'orgId'> {
  return {
    year: Number(draft.year),
    name: draft.name,
    note: draft.note.trim() || null,
    orgKinds: draft.orgKinds,
    entries: draft.entries.map((entry) => ({ ...entryOf(entry, list.kinds), ownDay: entry.ownDay })),
    stages: draft.stages,
  }
}
