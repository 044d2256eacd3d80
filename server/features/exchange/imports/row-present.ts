import { takenVerdicts, type Verdict, verdictLabels } from '../../../../contract/imports.ts'
import { registerColumn } from '../../../../contract/register.ts'
import { registerSentence } from '../../../../contract/register-problems.ts'
import type { Sealer } from '../../../core/context/context.ts'
import { maskIdNumber } from '../../../core/personal-data/mask.ts'
import type { Difference, Value } from '../register/difference-rules.ts'
import { formatMasked } from '../register/format-masked.ts'
import type { KeptProblem } from './judge-rules.ts'
import { openRow } from './row-content.ts'
import type { ListedRow } from './row-queries.ts'

type Proposal = 'waiting' | 'accepted' | 'dismissed' | 'withdrawn'

/** A row for reading: numbers masked, also where one stands in another column. */
export function presentRow(
  row: ListedRow,
  { importId, sealer, today, decides }: { importId: string; sealer: Sealer; today: string; decides: boolean },
) {
  const { values, differences } = openRow(sealer, { importId, line: row.line }, row.row_sealed)
  const verdict = row.verdict as Verdict
  const isTaken = takenVerdicts.some((one) => one === verdict)
  return {
    line: row.line,
    verdict,
    verdictLabel: verdictLabels[verdict],
    name: values.name ?? null,
    idNumber: values.idNumber === undefined ? null : maskIdNumber(values.idNumber),
    branchName: row.branch_name,
    suggested: row.suggested,
    accepted: row.accepted,
    differences: differences.map((one) => presentDifference(one, today)),
    notes: (row.problems as KeptProblem[]).map(presentNote),
    proposal: row.proposal as Proposal | null,
    abilities: { accept: decides && isTaken },
  }
}

function presentDifference({ key, now, after }: Difference, today: string) {
  const show = (value: Value | null) => (value === null ? null : formatMasked(key, value, today))
  return { key, label: registerColumn(key).header, now: show(now), after: show(after) }
}

function presentNote({ column, problem, refuses, other }: KeptProblem) {
  return { code: problem, column, sentence: registerSentence(problem, other), refuses }
}
