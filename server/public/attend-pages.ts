import { z } from 'zod'
import { attendWords } from '../../contract/attend-links.ts'
import { id } from '../../contract/common.ts'
import type { Ctx } from '../core/context/context.ts'
import { type Page, page } from '../core/http/page.ts'
import { newId } from '../core/ids.ts'
import { attendByLink, readAttendLink } from '../features/activities/rolls/link-commands.ts'
import { renderAttend, renderNoAttend } from './attend-page.ts'

const params = z.object({ address: z.string().max(64) })
const view = z.object({
  size: z.enum(['large']).optional().catch(undefined),
  contrast: z.enum(['high']).optional().catch(undefined),
})
const nowhere = () => ({ html: renderNoAttend(), status: 404 })
const to = { access: 'anyone', path: '/public/attend/:address', params, query: view, nowhere } as const

async function show(ctx: Ctx, address: string, seen: z.output<typeof view>) {
  const found = await readAttendLink(ctx, address)
  if (!found || found.state === 'ended') return nowhere()
  return { html: renderAttend(address, { ...found, state: found.state }, newId(), seen) }
}

/** The page of a one-time address. Guessing 128 bits is hopeless already; the limit keeps it from being tried. */
export const attendPages: readonly Page[] = [
  page({ ...to, method: 'GET', limit: { most: 300, minutes: 10 } }, (ctx, { params: { address }, query }) =>
    show(ctx, address, query),
  ),
  page(
    {
      ...to,
      method: 'POST',
      body: z.object({ request: id, words: attendWords.nullish().transform((typed) => typed || null) }),
      limit: { most: 10, minutes: 10 },
    },
    async (ctx, { params: { address }, query, body }) => {
      const found = await readAttendLink(ctx, address)
      if (!found || found.state === 'ended') return nowhere()
      await attendByLink(ctx, address, body.words)
      return show(ctx, address, query)
    },
  ),
]
