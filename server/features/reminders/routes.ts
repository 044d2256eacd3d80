import { ownChannels } from '../../../contract/channels.ts'
import * as contract from '../../../contract/reminders.ts'
import type { Outside } from '../../core/channels/outside.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { openChannel } from './channel-commands.ts'
import { listChannels } from './channel-queries.ts'
import * as commands from './own-commands.ts'
import * as q from './own-queries.ts'
import { presentReminder, presentRule, readOff, readReminderId } from './present.ts'
import { readyRules } from './ready-rules.ts'
import { usualSettings } from './settings.ts'

async function loadSettings(ctx: Ctx) {
  const row = await q.findSettings(ctx)
  if (!row) return { ...usualSettings, off: [], version: 0 }
  return {
    mode: row.mode as 'daily' | 'each',
    digestHour: row.digest_hour,
    quietFrom: row.quiet_from,
    quietTo: row.quiet_to,
    off: readOff(row.off),
    version: row.version,
  }
}

async function loadWays(ctx: Ctx) {
  const addresses = await q.listAddresses(ctx)
  const set = await listChannels(ctx)
  const ways = ownChannels.map((channel) => ({
    channel,
    label: contract.tellingLabels[channel],
    on: set.some((row) => row.channel === channel && row.is_on),
    addresses: addresses
      .filter((one) => one.channel === channel)
      .map((one) => ({ addressId: one.address_id, label: one.label, madeAt: one.made_at.toISOString() })),
  }))
  return [{ channel: 'list' as const, label: contract.tellingLabels.list, on: true, addresses: [] }, ...ways]
}

export const reminderRoutes = (outside: Outside): Route[] => [
  endpoint(contract.listReminders, async (ctx) => ({
    today: ctx.today,
    rows: (await q.listOwn(ctx)).map(presentReminder),
  })),

  endpoint(contract.putRemindersAway, async (ctx, { body }) => {
    const keys = body.reminderIds.map((text, i) => {
      const key = readReminderId(text)
      demand(key, 'input.invalid', { field: `body.reminderIds.${i}` })
      return key
    })
    return { putAway: await q.putAway(ctx, keys) }
  }),

  endpoint(contract.getReminderSettings, async (ctx) => {
    const push = await openChannel(ctx, 'web-push')
    return {
      ...(await loadSettings(ctx)),
      kinds: contract.reminderKinds.map((kind) => ({ kind, label: contract.reminderKindLabels[kind] })),
      channels: await loadWays(ctx),
      pushKey: push?.on ? push.config.publicKey : null,
    }
  }),

  endpoint(contract.saveReminderSettings, async (ctx, { body }) => ({
    version: await commands.saveOwnSettings(ctx, body),
  })),

  endpoint(contract.addReminderAddress, async (ctx, { body }) => {
    await commands.addOwnAddress(ctx, body, outside)
    return { addressId: ctx.requestId }
  }),

  endpoint(contract.endReminderAddress, async (ctx, { params }) => {
    await commands.endOwnAddress(ctx, params.addressId)
    return params
  }),

  endpoint(contract.listReminderRules, async (ctx) => {
    const rows = await q.listRules(ctx)
    const missing = readyRules
      .filter((rule) => !rows.some((row) => row.kind === rule.kind && row.days_before === rule.daysBefore))
      .map((rule) => ({ kind: rule.kind, days_before: rule.daysBefore, at_hour: rule.atHour, is_on: true }))
    return {
      rows: [...rows, ...missing].map(presentRule),
      abilities: { set: commands.maySetRules(ctx.actor) },
    }
  }),

  endpoint(contract.saveReminderRule, async (ctx, { body }) => {
    await commands.setRule(ctx, body)
    return { kind: body.kind, daysBefore: body.daysBefore }
  }),
]
