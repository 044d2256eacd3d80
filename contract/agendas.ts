import { z } from 'zod'
import { activityKinds } from './activity-kinds.ts'
import { agendaItem, agendaTerms } from './agenda-items.ts'
import { day, id, line, orgId } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { lacking, segmentKinds, segmentRow } from './segments.ts'

const kind = z.enum(activityKinds)

const templateRow = z.object({
  templateId: id,
  orgId,
  orgName: z.string(),
  reach: z.enum(['self', 'below']),
  kind,
  kindLabel: z.string(),
  name: z.string(),
  opens: z.boolean(),
  items: z.array(agendaItem),
  free: z.number().int(),
  note: z.string().nullable(),
  validFrom: day,
  validTo: day.nullable(),
  endReason: z.string().nullable(),
  declaredByName: z.string(),
  abilities: z.object({ change: z.boolean() }),
})
export type AgendaTemplate = z.output<typeof templateRow>

const ready = z.object({
  key: z.string(),
  kind,
  kindLabel: z.string(),
  name: z.string(),
  opens: z.boolean(),
  free: z.number().int(),
  note: z.string(),
  /** An empty title is to be written before it is declared. */
  items: z.array(agendaItem.omit({ itemId: true }).extend({ title: z.string() })),
})
export type ReadyAgendaRow = z.output<typeof ready>

/** Agendas in the reader's reach, declared there, above or below; those in force first, then by kind. */
export const listAgendaTemplates = defineEndpoint({
  method: 'GET',
  path: '/agenda-templates',
  summary: '会议议程的样子',
  access: 'signed-in',
  who: 'activities.read anywhere',
  output: z.object({
    rows: z.array(templateRow),
    ready: z.array(ready),
    kinds: z.array(z.object({ kind, label: z.string() })),
    /** Where the reader may declare one. */
    places: z.array(z.object({ orgId, name: z.string() })),
  }),
  errors: ['access.denied'],
})

export const getAgendaTemplate = defineEndpoint({
  method: 'GET',
  path: '/agenda-templates/:templateId',
  summary: '一份议程',
  access: 'signed-in',
  who: 'activities.read line',
  params: z.object({ templateId: id }),
  output: z.object({ template: templateRow, versions: z.array(templateRow) }),
  errors: ['access.denied', 'not-found'],
})

/** From `validFrom` it takes the place of what the same organisation asked of this kind before. */
export const declareAgenda = defineEndpoint({
  method: 'POST',
  path: '/agenda-templates',
  summary: '定一种会的议程',
  access: 'signed-in',
  who: ['activities.write', 'requirements.write'],
  body: z.strictObject({
    orgId,
    reach: z.enum(['self', 'below']).default('below'),
    kind,
    validFrom: day,
    terms: agendaTerms,
  }),
  output: z.object({ templateId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

export const endAgenda = defineEndpoint({
  method: 'POST',
  path: '/agenda-templates/:templateId/end',
  summary: '不再用这份议程',
  access: 'signed-in',
  who: ['activities.write', 'requirements.write'],
  params: z.object({ templateId: id }),
  body: z.strictObject({ validTo: day, reason: line(200) }),
  output: z.object({ templateId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong'],
})

/** What a kind of activity has to begin with there on a day, and what else may be picked. */
export const getAgenda = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/agenda',
  summary: '这种会的议程和可选的动作',
  access: 'signed-in',
  who: 'activities.write',
  params: z.object({ orgId }),
  query: z.object({ kind, day: day.optional() }),
  output: z.object({
    /** Proposed, in their order. */
    segments: z.array(segmentRow),
    choices: z.array(agendaItem),
    free: z.number().int(),
    names: z.array(z.string()),
    lacking: z.array(lacking),
    topics: z.array(z.object({ topic: z.string(), label: z.string(), kind: z.enum(segmentKinds) })),
    lecturers: z.array(z.object({ lecturerId: id, name: z.string(), note: z.string() })),
    sites: z.array(z.object({ siteId: id, name: z.string(), note: z.string() })),
  }),
  errors: ['access.denied', 'not-found'],
})

export const agendaEndpoints = {
  listAgendaTemplates,
  getAgendaTemplate,
  declareAgenda,
  endAgenda,
  getAgenda,
}
