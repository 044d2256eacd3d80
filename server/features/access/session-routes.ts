import { roleLabel, verbsOf } from '../../../contract/roles.ts'
import * as contract from '../../../contract/session.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { type PlatformCtx, type PlatformRoute, platformEndpoint } from '../../core/http/platform-endpoint.ts'
import { ownDoorRoutes } from './own-door-routes.ts'
import { deleteSession } from './platform-queries.ts'
import { findCountyName, listNamesAlong, looksAbove } from './queries.ts'
import { enterByLink, setCredentials, signIn, signOutEverywhere } from './sign-in.ts'
import { hashToken } from './tokens.ts'

/** The small numbers of an organisation's path, from the county down: four base-36 figures each. */
function idsOf(path: string): number[] {
  return (path.match(/.{4}/g) ?? []).map((step) => Number.parseInt(step, 36))
}

async function describeSession(ctx: Ctx): Promise<contract.Session> {
  const { actor } = ctx
  const names = await listNamesAlong(
    ctx,
    actor.grants.flatMap((grant) => idsOf(grant.orgPath)),
  )
  const place = (orgId: number) => ({ orgId, name: names.get(orgId) ?? '' })
  return {
    account: { id: actor.accountId ?? '', name: actor.name },
    memberId: actor.memberId,
    county: { countyId: ctx.county, name: await findCountyName(ctx) },
    today: ctx.today,
    grants: actor.grants.map((grant) => ({
      role: grant.role,
      roleLabel: roleLabel(grant.role),
      orgId: grant.orgId,
      orgName: names.get(grant.orgId) ?? '',
      orgPath: idsOf(grant.orgPath).map(place),
    })),
    withheld: (actor.withheld ?? []).map((grant) => roleLabel(grant.role)),
    abilities: [...new Set(actor.grants.flatMap((grant) => verbsOf(grant.role)))],
    looksAbove: await looksAbove(ctx),
  }
}

/** Answers a sign-in with the session it has made, so that a slow phone asks once. */
async function describeNew(ctx: PlatformCtx): Promise<contract.Session> {
  const identity = ctx.token ? await ctx.identify(ctx.token) : null
  demand(identity, 'auth.failed')
  return ctx.readAs(identity, describeSession)
}

export const sessionRoutes: Route[] = [endpoint(contract.getSession, describeSession)]

export const signInRoutes: PlatformRoute[] = [
  ...ownDoorRoutes,
  platformEndpoint(contract.signIn, async (ctx, { body }) => {
    await signIn(ctx, body)
    return describeNew(ctx)
  }),
  platformEndpoint(contract.enterByLink, async (ctx, { body }) => {
    await enterByLink(ctx, body)
    return describeNew(ctx)
  }),
  platformEndpoint(contract.setCredentials, async (ctx, { body }) => {
    await setCredentials(ctx, body)
    return { login: body.login }
  }),
  platformEndpoint(contract.signOut, async (ctx) => {
    if (ctx.token) await deleteSession(ctx.platform, hashToken(ctx.token))
    ctx.endSession()
    return {}
  }),
  platformEndpoint(contract.signOutEverywhere, async (ctx) => {
    await signOutEverywhere(ctx)
    return {}
  }),
]
