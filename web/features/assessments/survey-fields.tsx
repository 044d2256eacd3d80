import type { CallError } from '../../lib/call-error.ts'
import { fieldMessage } from '../../lib/call-error.ts'
import { TextAreaField, TextField } from '../../ui/field.tsx'
import { messages } from './messages.ts'
import type { SurveyDraft } from './survey-draft.ts'

const words = messages.open

type SurveyFieldsProps = {
  typed: SurveyDraft
  onType: (change: Partial<SurveyDraft>) => void
  error: CallError | undefined
}

function GradeFields({ typed, onType, error }: SurveyFieldsProps) {
  const grades = typed.grades ?? []
  const change = (at: number, to: Partial<{ label: string; mark: string }>) =>
    onType({ grades: grades.map((grade, of) => (of === at ? { ...grade, ...to } : grade)) })
  return (
    <>
      {grades.map((grade, at) => (
        <div className="as-pair" key={at}>
          <TextField
            label={words.grade(at + 1)}
            value={grade.label}
            onType={(label) => change(at, { label })}
            problem={fieldMessage(error, `body.scale.grades.${at}.label`)}
            maxLength={10}
          />
          <TextField
            label={words.gradeMark(grade.label)}
            value={grade.mark}
            onType={(mark) => change(at, { mark })}
            problem={fieldMessage(error, `body.scale.grades.${at}.mark`)}
            inputMode="decimal"
          />
        </div>
      ))}
    </>
  )
}

function RangeFields({ typed, onType, error }: SurveyFieldsProps) {
  return (
    <div className="as-pair">
      <TextField
        label={words.least}
        value={typed.least}
        onType={(least) => onType({ least })}
        problem={fieldMessage(error, 'body.scale.least')}
        inputMode="numeric"
      />
      <TextField
        label={words.most}
        value={typed.most}
        onType={(most) => onType({ most })}
        problem={fieldMessage(error, 'body.scale.most')}
        inputMode="numeric"
      />
    </div>
  )
}

/** What is asked and for how much, in the branch's own words. */
export function SurveyFields(props: SurveyFieldsProps) {
  const { typed, onType, error } = props
  const ofGrades = fieldMessage(error, 'body.scale.grades')
  return (
    <>
      <TextAreaField
        label={words.questions}
        hint={words.questionsHint}
        rows={3}
        value={typed.questions}
        onType={(questions) => onType({ questions })}
        problem={fieldMessage(error, 'body.questions')}
      />
      {typed.grades ? <GradeFields {...props} /> : <RangeFields {...props} />}
      {ofGrades && <p className="problem">{ofGrades}</p>}
      <p className="note">{words.how}</p>
    </>
  )
}
