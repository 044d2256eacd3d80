import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

/**
 * Headers of every answer. No script runs that did not come as a file of ours, no style without our nonce. A picture comes
 * from elsewhere only where the operator named the county's own map.
 */
export async function secureHeaders(
  server: FastifyInstance,
  secure: boolean,
  mapTiles: string | null,
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
        imgSrc: ["'self'", 'data:', 'blob:', ...(mapTiles ? [originOf(mapTiles)] : [])],
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

/** https://tiles.example.gov.cn of https://tiles.example.gov.cn/{z}/{x}/{y}.png */
function originOf(pattern: string): string {
  return new URL(pattern.replace(/\{[zxy]\}/g, '0')).origin
}
