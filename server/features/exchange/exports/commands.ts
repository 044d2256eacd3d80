import { createHash } from 'node:crypto'
import { type RegisterKey, type RegisterValues, registerColumns } from '../../../../contract/register.ts'
import type { Ctx } from '../../../core/context/context.ts'
import { demandMay } from '../../../core/context/may.ts'
import { demand } from '../../../core/errors/problem.ts'
import { mediaTypes } from '../../../core/files/media-type.ts'
import { findPersonalNumbers } from '../../../core/guard/find-personal-numbers.ts'
import { writeWorkbook } from '../../../core/spreadsheet/write-workbook.ts'
import { readRegister } from '../../members/commands.ts'
import { keptKeys } from '../register/difference-rules.ts'
import { formatMasked } from '../register/format-masked.ts'
import { formatRow, registerHeaders } from '../register/format-row.ts'
import { ageOn, batchBranches } from './export-rules.ts'
import * as q from './queries.ts'

export type ExportWish = { orgId: number; columns: 'common' | 'all'; clear?: { reason: string } | undefined }

const keysOf: Record<ExportWish['columns'], readonly RegisterKey[]> = {
  common: registerColumns
    .filter((column) => column.sets.some((set) => set === 1))
    .map((column) => column.key),
  all: registerColumns.map((column) => column.key),
}

/**
 * The register of a branch or of everything below a place, branch by branch and in the order of the pinyin. Masked,
 * unless a reason is given: that needs the right to see numbers besides the right to export, and is logged as such.
 */
export async function exportRegister(
  ctx: Ctx,
  wish: ExportWish,
): Promise<{ name: string; mediaType: string; bytes: Uint8Array }> {
  const org = await q.findPlace(ctx, wish.orgId)
  const place = org && { orgId: org.org_id, path: org.path }
  demandMay(ctx.actor, 'members.export', place)
  if (wish.clear) {
    demandMay(ctx.actor, 'members.reveal', place)
    demandNoNumbers(ctx, wish.clear.reason)
  }
  const keys = keysOf[wish.columns]
  const cells = wish.clear
    ? (values: RegisterValues) => formatRow(values, keys)
    : (values: RegisterValues) => keys.map((key) => formatMasked(key, values[key], ctx.today))
  const counted = { rows: 0 }
  const bytes = await writeWorkbook([
    { name: '党员花名册', columns: registerHeaders(keys), rows: listCells(ctx, place.path, cells, counted) },
  ])
  ctx.audit({
    action: wish.clear ? 'register.exported-in-clear' : 'register.exported',
    target: { kind: 'organisation', id: place.orgId },
    orgId: place.orgId,
    detail: { count: counted.rows, columns: wish.columns, ...(wish.clear && { reason: wish.clear.reason }) },
  })
  const kind = wish.clear ? '花名册（全号）' : '花名册'
  return { name: `${org?.name ?? ''}${kind}-${ctx.today}.xlsx`, mediaType: mediaTypes.xlsx, bytes }
}

/** A reason is kept in the log for years: no number of a person may come into it. */
function demandNoNumbers(ctx: Ctx, reason: string): void {
  demand(findPersonalNumbers(reason, { today: ctx.today }).length === 0, 'input.invalid', {
    field: 'body.clear.reason',
    message: '理由里不要写号码。',
  })
}

async function* listCells(
  ctx: Ctx,
  path: string,
  cells: (values: RegisterValues) => string[],
  counted: { rows: number },
): AsyncGenerator<string[]> {
  for await (const values of listValues(ctx, path)) {
    counted.rows += 1
    yield cells(values)
  }
}

/** Everybody at and below a place, some thousand at a time. */
async function* listValues(ctx: Ctx, path: string): AsyncGenerator<RegisterValues> {
  for (const branches of batchBranches(await q.listBranchCounts(ctx, path))) {
    const lines = await readRegister(ctx, { orgIds: branches.map((branch) => branch.orgId) })
    for (const { orgId, committeeName } of branches) {
      for (const { values } of lines.filter((line) => line.orgId === orgId)) {
        const age = values.birthOn && ageOn(values.birthOn, ctx.today)
        yield { ...values, ...(committeeName && { committeeName }), ...(age && { age }) }
      }
    }
  }
}

/**
 * SHA-256 over what a register says of everybody below a place, in the order of its export and with numbers in clear:
 * two registers with the same hash say the same. Age is left out, since it changes by itself. Who calls it has asked for
 * the right; the hash itself tells nothing of a person.
 */
export async function registerHash(ctx: Ctx, orgId: number): Promise<string> {
  const org = await q.findPlace(ctx, orgId)
  demand(org, 'not-found')
  const hash = createHash('sha256')
  const keys: readonly RegisterKey[] = ['branchName', ...keptKeys]
  for await (const values of listValues(ctx, org.path)) hash.update(JSON.stringify(formatRow(values, keys)))
  return hash.digest('hex')
}
