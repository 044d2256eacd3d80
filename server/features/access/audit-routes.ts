import * as contract from '../../../contract/audit-log.ts'
import { actionLabel, auditResultLabels } from '../../../contract/audit-words.ts'
import { endpoints } from '../../../contract/endpoints.ts'
import type { Ctx } from '../../core/context/context.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { mediaTypes } from '../../core/files/media-type.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { writeWorkbook } from '../../core/spreadsheet/write-workbook.ts'
import { countLogLines, type LogFilter, type LogLine, listLogLines } from './audit-queries.ts'

const mostRows = 50_000

function filterOf({ actor }: Ctx, { from, to, name, files }: Omit<LogFilter, 'paths'>): LogFilter {
  const paths = pathsWhere(actor, 'audit.read')
  demand(paths.length > 0, 'access.denied')
  demand(!from || !to || from <= to, 'input.invalid', {
    field: 'query.to',
    message: '结束的日子在开始以前，请检查。',
  })
  return { paths, from, to, name, files }
}

/** What a file is called: as its address is, which is what the log keeps. */
function fileLabelOf(file: string | null): string | null {
  const specs: Record<string, { summary: string } | undefined> = endpoints
  return file && (specs[file]?.summary ?? file)
}

function present(row: LogLine) {
  return {
    auditId: row.audit_id,
    at: row.at.toISOString(),
    by: row.name,
    action: row.action,
    actionLabel: actionLabel(row.action),
    fileLabel: fileLabelOf(row.file),
    orgName: row.org_name,
    memberName: row.member_name,
    targetId: row.target_id,
    address: row.address,
    resultLabel: auditResultLabels[row.result] ?? row.result,
  }
}

const headers = ['时间', '谁做的', '做了什么', '哪里', '涉及的党员', '编号', '从哪里', '结果']
const shanghai = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
})

function cellsOf(row: LogLine): string[] {
  const {
    by,
    actionLabel: done,
    fileLabel,
    orgName,
    memberName,
    targetId,
    address,
    resultLabel,
  } = present(row)
  const who = by ?? '系统或未登录的人'
  return [
    shanghai.format(row.at),
    who,
    [done, fileLabel].filter(Boolean).join('：'),
    orgName ?? '',
    memberName ?? '',
    targetId ?? '',
    address ?? '',
    resultLabel,
  ]
}

export const auditRoutes: Route[] = [
  endpoint(contract.listAuditLog, async (ctx, { query }) => {
    const filter = filterOf(ctx, query)
    const rows = await listLogLines(ctx, filter, query)
    return { rows: rows.map(present), count: await countLogLines(ctx, filter) }
  }),

  endpoint(contract.exportAuditLog, async (ctx, { query }) => {
    const filter = filterOf(ctx, query)
    const count = await countLogLines(ctx, filter)
    demand(count <= mostRows, 'state.wrong', {
      message: `一次最多导出 ${mostRows} 行，现在有 ${count} 行。请把日子分开导出。`,
    })
    const rows = (await listLogLines(ctx, filter, { limit: mostRows, offset: 0 })).map(cellsOf)
    const columns = headers.map((header) => ({ header }))
    return {
      name: `审计日志-${ctx.today}.xlsx`,
      mediaType: mediaTypes.xlsx,
      bytes: () => writeWorkbook([{ name: '审计日志', columns, rows }]),
    }
  }),
]
