import { z } from 'zod'
import { id, text } from '../../contract/common.ts'
import { objectionText } from '../../contract/objections.ts'
import type { Ctx } from '../core/context/context.ts'
import { demand } from '../core/errors/problem.ts'
import { type Page, page } from '../core/http/page.ts'
import { newId } from '../core/ids.ts'
import { raiseFromPublic } from '../features/objections/commands.ts'
import { findPublishedList, listOpenMarks } from '../features/selections/snapshot-queries.ts'
import { appealPages } from './appeal-pages.ts'
import { renderGone } from './notices.ts'
import { renderSelectionObjection, renderSelectionReceipt } from './selection-objection.ts'
import { type PublicSelection, renderSelection } from './selection-page.ts'

/** As for every published list: a withdrawal is seen within a minute. */
const maxAge = 60
const params = z.object({ address: z.string().max(64) })
const view = z.object({
  size: z.enum(['large']).optional().catch(undefined),
  contrast: z.enum(['high']).optional().catch(undefined),
})
const row = z
  .union([z.literal('').transform(() => null), z.coerce.number().int().min(0).max(10_000)])
  .nullish()
  .transform((chosen) => chosen ?? null)

const gone = { html: renderGone(), status: 410 }

async function findList(ctx: Ctx, address: string): Promise<(PublicSelection & { listId: string }) | null> {
  const published = await findPublishedList(ctx, address)
  if (!published) return null
  return { address, open: await listOpenMarks(ctx, published.listId), ...published }
}

const listPage = page(
  { method: 'GET', path: '/public/selections/:address', access: 'anyone', params, query: view },
  async (ctx, { params, query }) => {
    const list = await findList(ctx, params.address)
    return list ? { html: renderSelection(list, query, ctx.today), maxAge } : gone
  },
)

const formPage = page(
  {
    method: 'GET',
    path: '/public/selections/:address/objections/new',
    access: 'anyone',
    params,
    query: view,
  },
  async (ctx, { params, query }) => {
    const list = await findList(ctx, params.address)
    if (!list) return gone
    if (ctx.today > list.closesOn) return { html: renderSelection(list, query, ctx.today) }
    return { html: renderSelectionObjection({ ...list, request: newId() }, query) }
  },
)

const objectionPage = page(
  {
    method: 'POST',
    path: '/public/selections/:address/objections',
    access: 'anyone',
    params,
    query: view,
    body: z.object({
      request: id,
      row,
      text: objectionText,
      contact: text(100)
        .nullish()
        .transform((typed) => typed || null),
    }),
    limit: { most: 10, minutes: 10 },
  },
  async (ctx, { params, query, body }) => {
    const list = await findList(ctx, params.address)
    if (!list) return gone
    demand(body.row === null || body.row < list.snapshot.rows.length, 'input.invalid', { field: 'body.row' })
    const about = { publicationId: list.listId, row: body.row, fact: null }
    const { objectionId, dueOn } = await raiseFromPublic(ctx, about, {
      text: body.text,
      contact: body.contact,
    })
    const hasContact = body.contact !== null
    return { html: renderSelectionReceipt(list, { objectionId, dueOn, hasContact }, query) }
  },
)

/** The published lists of selections, and objections to them: HTML without a script. */
export const selectionPages: readonly Page[] = [
  listPage,
  formPage,
  objectionPage,
  ...appealPages(
    '/public/selections',
    async (ctx, address) => (await findList(ctx, address))?.snapshot ?? null,
  ),
]
