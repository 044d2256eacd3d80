import { takenVerdicts, type Verdict, verdictLabels } from '../../../../contract/imports.ts'
import type { Sealer } from '../../../core/context/context.ts'
import type { Value } from '../register/difference-rules.ts'
import type { KeptProblem } from './judge-rules.ts'
import type { ListKind } from './list-kind.ts'
import { type AnyContent, openRow } from './row-content.ts'
import type { ListedRow } from './row-queries.ts'

type Proposal = 'waiting' | 'accepted' | 'dismissed' | 'withdrawn'

/** A row for reading: numbers masked, also where one stands in another column. */
export function presentRow(
  row: ListedRow,
  {
    list,
    importId,
    sealer,
    today,
    decides,
  }: { list: ListKind; importId: string; sealer: Sealer; today: string; decides: boolean },
) {
  const { values, differences } = openRow(sealer, { importId, line: row.line }, row.row_sealed)
  const verdict = row.verdict as Verdict
  const isTaken = takenVerdicts.some((one) => one === verdict)
  return {
    line: row.line,
    verdict,
    verdictLabel: verdictLabels[verdict],
    ...list.subject(values),
    branchName: row.branch_name,
    suggested: row.suggested,
    accepted: row.accepted,
    differences: differences.map((one) => presentDifference(list, one, today)),
    notes: (row.problems as AnyProblem[]).map((problem) => presentNote(list, problem)),
    proposal: row.proposal as Proposal | null,
    abilities: { accept: decides && isTaken },
  }
}

type AnyProblem = KeptProblem<string, string>

function presentDifference(
  list: ListKind,
  { key, now, after }: AnyContent['differences'][number],
  today: string,
) {
  const show = (value: Value | null) => (value === null ? null : list.show(key, value, today))
  return { key, label: list.label(key), now: show(now), after: show(after) }
}

function presentNote(list: ListKind, { column, problem, refuses, other }: AnyProblem) {
  return { code: problem, column, sentence: list.sentence(problem, other), refuses }
}
