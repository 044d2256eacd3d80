import { z } from 'zod'
import { allCaseSorts } from '../../contract/case-words.ts'
import { caseBody } from '../../contract/cases.ts'
import { id, text } from '../../contract/common.ts'
import type { Ctx } from '../core/context/context.ts'
import { type Page, page } from '../core/http/page.ts'
import { newId } from '../core/ids.ts'
import { answerOnPage, raiseAtDoor, readCasePage, readDoor } from '../features/cases/public-commands.ts'
import { renderCase, renderDoor, renderNoCase, renderSent } from './case-page.ts'

const params = z.object({ address: z.string().max(64) })
const view = z.object({
  size: z.enum(['large']).optional().catch(undefined),
  contrast: z.enum(['high']).optional().catch(undefined),
})
const nowhere = () => ({ html: renderNoCase(), status: 404 })
const common = { access: 'anyone', params, query: view, nowhere } as const
const door = { ...common, path: '/public/cases/:address' } as const
const own = { ...common, path: '/public/case/:address' } as const

async function showCase(ctx: Ctx, address: string, seen: z.output<typeof view>) {
  const found = await readCasePage(ctx, address)
  if (!found) return nowhere()
  const { page: held, isUnderWay } = found
  const onPage = { shown: held?.shown ?? null, asks: held?.asks ?? false, isUnderWay }
  return { html: renderCase(address, onPage, newId(), seen) }
}

/** Where residents raise something without an account, follow it and say whether it is done. */
export const casePages: readonly Page[] = [
  page({ ...door, method: 'GET', limit: { most: 600, minutes: 10 } }, async (ctx, { params, query }) => {
    const found = await readDoor(ctx, params.address)
    return found ? { html: renderDoor(found, newId(), query) } : nowhere()
  }),
  page(
    {
      ...door,
      method: 'POST',
      body: z.object({
        request: id,
        body: caseBody,
        sort: z.enum(allCaseSorts),
        contact: text(100)
          .nullish()
          .transform((typed) => typed || null),
      }),
      limit: { most: 10, minutes: 10 },
    },
    async (ctx, { params, query, body }) => {
      const { sort, body: said, contact } = body
      return {
        html: renderSent(await raiseAtDoor(ctx, params.address, { sort, body: said, contact }), query),
      }
    },
  ),
  page({ ...own, method: 'GET', limit: { most: 300, minutes: 10 } }, (ctx, { params, query }) =>
    showCase(ctx, params.address, query),
  ),
  page(
    {
      ...own,
      method: 'POST',
      body: z.object({ request: id, act: z.enum(['confirm', 'reopen']) }),
      limit: { most: 20, minutes: 10 },
    },
    async (ctx, { params, query, body }) => {
      await answerOnPage(ctx, params.address, body.act)
      return showCase(ctx, params.address, query)
    },
  ),
]
