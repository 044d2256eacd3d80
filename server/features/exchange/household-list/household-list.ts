import {
  type HouseholdKey,
  type HouseholdValues,
  householdColumn,
} from '../../../../contract/household-list.ts'
import type { ListKind } from '../imports/list-kind.ts'
import { checkFile, readFile } from '../imports/read-file.ts'
import { listTargets } from '../imports/row-queries.ts'
import { summariseColumns } from '../imports/summary.ts'
import { maskText } from '../register/format-masked.ts'
import { applyHouseholds, undoHouseholds } from './apply-commands.ts'
import { judgeHouseholds, prepareHouseholds } from './judge-commands.ts'
import { householdForm } from './parse-rows.ts'
import { type HouseholdProblem, householdSentence } from './problems.ts'
import { countAgainstHouseholds } from './queries.ts'

/** The register of households: for a grid, or for the village above several. */
export const householdList: ListKind = {
  check: (bytes) => checkFile(bytes, householdForm),
  read: async (bytes, today) => {
    const { rows, columns, headers } = await readFile(bytes, householdForm, today)
    return {
      rows: rows.length,
      columns: summariseColumns(columns, (key) => householdColumn(key).header),
      headers,
      prepare: async (ctx, place) => {
        const judging = await prepareHouseholds(ctx, place)
        return (own, from, to) => judgeHouseholds(own, judging, rows.slice(from, to))
      },
    }
  },
  refusePlace: (kind) =>
    kind === 'grid' || kind === 'village' || kind === 'township' ? null : '请选网格，或者网格所在的村。',
  count: async (ctx, { importId, orgId, kind }) => {
    const named = await listTargets(ctx, importId)
    return countAgainstHouseholds(ctx, importId, kind === 'grid' ? [orgId] : named)
  },
  apply: applyHouseholds,
  undo: undoHouseholds,
  subject: (values) => ({ name: (values as HouseholdValues).address ?? null, idNumber: null }),
  label: (key) => householdColumn(key as HouseholdKey).header,
  show: (_key, value, today) => {
    if (typeof value === 'boolean') return value ? '是' : '否'
    return typeof value === 'number' ? String(value) : maskText(value, today)
  },
  sentence: (problem, other) => householdSentence(problem as HouseholdProblem, other),
}
