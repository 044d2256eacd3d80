import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { type SealedDraftState, useSealedDraft } from '../../lib/carried/use-sealed-draft.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { SealedDraftNote } from '../../ui/draft-note.tsx'
import { TextAreaField, TextField } from '../../ui/field.tsx'
import { MemberPicker, type Person } from '../../ui/member-picker.tsx'
import { Loading, Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { LookButton, Preview, useLook } from './preview.tsx'

export type Case = CallOutput<'getCase'>
type Step = Case['steps'][number]
const words = messages.one

const blank = { note: '', text: '', day: '', caseNo: '', member: [] as Person[] }

type Typed = typeof blank
const keyOf = (caseId: string, step: Step) => `case:${caseId}:${step.step}`

type StepProps = { of: Case; step: Step; judged: boolean }
type Taking = StepProps & { draft: SealedDraftState<Typed>; value: Typed }

function useStep({ of: { caseId }, step: asked, draft, value }: Taking) {
  const { step, label, asks, toPublic } = asked
  const { save, saving, error } = useSave('takeCaseStep', keyOf(caseId, asked))
  const { note, text, day, caseNo, member } = value
  const look = useLook(caseId, text)
  const send = async () => {
    const body = {
      step,
      note: (asks.includes('note') && note) || null,
      text: (asks.includes('text') && text) || null,
      seen: toPublic ? look.seen : null,
      day: (asks.includes('day') && day) || null,
      caseNo: (asks.includes('case') && Number(caseNo)) || null,
      memberId: (asks.includes('member') && member[0]?.memberId) || null,
    }
    const answer = await save({ params: { caseId }, body })
    if (!answer) return
    draft.done()
    tell({ tone: 'done', sentence: words.done(label) })
  }
  return { look, send, saving, error }
}

type FieldsProps = Pick<Taking, 'draft' | 'value' | 'step'> & {
  problem: (field: string) => string | undefined
}

/** What a step asks for besides its words; nothing else is asked. */
function Fields({ step, draft: { set }, value, problem }: FieldsProps) {
  return (
    <>
      {step.asks.includes('member') && (
        <MemberPicker
          single
          label={words.member}
          picked={value.member}
          onChange={(member) => set((now) => ({ ...now, member }))}
          problem={problem('memberId')}
        />
      )}
      {step.asks.includes('day') && (
        <TextField
          label={words.day}
          type="date"
          value={value.day}
          onType={(day) => set((now) => ({ ...now, day }))}
          problem={problem('day')}
        />
      )}
      {step.asks.includes('case') && (
        <TextField
          label={words.caseNo}
          inputMode="numeric"
          value={value.caseNo}
          onType={(caseNo) => set((now) => ({ ...now, caseNo }))}
          problem={problem('caseNo')}
        />
      )}
      {step.asks.includes('note') && (
        <TextAreaField
          label={words.note}
          hint={words.noteHint}
          value={value.note}
          onType={(note) => set((now) => ({ ...now, note }))}
          problem={problem('note')}
          maxLength={1000}
          rows={3}
        />
      )}
    </>
  )
}

const asked = { note: 'note', text: 'text', day: 'day', case: 'caseNo', member: 'memberId' } as const

/** What is written about somebody's matter lies sealed on the device: it is looked for first. */
function DraftedStep(props: StepProps) {
  const draft = useSealedDraft<Typed>(keyOf(props.of.caseId, props.step), () => blank)
  return draft.value ? <OneStep {...props} draft={draft} value={draft.value} /> : <Loading />
}

/** One step. Words for the public are looked at before there is a button to send them. */
function OneStep(props: Taking) {
  const { step, judged, draft, value } = props
  const { look, send, saving, error } = useStep(props)
  const type = (text: string) => draft.set((now) => ({ ...now, text }))
  const problem = (field: string) => fieldMessage(error, `body.${field}`)
  const shown = step.asks.some((ask) => problem(asked[ask]))
  const tone = !judged && { tone: 'go' as const }
  return (
    <div className="form">
      <SealedDraftNote draft={draft} />
      {step.asks.includes('text') && (
        <TextAreaField
          label={step.textLabel ?? words.note}
          value={value.text}
          onType={type}
          problem={problem('text')}
          maxLength={1000}
        />
      )}
      {step.toPublic && <Preview of={look} onReplace={type} />}
      <Fields step={step} draft={draft} value={value} problem={problem} />
      {error && !shown && <Trouble error={error} />}
      {step.toPublic && !look.seen ? (
        <LookButton of={look} {...tone} />
      ) : (
        <Button {...tone} busy={saving} onPress={() => void send()}>
          {step.label}
        </Button>
      )}
    </div>
  )
}

/** The usual step stands open; the others are one tap away. Where somebody judges us, no button is red. */
export function NextSteps({ of }: { of: Case }) {
  const [chosen, choose] = useState<string>()
  const step = of.steps.find((one) => one.step === chosen) ?? of.steps[0]
  if (!step) return <p className="note">{of.closedOn ? words.wait(of.stateLabel) : words.nothing}</p>
  const judged = of.state === 'answered'
  const others = of.steps.filter((one) => one.step !== step.step)
  return (
    <section aria-labelledby="next">
      <h2 id="next">{words.next}</h2>
      {judged && <p className="note">{words.asked}</p>}
      <DraftedStep key={step.step} of={of} step={step} judged={judged} />
      {others.length > 0 && (
        <>
          <h3>{words.other}</h3>
          <div className="case-others">
            {others.map((one) => (
              <Button key={one.step} onPress={() => choose(one.step)}>
                {one.label}
              </Button>
            ))}
          </div>
        </>
      )}
    </section>
  )
}
