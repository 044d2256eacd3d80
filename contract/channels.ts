import { z } from 'zod'
import { id, instant, line, listOf, orgId, pageQuery, text } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/** Ways out of the product: three to one person, two to a group. Inside it there is the list of reminders. */
export const ownChannels = ['mail', 'sms', 'web-push'] as const
export const robotChannels = ['wecom', 'dingtalk'] as const
export const channels = [...ownChannels, ...robotChannels] as const
export type OwnChannel = (typeof ownChannels)[number]
export type RobotChannel = (typeof robotChannels)[number]
export type Channel = (typeof channels)[number]

export const channelLabels: Record<Channel, string> = {
  mail: '邮件',
  sms: '短信',
  'web-push': '浏览器推送',
  wecom: '企业微信群',
  dingtalk: '钉钉群',
}

/** Why something did not arrive, in our words: what the other side says may repeat an address. */
export const deliveryErrors = [
  'unreachable',
  'refused',
  'not-secure',
  'sign-in',
  'address-gone',
  'too-many',
  'channel-off',
  'unknown',
] as const
export type DeliveryError = (typeof deliveryErrors)[number]
export const deliveryErrorLabels: Record<DeliveryError, string> = {
  unreachable: '连不上对方',
  refused: '对方没有收',
  'not-secure': '对方不肯加密，或者安全证书没有通过验证',
  'sign-in': '账号或密钥不对',
  'address-gone': '地址已经没有了',
  'too-many': '发得太多，对方叫停',
  'channel-off': '这条渠道关了',
  unknown: '没有发出去',
}

const host = z
  .string()
  .trim()
  .max(253)
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i, '服务器地址不对，请填域名或者 IP。')

/** `security`: from the first byte, by STARTTLS and not without it, or none inside a closed network. */
const mailConfig = z.strictObject({
  host,
  port: z.number().int().min(1).max(65535),
  security: z.enum(['tls', 'starttls', 'none']),
  user: line(200).nullable(),
  from: z.email().max(200),
})

const headerName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,60}$/)
  .refine((name) => !/^(host|content-length|content-type|connection|transfer-encoding)$/i.test(name))

/** A request as the gateway's paper says, with {phone}, {text} and {id} where they belong. */
const smsConfig = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(500),
  method: z.enum(['GET', 'POST']),
  contentType: z.enum(['json', 'form']),
  body: text(2000),
  /** A piece of the answer that says it was taken; none: any answer of 2xx is. */
  success: line(100).nullable(),
})
const smsHeaders = z.array(z.strictObject({ name: headerName, value: line(500) })).max(10)

export type MailConfig = z.output<typeof mailConfig> & { password: string | null }
export type SmsConfig = z.output<typeof smsConfig> & { headers: z.output<typeof smsHeaders> }

const version = z.number().int().min(0)

/** What the county has set up. Passwords, headers and keys never come back. */
export const getCountyChannels = defineEndpoint({
  method: 'GET',
  path: '/channels',
  summary: '县里的发信渠道',
  access: 'signed-in',
  who: 'settings.write anywhere',
  output: z.object({
    mail: z.object({
      on: z.boolean(),
      version,
      config: mailConfig.nullable(),
      hasPassword: z.boolean(),
    }),
    sms: z.object({
      on: z.boolean(),
      version,
      config: smsConfig.nullable(),
      headerNames: z.array(z.string()),
    }),
    push: z.object({ on: z.boolean(), version, contact: z.string().nullable() }),
  }),
  errors: ['access.denied'],
})

const saving = {
  method: 'PUT',
  access: 'signed-in',
  output: z.object({ version }),
  errors: ['access.denied', 'input.invalid', 'version.stale'],
} as const

/** Without a password the stored one stays, as long as it goes to the same server by the same name. */
export const saveMailChannel = defineEndpoint({
  ...saving,
  path: '/channels/mail',
  who: 'settings.write anywhere',
  summary: '设邮件服务器',
  body: z.strictObject({
    version,
    on: z.boolean(),
    config: mailConfig,
    password: z.string().min(1).max(200).nullable(),
  }),
})

/** Without headers the stored ones stay, as long as the message goes to the same host. */
export const saveSmsChannel = defineEndpoint({
  ...saving,
  path: '/channels/sms',
  who: 'settings.write anywhere',
  summary: '设短信网关',
  body: z.strictObject({ version, on: z.boolean(), config: smsConfig, headers: smsHeaders.nullable() }),
})

/** The keys are made when it is first switched on; who runs a push service may write to `contact`. */
export const savePushChannel = defineEndpoint({
  ...saving,
  path: '/channels/web-push',
  who: 'settings.write anywhere',
  summary: '开关浏览器推送',
  body: z.strictObject({ version, on: z.boolean(), contact: z.email().max(200) }),
})

/** What did not arrive after the last try. Persons by their account's name, never by an address. */
export const listFailedDeliveries = defineEndpoint({
  method: 'GET',
  path: '/channels/failures',
  summary: '没有送到的提醒',
  access: 'signed-in',
  who: 'settings.write anywhere',
  query: z.object(pageQuery),
  output: listOf(
    z.object({
      batchId: id,
      targetId: id,
      channel: z.enum(channels),
      channelLabel: z.string(),
      toName: z.string(),
      attempts: z.number().int(),
      triedAt: instant.nullable(),
      errorLabel: z.string(),
    }),
  ),
  errors: ['access.denied'],
})

const robot = z.object({
  robotId: id,
  channel: z.enum(robotChannels),
  channelLabel: z.string(),
  name: z.string(),
  setByName: z.string(),
  setAt: instant,
  lastSentAt: instant.nullable(),
  /** Of the last that was given up, if nothing arrived since. */
  lastErrorLabel: z.string().nullable(),
})

export const listRobots = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/robots',
  summary: '这个组织的群机器人',
  access: 'signed-in',
  who: 'activities.read',
  params: z.object({ orgId }),
  output: z.object({
    orgId,
    orgName: z.string(),
    rows: z.array(robot),
    abilities: z.object({ set: z.boolean() }),
  }),
  errors: ['access.denied', 'not-found'],
})

/** `address` is the webhook as the group shows it; of DingTalk also the key of 加签. */
export const addRobot = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/robots',
  summary: '接一个群机器人',
  access: 'signed-in',
  who: 'activities.write',
  params: z.object({ orgId }),
  body: z.strictObject({
    channel: z.enum(robotChannels),
    name: line(40),
    address: line(500),
    secret: line(200).nullable(),
  }),
  output: z.object({ robotId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

export const endRobot = defineEndpoint({
  method: 'POST',
  path: '/robots/:robotId/end',
  summary: '停用一个群机器人',
  access: 'signed-in',
  who: 'activities.write',
  params: z.object({ robotId: id }),
  output: z.object({ robotId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const channelEndpoints = {
  getCountyChannels,
  saveMailChannel,
  saveSmsChannel,
  savePushChannel,
  listFailedDeliveries,
  listRobots,
  addRobot,
  endRobot,
}
