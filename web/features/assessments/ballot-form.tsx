import { type FormEvent, useRef, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { goTelling } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import type { Terms } from './assessment-types.ts'
import { messages } from './messages.ts'
import { newNonce } from './nonce.ts'
import { wholeOf } from './survey-draft.ts'

const words = messages.ballot
type Own = CallOutput<'getOwnAssessment'>
type Person = NonNullable<Own['ballot']>['people'][number]
/** By member and question: the number of the grade, or the mark; empty is no opinion. */
type Typed = Record<string, string[]>

function isMark(typed: string, least: number, most: number): boolean {
  const mark = wholeOf(typed)
  return mark !== undefined && mark >= least && mark <= most
}

/** Is every mark that was typed one that there is? Grades are chosen and cannot be wrong. */
function isSound(terms: Terms, typed: Typed): boolean {
  const { scale } = terms
  if (scale.kind === 'grades') return true
  const { least, most } = scale
  return Object.values(typed)
    .flat()
    .every((one) => !one?.trim() || isMark(one, least, most))
}

function rowsOf({ questions }: Terms, typed: Typed) {
  return Object.entries(typed).map(([memberId, said]) => ({
    memberId,
    choices: questions.map((_, at) => (said[at]?.trim() ? (wholeOf(said[at]) ?? null) : null)),
  }))
}

/**
 * What is chosen stays in this page alone: no draft of a secret answer lies on a phone that others use too. The number by
 * chance is made once, so that a press after a lost line sends the same intention.
 */
function useBallot(assessmentId: string, terms: Terms) {
  const [typed, setTyped] = useState<Typed>({})
  const [tried, setTried] = useState(false)
  const nonce = useRef('')
  const { save, saving, error } = useSave('answerAssessment')
  const send = async () => {
    setTried(true)
    if (!isSound(terms, typed)) return
    nonce.current ||= newNonce()
    const body = { nonce: nonce.current, rows: rowsOf(terms, typed) }
    if (await save({ params: { assessmentId }, body }))
      goTelling('/assessments', { tone: 'done', sentence: words.sent }, { replace: true })
  }
  const choose = (memberId: string, at: number, value: string) =>
    setTyped((now) => {
      const said = [...(now[memberId] ?? [])]
      said[at] = value
      return { ...now, [memberId]: Array.from(said, (one) => one ?? '') }
    })
  return { typed, choose, tried, send, saving, error }
}

type State = ReturnType<typeof useBallot>
type AskProps = { terms: Terms; person: Person; at: number; state: State }

/** One question about one member. Of one question the grades are all in sight; of several each is a list. */
function Ask({ terms, person, at, state }: AskProps) {
  const { questions, scale } = terms
  const { memberId, name } = person
  const value = state.typed[memberId]?.[at] ?? ''
  const choose = (next: string) => state.choose(memberId, at, next)
  const label = questions.length > 1 ? `${name}，${questions[at]}` : name
  if (scale.kind === 'range') {
    const { least, most } = scale
    const wrong = state.tried && value.trim() !== '' && !isMark(value, least, most)
    return (
      <TextField
        label={label}
        hint={words.markOf(least, most)}
        inputMode="numeric"
        value={value}
        onType={choose}
        problem={wrong ? words.markWrong(least, most) : undefined}
      />
    )
  }
  const options = scale.grades.map((grade, of) => ({ value: String(of), label: grade.label }))
  if (questions.length > 1)
    return <SelectField label={label} value={value} onChoose={choose} options={options} empty={words.none} />
  return (
    <Choice
      legend={label}
      value={value}
      onChoose={choose}
      options={[...options, { value: '', label: words.none }]}
    />
  )
}

/** A secret answer on one's own phone. */
export function BallotForm({ assessmentId, own }: { assessmentId: string; own: Own }) {
  const { assessment, ballot } = own
  const state = useBallot(assessmentId, assessment)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void state.send()
  }
  const problem = fieldMessage(state.error, 'body.rows')
  return (
    <form className="form" onSubmit={submit}>
      <p className="note">{words.secret}</p>
      <p className="note">{words.once}</p>
      {ballot?.people.flatMap((person) =>
        assessment.questions.map((question, at) => (
          <Ask key={person.memberId + question} terms={assessment} person={person} at={at} state={state} />
        )),
      )}
      {problem && <p className="problem">{problem}</p>}
      {state.error && !problem && <Trouble error={state.error} />}
      <Button submit tone="go" wide busy={state.saving}>
        {words.send}
      </Button>
    </form>
  )
}
