import type { CallOutput, CallRequest } from '../../lib/call-types.ts'
import { formatPoints, parsePoints } from '../../lib/format-points.ts'

type Survey = CallOutput<'getAssessmentForm'>['surveys'][number]
type Opening = CallRequest<'openAssessment'>['body']

/** A survey as somebody types it: one question a line, figures as text. */
export type SurveyDraft = {
  questions: string
  grades: { label: string; mark: string }[] | null
  least: string
  most: string
}

export function draftOf({ questions, scale }: Pick<Survey, 'questions' | 'scale'>): SurveyDraft {
  const lines = questions.join('\n')
  if (scale.kind === 'range')
    return { questions: lines, grades: null, least: String(scale.least), most: String(scale.most) }
  const grades = scale.grades.map((grade) => ({ label: grade.label, mark: formatPoints(grade.mark) }))
  return { questions: lines, grades, least: '', most: '' }
}

/** As the server takes it; nothing when a figure is no number. */
export function surveyOf(typed: SurveyDraft): Pick<Opening, 'questions' | 'scale'> | undefined {
  const questions = typed.questions
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  if (!typed.grades) {
    const [least, most] = [wholeOf(typed.least), wholeOf(typed.most)]
    if (least === undefined || most === undefined) return undefined
    return { questions, scale: { kind: 'range', least, most } }
  }
  const grades = typed.grades.flatMap(({ label, mark }) => {
    const worth = parsePoints(mark)
    return worth === undefined ? [] : [{ label, mark: worth }]
  })
  return grades.length < typed.grades.length ? undefined : { questions, scale: { kind: 'grades', grades } }
}

/** A whole number as people type it, full-width digits too. */
export function wholeOf(typed: string): number | undefined {
  const plain = typed.trim().normalize('NFKC')
  return /^\d{1,6}$/.test(plain) ? Number(plain) : undefined
}
