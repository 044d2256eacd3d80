import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import { type MapTiles, mapOrigins } from './map-tiles.ts'

/**
 * Headers of every answer. No script runs that did not come as a file of ours, no style without our nonce. A picture comes
 * from elsewhere only where the operator named counties' own maps.
 */
export async function secureHeaders(
  server: FastifyInstance,
  secure: boolean,
  mapTiles: MapTiles,
): Promise<void> {
  await server.register(helmet, {
    global: true,
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:', ...mapOrigins(mapTiles)],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        ...(secure && { upgradeInsecureRequests: [] }),
      },
    },
    hsts: secure ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'no-referrer' },
  })
}
