import { z } from 'zod'
import { orgId } from '../../contract/common.ts'
import { getLedger, getLedgerWord, getLedgerWorkbook } from '../../contract/ledger.ts'
import { mediaTypes } from '../core/files/media-type.ts'
import { endpoint, type Route } from '../core/http/endpoint.ts'
import { page } from '../core/http/page.ts'
import { writeWorkbook } from '../core/spreadsheet/write-workbook.ts'
import { loadLedger } from '../features/votes/ledger.ts'
import { ledgerSheet, renderLedger, titleOfLedger } from './ledger.ts'

export const ledgerRoutes: Route[] = [
  endpoint(getLedger, (ctx, { params, query }) => loadLedger(ctx, params.orgId, query.year)),
  endpoint(getLedgerWord, async (ctx, { params, query }) => {
    const ledger = await loadLedger(ctx, params.orgId, query.year)
    const name = `${titleOfLedger(ledger)}.docx`
    return {
      name,
      mediaType: mediaTypes.docx,
      bytes: async () => (await import('./ledger-word.ts')).writeLedger(ledger),
    }
  }),
  endpoint(getLedgerWorkbook, async (ctx, { params, query }) => {
    const ledger = await loadLedger(ctx, params.orgId, query.year)
    const name = `${titleOfLedger(ledger)}.xlsx`
    return { name, mediaType: mediaTypes.xlsx, bytes: () => writeWorkbook([ledgerSheet(ledger)]) }
  }),
]

/** The ledger in one click, to be printed as it is. */
export const printedLedger = page(
  {
    method: 'GET',
    path: '/print/organisations/:orgId/ledger',
    access: 'signed-in',
    params: z.object({ orgId }),
    query: z.object({ year: z.coerce.number().int().min(1949).max(2200).optional().catch(undefined) }),
  },
  async (ctx, { params, query }) => ({ html: renderLedger(await loadLedger(ctx, params.orgId, query.year)) }),
)
