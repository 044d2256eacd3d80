import { z } from 'zod'
import { id, line, orgId } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/** What study and service draw on: who teaches, where one practises, what it is about. */
export const teachingSorts = ['lecturer', 'site', 'topic'] as const
export type TeachingSort = (typeof teachingSorts)[number]

/** By sort; of a topic, the kind of part that it belongs to. */
export const teachingKindLabels = {
  lecturer: { expert: '专家', cadre: '干部', secretary: '优秀书记', other: '其他' },
  site: { revolutionary: '革命旧居', 'family-virtue': '家风家训馆', integrity: '廉政教育点', other: '其他' },
  topic: { study: '学习', service: '服务', deliberation: '议事', other: '其他' },
} as const satisfies Record<TeachingSort, Record<string, string>>

const entry = {
  /** One of the kinds of its sort. */
  kind: z.string().min(1).max(20),
  name: line(30),
  /** Where a lecturer comes from and what they teach; where a site is. */
  detail: line(80).nullable().default(null),
}

const row = z.object({
  teachingId: id,
  orgId,
  orgName: z.string(),
  sort: z.enum(teachingSorts),
  ...entry,
  kindLabel: z.string(),
  endReason: z.string().nullable(),
  abilities: z.object({ change: z.boolean() }),
})

/** Of the whole county: a village may ask the lecturer of another township. */
export const listTeaching = defineEndpoint({
  method: 'GET',
  path: '/teaching',
  summary: '讲课老师、实践点和主题',
  access: 'signed-in',
  who: 'activities.read anywhere',
  query: z.object({ sort: z.enum(teachingSorts).optional() }),
  output: z.object({
    rows: z.array(row),
    places: z.array(z.object({ orgId, name: z.string() })),
  }),
  errors: ['access.denied'],
})

export const addTeaching = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/teaching',
  summary: '加一个老师、实践点或主题',
  access: 'signed-in',
  who: ['activities.write', 'requirements.write'],
  params: z.object({ orgId }),
  body: z.strictObject({ sort: z.enum(teachingSorts), ...entry }),
  output: z.object({ teachingId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'conflict.duplicate'],
})

export const changeTeaching = defineEndpoint({
  method: 'PUT',
  path: '/teaching/:teachingId',
  summary: '改老师、实践点或主题',
  access: 'signed-in',
  who: ['activities.write', 'requirements.write'],
  params: z.object({ teachingId: id }),
  body: z.strictObject(entry),
  output: z.object({ teachingId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'state.wrong', 'conflict.duplicate'],
})

/** Past activities keep the name. */
export const endTeaching = defineEndpoint({
  method: 'POST',
  path: '/teaching/:teachingId/end',
  summary: '不再用这个老师、实践点或主题',
  access: 'signed-in',
  who: ['activities.write', 'requirements.write'],
  params: z.object({ teachingId: id }),
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ teachingId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const teachingEndpoints = { listTeaching, addTeaching, changeTeaching, endTeaching }
