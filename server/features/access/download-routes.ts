import * as contract from '../../../contract/downloads.ts'
import { endpoints } from '../../../contract/endpoints.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { listDownloadRows } from './download-queries.ts'

/** What a file is called: as its address is, which is what the log keeps. */
function labelOf(file: string): string {
  const specs: Record<string, { summary: string } | undefined> = endpoints
  return specs[file]?.summary ?? file
}

export const downloadRoutes: Route[] = [
  endpoint(contract.listDownloads, async (ctx, { query }) => {
    const paths = pathsWhere(ctx.actor, 'audit.read')
    demand(paths.length > 0, 'access.denied')
    const { from, to } = query
    demand(!from || !to || from <= to, 'input.invalid', {
      field: 'query.to',
      message: '结束的日子在开始以前，请检查。',
    })
    const rows = await listDownloadRows(ctx, { ...query, paths })
    return {
      rows: rows.map((row) => ({
        downloadId: row.audit_id,
        at: row.at.toISOString(),
        by: row.name,
        fileLabel: labelOf(row.detail.file),
        orgName: row.org_name,
        memberName: row.member_name,
      })),
      count: rows[0]?.total ?? 0,
    }
  }),
]
