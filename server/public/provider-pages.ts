import { z } from 'zod'
import { secondCode } from '../../contract/session.ts'
import { demand, Problem } from '../core/errors/problem.ts'
import { type PlatformPage, platformPage } from '../core/http/platform-page.ts'
import type { Provider } from '../features/access/provider-client.ts'
import { arrive, departToSignIn, findAsked, showProof } from '../features/access/provider-sign-in.ts'
import { renderProof } from './provider-page.ts'

const params = z.object({ provider: z.string().max(20) })
const proofPath = '/api/oidc/proof'
/** Many people of one office share an address, and come at half past eight. */
const limit = { most: 300, minutes: 10 }

/** A page of this site: nothing that a browser would take for an address elsewhere. */
const ownPath = z
  .string()
  .max(300)
  .regex(/^\/(?![/\\])[^\s\\]*$/)

/** An empty field of a form is none. */
const mayBeEmpty = <T extends z.ZodType>(one: T) => z.union([z.literal('').transform(() => null), one])

const proofBody = z.object({
  password: mayBeEmpty(z.string().max(256)).default(null),
  code: mayBeEmpty(secondCode).nullable().catch(null).default(null),
})

/** To an identity service of others and back, by redirects alone. */
export function providerPages(providers: readonly Provider[]): PlatformPage[] {
  const find = (key: string) => {
    const provider = providers.find((one) => one.key === key)
    demand(provider, 'not-found')
    return provider
  }
  return [
    platformPage(
      {
        ...{ method: 'GET', path: '/api/oidc/:provider/start', params, limit, isOwn: true },
        query: z.object({ next: ownPath.catch('/').default('/') }),
      },
      async (ctx, { params: { provider }, query }) => ({
        goTo: await departToSignIn(ctx, find(provider), query.next),
      }),
    ),
    platformPage(
      { method: 'GET', path: '/api/oidc/:provider/back', params, limit, isOwn: false },
      async (ctx, { params: { provider }, search }) => {
        const outcome = await arrive(ctx, find(provider), search)
        return { goTo: outcome.is === 'in' ? outcome.next : proofPath }
      },
    ),
    platformPage({ method: 'GET', path: proofPath, limit, isOwn: false }, async (ctx) => {
      const asked = await findAsked(ctx)
      demand(asked, 'auth.provider-failed')
      return { html: renderProof(asked, null) }
    }),
    platformPage(
      { method: 'POST', path: proofPath, limit, isOwn: true, body: proofBody },
      async (ctx, { body }) => {
        try {
          return { goTo: await showProof(ctx, body) }
        } catch (error) {
          return renderAgain(await findAsked(ctx), error)
        }
      },
    ),
  ]
}

/** A wrong password or code is typed again; what else went wrong has a page of its own. */
function renderAgain(asked: Awaited<ReturnType<typeof findAsked>>, error: unknown) {
  if (!asked || !(error instanceof Problem) || !error.field) throw error
  const field = error.field === 'body.code' ? 'code' : 'password'
  return { html: renderProof(asked, { field, words: error.message }), status: 400 }
}
