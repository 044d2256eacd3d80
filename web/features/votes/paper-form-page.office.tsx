import './votes.css'
import type { FormEvent } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { usePlace } from '../../lib/place.ts'
import { tell } from '../../lib/receipts.ts'
import { useCall } from '../../lib/use-call.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Check } from '../../ui/choice.tsx'
import { TextAreaField, TextField } from '../../ui/field.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { TemplatesPart } from './templates-part.tsx'
import { titles } from './titles.ts'

const words = messages.paperForm
type Answered = CallOutput<'getMinutesForm'>
type Form = Answered['form']

/** Signatures as they are typed, a line each. */
type Typed = Omit<Form, 'signatures'> & { signatures: string }

function formOf({ signatures, ...rest }: Typed): Form {
  const lines = signatures.split('\n').map((line) => line.trim())
  return { ...rest, signatures: lines.filter((line) => line !== '') }
}

function PaperForm({ orgId, form }: { orgId: number; form: Form }) {
  const key = `minutes-form:${orgId}`
  const draft = useDraft<Typed>(key, { ...form, signatures: form.signatures.join('\n') })
  const { save, saving, error } = useSave('setMinutesForm', key)
  const typed = draft.value
  const type = (change: Partial<Typed>) => draft.set((now) => ({ ...now, ...change }))
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await save({ params: { orgId }, body: formOf(typed) }))) return
    draft.done()
    tell({ tone: 'done', sentence: words.sent })
  }
  const known = ['title', 'number', 'signatures', 'foot'].map((name) => `body.${name}`)
  return (
    <form className="form" onSubmit={(event) => void send(event)}>
      <TextField
        label={words.title}
        hint={words.titleHint}
        value={typed.title}
        onType={(title) => type({ title })}
        problem={fieldMessage(error, 'body.title')}
        maxLength={60}
      />
      <TextField
        label={words.number}
        hint={words.numberHint}
        value={typed.number}
        onType={(number) => type({ number })}
        problem={fieldMessage(error, 'body.number')}
        maxLength={60}
      />
      <TextAreaField
        label={words.signatures}
        hint={words.signaturesHint}
        value={typed.signatures}
        onType={(signatures) => type({ signatures })}
        problem={fieldMessage(error, 'body.signatures')}
      />
      <Check checked={typed.photo} onChange={(photo) => type({ photo })}>
        {words.photo}
      </Check>
      <TextAreaField
        label={words.foot}
        value={typed.foot}
        onType={(foot) => type({ foot })}
        problem={fieldMessage(error, 'body.foot')}
        maxLength={300}
        rows={2}
        optional
      />
      {error && !known.includes(error.field ?? '') && <Trouble error={error} />}
      <Button submit tone="go" busy={saving}>
        {words.send}
      </Button>
    </form>
  )
}

/** How minutes look on paper here and below. Who may not set it sees what is in use. */
export default function PaperFormPage() {
  const place = usePlace()
  const orgId = place?.orgId ?? 0
  const answer = useCall('getMinutesForm', place ? { params: { orgId } } : undefined)
  return (
    <div className="votes">
      <PageHead title={titles.paperForm} sub={words.sub} />
      <Answer of={answer}>
        {({ form, orgName, abilities }) => (
          <>
            <p className="note">{orgName ? words.from(orgName) : words.shipped}</p>
            {abilities.change ? <PaperForm orgId={orgId} form={form} /> : <Shown form={form} />}
            <TemplatesPart orgId={orgId} />
          </>
        )}
      </Answer>
    </div>
  )
}

function Shown({ form }: { form: Form }) {
  return (
    <p>
      {form.title}　{form.number}　{form.signatures.join('、')}
    </p>
  )
}
