import { z } from 'zod'
import { ownChannels } from './channels.ts'
import { day, id, instant, line } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/**
 * What is called to mind: something to be done, by its day. Signing in, points and ranks are no kinds and cannot become
 * any (办法 2026: no reminders to sign in, no assessment by use).
 */
export const reminderKinds = ['activity', 'duty', 'task', 'worklist', 'procedure'] as const
export type ReminderKind = (typeof reminderKinds)[number]
export const reminderKindLabels: Record<ReminderKind, string> = {
  activity: '活动',
  duty: '组织生活没有办的',
  task: '会上定的事',
  worklist: '工作清单',
  procedure: '有期限的手续',
}

const kind = z.enum(reminderKinds)
const hour = z.number().int().min(0).max(23)

/** Where a kind can be switched off: the list in the product itself is a channel too. */
export const tellingChannels = ['list', ...ownChannels] as const
export type TellingChannel = (typeof tellingChannels)[number]
export const tellingLabels: Record<TellingChannel, string> = {
  list: '要办页上的提醒',
  mail: '邮件',
  sms: '短信',
  'web-push': '浏览器推送',
}

const reminder = z.object({
  /** One thing by one rule for one day. */
  reminderId: z.string(),
  kind,
  kindLabel: z.string(),
  title: z.string(),
  note: z.string().nullable(),
  dueOn: day,
  link: z.string().startsWith('/'),
})
export type Reminder = z.output<typeof reminder>

/** One's own, that are not done and not put away. Nobody else sees whether they were. */
export const listReminders = defineEndpoint({
  method: 'GET',
  path: '/reminders',
  summary: '我的提醒',
  access: 'signed-in',
  who: 'signed-in',
  output: z.object({ today: day, rows: z.array(reminder).max(200) }),
})

/** 知道了: puts one's own away. */
export const putRemindersAway = defineEndpoint({
  method: 'POST',
  path: '/reminders/put-away',
  summary: '提醒知道了',
  access: 'signed-in',
  who: 'signed-in',
  body: z.strictObject({ reminderIds: z.array(z.string().max(300)).min(1).max(200) }),
  output: z.object({ putAway: z.number().int() }),
})

const own = {
  mode: z.enum(['daily', 'each']),
  digestHour: hour,
  quietFrom: hour,
  quietTo: hour,
  off: z.array(z.strictObject({ channel: z.enum(tellingChannels), kind })).max(20),
}

/** How I am told: what there is to choose, and where I can be reached, masked. */
export const getReminderSettings = defineEndpoint({
  method: 'GET',
  path: '/reminders/settings',
  summary: '我怎样收提醒',
  access: 'signed-in',
  who: 'signed-in',
  output: z.object({
    ...own,
    version: z.number().int(),
    kinds: z.array(z.object({ kind, label: z.string() })),
    channels: z.array(
      z.object({
        channel: z.enum(tellingChannels),
        label: z.string(),
        /** The county has set it up. */
        on: z.boolean(),
        addresses: z.array(z.object({ addressId: id, label: z.string(), madeAt: instant })),
      }),
    ),
    /** With which a browser asks its push service; null while the county has none. */
    pushKey: z.string().nullable(),
  }),
})

export const saveReminderSettings = defineEndpoint({
  method: 'PUT',
  path: '/reminders/settings',
  summary: '改我怎样收提醒',
  access: 'signed-in',
  who: 'signed-in',
  body: z.strictObject({ ...own, version: z.number().int().min(0) }),
  output: z.object({ version: z.number().int() }),
  errors: ['input.invalid', 'version.stale'],
})

const base64url = (bytes: number) =>
  z
    .string()
    .refine(
      (typed) =>
        /^[\w-]+={0,2}$/.test(typed) && Math.floor((typed.replace(/=+$/, '').length * 3) / 4) === bytes,
    )

/** One address of mail and one number at a time: another takes the place of the first. Any number of browsers, at most five. */
export const addReminderAddress = defineEndpoint({
  method: 'POST',
  path: '/reminders/addresses',
  summary: '加一个收提醒的地方',
  access: 'signed-in',
  who: 'signed-in',
  body: z.discriminatedUnion('channel', [
    z.strictObject({ channel: z.literal('mail'), address: z.email().max(200) }),
    z.strictObject({ channel: z.literal('sms'), address: line(30) }),
    z.strictObject({
      channel: z.literal('web-push'),
      label: line(40),
      endpoint: z.url().max(1000),
      keys: z.strictObject({ p256dh: base64url(65), auth: base64url(16) }),
    }),
  ]),
  output: z.object({ addressId: id }),
  errors: ['input.invalid', 'state.wrong'],
})

export const endReminderAddress = defineEndpoint({
  method: 'POST',
  path: '/reminders/addresses/:addressId/end',
  summary: '不再往这里发',
  access: 'signed-in',
  who: 'own',
  params: z.object({ addressId: id }),
  output: z.object({ addressId: id }),
  errors: ['not-found'],
})

const rule = z.object({
  kind,
  kindLabel: z.string(),
  /** Below nought: so many days after. */
  daysBefore: z.number().int(),
  atHour: hour,
  on: z.boolean(),
})

export const listReminderRules = defineEndpoint({
  method: 'GET',
  path: '/reminder-rules',
  summary: '什么时候提醒',
  access: 'signed-in',
  who: 'signed-in',
  output: z.object({ rows: z.array(rule), abilities: z.object({ set: z.boolean() }) }),
})

export const saveReminderRule = defineEndpoint({
  method: 'PUT',
  path: '/reminder-rules',
  summary: '设一条提醒',
  access: 'signed-in',
  who: 'settings.write anywhere',
  body: z.strictObject({
    kind,
    daysBefore: z.number().int().min(-30).max(30),
    atHour: hour,
    on: z.boolean(),
  }),
  output: z.object({ kind, daysBefore: z.number().int() }),
  errors: ['access.denied', 'input.invalid'],
})

const groupText = { access: 'signed-in', method: 'GET', output: z.object({ text: z.string() }) } as const

/** Words for a group of people who use no channel: what, when, where; no names, and no trace of who read them. */
export const getActivityText = defineEndpoint({
  ...groupText,
  path: '/activities/:activityId/group-text',
  who: 'activities.read',
  summary: '发到群里的活动通知',
  params: z.object({ activityId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const getWorklistText = defineEndpoint({
  ...groupText,
  path: '/worklists/:worklistId/group-text',
  who: 'worklists.read',
  summary: '发到群里的清单',
  params: z.object({ worklistId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const reminderEndpoints = {
  listReminders,
  putRemindersAway,
  getReminderSettings,
  saveReminderSettings,
  addReminderAddress,
  endReminderAddress,
  listReminderRules,
  saveReminderRule,
  getActivityText,
  getWorklistText,
}
