import { z } from 'zod'
import { id, line } from '../../contract/common.ts'
import type { Ctx } from '../core/context/context.ts'
import { type Page, page } from '../core/http/page.ts'
import { newId } from '../core/ids.ts'
import { readHouseholdLink, sayByLink } from '../features/households/link-commands.ts'
import { renderHousehold, renderNoHousehold, withdrawField } from './household-page.ts'

const params = z.object({ address: z.string().max(64) })
const view = z.object({
  size: z.enum(['large']).optional().catch(undefined),
  contrast: z.enum(['high']).optional().catch(undefined),
})
const nowhere = () => ({ html: renderNoHousehold(), status: 404 })
const to = { access: 'anyone', path: '/public/household/:address', params, query: view, nowhere } as const

/** A field that may be left empty: empty text is nothing. */
function typed<T extends z.ZodType>(field: T) {
  return z
    .union([
      z
        .string()
        .regex(/^\s*$/)
        .transform(() => null),
      field,
    ])
    .nullish()
    .transform((value) => value ?? null)
}

const countField = z
  .string()
  .trim()
  .regex(/^\d{1,2}$/, '请写整数')
  .transform(Number)
  .pipe(z.number().min(1).max(50))

const body = z
  .object({
    request: id,
    headCount: typed(countField),
    contact: typed(line(30)),
    phone: typed(line(20)),
    care: typed(line(120)),
    help: typed(line(120)),
  })
  // A box for each entry, by its id.
  .catchall(z.string().max(10))

async function show(ctx: Ctx, address: string, seen: z.output<typeof view>) {
  const found = await readHouseholdLink(ctx, address)
  return found && found.state !== 'ended'
    ? { html: renderHousehold(address, found, newId(), seen) }
    : nowhere()
}

/** The page of a household's own address. Guessing 128 bits is hopeless already; the limit keeps it from being tried. */
export const householdPages: readonly Page[] = [
  page({ ...to, method: 'GET', limit: { most: 120, minutes: 10 } }, (ctx, { params: { address }, query }) =>
    show(ctx, address, query),
  ),
  page(
    { ...to, method: 'POST', body, limit: { most: 10, minutes: 10 } },
    async (ctx, { params: { address }, query, body: sent }) => {
      const found = await readHouseholdLink(ctx, address)
      if (!found || found.state === 'ended') return nowhere()
      const { headCount, contact, phone, care, help } = sent
      const shown = found.shown
      const entries = shown?.entries ?? []
      const withdrawn = entries
        .map((entry) => entry.entryId)
        .filter((entryId) => Object.hasOwn(sent, withdrawField(entryId)))
      await sayByLink(ctx, address, {
        // What stands on the page already is no correction.
        headCount: headCount === shown?.headCount ? null : headCount,
        contact: contact === shown?.contact ? null : contact,
        ...{ phone, care, help, withdrawn },
      })
      return show(ctx, address, query)
    },
  ),
]
