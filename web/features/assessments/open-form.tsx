import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput, CallRequest } from '../../lib/call-types.ts'
import { goTelling } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Choice } from '../../ui/choice.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { SaveOrLeave } from '../../ui/save-or-leave.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { draftOf, type SurveyDraft, surveyOf, wholeOf } from './survey-draft.ts'
import { SurveyFields } from './survey-fields.tsx'

const words = messages.open
const shown =
  /^body\.(title|from|to|day|way|entitled|minimum|questions|scale(\.(least|most|grades(\.\d+\..*)?))?)$/

type Known = CallOutput<'getAssessmentForm'>
type Opening = CallRequest<'openAssessment'>['body']
type Typed = {
  title: string
  from: string
  to: string
  day: string
  assessors: Opening['assessors']
  way: Opening['way']
  entitled: string
  minimum: string
  survey: string
  asked: SurveyDraft
}

/** The year so far, by the members, on the first survey: most branches change one word or none. */
function blankFor(today: string, { surveys }: Known): Typed {
  const year = today.slice(0, 4)
  const asked = surveys[0] ?? { questions: [], scale: { kind: 'range', least: 0, most: 100 } }
  return {
    title: `${year} 年民主评议`,
    from: `${year}-01-01`,
    to: `${year}-12-31`,
    day: today,
    assessors: 'peers',
    way: 'phone',
    entitled: '',
    minimum: '5',
    survey: '0',
    asked: draftOf(asked),
  }
}

function openingOf(typed: Typed, isKnown: boolean): Opening | undefined {
  const { entitled, minimum, survey: _, asked, ...rest } = typed
  const [survey, least] = [surveyOf(asked), wholeOf(minimum)]
  const people = isKnown ? null : wholeOf(entitled)
  if (!survey || least === undefined || people === undefined) return undefined
  return { ...rest, ...survey, minimum: least, entitled: people }
}

function useOpening(orgId: number, known: Known) {
  const { today } = useSession()
  const key = `assessment:new:${orgId}`
  const draft = useDraft<Typed>(key, blankFor(today, known))
  const { save, saving, error } = useSave('openAssessment', key)
  const [wrong, setWrong] = useState(false)
  const { assessors } = draft.value
  const count = known.assessors.find((one) => one.assessors === assessors)?.known ?? null
  const send = async () => {
    const body = openingOf(draft.value, count !== null)
    setWrong(!body)
    const answer = body && (await save({ params: { orgId }, body }))
    if (!answer) return
    draft.done()
    const told = { tone: 'done', sentence: words.saved(draft.value.title) } as const
    goTelling(`/assessments/${answer.assessmentId}`, told, { replace: true })
  }
  const type = (change: Partial<Typed>) => draft.set((now) => ({ ...now, ...change }))
  return { draft, type, known, count, send, saving, error, wrong }
}

type State = ReturnType<typeof useOpening>

function Days({ state: { draft, type, error } }: { state: State }) {
  const field = (key: 'from' | 'to' | 'day') => ({
    label: words[key],
    type: 'date' as const,
    value: draft.value[key],
    onType: (value: string) => type({ [key]: value }),
    problem: fieldMessage(error, `body.${key}`),
  })
  return (
    <>
      <TextField {...field('from')} />
      <TextField {...field('to')} />
      <TextField {...field('day')} hint={words.dayHint} />
    </>
  )
}

function Entitled({ state: { draft, type, error, wrong } }: { state: State }) {
  const { entitled } = draft.value
  const problem = wrong && wholeOf(entitled) === undefined ? words.numberWrong : undefined
  return (
    <TextField
      label={words.entitled}
      value={entitled}
      onType={(next) => type({ entitled: next })}
      problem={problem ?? fieldMessage(error, 'body.entitled')}
      inputMode="numeric"
    />
  )
}

function Who({ state }: { state: State }) {
  const { draft, type, known, count, error } = state
  const { assessors, way } = draft.value
  // A phone answers for somebody of the register: with villagers there is paper, and hands.
  const ways = known.ways.filter((one) => count !== null || one.way !== 'phone')
  return (
    <>
      <Choice
        legend={words.assessors}
        value={assessors}
        onChoose={(next) => {
          const isKnown = known.assessors.some((one) => one.assessors === next && one.known !== null)
          type({ assessors: next, way: isKnown || way !== 'phone' ? way : 'paper' })
        }}
        options={known.assessors.map((one) => ({
          value: one.assessors,
          label: one.label,
          note: words.known(one.known),
        }))}
      />
      {count === null && <Entitled state={state} />}
      <Choice
        legend={words.way}
        value={way}
        onChoose={(next) => type({ way: next })}
        options={ways.map((one) => ({ value: one.way, label: one.label }))}
        problem={fieldMessage(error, 'body.way')}
      />
    </>
  )
}

function What({ state: { draft, type, known, error, wrong } }: { state: State }) {
  const { survey, asked } = draft.value
  const choose = (next: string) => {
    const chosen = known.surveys[Number(next)]
    if (chosen) type({ survey: next, asked: draftOf(chosen) })
  }
  return (
    <>
      <SelectField
        label={words.survey}
        hint={words.surveyHint}
        value={survey}
        onChoose={choose}
        options={known.surveys.map((one, at) => ({ value: String(at), label: one.name }))}
      />
      <SurveyFields
        typed={asked}
        onType={(change) => type({ asked: { ...asked, ...change } })}
        error={error}
      />
      {wrong && !surveyOf(asked) && <p className="problem">{words.numberWrong}</p>}
    </>
  )
}

/** What the register knows stands there; asked is what it cannot know. */
export function OpenForm({ orgId, known }: { orgId: number; known: Known }) {
  const state = useOpening(orgId, known)
  const { draft, type, send, saving, error, wrong } = state
  const { title, way, minimum } = draft.value
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send()
  }
  return (
    <form className="form" onSubmit={submit}>
      <DraftNote draft={draft} />
      {error && !shown.test(error.field ?? '') && <Trouble error={error} />}
      <TextField
        label={words.title}
        value={title}
        onType={(next) => type({ title: next })}
        problem={fieldMessage(error, 'body.title')}
        maxLength={60}
      />
      <Days state={state} />
      <Who state={state} />
      <What state={state} />
      {way !== 'hands' && (
        <TextField
          label={words.minimum}
          hint={words.minimumHint}
          value={minimum}
          onType={(next) => type({ minimum: next })}
          problem={
            wrong && wholeOf(minimum) === undefined ? words.numberWrong : fieldMessage(error, 'body.minimum')
          }
          inputMode="numeric"
        />
      )}
      <SaveOrLeave verb={words.save} busy={saving} back="/assessments" />
    </form>
  )
}
