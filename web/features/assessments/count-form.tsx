import { type FormEvent, useState } from 'react'
import { type CallError, fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import type { One } from './assessment-types.ts'
import { messages } from './messages.ts'
import { figuresOf } from './say-mark.ts'
import { wholeOf } from './survey-draft.ts'

const words = messages.count
const shown = /^body\.(issued|returned|invalid|tellerIds|note|rows(\.\d+\..*)?)$/

type Row = One['rows'][number]
type Typed = {
  issued: string
  returned: string
  invalid: string
  tellers: [string, string]
  counts: Record<string, string[][]>
  note: string
}

/** Of what was counted before, to be corrected; else blank. A nought is left blank: it is what blank means. */
function typedOf({ assessment, rows }: One): Typed {
  const said = (count: number | null) => (count === null ? '' : String(count))
  const [first, second] = assessment.tellers
  return {
    issued: said(assessment.issued),
    returned: said(assessment.returned),
    invalid: said(assessment.invalid),
    tellers: [first?.memberId ?? '', second?.memberId ?? ''],
    counts: Object.fromEntries(
      rows.flatMap(({ memberId, counted }) =>
        counted ? [[memberId, counted.map((figures) => figures.map((one) => (one ? String(one) : '')))]] : [],
      ),
    ),
    note: '',
  }
}

const countOf = (typed: string) => (typed.trim() === '' ? 0 : wholeOf(typed))

/** As the server takes it; nothing when something is no number. By hands, who is there has no sheet to give back. */
function bodyOf(one: One, typed: Typed) {
  const { scale, questions, way } = one.assessment
  const rows = assessedIn(one).map(({ memberId }) => ({
    memberId,
    counts: questions.map((_, at) =>
      figuresOf(scale).map((__, of) => countOf(typed.counts[memberId]?.[at]?.[of] ?? '')),
    ),
  }))
  const issued = way === 'phone' ? null : countOf(typed.issued)
  const returned = way === 'hands' ? issued : countOf(typed.returned)
  const invalid = countOf(typed.invalid)
  const isWhole = rows.every((row) => row.counts.flat().every((figure) => figure !== undefined))
  if (issued === undefined || typeof returned !== 'number' || invalid === undefined || !isWhole)
    return undefined
  const note = typed.note.trim() || null
  return {
    issued,
    returned,
    invalid,
    tellerIds: typed.tellers,
    rows: rows as { memberId: string; counts: number[][] }[],
    note,
  }
}

function assessedIn({ rows }: One): Row[] {
  return rows.filter((row) => row.excused === null)
}

function useCount(one: One) {
  const { assessmentId, state } = one.assessment
  const key = `assessment:${assessmentId}:count:${state}`
  const draft = useDraft<Typed>(key, typedOf(one))
  const { save, saving, error } = useSave('countAssessment', key)
  const [problem, setProblem] = useState<string | undefined>()
  const send = async () => {
    const body = bodyOf(one, draft.value)
    const noTeller = draft.value.tellers.includes('')
    setProblem(noTeller ? words.tellerMissing : body ? undefined : messages.open.numberWrong)
    if (!body || noTeller || !(await save({ params: { assessmentId }, body }))) return
    draft.done()
    tell({ tone: 'done', sentence: words.saved })
  }
  const type = (change: Partial<Typed>) => draft.set((now) => ({ ...now, ...change }))
  return { draft, type, send, saving, error, problem }
}

type State = ReturnType<typeof useCount>

function SheetFields({ one, state: { draft, type, error } }: { one: One; state: State }) {
  const { way, handedOut } = one.assessment
  const field = (key: 'issued' | 'returned' | 'invalid', label: string) => (
    <TextField
      label={label}
      inputMode="numeric"
      value={draft.value[key]}
      onType={(value) => type({ [key]: value })}
      problem={fieldMessage(error, `body.${key}`)}
    />
  )
  if (way === 'hands') return field('issued', words.present)
  return (
    <>
      {way === 'phone' ? <p>{words.issuedKnown(handedOut)}</p> : field('issued', words.issued)}
      {field('returned', words.returned)}
      {field('invalid', words.invalid)}
    </>
  )
}

function Tellers({ one, state: { draft, type, error } }: { one: One; state: State }) {
  const [first, second] = draft.value.tellers
  const options = one.people.map(({ memberId, name }) => ({ value: memberId, label: name }))
  const field = (at: 1 | 2, value: string, tellers: (next: string) => [string, string]) => (
    <SelectField
      label={words.teller(at)}
      value={value}
      onChoose={(next) => type({ tellers: tellers(next) })}
      options={options}
      empty={words.tellerEmpty}
      problem={at === 2 ? fieldMessage(error, 'body.tellerIds') : undefined}
    />
  )
  return (
    <div className="as-pair">
      {field(1, first, (next) => [next, second])}
      {field(2, second, (next) => [first, next])}
    </div>
  )
}

type FiguresProps = {
  one: One
  row: Row
  typed: string[][] | undefined
  onType: (counts: string[][]) => void
  problem: string | undefined
}

/** What the sheets say of one member, a line of figures a question. */
function Figures({ one, row, typed, onType, problem }: FiguresProps) {
  const { questions, scale } = one.assessment
  const names = figuresOf(scale)
  const figures = questions.map((_, at) => names.map((__, of) => typed?.[at]?.[of] ?? ''))
  const change = (at: number, of: number, value: string) =>
    onType(figures.map((line, q) => line.map((old, f) => (q === at && f === of ? value : old))))
  return (
    <fieldset className="as-group">
      <legend>{row.name}</legend>
      {figures.map((line, at) => (
        <div key={at}>
          {questions.length > 1 && <span className="note">{questions[at]}</span>}
          <div className="as-counts">
            {line.map((value, of) => (
              <TextField
                key={names[of]}
                label={
                  <>
                    <span className="sr">
                      {words.label(row.name, questions.length > 1 ? (questions[at] ?? '') : '', '')}，
                    </span>
                    {names[of]}
                  </>
                }
                inputMode="numeric"
                value={value}
                onType={(next) => change(at, of, next)}
              />
            ))}
          </div>
        </div>
      ))}
      {problem && <p className="problem">{problem}</p>}
    </fieldset>
  )
}

function problemOf(error: CallError | undefined, at: number): string | undefined {
  return fieldMessage(error, `body.rows.${at}.counts`)
}

function Why({ state: { draft, type, error } }: { state: State }) {
  return (
    <TextField
      label={words.why}
      value={draft.value.note}
      onType={(note) => type({ note })}
      problem={fieldMessage(error, 'body.note')}
      maxLength={200}
    />
  )
}

function sayOf({ assessment }: One, again: boolean): string {
  if (again) return words.againSay
  return assessment.way === 'hands' ? words.sayHands : words.say
}

/** What two people counted, as they call it out. `again`: of a result that stands, with the reason. */
export function CountForm({ one, again }: { one: One; again: boolean }) {
  const state = useCount(one)
  const { draft, type, send, saving, error, problem } = state
  const { counts } = draft.value
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send()
  }
  const ofAll = fieldMessage(error, 'body.rows')
  return (
    <form className="form" onSubmit={submit}>
      <p className="note">{sayOf(one, again)}</p>
      <DraftNote draft={draft} />
      {error && !shown.test(error.field ?? '') && <Trouble error={error} />}
      <SheetFields one={one} state={state} />
      <Tellers one={one} state={state} />
      {assessedIn(one).map((row, at) => (
        <Figures
          key={row.memberId}
          one={one}
          row={row}
          typed={counts[row.memberId]}
          onType={(next) => type({ counts: { ...counts, [row.memberId]: next } })}
          problem={problemOf(error, at)}
        />
      ))}
      {again && <Why state={state} />}
      {(problem ?? ofAll) && <p className="problem">{problem ?? ofAll}</p>}
      <Button submit tone="go" busy={saving}>
        {words.save}
      </Button>
    </form>
  )
}
