import type { z } from 'zod'
import type {
  addRobot,
  MailConfig,
  OwnChannel,
  SmsConfig,
  saveMailChannel,
  savePushChannel,
  saveSmsChannel,
} from '../../../contract/channels.ts'
import { mayGoPlainly } from '../../core/channels/plain-way.ts'
import { newPushKeys, type PushConfig } from '../../core/channels/push.ts'
import { tokenIn } from '../../core/channels/robots.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, mayAnywhere } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { placeOf } from '../organisations/commands.ts'
import * as q from './channel-queries.ts'
import { sealContext } from './seal-context.ts'

/** The county's servers are its administrator's. */
export function demandSettings(ctx: Ctx): void {
  demand(mayAnywhere(ctx.actor, 'settings.write'), 'access.denied')
}

export type Configs = { mail: MailConfig; sms: SmsConfig; 'web-push': PushConfig }

/** A channel as it is set up, opened. */
export async function openChannel<C extends OwnChannel>(
  ctx: Ctx,
  channel: C,
): Promise<{ on: boolean; version: number; config: Configs[C] } | null> {
  const row = await q.findChannel(ctx, channel)
  if (!row) return null
  const plain = (await ctx.sealer()).open(row.config_sealed, sealContext.channel)
  return { on: row.is_on, version: row.version, config: JSON.parse(plain) as Configs[C] }
}

async function save<C extends OwnChannel>(
  ctx: Ctx,
  channel: C,
  { version, on, config }: { version: number; on: boolean; config: Configs[C] },
): Promise<number> {
  const sealed = (await ctx.sealer()).seal(JSON.stringify(config), sealContext.channel)
  const saved = await q.saveChannel(ctx, { channel, version, on, sealed })
  demand(saved !== undefined, 'version.stale')
  ctx.audit({ action: 'channel.set', target: { kind: 'channel', id: channel }, detail: { on } })
  return saved
}

export async function saveMail(
  ctx: Ctx,
  { version, on, config, password }: z.output<(typeof saveMailChannel)['body']>,
): Promise<number> {
  demandSettings(ctx)
  const known = (await openChannel(ctx, 'mail'))?.config
  // A password goes nowhere but where it was given for.
  const isSame = known?.host === config.host && known.port === config.port && known.user === config.user
  const kept = password ?? (isSame ? known.password : null)
  demand(config.user === null || kept !== null, 'input.invalid', {
    field: 'body.password',
    message: '有登录名就要有密码，请填上。',
  })
  demand(config.user === null || config.security !== 'none', 'input.invalid', {
    field: 'body.config.security',
    message: '不加密的连接上不能用密码登录，请选一种加密。',
  })
  demand(config.security !== 'none' || mayGoPlainly(config.host), 'input.invalid', {
    field: 'body.config.security',
    message: '邮件服务器不在这台机器上，信不能不加密就发出去，请选一种加密。',
  })
  return save(ctx, 'mail', {
    version,
    on,
    config: { ...config, password: config.user === null ? null : kept },
  })
}

export async function saveSms(
  ctx: Ctx,
  { version, on, config, headers }: z.output<(typeof saveSmsChannel)['body']>,
): Promise<number> {
  demandSettings(ctx)
  const template = config.method === 'GET' ? config.url : config.url + config.body
  demand(template.includes('{phone}') && template.includes('{text}'), 'input.invalid', {
    field: 'body.config.body',
    message: '模板里要有 {phone} 和 {text}，短信才知道发给谁、发什么。',
  })
  const place = URL.parse(config.url)
  demand(place && !place.host.includes('%7B') && !place.host.includes('{'), 'input.invalid', {
    field: 'body.config.url',
    message: '网关地址不对，请检查。',
  })
  demand(place.protocol === 'https:' || mayGoPlainly(place.hostname), 'input.invalid', {
    field: 'body.config.url',
    message: '网关不在这台机器上，号码不能不加密就发出去，请填 https 开头的地址。',
  })
  const known = (await openChannel(ctx, 'sms'))?.config
  const kept = known && new URL(known.url).origin === place.origin ? known.headers : []
  return save(ctx, 'sms', { version, on, config: { ...config, headers: headers ?? kept } })
}

export async function savePush(
  ctx: Ctx,
  { version, on, contact }: z.output<(typeof savePushChannel)['body']>,
): Promise<number> {
  demandSettings(ctx)
  // Made once: every browser that has allowed us knows us by them.
  const known = (await openChannel(ctx, 'web-push'))?.config
  const { publicKey, privateKey } = known ?? (await newPushKeys())
  return save(ctx, 'web-push', { version, on, config: { contact, publicKey, privateKey } })
}

export async function addGroupRobot(
  ctx: Ctx,
  orgId: number,
  { channel, name, address, secret }: z.output<(typeof addRobot)['body']>,
): Promise<void> {
  const place = await placeOf(ctx, orgId)
  demandMay(ctx.actor, 'activities.write', place)
  const token = tokenIn(channel, address)
  demand(token, 'input.invalid', {
    field: 'body.address',
    message: '这不是群机器人的地址，请从群设置里整条复制。',
  })
  demand(secret === null || channel === 'dingtalk', 'input.invalid', {
    field: 'body.secret',
    message: '企业微信的机器人没有密钥，请留空。',
  })
  const sealed = (await ctx.sealer()).seal(JSON.stringify({ token, secret }), sealContext.robot)
  await q.insertRobot(ctx, { orgId, channel, name, sealed })
  ctx.audit({
    action: 'robot.added',
    target: { kind: 'robot', id: ctx.requestId },
    orgId,
    detail: { channel },
  })
}

export async function endGroupRobot(ctx: Ctx, robotId: string): Promise<void> {
  const robot = await q.findRobot(ctx, robotId)
  demandMay(ctx.actor, 'activities.write', robot && { orgId: robot.org_id, path: robot.path })
  demand(await q.endRobot(ctx, robotId), 'state.wrong', { message: '这个机器人已经停用了。' })
  ctx.audit({ action: 'robot.ended', target: { kind: 'robot', id: robotId }, orgId: robot?.org_id ?? null })
}
