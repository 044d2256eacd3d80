import { z } from 'zod'
import { day, id, instant, line, listOf, pageQuery } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

const filter = {
  from: day.optional(),
  to: day.optional(),
  /** Of who did it, of the member or of the place it was done to: exactly so. */
  name: line(50).optional(),
  /** Only the files that somebody took away. */
  files: z.literal('true').optional(),
}

/**
 * Everything that was done at or below where one audits, the latest first: within days (both included, in Asia/Shanghai),
 * by or about somebody or some place of exactly this name. What was written is not in it.
 */
export const listAuditLog = defineEndpoint({
  method: 'GET',
  path: '/audit-log',
  summary: '审计日志',
  access: 'signed-in',
  who: 'audit.read anywhere',
  query: z.object({ ...pageQuery, ...filter }),
  output: listOf(
    z.object({
      auditId: id,
      at: instant,
      /** Null: the system, or somebody who is not signed in. */
      by: z.string().nullable(),
      action: z.string(),
      actionLabel: z.string(),
      /** Which file it was that was taken away. */
      fileLabel: z.string().nullable(),
      orgName: z.string().nullable(),
      memberName: z.string().nullable(),
      targetId: z.string().nullable(),
      address: z.string().nullable(),
      resultLabel: z.string(),
    }),
  ),
  errors: ['access.denied', 'input.invalid'],
})

/** The same as a workbook, at most fifty thousand rows: more is asked for by days. */
export const exportAuditLog = defineEndpoint({
  method: 'GET',
  path: '/audit-log/workbook',
  summary: '审计日志（Excel）',
  access: 'signed-in',
  who: 'audit.read anywhere',
  query: z.object(filter),
  produces: 'file',
  output: z.object({}),
  errors: ['access.denied', 'input.invalid', 'state.wrong'],
})

export const auditLogEndpoints = { listAuditLog, exportAuditLog }
