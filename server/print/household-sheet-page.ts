import { z } from 'zod'
import { id } from '../../contract/common.ts'
import { getHouseholdSheet } from '../../contract/households.ts'
import { printPdf } from '../core/browser/print-pdf.ts'
import { mediaTypes } from '../core/files/media-type.ts'
import { endpoint, type Route } from '../core/http/endpoint.ts'
import { page } from '../core/http/page.ts'
import { makeSheet, readSheet } from '../features/households/sheet-commands.ts'
import { renderHouseholdSheet, renderHouseholdSheetToPrint } from './household-sheet.ts'

/** To be printed by the browser that shows it; what is sensitive stays hidden, since nobody gave a reason to see it. */
export const printedHouseholdSheet = page(
  {
    method: 'GET',
    path: '/print/households/:householdId',
    access: 'signed-in',
    params: z.object({ householdId: id }),
  },
  async (ctx, { params }) => {
    const shown = await readSheet(ctx, params.householdId)
    return { html: renderHouseholdSheet({ shown, today: ctx.today }) }
  },
)

/** With everything in clear, to be handed to the household itself. */
export const householdSheetRoutes: Route[] = [
  endpoint(getHouseholdSheet, async (ctx, { params }) => {
    const shown = await makeSheet(ctx, params.householdId)
    const { today } = ctx
    return {
      name: '本户的登记.pdf',
      mediaType: mediaTypes.pdf,
      bytes: () => printPdf(renderHouseholdSheetToPrint({ shown, today })),
    }
  }),
]
