import type { Verdict } from '../../../../contract/imports.ts'
import type { RegisterKey, RegisterValues } from '../../../../contract/register.ts'
import type { RegisterProblem } from '../../../../contract/register-problems.ts'
import type { FoundBranch } from '../register/branch-rules.ts'
import { type Difference, findCareful, findDifferences, keptKeys } from '../register/difference-rules.ts'
import type { ParsedRow } from '../register/parsed-row.ts'

/** A problem as it is kept: codes and headers, no value of the row. */
export type KeptProblem<K extends string = RegisterKey, P extends string = RegisterProblem> = {
  key: K
  /** The header as it stands in the file; null: about the row as a whole. */
  column: string | null
  problem: P
  refuses: boolean
  other?: number
}

/** Somebody in the register, as much as a row is held against. */
export type Held = { memberId: string; orgId: number; version: number; values: RegisterValues }

/** Whom a row was found to be. */
export type Finding =
  | { by: 'nobody' }
  /** Registered under this ID number; `held` is null where the actor may not read. */
  | { by: 'id'; memberId: string; held: Held | null; exited: boolean }
  /** One person of the branch has this name and birthday. */
  | { by: 'guess'; held: Held }
  /** Somebody of the branch or of the file has this name, and nothing tells them apart. */
  | { by: 'namesake' }

export type Judged = {
  verdict: Verdict
  toOrgId: number | null
  suggested: boolean
  accepted: boolean
  memberId: string | null
  baseVersion: number | null
  differences: Difference[]
  problems: KeptProblem[]
}

const nothing = {
  suggested: false,
  accepted: false,
  memberId: null,
  baseVersion: null,
  differences: [],
}

/** What a row comes to. Decides nothing about a person in another branch but that somebody above should look. */
export function judgeRow(row: ParsedRow, branch: FoundBranch, finding: Finding): Judged {
  const problems = keptProblems(row)
  const base = {
    ...nothing,
    toOrgId: 'problem' in branch ? null : branch.orgId,
    memberId: reachable(finding),
    problems,
  }
  if (row.duplicateOf !== undefined) return { ...base, verdict: 'duplicate', memberId: null }
  if (row.errors.length > 0) return { ...base, verdict: 'refuse' }
  if ('problem' in branch) return judgeForeign(base, branch, finding)
  if (finding.by === 'id') return judgeKnown(row, base, branch.orgId, finding)
  if (finding.by === 'guess') {
    const judged = judgeHeld(row, base, finding.held)
    const asked = { ...judged, verdict: 'change', suggested: true, accepted: false } as const
    return judged.verdict === 'same' ? judged : add(asked, { key: 'name', problem: 'suggested' })
  }
  const added = { ...base, verdict: 'add', differences: wholeRow(row.values) } as const
  if (finding.by === 'nobody') return { ...added, accepted: true }
  return add({ ...added, suggested: true }, { key: 'name', problem: 'namesake' })
}

type Base = Omit<Judged, 'verdict'>

function judgeKnown(
  row: ParsedRow,
  base: Base,
  toOrgId: number,
  { memberId, held, exited }: Extract<Finding, { by: 'id' }>,
): Judged {
  const known = { ...base, memberId }
  if (exited) return add({ ...known, verdict: 'refuse' }, { key: 'name', problem: 'left', refuses: true })
  if (!held || held.orgId !== toOrgId) {
    return add({ ...known, verdict: 'elsewhere', accepted: true }, { key: 'idNumber', problem: 'elsewhere' })
  }
  return judgeHeld(row, known, held)
}

function judgeHeld(row: ParsedRow, base: Base, held: Held): Judged {
  const differences = findDifferences(held.values, row.values)
  const careful = findCareful(differences)
  const judged: Judged = {
    ...base,
    verdict: differences.length > 0 ? 'change' : 'same',
    accepted: differences.length > 0 && careful.length === 0,
    memberId: held.memberId,
    baseVersion: held.version,
    differences,
  }
  return careful.reduce(add, judged)
}

/**
 * A row for a branch that this import does not write to. If it is somebody of ours, the file says that the person goes
 * there; of anybody else nothing is said, not even whether the person is registered.
 */
function judgeForeign(
  base: Base,
  branch: Extract<FoundBranch, { problem: unknown }>,
  finding: Finding,
): Judged {
  const { problem, orgId } = branch
  if (orgId !== undefined && finding.by === 'id' && finding.held && !finding.exited) {
    const moving = { ...base, verdict: 'elsewhere', toOrgId: orgId, accepted: true } as const
    return add({ ...moving, memberId: finding.memberId }, { key: 'branchName', problem: 'moves' })
  }
  return add({ ...base, verdict: 'refuse' }, { key: 'branchName', problem, refuses: true })
}

function reachable(finding: Finding): string | null {
  if (finding.by === 'guess') return finding.held.memberId
  return finding.by === 'id' && finding.held ? finding.memberId : null
}

function add(
  judged: Judged,
  { key, problem, refuses = false }: { key: RegisterKey; problem: RegisterProblem; refuses?: boolean },
): Judged {
  return { ...judged, problems: [...judged.problems, { key, column: null, problem, refuses }] }
}

function wholeRow(values: RegisterValues): Difference[] {
  return keptKeys.flatMap((key) => {
    const after = values[key]
    return after === undefined ? [] : [{ key, now: null, after }]
  })
}

function keptProblems({ errors, warnings, duplicateOf }: ParsedRow): KeptProblem[] {
  const keep = (refuses: boolean) => (issue: ParsedRow['errors'][number]) => ({
    key: issue.key,
    column: issue.column,
    problem: issue.problem,
    refuses,
    ...(issue.problem.startsWith('duplicate') && duplicateOf !== undefined && { other: duplicateOf }),
  })
  // What else is odd about a row does not matter when it is there twice.
  const told = duplicateOf === undefined ? warnings : []
  return [...errors.map(keep(true)), ...told.map(keep(false))]
}
