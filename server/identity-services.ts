import type { FastifyInstance } from 'fastify'
import { registerPlatformRoutes } from './core/http/platform-endpoint.ts'
import { registerPlatformPages } from './core/http/platform-page.ts'
import { registerRoutes } from './core/http/register.ts'
import type { Runtime } from './core/http/runtime.ts'
import { createProvider, type ProviderSettings } from './features/access/provider-client.ts'
import { accountLinkRoutes, providerRoutes } from './features/access/provider-routes.ts'
import { renderRefused } from './public/provider-page.ts'
import { providerPages } from './public/provider-pages.ts'

export type IdentityServices = {
  /** Identity services of others by which one may come in; none unless set up. */
  providers?: readonly ProviderSettings[]
  /** The address of the site, to which they lead back. */
  address?: string
}

/** Their doors, and what people and administrators do about links to them. */
export async function serveIdentityServices(
  server: FastifyInstance,
  runtime: Runtime,
  { providers: settings = [], address = '' }: IdentityServices,
): Promise<void> {
  const providers = settings.map((one) => createProvider(one, address, server.log))
  registerPlatformRoutes(server, runtime, providerRoutes(providers))
  registerRoutes(server, runtime, accountLinkRoutes(providers))
  const pages = providerPages(providers)
  await registerPlatformPages(server, runtime, pages, ({ message }) => renderRefused(message))
}
