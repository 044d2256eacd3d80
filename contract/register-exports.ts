import { z } from 'zod'
import { line, orgId } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/**
 * The register of a branch, or of everything below an organisation, as a workbook. Numbers are masked; in clear they
 * come only with a reason, which the log keeps and the auditor reads.
 */
export const exportRegister = defineEndpoint({
  method: 'POST',
  path: '/register-exports',
  summary: '导出花名册',
  access: 'signed-in',
  who: 'members.reveal',
  body: z.strictObject({
    orgId,
    /** The nineteen columns of the common form, or every column that the register has. */
    columns: z.enum(['common', 'all']).default('common'),
    /** Absent: masked. */
    clear: z.strictObject({ reason: line(100) }).optional(),
  }),
  produces: 'file',
  output: z.object({}),
  errors: ['access.denied', 'not-found', 'input.invalid'],
})

export const registerExportEndpoints = { exportRegister }
