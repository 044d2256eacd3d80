import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { SelectField, TextAreaField, TextField } from '../../ui/field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.form
type Person = CallOutput<'listPairTalks'>['people'][number]
type Matter = keyof typeof words.matters
type Draft = { oneId: string; otherId: string; day: string; matter: Matter; words: string }

type FormProps = {
  orgId: number
  people: readonly Person[]
  /** One of the two is oneself: then only the other is asked. */
  ownId?: string
  onClose: () => void
}

type FieldsProps = {
  of: Pick<FormProps, 'people' | 'ownId'>
  value: Draft
  type: (to: Partial<Draft>) => void
  problem: (field: keyof Draft) => string | undefined
}

function Fields({ of: { people, ownId }, value, type, problem }: FieldsProps) {
  const options = people.map((one) => ({
    value: one.memberId,
    label: words.person(one.name, one.postLabel),
  }))
  return (
    <>
      {ownId === undefined && (
        <SelectField
          label={words.one}
          empty={words.empty}
          value={value.oneId}
          onChoose={(oneId) => type({ oneId })}
          options={options}
          problem={problem('oneId')}
        />
      )}
      <SelectField
        label={ownId === undefined ? words.other : words.otherOwn}
        empty={words.empty}
        value={value.otherId}
        onChoose={(otherId) => type({ otherId })}
        options={options.filter((one) => one.value !== value.oneId)}
        problem={problem('otherId')}
      />
      <TextField
        label={words.day}
        type="date"
        value={value.day}
        onType={(day) => type({ day })}
        problem={problem('day')}
      />
      <SelectField
        label={words.matter}
        value={value.matter}
        onChoose={(matter) => type({ matter: matter as Matter })}
        options={(Object.keys(words.matters) as Matter[]).map((one) => ({
          value: one,
          label: words.matters[one],
        }))}
        problem={problem('matter')}
      />
      <TextAreaField
        label={words.words}
        hint={words.wordsHint}
        optional
        value={value.words}
        onType={(typed) => type({ words: typed })}
        maxLength={2000}
        problem={problem('words')}
      />
    </>
  )
}

function Form({ orgId, people, ownId, onClose }: FormProps) {
  const { today } = useSession()
  const key = `pair-talk:${orgId}:${ownId ?? ''}`
  const blank: Draft = { oneId: ownId ?? '', otherId: '', day: today, matter: 'thought', words: '' }
  const draft = useDraft(key, blank)
  const [tried, setTried] = useState(false)
  const { save, saving, error } = useSave('recordPairTalk', key)
  const { value } = draft
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!value.oneId || !value.otherId) return
    const body = { ...value, words: value.words.trim() || null }
    if (!(await save({ params: { orgId }, body }))) return
    draft.done()
    onClose()
    tell({ tone: 'done', sentence: words.saved })
  }
  const problem = (field: keyof Draft) =>
    tried && value[field] === '' && field !== 'words' ? words.missing : fieldMessage(error, `body.${field}`)
  return (
    <form className="form" onSubmit={(event) => void send(event)}>
      <DraftNote draft={draft} />
      {error && !error.field && <Trouble error={error} />}
      <Fields
        of={{ people, ...(ownId !== undefined && { ownId }) }}
        value={value}
        type={(to) => draft.set((now) => ({ ...now, ...to }))}
        problem={problem}
      />
      <Button submit wide busy={saving}>
        {words.save}
      </Button>
    </form>
  )
}

/** A talk of two, in five fields at the most; of whom it was and which type, the register says. */
export function RecordTalk(props: Omit<FormProps, 'onClose'>) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button tone="go" onPress={() => setOpen(true)}>
        {words.open}
      </Button>
      {open && (
        <Sheet title={words.title} label={words.title} onClose={() => setOpen(false)}>
          <Form {...props} onClose={() => setOpen(false)} />
        </Sheet>
      )}
    </>
  )
}
