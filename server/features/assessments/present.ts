import { assessorLabels, wayLabels } from '../../../contract/assessment-terms.ts'
import type { Actor } from '../../core/context/context.ts'
import { possibleSteps } from '../../core/procedure/kernel.ts'
import type { StepTaken } from '../../core/procedure/queries.ts'
import { assessmentProcedure } from './procedure.ts'
import type { AssessmentRow } from './queries.ts'
import type { ResultRow } from './result-queries.ts'
import type { SubjectRow } from './tally-queries.ts'

export function presentHeading(row: AssessmentRow) {
  return {
    assessmentId: row.assessment_id,
    orgId: row.org_id,
    orgName: row.org_name,
    title: row.title,
    from: row.from_day,
    to: row.to_day,
    day: row.day,
    assessors: row.assessors,
    assessorsLabel: assessorLabels[row.assessors],
    way: row.way,
    wayLabel: wayLabels[row.way],
    state: row.state,
    stateLabel: assessmentProcedure.states[row.state]?.label ?? row.state,
    marked: row.purpose === 'marks',
  }
}

export function presentTerms(row: AssessmentRow) {
  return { ...presentHeading(row), questions: row.questions, scale: row.scale, minimum: row.minimum }
}

/** How many have answered: on the phone, and on the sheets that came back valid. */
export function answeredOf(row: AssessmentRow): number {
  return row.by_phone + (row.returned ?? 0) - (row.invalid ?? 0)
}

/** Of a ballot that gives no mark there is none to be told: the counts are what people look at. */
export function presentResult(row: ResultRow | undefined, { purpose }: Pick<AssessmentRow, 'purpose'>) {
  if (!row) return null
  return { answered: row.answered, counts: row.counts, mark: purpose === 'marks' ? row.mark : null }
}

export function presentRow(
  subject: SubjectRow,
  around: {
    counted: ReadonlyMap<string, number[][]> | null
    results: ReadonlyMap<string, ResultRow>
    of: Pick<AssessmentRow, 'purpose'>
  },
) {
  const { member_id: memberId, name, excused } = subject
  const counted = excused === null ? (around.counted?.get(memberId) ?? null) : null
  return { memberId, name, excused, counted, result: presentResult(around.results.get(memberId), around.of) }
}

const stepLabels: Readonly<Record<string, string>> = {
  open: '开始评议',
  ...Object.fromEntries(Object.entries(assessmentProcedure.steps).map(([name, { label }]) => [name, label])),
}

export function presentHistory(taken: readonly StepTaken[]) {
  return taken.map((one) => ({
    label: stepLabels[one.step] ?? one.step,
    byName: one.takenByName,
    at: one.takenAt.toISOString(),
    note: one.note,
  }))
}

export function presentAbilities(row: AssessmentRow, actor: Actor, taken: readonly StepTaken[]) {
  const standing = { state: row.state, place: { path: row.path }, memberId: null, taken }
  const steps = possibleSteps(assessmentProcedure, actor, standing)
  const byPhone = row.state === 'answering' && row.way === 'phone'
  return {
    handOut: byPhone,
    setAside: byPhone && row.by_phone > 0 && row.by_phone < row.minimum,
    count: steps.includes('count'),
    recount: steps.includes('recount'),
    confirm: steps.includes('confirm'),
    return: steps.includes('return'),
    cancel: steps.includes('cancel'),
  }
}
