import { z } from 'zod'
import { id } from '../../contract/common.ts'
import { getMinutesPdf, getMinutesWord } from '../../contract/minutes.ts'
import { printPdf } from '../core/browser/print-pdf.ts'
import { mediaTypes } from '../core/files/media-type.ts'
import { endpoint, type Route } from '../core/http/endpoint.ts'
import { page } from '../core/http/page.ts'
import { readInForce } from '../features/minutes-templates/commands.ts'
import { loadMinutes, type Minutes } from '../features/votes/ledger.ts'
import { renderMinutes, renderMinutesToPrint } from './minutes.ts'
import { fieldsOf } from './template-fields.ts'
import { templatePage, templatePdf, templateWord } from './template-page.ts'

const nameOf = ({ orgName, title, day }: Minutes) => `${orgName}${title}${day}记录`

export const minutesPaperRoutes: Route[] = [
  endpoint(getMinutesWord, async (ctx, { params }) => {
    const minutes = await loadMinutes(ctx, params.activityId)
    const { orgId } = minutes
    const template = await readInForce(ctx, minutes.path)
    const bytes = async () =>
      template
        ? templateWord(template, fieldsOf(minutes))
        : (await import('./minutes-word.ts')).writeMinutes(minutes)
    return { name: `${nameOf(minutes)}.docx`, orgId, mediaType: mediaTypes.docx, bytes }
  }),
  endpoint(getMinutesPdf, async (ctx, { params }) => {
    const minutes = await loadMinutes(ctx, params.activityId)
    const template = await readInForce(ctx, minutes.path)
    return {
      name: `${nameOf(minutes)}.pdf`,
      orgId: minutes.orgId,
      mediaType: mediaTypes.pdf,
      bytes: () =>
        template ? templatePdf(template, fieldsOf(minutes)) : printPdf(renderMinutesToPrint(minutes)),
    }
  }),
]

export const printedMinutes = page(
  {
    method: 'GET',
    path: '/print/activities/:activityId/minutes',
    access: 'signed-in',
    params: z.object({ activityId: id }),
  },
  async (ctx, { params }) => {
    const minutes = await loadMinutes(ctx, params.activityId)
    const template = await readInForce(ctx, minutes.path)
    return { html: template ? await templatePage(template, fieldsOf(minutes)) : renderMinutes(minutes) }
  },
)
