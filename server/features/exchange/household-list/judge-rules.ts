import {
  type HouseholdKey,
  type HouseholdValues,
  householdColumns,
} from '../../../../contract/household-list.ts'
import type { Verdict } from '../../../../contract/imports.ts'
import type { HeldHousehold, HouseholdSheet } from '../../households/register-commands.ts'
import type { KeptProblem } from '../imports/judge-rules.ts'
import type { DifferenceOf } from '../register/difference-rules.ts'
import type { HouseholdRow } from './parse-rows.ts'
import type { Belonging } from './place-rules.ts'
import type { HouseholdProblem } from './problems.ts'

export type Difference = DifferenceOf<HouseholdKey>
type Problem = KeptProblem<HouseholdKey, HouseholdProblem>

/** What stands at the row's address already: in its grid, or only in another. */
export type Standing = {
  held: HeldHousehold | null
  elsewhere: boolean
  /** The line of the file that has the address already. */
  duplicateOf: number | null
}

/** Names of natural villages, for the differences. */
export type Names = ReadonlyMap<number, string>

export type Judged = {
  verdict: Verdict
  toOrgId: number | null
  accepted: boolean
  subjectId: string | null
  baseVersion: number | null
  /** The household as it would stand; null where nothing is written. */
  sheet: HouseholdSheet | null
  differences: Difference[]
  problems: Problem[]
}

type Judging = { today: string; latest: string; names: Names }

/** What a row of a household list comes to. An empty cell says nothing and takes nothing away. */
export function judgeHousehold(
  row: HouseholdRow,
  belonging: Belonging,
  standing: Standing,
  judging: Judging,
): Judged {
  const problems: Problem[] = [...row.issues]
  const add = (key: HouseholdKey, problem: HouseholdProblem, refuses: boolean, other?: number) =>
    problems.push({ key, column: null, problem, refuses, ...(other !== undefined && { other }) })
  if (belonging.problem) add(belonging.problem.key, belonging.problem.problem, belonging.gridId === null)
  if (standing.elsewhere && !standing.held) add('address', 'other-grid', true)
  const sheet = sheetOf(row.values, belonging, standing.held)
  for (const { key, problem } of checkSheet(row.values, sheet, judging)) add(key, problem, true)
  const base = { ...nothing, toOrgId: belonging.gridId, problems }
  if (standing.duplicateOf !== null) {
    add('address', 'same-address', true, standing.duplicateOf)
    return { ...base, verdict: 'duplicate' }
  }
  if (problems.some((one) => one.refuses)) return { ...base, verdict: 'refuse' }
  const differences = findDifferences(sheet, standing.held, judging.names)
  const known = { subjectId: standing.held?.householdId ?? null, baseVersion: standing.held?.version ?? null }
  if (standing.held && differences.length === 0) return { ...base, ...known, verdict: 'same' }
  const verdict = standing.held ? 'change' : 'add'
  return { ...base, ...known, verdict, accepted: true, sheet: sheet as HouseholdSheet, differences }
}

const nothing = { accepted: false, subjectId: null, baseVersion: null, sheet: null, differences: [] }

type Draft = Omit<HouseholdSheet, 'headCount'> & { headCount: number | undefined }

function sheetOf(values: HouseholdValues, belonging: Belonging, held: HeldHousehold | null): Draft {
  const now = held?.sheet
  const placeId = belonging.gridId === null ? null : belonging.placeId
  const isNewResident = values.isNewResident ?? now?.isNewResident ?? false
  return {
    address: values.address ?? '',
    placeId: placeId ?? now?.placeId ?? null,
    contact: values.contact ?? now?.contact ?? null,
    headCount: values.headCount ?? now?.headCount,
    isNewResident,
    keepUntil: isNewResident ? (values.keepUntil ?? now?.keepUntil ?? null) : null,
  }
}

function* checkSheet(
  { keepUntil }: HouseholdValues,
  sheet: Draft,
  { today, latest }: Judging,
): Generator<{ key: HouseholdKey; problem: HouseholdProblem }> {
  if (sheet.headCount === undefined) yield { key: 'headCount', problem: 'count-missing' }
  if (sheet.isNewResident && !sheet.keepUntil) yield { key: 'keepUntil', problem: 'until-missing' }
  const said = sheet.isNewResident ? keepUntil : undefined
  if (said !== undefined && (said <= today || said > latest)) yield { key: 'keepUntil', problem: 'until-odd' }
}

/** Of a household that is new everything that the row says; of one that stands what becomes different. */
function findDifferences(sheet: Draft, held: HeldHousehold | null, names: Names): Difference[] {
  const after = valuesOf(sheet, names)
  const now = held ? valuesOf(held.sheet, names) : {}
  return householdColumns.flatMap(({ key }) => {
    if (key === 'grid' || (held && key === 'address')) return []
    const [was, will] = [now[key] ?? null, after[key] ?? null]
    return was === will ? [] : [{ key, now: was, after: will }]
  })
}

function valuesOf(sheet: Draft, names: Names): HouseholdValues {
  const { address, contact, headCount, isNewResident, keepUntil, placeId } = sheet
  const village = placeId === null ? undefined : names.get(placeId)
  return {
    address,
    isNewResident,
    ...(village !== undefined && { village }),
    ...(contact !== null && { contact }),
    ...(headCount !== undefined && { headCount }),
    ...(keepUntil !== null && { keepUntil }),
  }
}
