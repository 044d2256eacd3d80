import type { z } from 'zod'
import type {
  addReminderAddress,
  saveReminderRule,
  saveReminderSettings,
} from '../../../contract/reminders.ts'
import { isPushService, type Outside } from '../../core/channels/outside.ts'
import { type Actor, accountOf, type Ctx } from '../../core/context/context.ts'
import { mayAnywhere } from '../../core/context/may.ts'
import { takeLock } from '../../core/context/take-lock.ts'
import { demand } from '../../core/errors/problem.ts'
import { maskPhone } from '../../core/personal-data/mask.ts'
import { normalisePhone, phoneKindOf } from '../../core/personal-data/phone.ts'
import { findChannel } from './channel-queries.ts'
import * as q from './own-queries.ts'
import { sealContext } from './seal-context.ts'
import { isQuiet } from './settings.ts'

/** Saves how the reader wants to be told; answers the new version. */
export async function saveOwnSettings(
  ctx: Ctx,
  { version, off, ...hours }: z.output<(typeof saveReminderSettings)['body']>,
): Promise<number> {
  demand(hours.mode === 'each' || !isQuiet(hours.digestHour, hours), 'input.invalid', {
    field: 'body.digestHour',
    message: '每天收提醒的钟点在免打扰的时间里，请换一个。',
  })
  const saved = await q.saveSettings(ctx, version, {
    ...hours,
    off: [...new Set(off.map(({ channel, kind }) => `${channel}.${kind}`))],
  })
  demand(saved !== undefined, 'version.stale')
  ctx.audit({ action: 'reminder-settings.saved', target: { kind: 'account', id: accountOf(ctx) } })
  return saved
}

/** A mail shows its first letter and its server: `z***@example.com`. */
function maskMail(address: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, 1)}***${address.slice(at)}`
}

const mostBrowsers = 5
type NewAddress = z.output<(typeof addReminderAddress)['body']>

/** What is sealed of an address, and what its owner sees of it afterwards. */
function readAddress(wish: NewAddress, outside: Outside): { plain: string; label: string } {
  if (wish.channel === 'mail') return { plain: wish.address, label: maskMail(wish.address) }
  if (wish.channel === 'sms') {
    const phone = normalisePhone(wish.address)
    demand(phoneKindOf(phone) === 'mobile', 'input.invalid', {
      field: 'body.address',
      message: '手机号不对，请检查。',
    })
    return { plain: phone, label: maskPhone(phone) }
  }
  demand(isPushService(wish.endpoint, outside), 'input.invalid', {
    field: 'body.endpoint',
    message: '这个浏览器的推送服务不在名单里，请换一种收法。',
  })
  return { plain: JSON.stringify({ endpoint: wish.endpoint, keys: wish.keys }), label: wish.label }
}

export async function addOwnAddress(ctx: Ctx, wish: NewAddress, outside: Outside): Promise<void> {
  const { plain, label } = readAddress(wish, outside)
  const channel = await findChannel(ctx, wish.channel)
  demand(channel?.is_on, 'state.wrong', { message: '县里还没有开通这条渠道。' })
  await takeLock(ctx, { name: `reminder addresses ${accountOf(ctx)}`, way: 'to-change' })
  if (wish.channel !== 'web-push') await q.endAddresses(ctx, { channel: wish.channel })
  else {
    const browsers = (await q.listAddresses(ctx)).filter((one) => one.channel === 'web-push')
    demand(browsers.length < mostBrowsers, 'state.wrong', {
      message: `最多 ${mostBrowsers} 个浏览器，请先停掉一个不用的。`,
    })
  }
  const sealed = (await ctx.sealer()).seal(plain, sealContext.address)
  await q.insertAddress(ctx, { channel: wish.channel, label, sealed })
  const target = { kind: 'reminder-address', id: ctx.requestId }
  ctx.audit({ action: 'reminder-address.added', target, detail: { channel: wish.channel } })
}

export async function endOwnAddress(ctx: Ctx, addressId: string): Promise<void> {
  demand(await q.endAddresses(ctx, { addressId }), 'not-found')
  ctx.audit({ action: 'reminder-address.ended', target: { kind: 'reminder-address', id: addressId } })
}

/** Rules are the county's. */
export function maySetRules(actor: Actor): boolean {
  return mayAnywhere(actor, 'settings.write')
}

export async function setRule(ctx: Ctx, rule: z.output<(typeof saveReminderRule)['body']>): Promise<void> {
  demand(maySetRules(ctx.actor), 'access.denied')
  demand(
    rule.daysBefore >= 0 || rule.kind === 'duty' || rule.kind === 'procedure' || rule.kind === 'task',
    'input.invalid',
    {
      field: 'body.daysBefore',
      message: '活动和清单过了就过了，只能提前提醒。',
    },
  )
  await q.saveRule(ctx, rule)
  ctx.audit({
    action: 'reminder-rule.set',
    target: { kind: 'reminder-rule', id: `${rule.kind} ${rule.daysBefore}` },
    detail: { on: rule.on, atHour: rule.atHour },
  })
}
