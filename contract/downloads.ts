import { z } from 'zod'
import { day, id, instant, line, listOf, pageQuery } from './common.ts'
import { defineEndpoint } from './endpoint.ts'

/**
 * Every file that somebody took at or below where one audits, the latest first: within days (both included, in
 * Asia/Shanghai), by or about somebody of exactly this name. What was in the file is not in it.
 */
export const listDownloads = defineEndpoint({
  method: 'GET',
  path: '/downloads',
  summary: '谁下载过文件',
  access: 'signed-in',
  query: z.object({ ...pageQuery, from: day.optional(), to: day.optional(), name: line(50).optional() }),
  output: listOf(
    z.object({
      downloadId: id,
      at: instant,
      by: z.string().nullable(),
      fileLabel: z.string(),
      /** The place, and the member where it was somebody's own. */
      orgName: z.string().nullable(),
      memberName: z.string().nullable(),
    }),
  ),
  errors: ['access.denied', 'input.invalid'],
})

export const downloadEndpoints = { listDownloads }
