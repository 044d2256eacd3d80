import { type RegisterKey, type RegisterValues, registerColumn } from '../../../../contract/register.ts'
import { type RegisterProblem, registerSentence } from '../../../../contract/register-problems.ts'
import { maskIdNumber } from '../../../core/personal-data/mask.ts'
import { createBranchFinder } from '../register/branch-rules.ts'
import { formatMasked } from '../register/format-masked.ts'
import { applyRows } from './apply-commands.ts'
import { judgeBatch, prepareJudging } from './judge-commands.ts'
import type { ListKind } from './list-kind.ts'
import { memberForm, readRegisterFile } from './member-file.ts'
import * as q from './queries.ts'
import { checkFile } from './read-file.ts'
import { listTargets } from './row-queries.ts'
import { summariseColumns } from './summary.ts'
import { undoRows } from './undo-commands.ts'

/** The register of members. */
export const memberList: ListKind = {
  check: (bytes) => checkFile(bytes, memberForm),
  read: async (bytes, today) => {
    const { rows, columns, headers } = await readRegisterFile(bytes, today)
    return {
      rows: rows.length,
      columns: summariseColumns(columns, (key) => registerColumn(key).header),
      headers,
      prepare: async (ctx, place) => {
        const judging = await prepareJudging(ctx, place, rows, (branches) =>
          createBranchFinder(place, branches),
        )
        return (own, from, to) => judgeBatch(own, judging, rows.slice(from, to))
      },
    }
  },
  refusePlace: (kind) => (['group', 'grid'].includes(kind) ? '请选支部，或支部上面的组织。' : null),
  count: async (ctx, { importId, orgId, kind }) => {
    const named = await listTargets(ctx, importId)
    return q.countAgainstRegister(ctx, importId, kind === 'branch' ? [orgId] : named)
  },
  apply: applyRows,
  undo: undoRows,
  subject: (values) => {
    const { name, idNumber } = values as RegisterValues
    return { name: name ?? null, idNumber: idNumber === undefined ? null : maskIdNumber(idNumber) }
  },
  label: (key) => registerColumn(key as RegisterKey).header,
  show: (key, value, today) => formatMasked(key as RegisterKey, value, today),
  sentence: (problem, other) => registerSentence(problem as RegisterProblem, other),
}
