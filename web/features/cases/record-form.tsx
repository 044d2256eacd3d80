import './cases.css'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallRequest } from '../../lib/call-types.ts'
import { type SealedDraftState, useSealedDraft } from '../../lib/carried/use-sealed-draft.ts'
import { usePlace } from '../../lib/place.ts'
import { goTelling } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { SealedDraftNote } from '../../ui/draft-note.tsx'
import { SelectField, TextAreaField, TextField } from '../../ui/field.tsx'
import { Empty, Loading, Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { LookButton, Preview, useLookAtResult } from './preview.tsx'

type Body = CallRequest<'recordCase'>['body']
const words = messages.record

function optionsOf<Value extends string>(labels: Partial<Record<Value, string>>) {
  return Object.entries(labels).map(([value, label]) => ({ value: value as Value, label: String(label) }))
}

type Typed = Omit<Required<Body>, 'recursOf' | 'contact' | 'result' | 'sort' | 'seen'> & {
  sort: Body['sort'] | ''
  contact: string
  result: string
}
const blank: Typed = {
  kind: 'request',
  sort: '',
  urgency: 'normal',
  channel: 'phone',
  body: '',
  contact: '',
  result: '',
}

const keyOf = (orgId: number) => `case:new:${orgId}`

type Recording = { orgId: number; draft: SealedDraftState<Typed>; value: Typed }

function useRecording({ orgId, draft, value }: Recording) {
  const { save, saving, error } = useSave('recordCase', keyOf(orgId))
  const result = value.kind === 'request' ? value.result.trim() : ''
  const look = useLookAtResult(orgId, result)
  const send = async () => {
    const { sort, contact, kind, urgency, channel, body } = value
    if (sort === '') return
    const none = { contact: contact || null, result: result || null, seen: result ? look.seen : null }
    const answer = await save({ params: { orgId }, body: { kind, urgency, channel, body, sort, ...none } })
    if (!answer) return
    draft.done()
    goTelling(`/cases/${answer.caseId}`, { tone: 'done', sentence: words.done(answer.no, answer.dueOn) })
  }
  return { look, mustLook: result !== '' && !look.seen, send, saving, error }
}

/** What somebody said lies sealed on the device, as what is written of a household does: it is looked for first. */
function DraftedForm({ orgId }: { orgId: number }) {
  const draft = useSealedDraft<Typed>(keyOf(orgId), () => blank)
  return draft.value ? <Form orgId={orgId} draft={draft} value={draft.value} /> : <Loading />
}

function Form(props: Recording) {
  const { draft, value } = props
  const { look, mustLook, send, saving, error } = useRecording(props)
  const { set } = draft
  const problem = fieldMessage(error, 'body.body')
  return (
    <div className="form">
      <SealedDraftNote draft={draft} />
      <Choice
        legend={words.kind}
        value={value.kind}
        onChoose={(kind) => set((now) => ({ ...now, kind, sort: '' }))}
        options={optionsOf(messages.kinds)}
      />
      <SelectField
        label={words.sort}
        value={value.sort}
        onChoose={(sort) => set((now) => ({ ...now, sort: sort as Body['sort'] }))}
        options={optionsOf(messages.sorts[value.kind])}
        empty={words.pick}
      />
      <TextAreaField
        label={words.body}
        hint={words.bodyHint}
        value={value.body}
        onType={(body) => set((now) => ({ ...now, body }))}
        problem={problem}
        maxLength={1000}
      />
      <Choice
        legend={words.channel}
        value={value.channel}
        onChoose={(channel) => set((now) => ({ ...now, channel }))}
        options={optionsOf(messages.channels)}
      />
      {(value.kind === 'request' || value.kind === 'issue') && (
        <Choice
          legend={words.urgency}
          value={value.urgency}
          onChoose={(urgency) => set((now) => ({ ...now, urgency }))}
          options={optionsOf(messages.urgencies)}
        />
      )}
      <TextField
        label={words.contact}
        hint={words.contactHint}
        optional
        value={value.contact}
        onType={(contact) => set((now) => ({ ...now, contact }))}
        maxLength={100}
      />
      {value.kind === 'request' && (
        <TextField
          label={words.result}
          optional
          value={value.result}
          onType={(result) => set((now) => ({ ...now, result }))}
          maxLength={1000}
        />
      )}
      {value.kind === 'request' && (
        <Preview of={look} onReplace={(result) => set((now) => ({ ...now, result }))} />
      )}
      {error && !problem && <Trouble error={error} />}
      {mustLook ? (
        <LookButton of={look} tone="go" />
      ) : (
        <Button tone="go" busy={saving} disabled={value.sort === ''} onPress={() => void send()}>
          {words.send}
        </Button>
      )}
    </div>
  )
}

/** What somebody said, in few fields: the kind, the words, and who, if they said. */
export function RecordForm() {
  const place = usePlace()
  if (!place) return <Empty>{words.noPlace}</Empty>
  return <DraftedForm key={place.orgId} orgId={place.orgId} />
}
