import { z } from 'zod'
import { day, id, line, orgId, text } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/** What a drive is called by, as the documents name them. A tag, not a procedure: it asks for nothing new. */
export const driveKinds = ['sign-and-answer-for', 'demonstration-post', 'carrier'] as const
export const driveKindLabels: Record<(typeof driveKinds)[number], string> = {
  'sign-and-answer-for': '签字背书',
  'demonstration-post': '示范岗',
  carrier: '活动载体',
}

const kind = z.enum(driveKinds)
const driveId = id
const count = z.number().int().min(0)

const drive = z.object({
  driveId,
  orgId,
  orgName: z.string(),
  name: z.string(),
  kind,
  kindLabel: z.string(),
  note: z.string(),
  validFrom: day,
  validTo: day,
  inForce: z.boolean(),
  endReason: z.string().nullable(),
  abilities: z.object({ end: z.boolean() }),
})

/** Drives that reach the reader's organisations: their own, those from above, those below. */
export const listDrives = defineEndpoint({
  method: 'GET',
  path: '/drives',
  summary: '主题活动',
  access: 'signed-in',
  who: 'worklists.read anywhere',
  output: z.object({
    rows: z.array(drive),
    kinds: z.array(z.object({ kind, label: z.string() })),
    places: z.array(z.object({ orgId, name: z.string() })),
  }),
  errors: ['access.denied'],
})

export const startDrive = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/drives',
  summary: '开展一项主题活动',
  access: 'signed-in',
  who: 'worklists.send here',
  params: z.object({ orgId }),
  body: z.strictObject({
    name: line(30),
    kind,
    note: text(300).default(''),
    validFrom: day,
    validTo: day,
  }),
  output: z.object({ driveId }),
  errors: ['not-found', 'access.denied', 'input.invalid'],
})

export const endDrive = defineEndpoint({
  method: 'POST',
  path: '/drives/:driveId/end',
  summary: '结束一项主题活动',
  access: 'signed-in',
  who: 'worklists.send here',
  params: z.object({ driveId }),
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ driveId }),
  errors: ['not-found', 'access.denied', 'state.wrong'],
})

/** By organisation in the order of the register; nobody is named, nothing is ranked. */
export const getDrive = defineEndpoint({
  method: 'GET',
  path: '/drives/:driveId',
  summary: '一项主题活动和记在它名下的事',
  access: 'signed-in',
  who: 'worklists.read line',
  params: z.object({ driveId }),
  output: z.object({
    drive,
    rows: z.array(
      z.object({
        orgId,
        name: z.string(),
        activities: count,
        /** 人次 of those that are recorded. */
        personTimes: count,
        planned: count,
        items: count,
      }),
    ),
  }),
  errors: ['not-found', 'access.denied'],
})

export const listDriveRecords = defineEndpoint({
  method: 'GET',
  path: '/drives/:driveId/records',
  summary: '一个组织记在主题活动名下的每一件',
  access: 'signed-in',
  who: 'worklists.read',
  params: z.object({ driveId }),
  query: z.object({ orgId }),
  output: z.object({
    rows: z.array(z.object({ sourceId: id, title: z.string(), day, state: z.string(), link: z.string() })),
  }),
  errors: ['not-found', 'access.denied'],
})

const source = z.enum(['activity', 'worklist-item'])

/** The drives in force for where a record belongs, and which of them it bears. */
export const getDriveTags = defineEndpoint({
  method: 'GET',
  path: '/drive-tags',
  summary: '一条记录能记在哪些主题活动名下',
  access: 'signed-in',
  who: ['activities.write', 'worklists.send here'],
  query: z.object({ source, sourceId: id }),
  output: z.object({
    rows: z.array(z.object({ driveId, name: z.string(), on: z.boolean() })),
    abilities: z.object({ tag: z.boolean() }),
  }),
  errors: ['not-found', 'access.denied'],
})

export const setDriveTag = defineEndpoint({
  method: 'PUT',
  path: '/drives/:driveId/tags',
  summary: '记在主题活动名下，或者不记',
  access: 'signed-in',
  who: ['activities.write', 'worklists.send here'],
  params: z.object({ driveId }),
  body: z.strictObject({ source, sourceId: id, on: z.boolean() }),
  output: z.object({ driveId }),
  errors: ['not-found', 'access.denied', 'state.wrong'],
})

export const driveEndpoints = {
  listDrives,
  startDrive,
  endDrive,
  getDrive,
  listDriveRecords,
  getDriveTags,
  setDriveTag,
}
