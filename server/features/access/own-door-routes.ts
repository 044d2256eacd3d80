import * as contract from '../../../contract/session.ts'
import { demand } from '../../core/errors/problem.ts'
import { type PlatformRoute, platformEndpoint } from '../../core/http/platform-endpoint.ts'
import { describeDevice } from './device.ts'
import * as second from './second-factor.ts'
import * as q from './second-factor-queries.ts'

/** One's own way in: the second proof, and where one is signed in. */
export const ownDoorRoutes: PlatformRoute[] = [
  platformEndpoint(contract.startSecondFactor, (ctx, { body }) => second.startSecondFactor(ctx, body)),
  platformEndpoint(contract.confirmSecondFactor, async (ctx, { body }) => {
    await second.confirmSecondFactor(ctx, body.code)
    return {}
  }),
  platformEndpoint(contract.removeSecondFactor, async (ctx, { body }) => {
    await second.removeSecondFactor(ctx, body.code)
    ctx.endSession()
    return {}
  }),
  platformEndpoint(contract.resetSecondFactor, async (ctx, { params, body }) => {
    await second.resetSecondFactor(ctx, params.accountId, body.reason)
    return {}
  }),
  platformEndpoint(contract.listSessions, async (ctx) => {
    const { owner, hash } = await second.demandPresent(ctx)
    const [rows, kept] = await Promise.all([
      q.listOwnSessions(ctx.platform, owner, { at: ctx.now, session: hash }),
      q.findCodeSecrets(ctx.platform, owner),
    ])
    return {
      secondFactor: kept.current !== null,
      rows: rows.map((row) => ({
        sessionId: row.session_id,
        device: describeDevice(row.agent),
        address: row.address,
        openedAt: row.created_at.toISOString(),
        lastSeenAt: row.last_seen_at.toISOString(),
        isThis: row.is_this,
      })),
    }
  }),
  platformEndpoint(contract.endSession, async (ctx, { params }) => {
    const { owner } = await second.demandPresent(ctx)
    demand(await q.deleteOwnSession(ctx.platform, owner, params.sessionId), 'not-found')
    return {}
  }),
]
