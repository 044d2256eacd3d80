import * as contract from '../../contract/minutes-templates.ts'
import { printPdf } from '../core/browser/print-pdf.ts'
import type { Ctx } from '../core/context/context.ts'
import { demandMay } from '../core/context/may.ts'
import { mediaTypes } from '../core/files/media-type.ts'
import { endpoint, type Route } from '../core/http/endpoint.ts'
import { inspectUpload, keepTemplate, loadOwnTemplate } from '../features/minutes-templates/commands.ts'
import { readContent } from '../features/minutes-templates/queries.ts'
import { placeOf } from '../features/organisations/commands.ts'
import { minutesCss, minutesTemplateCss, printCss, templateStyles } from '../public/assets.ts'
import { type Html, html } from '../public/html.ts'
import { linkStyles, renderPaper } from '../public/paper.ts'
import { exampleFields, type FilledFields } from './minutes-template-fields.ts'

/** A filled template as a Word file. What writes Word is read with the first file of Word. */
export async function templateWord(template: Uint8Array, fields: FilledFields): Promise<Uint8Array> {
  return (await import('./minutes-template-word.ts')).fillTemplate(template, fields)
}

async function renderFilled(template: Uint8Array, fields: FilledFields, styles: Html): Promise<string> {
  const { readTemplate } = await import('./minutes-template-html.ts')
  const title = fields.标题.join('')
  return renderPaper(title, styles, await readTemplate(await templateWord(template, fields), title))
}

/** The same as a page that is opened in a browser and printed there. */
export function templatePage(template: Uint8Array, fields: FilledFields): Promise<string> {
  return renderFilled(template, fields, linkStyles(printCss, minutesCss, minutesTemplateCss))
}

/** The same as PDF. */
export async function templatePdf(template: Uint8Array, fields: FilledFields): Promise<Uint8Array> {
  return printPdf(await renderFilled(template, fields, html`<style>${templateStyles}</style>`))
}

async function loadExample(ctx: Ctx, templateId: string) {
  const { name, org_id: orgId } = await loadOwnTemplate(ctx, templateId)
  const template = await readContent(ctx, templateId)
  return { name: name.replace(/\.docx$/i, ''), orgId, template, fields: exampleFields(ctx.today) }
}

/** A template is tried out before anything is known of a day. */
const exampleDay = '2026-01-31'

export const templatePaperRoutes: Route[] = [
  endpoint(contract.getStartTemplate, async (ctx, { params }) => {
    const place = await placeOf(ctx, params.orgId)
    demandMay(ctx.actor, 'requirements.write', place)
    const bytes = async () => (await import('./minutes-template-word.ts')).writeStartTemplate()
    return { name: '会议记录模板.docx', mediaType: mediaTypes.docx, bytes }
  }),
  endpoint(
    contract.uploadMinutesTemplate,
    async (ctx, { params, file }) => ({ templateId: await keepTemplate(ctx, params.orgId, file) }),
    {
      before: (actor, { file }) =>
        inspectUpload(actor, file, (template) => templatePage(template, exampleFields(exampleDay))),
    },
  ),
  endpoint(contract.getTemplateExampleWord, async (ctx, { params }) => {
    const { name, orgId, template, fields } = await loadExample(ctx, params.templateId)
    const bytes = () => templateWord(template, fields)
    return { name: `${name}例子.docx`, orgId, mediaType: mediaTypes.docx, bytes }
  }),
  endpoint(contract.getTemplateExamplePdf, async (ctx, { params }) => {
    const { name, orgId, template, fields } = await loadExample(ctx, params.templateId)
    const bytes = () => templatePdf(template, fields)
    return { name: `${name}例子.pdf`, orgId, mediaType: mediaTypes.pdf, bytes }
  }),
]
