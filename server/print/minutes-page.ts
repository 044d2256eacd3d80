import { z } from 'zod'
import { id } from '../../contract/common.ts'
import { getMinutesPdf, getMinutesWord } from '../../contract/minutes.ts'
import { printPdf } from '../core/browser/print-pdf.ts'
import { mediaTypes } from '../core/files/media-type.ts'
import { endpoint, type Route } from '../core/http/endpoint.ts'
import { page } from '../core/http/page.ts'
import { readPhotos } from '../features/activities/photos/commands.ts'
import { readInForce } from '../features/minutes-templates/commands.ts'
import { loadMinutes, type Minutes } from '../features/votes/ledger.ts'
import { renderMinutes, renderMinutesToPrint } from './minutes.ts'
import { fieldsOf } from './minutes-template-fields.ts'
import { templatePage, templatePdf, templateWord } from './minutes-template-page.ts'

const nameOf = ({ orgName, title, day }: Minutes) => `${orgName}${title}${day}记录`

export const minutesPaperRoutes: Route[] = [
  endpoint(getMinutesWord, async (ctx, { params }) => {
    const minutes = await loadMinutes(ctx, params.activityId)
    const { orgId } = minutes
    const template = await readInForce(ctx, minutes.path)
    const photos = template ? [] : await readPhotos(ctx, params.activityId)
    const bytes = async () =>
      template
        ? templateWord(template, fieldsOf(minutes))
        : (await import('./minutes-word.ts')).writeMinutes(minutes, photos)
    return { name: `${nameOf(minutes)}.docx`, orgId, mediaType: mediaTypes.docx, bytes }
  }),
  endpoint(getMinutesPdf, async (ctx, { params }) => {
    const minutes = await loadMinutes(ctx, params.activityId)
    const template = await readInForce(ctx, minutes.path)
    const photos = template ? [] : await readPhotos(ctx, params.activityId)
    return {
      name: `${nameOf(minutes)}.pdf`,
      orgId: minutes.orgId,
      mediaType: mediaTypes.pdf,
      bytes: () =>
        template ? templatePdf(template, fieldsOf(minutes)) : printPdf(renderMinutesToPrint(minutes, photos)),
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
    if (template) return { html: await templatePage(template, fieldsOf(minutes)) }
    return { html: renderMinutes(minutes, await readPhotos(ctx, params.activityId)) }
  },
)
