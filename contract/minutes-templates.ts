import { z } from 'zod'
import { id, instant, orgId } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/** What an office may write into its own Word template, as {{标题}}; each is filled with what the record of a meeting says. */
export const templateFields = [
  '标题',
  '编号',
  '支部名称',
  '会议名称',
  '时间',
  '地点',
  '主持人',
  '记录人',
  '应到',
  '实到',
  '缺席',
  '表决权',
  '出席名单',
  '缺席名单',
  '议程',
  '会议内容',
  '表决和选举',
  '签名',
  '页脚',
] as const
export type TemplateField = (typeof templateFields)[number]

/** Without these it would be no record of a meeting. */
export const neededFields: readonly TemplateField[] = ['时间', '实到', '会议内容']

/** So large may a template be, in bytes: a page of words, and a seal or a line drawn as a picture. */
export const maxTemplateBytes = 1024 * 1024

const template = z.object({
  templateId: id,
  name: z.string(),
  uploadedByName: z.string(),
  uploadedAt: instant,
  /** Used here and below now. */
  inForce: z.boolean(),
  /** When it was put in force for the first time; null while it has only been tried. */
  enforcedAt: instant.nullable(),
})

const ofOrganisation = { access: 'signed-in', params: z.object({ orgId }) } as const
const ofTemplate = { access: 'signed-in', params: z.object({ templateId: id }) } as const

/** What minutes are printed in here, and what was uploaded here, the newest first. */
export const listMinutesTemplates = defineEndpoint({
  ...ofOrganisation,
  method: 'GET',
  path: '/organisations/:orgId/minutes-templates',
  summary: '会议记录的 Word 模板',
  who: 'activities.read',
  output: z.object({
    /** Null: minutes are printed in the layout of the product. */
    inForce: z.object({ templateId: id, name: z.string(), orgName: z.string(), own: z.boolean() }).nullable(),
    rows: z.array(template),
    abilities: z.object({ change: z.boolean() }),
  }),
  errors: ['access.denied', 'not-found'],
})

/** A template to begin from: the layout of the product with every field in it. */
export const getStartTemplate = defineEndpoint({
  ...ofOrganisation,
  method: 'GET',
  path: '/organisations/:orgId/minutes-template.docx',
  summary: '起步用的 Word 模板',
  who: 'requirements.write',
  produces: 'file',
  output: z.object({}),
  errors: ['access.denied', 'not-found'],
})

/** Keeps a template to be tried; it is not in force by that. A file that is none is refused with the place that is wrong. */
export const uploadMinutesTemplate = defineEndpoint({
  ...ofOrganisation,
  method: 'POST',
  path: '/organisations/:orgId/minutes-templates',
  summary: '上传 Word 模板，先试',
  who: 'requirements.write anywhere',
  consumes: 'file',
  output: z.object({ templateId: id }),
  errors: [
    'access.denied',
    'not-found',
    'input.invalid',
    'input.unreadable',
    'input.unsupported',
    'input.too-large',
  ],
})

const file = {
  produces: 'file',
  output: z.object({}),
  errors: ['access.denied', 'not-found', 'state.wrong'],
} as const

/** The file itself, to be changed and uploaded again. */
export const getMinutesTemplate = defineEndpoint({
  ...ofTemplate,
  ...file,
  method: 'GET',
  path: '/minutes-templates/:templateId/template.docx',
  summary: '上传的 Word 模板',
  who: 'requirements.write',
})

export const getTemplateExampleWord = defineEndpoint({
  ...ofTemplate,
  ...file,
  method: 'GET',
  path: '/minutes-templates/:templateId/example.docx',
  summary: '用例子试模板（Word）',
  who: 'requirements.write',
})

export const getTemplateExamplePdf = defineEndpoint({
  ...ofTemplate,
  ...file,
  method: 'GET',
  path: '/minutes-templates/:templateId/example.pdf',
  summary: '用例子试模板（PDF）',
  who: 'requirements.write',
})

/** From now on minutes here and below are printed in it, also those of earlier meetings. */
export const enforceMinutesTemplate = defineEndpoint({
  ...ofTemplate,
  method: 'POST',
  path: '/minutes-templates/:templateId/enforcement',
  summary: '启用 Word 模板',
  who: 'requirements.write',
  output: z.object({ templateId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

/** Back to what is in force above, or to the layout of the product. */
export const withdrawMinutesTemplate = defineEndpoint({
  ...ofTemplate,
  method: 'POST',
  path: '/minutes-templates/:templateId/withdrawal',
  summary: '停用 Word 模板',
  who: 'requirements.write',
  output: z.object({ templateId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const minutesTemplateEndpoints = {
  listMinutesTemplates,
  getStartTemplate,
  uploadMinutesTemplate,
  getMinutesTemplate,
  getTemplateExampleWord,
  getTemplateExamplePdf,
  enforceMinutesTemplate,
  withdrawMinutesTemplate,
}
