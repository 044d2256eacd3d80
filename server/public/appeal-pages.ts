import { z } from 'zod'
import { id } from '../../contract/common.ts'
import { objectionText } from '../../contract/objections.ts'
import type { Ctx } from '../core/context/context.ts'
import { type Page, page } from '../core/http/page.ts'
import { newId } from '../core/ids.ts'
import { appealFromPublic, standingOf } from '../features/objections/public-appeal-commands.ts'
import { type Objected, renderAppeal } from './appeal-page.ts'
import { renderGone } from './notices.ts'

const params = z.object({ address: z.string().max(64), objectionId: id })
const view = z.object({
  size: z.enum(['large']).optional().catch(undefined),
  contrast: z.enum(['high']).optional().catch(undefined),
})
const gone = { html: renderGone(), status: 410 }

/** What a page of this kind says of its list; null once it is gone. */
type Find = (ctx: Ctx, address: string) => Promise<Pick<Objected, 'placeName' | 'title'> | null>

/** The page of one objection and its appeal, below the pages of one kind of published list. */
export function appealPages(root: '/public/boards' | '/public/selections', find: Find): readonly Page[] {
  const show = async (ctx: Ctx, at: z.output<typeof params>, seen: z.output<typeof view>) => {
    const list = await find(ctx, at.address)
    const standing = list && (await standingOf(ctx, at.objectionId))
    if (!list || !standing) return gone
    const { placeName, title } = list
    const objected = { base: `${root}/${at.address}`, placeName, title, objectionId: at.objectionId }
    return { html: renderAppeal({ ...objected, request: newId() }, standing, seen) }
  }
  const path = `${root}/:address/objections/:objectionId` as const
  const to = { access: 'anyone', params, query: view } as const
  return [
    page({ ...to, method: 'GET', path }, (ctx, { params, query }) => show(ctx, params, query)),
    page(
      {
        ...to,
        method: 'POST',
        path: `${path}/appeal`,
        body: z.object({ request: id, text: objectionText }),
        limit: { most: 10, minutes: 10 },
      },
      async (ctx, { params, query, body }) => {
        if (!(await find(ctx, params.address))) return gone
        await appealFromPublic(ctx, params.objectionId, body.text)
        return show(ctx, params, query)
      },
    ),
  ]
}
