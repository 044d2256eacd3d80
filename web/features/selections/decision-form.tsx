import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Check } from '../../ui/choice.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import {
  blankPublishing,
  PublishingFields,
  publishingOf,
  type TypedPublishing,
} from './publishing-fields.tsx'
import type { Selection } from './selection-types.ts'

const words = messages.decide

type Typed = TypedPublishing & { chosen: string[]; note: string }

const shown = /^body\.(chosen|note|activityId|contact\..*)$/

function useDecision(selectionId: string) {
  const key = `selection:${selectionId}:decision`
  const draft = useDraft<Typed>(key, { ...blankPublishing, chosen: [], note: '' })
  const { save, saving, error } = useSave('decideSelection', key)
  const [missing, setMissing] = useState(false)
  const send = async () => {
    const { chosen, note, ...publishing } = draft.value
    setMissing(chosen.length === 0)
    if (chosen.length === 0) return
    const body = { chosen, note, ...publishingOf(publishing) }
    if (!(await save({ params: { selectionId }, body }))) return
    draft.done()
    tell({ tone: 'done', sentence: words.saved })
  }
  return { draft, send, saving, error, missing }
}

type ChosenProps = {
  selection: Selection
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
  problem: string | undefined
}

function ChosenFields({ selection, chosen, onChange, problem }: ChosenProps) {
  const turn = (id: string, on: boolean) =>
    onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id))
  return (
    <fieldset className="sel-tally">
      <legend>{words.chosen}</legend>
      {selection.nominations
        .filter((one) => one.withdrawn === null)
        .map(({ candidateId, name }) => (
          <p key={candidateId}>
            <Check checked={chosen.includes(candidateId)} onChange={(on) => turn(candidateId, on)}>
              {name}
            </Check>
          </p>
        ))}
      {problem && <p className="problem">{problem}</p>}
    </fieldset>
  )
}

/** What the committee decided, in its words. */
export function DecisionForm({ selection }: { selection: Selection }) {
  const { draft, send, saving, error, missing } = useDecision(selection.selectionId)
  const { value } = draft
  const type = (change: Partial<Typed>) => draft.set((now) => ({ ...now, ...change }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send()
  }
  const problem =
    (missing && value.chosen.length === 0 && words.chosenMissing) || fieldMessage(error, 'body.chosen')
  return (
    <form className="form" onSubmit={submit}>
      <h2 className="h3">{words.decisionTitle}</h2>
      <p className="note">{words.decisionSay}</p>
      <DraftNote draft={draft} />
      {error && !shown.test(error.field ?? '') && <Trouble error={error} />}
      <ChosenFields
        selection={selection}
        chosen={value.chosen}
        onChange={(chosen) => type({ chosen })}
        problem={problem || undefined}
      />
      <TextAreaField
        label={words.note}
        value={value.note}
        onType={(note) => type({ note })}
        problem={fieldMessage(error, 'body.note')}
        maxLength={500}
        rows={3}
      />
      <PublishingFields orgId={selection.orgId} typed={value} onType={type} error={error} />
      <Button submit tone="go" busy={saving}>
        {words.save}
      </Button>
    </form>
  )
}
