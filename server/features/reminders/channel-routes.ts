import * as contract from '../../../contract/channels.ts'
import { demandMay, may } from '../../core/context/may.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { placeOf } from '../organisations/commands.ts'
import * as commands from './channel-commands.ts'
import * as q from './channel-queries.ts'
import { listFailures } from './delivery-queries.ts'
import { presentFailure, presentRobot } from './present.ts'

export const channelRoutes: Route[] = [
  endpoint(contract.getCountyChannels, async (ctx) => {
    commands.demandSettings(ctx)
    const mail = await commands.openChannel(ctx, 'mail')
    const sms = await commands.openChannel(ctx, 'sms')
    const push = await commands.openChannel(ctx, 'web-push')
    const { password = null, ...mailConfig } = mail?.config ?? {}
    const { headers = [], ...smsConfig } = sms?.config ?? {}
    return {
      mail: {
        on: mail?.on ?? false,
        version: mail?.version ?? 0,
        config: mail && (mailConfig as Omit<contract.MailConfig, 'password'>),
        hasPassword: password !== null,
      },
      sms: {
        on: sms?.on ?? false,
        version: sms?.version ?? 0,
        config: sms && (smsConfig as Omit<contract.SmsConfig, 'headers'>),
        headerNames: headers.map((one) => one.name),
      },
      push: {
        on: push?.on ?? false,
        version: push?.version ?? 0,
        contact: push?.config.contact ?? null,
      },
    }
  }),

  endpoint(contract.saveMailChannel, async (ctx, { body }) => ({
    version: await commands.saveMail(ctx, body),
  })),
  endpoint(contract.saveSmsChannel, async (ctx, { body }) => ({
    version: await commands.saveSms(ctx, body),
  })),
  endpoint(contract.savePushChannel, async (ctx, { body }) => ({
    version: await commands.savePush(ctx, body),
  })),

  endpoint(contract.listFailedDeliveries, async (ctx, { query }) => {
    commands.demandSettings(ctx)
    const rows = await listFailures(ctx, query)
    return { rows: rows.map(presentFailure), count: rows[0]?.total ?? 0 }
  }),

  endpoint(contract.listRobots, async (ctx, { params }) => {
    const place = await placeOf(ctx, params.orgId)
    demandMay(ctx.actor, 'activities.read', place)
    return {
      orgId: place.orgId,
      orgName: place.name,
      rows: (await q.listRobots(ctx, place.orgId)).map(presentRobot),
      abilities: { set: may(ctx.actor, 'activities.write', place) },
    }
  }),

  endpoint(contract.addRobot, async (ctx, { params, body }) => {
    await commands.addGroupRobot(ctx, params.orgId, body)
    return { robotId: ctx.requestId }
  }),

  endpoint(contract.endRobot, async (ctx, { params }) => {
    await commands.endGroupRobot(ctx, params.robotId)
    return params
  }),
]
