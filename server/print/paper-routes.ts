import { getBulletinWord } from '../../contract/bulletins.ts'
import * as contract from '../../contract/papers.ts'
import { printPdf } from '../core/browser/print-pdf.ts'
import { demandMay } from '../core/context/may.ts'
import { mediaTypes } from '../core/files/media-type.ts'
import { endpoint, type Route } from '../core/http/endpoint.ts'
import { writeWorkbook } from '../core/spreadsheet/write-workbook.ts'
import { loadBoard } from '../features/boards/board.ts'
import { periodOf } from '../features/boards/rules.ts'
import { readTotals } from '../features/booklets/total-queries.ts'
import { loadBulletin } from '../features/bulletins/bulletin.ts'
import { locateBulletin } from '../features/bulletins/locate.ts'
import { placeOf } from '../features/organisations/commands.ts'
import { type PrintedBooklet, renderBookletToPrint } from './booklet.ts'
import { loadPrintedBooklet } from './booklet-load.ts'
import { boardSheet, yearsSheet } from './workbooks.ts'

const nameOf = ({ member, year }: PrintedBooklet) => `${member.name}${year}年积分手册`

/**
 * The same as the pages, as files: made after the transaction, so that no connection waits for them. What writes Word is
 * read with the first file of Word: a server at rest does not carry it.
 */
export const paperRoutes: Route[] = [
  endpoint(contract.getBookletPdf, async (ctx, { params, query }) => {
    const booklet = await loadPrintedBooklet(ctx, params.memberId, query.year)
    return {
      name: `${nameOf(booklet)}.pdf`,
      mediaType: mediaTypes.pdf,
      bytes: () => printPdf(renderBookletToPrint(booklet, query.size ?? 'plain')),
    }
  }),

  endpoint(contract.getBookletWord, async (ctx, { params, query }) => {
    const booklet = await loadPrintedBooklet(ctx, params.memberId, query.year)
    return {
      name: `${nameOf(booklet)}.docx`,
      mediaType: mediaTypes.docx,
      bytes: async () => (await import('./booklet-word.ts')).writeBooklet(booklet, query.size ?? 'plain'),
    }
  }),

  endpoint(contract.getBoardWorkbook, async (ctx, { params, query }) => {
    const place = await placeOf(ctx, params.orgId)
    demandMay(ctx.actor, 'points.totals', place)
    const period = periodOf(query, ctx.today)
    const sheet = boardSheet(await loadBoard(ctx, place, period), '积分榜')
    return {
      name: `${place.name}${period.label}积分榜.xlsx`,
      mediaType: mediaTypes.xlsx,
      bytes: () => writeWorkbook([sheet]),
    }
  }),

  endpoint(contract.getYearsWorkbook, async (ctx, { params, query }) => {
    const place = await placeOf(ctx, params.orgId)
    demandMay(ctx.actor, 'points.totals', place)
    const year = query.year ?? Number(ctx.today.slice(0, 4))
    const sheet = yearsSheet((await readTotals(ctx, place.path, year)).branches, year)
    return {
      name: `${place.name}${year}年与上年积分对比.xlsx`,
      mediaType: mediaTypes.xlsx,
      bytes: () => writeWorkbook([sheet]),
    }
  }),

  endpoint(getBulletinWord, async (ctx, { params, query }) => {
    const { place, span } = await locateBulletin(ctx, { ...params, ...query, day: query.day })
    const bulletin = await loadBulletin(ctx, place, span)
    return {
      name: `${place.name}${bulletin.title}.docx`,
      mediaType: mediaTypes.docx,
      bytes: async () => (await import('./bulletin-word.ts')).writeBulletin(bulletin),
    }
  }),
]
