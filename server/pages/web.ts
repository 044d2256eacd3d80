import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type MapTiles, noMaps } from '../core/http/map-tiles.ts'

/** What stands for the nonce in the pages as they were built. */
const placeholder = '__CSP_NONCE__'
/** What stands for the addresses of counties' own maps. */
const mapPlaceholder = '__MAP_TILES__'

/**
 * The built web pages: files under a name with a hash are kept for ever, the two entry pages never, since each
 * answer carries a nonce of its own. An address that no file has is a page of the office or the phone.
 */
export async function serveWeb(
  server: FastifyInstance,
  folder: string,
  mapTiles: MapTiles = noMaps,
): Promise<void> {
  const read = async (path: string) =>
    (await readFile(join(folder, path), 'utf8')).replace(mapPlaceholder, () =>
      JSON.stringify(mapTiles).replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
    )
  const office = await read('index.html')
  const phone = await read(join('m', 'index.html'))
  await server.register(fastifyStatic, {
    root: folder,
    index: false,
    wildcard: false,
    globIgnore: ['**/index.html', '**/*.map'],
    setHeaders: (response, path) => {
      const forever = /[\\/]assets[\\/]/.test(path)
      response.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const send = (html: string) => (_request: FastifyRequest, reply: FastifyReply) =>
    reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(html.replaceAll(placeholder, reply.cspNonce.style))
  const hidden = { schema: { hide: true } as object }
  for (const path of ['/m', '/m/', '/m/*']) server.get(path, hidden, send(phone))
  server.get('/', hidden, send(office))
  server.get('/*', hidden, (request, reply) => {
    // What only a program would ask for is not answered with a page.
    if (/^\/(api|public|print)\//.test(request.url)) return reply.callNotFound()
    return send(office)(request, reply)
  })
}
