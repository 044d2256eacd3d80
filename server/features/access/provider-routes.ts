import * as contract from '../../../contract/providers.ts'
import type { Ctx } from '../../core/context/context.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { type PlatformRoute, platformEndpoint } from '../../core/http/platform-endpoint.ts'
import { administeredToRead } from './administered.ts'
import { findPassword } from './platform-queries.ts'
import { presentLink } from './present-links.ts'
import type { Provider } from './provider-client.ts'
import { linkAccount, unlinkAccount } from './provider-commands.ts'
import { listLinks } from './provider-queries.ts'
import { departToLink, unlinkOwn } from './provider-sign-in.ts'
import { demandPresent } from './second-factor.ts'
import { findCodeSecrets } from './second-factor-queries.ts'

type Providers = readonly Provider[]

const nameOnly = ({ key, name }: Provider) => ({ key, name })

async function loadLinks(ctx: Ctx, providers: Providers, accountId: string) {
  const own = providers.filter((one) => one.county === ctx.county)
  const rows = await listLinks(ctx, accountId)
  const taken = new Set(rows.flatMap((row) => (row.ended_at ? [] : row.issuer)))
  return {
    rows: rows.map((row) => presentLink(row, accountId, own)),
    open: own.filter((one) => !taken.has(one.issuer)).map(nameOnly),
  }
}

/** For who administers accounts. */
export function accountLinkRoutes(providers: Providers): Route[] {
  return [
    endpoint(contract.listAccountLinks, async (ctx, { params: { accountId } }) => {
      await administeredToRead(ctx, accountId)
      return loadLinks(ctx, providers, accountId)
    }),
    endpoint(contract.linkAccount, async (ctx, { params, body }) => {
      const provider = providers.find((one) => one.key === body.provider && one.county === ctx.county)
      return { linkId: await linkAccount(ctx, provider, params.accountId, body) }
    }),
    endpoint(contract.endAccountLink, async (ctx, { params, body }) => {
      await unlinkAccount(ctx, params, body.reason)
      return {}
    }),
  ]
}

/** For who signs in, and for one's own account. */
export function providerRoutes(providers: Providers): PlatformRoute[] {
  return [
    platformEndpoint(contract.listProviders, async () => ({ rows: providers.map(nameOnly) })),
    platformEndpoint(contract.listOwnLinks, async (ctx) => {
      const { identity, owner } = await demandPresent(ctx)
      const [password, secrets, links] = await Promise.all([
        findPassword(ctx.platform, owner.county, owner.accountId),
        findCodeSecrets(ctx.platform, owner),
        ctx.readAs(identity, (inside) => loadLinks(inside, providers, owner.accountId)),
      ])
      return { ...links, hasPassword: password !== null, secondFactor: secrets.current !== null }
    }),
    platformEndpoint(contract.startOwnLink, async (ctx, { body }) => {
      const { entry, password, code } = body
      const next = entry === 'phone' ? '/m/credentials' : '/credentials'
      const provider = providers.find((one) => one.key === body.provider)
      return { address: await departToLink(ctx, provider, { password, code, next }) }
    }),
    platformEndpoint(contract.endOwnLink, async (ctx, { params }) => {
      const { owner } = await demandPresent(ctx)
      const password = await findPassword(ctx.platform, owner.county, owner.accountId)
      await unlinkOwn(ctx, params.linkId, password !== null)
      return {}
    }),
  ]
}
