import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { TextAreaField, TextField } from '../../ui/field.tsx'
import { MemberPicker, type Person } from '../../ui/member-picker.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { LookButton, Preview, useLook } from './preview.tsx'

export type Case = CallOutput<'getCase'>
type Step = Case['steps'][number]
const words = messages.one

const blank = { note: '', text: '', day: '', caseNo: '', member: [] as Person[] }

function useStep(caseId: string, { step, label, asks, toPublic }: Step) {
  const key = `case:${caseId}:${step}`
  const draft = useDraft(key, blank)
  const { save, saving, error } = useSave('takeCaseStep', key)
  const { note, text, day, caseNo, member } = draft.value
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
  return { draft, look, send, saving, error }
}
type Taking = ReturnType<typeof useStep>

type FieldsProps = Pick<Taking, 'draft'> & {
  step: Step
  problem: (field: string) => string | undefined
}

/** What a step asks for besides its words; nothing else is asked. */
function Fields({ step, draft, problem }: FieldsProps) {
  const { value, set } = draft
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

/** One step. Words for the public are looked at before there is a button to send them. */
function OneStep({ of, step, judged }: { of: Case; step: Step; judged: boolean }) {
  const { draft, look, send, saving, error } = useStep(of.caseId, step)
  const { value, set } = draft
  const type = (text: string) => set((now) => ({ ...now, text }))
  const problem = (field: string) => fieldMessage(error, `body.${field}`)
  const shown = step.asks.some((ask) => problem(asked[ask]))
  const tone = !judged && { tone: 'go' as const }
  return (
    <div className="form">
      <DraftNote draft={draft} />
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
      <Fields step={step} draft={draft} problem={problem} />
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
      <OneStep key={step.step} of={of} step={step} judged={judged} />
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
