import type { ImportState, ListWhat } from '../../../../contract/imports.ts'
import { importStateLabels } from '../../../../contract/imports.ts'
import type { Actor } from '../../../core/context/context.ts'
import { may } from '../../../core/context/may.ts'
import { verbOf } from './policy.ts'
import type { ImportRecord } from './queries.ts'
import type { Count } from './row-queries.ts'
import { type Act, possibleActs } from './state-rules.ts'
import { type Summary, sumCounts } from './summary.ts'

export function presentImport(actor: Actor, row: ImportRecord, now: Date) {
  const state = row.state as ImportState
  return {
    importId: row.import_id,
    what: row.what as ListWhat,
    orgId: row.org_id,
    orgName: row.org_name,
    fileName: row.file_name,
    state,
    stateLabel: importStateLabels[state],
    rowsDone: row.rows_done,
    rowsTotal: row.rows_total,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by_name,
    appliedAt: row.applied_at?.toISOString() ?? null,
    undoneAt: row.undone_at?.toISOString() ?? null,
    expiresOn: row.expires_on,
    forgotten: row.file_id === null,
    abilities: abilitiesOn(actor, row, now),
  }
}

function abilitiesOn(actor: Actor, row: ImportRecord, now: Date): Record<Act, boolean> {
  const possible = possibleActs(row, now)
  const allowed = may(actor, verbOf(row.what), { path: row.org_path })
  return {
    decide: allowed && possible.decide,
    apply: allowed && possible.apply,
    undo: allowed && possible.undo,
    recheck: allowed && possible.recheck,
    discard: allowed && possible.discard,
    downloadRefused: allowed && possible.downloadRefused,
  }
}

const noColumns = { known: [], unknown: [], repeated: [], relabelled: [] }

/** `counted`: the rows as they are; once they are gone, what they came to stands in the summary. */
export function presentDetail(actor: Actor, row: ImportRecord, counted: readonly Count[], now: Date) {
  const summary = row.summary as Summary
  const { counts, accepted } = sumCounts(summary.counts ?? counted)
  const { register } = summary
  return {
    ...presentImport(actor, row, now),
    failure: row.failure === null ? null : { message: row.failure, lines: row.failed_lines },
    columns: summary.columns ?? noColumns,
    counts,
    accepted,
    register: register ? { ...register, after: register.now + accepted.add } : null,
  }
}
