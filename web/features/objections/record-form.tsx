import './objections.css'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallRequest } from '../../lib/call-types.ts'
import { to } from '../../lib/link.ts'
import { usePlace } from '../../lib/place.ts'
import { goTelling } from '../../lib/receipts.ts'
import { useCall } from '../../lib/use-call.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { SelectField, TextAreaField, TextField } from '../../ui/field.tsx'
import { Empty, Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

type Body = CallRequest<'recordObjection'>['body']
type Channel = Body['channel']
type About = Body['about']

const words = messages.record
const channels = (Object.keys(words.channels) as Channel[]).map((value) => ({
  value,
  label: words.channels[value],
}))

export type Subject = { orgId: number; about: About | undefined }

/** What the link that led here was about: an entry of somebody's booklet, or a published list. */
export function readSubject(search: URLSearchParams): {
  orgId: number | undefined
  about: About | undefined
} {
  const orgId = Number(search.get('org')) || undefined
  const memberId = search.get('member')
  const publicationId = search.get('publication')
  const row = search.get('row')
  if (publicationId) return { orgId, about: { publicationId, row: row === null ? null : Number(row) } }
  if (!memberId) return { orgId, about: undefined }
  const ruleId = Number(search.get('rule')) || null
  return { orgId, about: { memberId, factId: search.get('fact'), ruleId } }
}

type Typed = { channel: Channel; memberId: string; text: string; contact: string }
const blank: Typed = { channel: 'in-person', memberId: '', text: '', contact: '' }

/** Somebody of the branch, where the link named nobody: about what was never recorded. */
function WhoseField({
  orgId,
  value,
  onChoose,
}: {
  orgId: number
  value: string
  onChoose: (id: string) => void
}) {
  const totals = useCall('getTotals', { params: { orgId } })
  const people = (totals.data?.people ?? []).flatMap(({ memberId, label }) =>
    memberId ? [{ value: memberId, label }] : [],
  )
  if (totals.data && people.length === 0) return <p className="note">{words.choose}</p>
  return (
    <SelectField
      label={words.whose}
      hint={words.choose}
      value={value}
      onChoose={onChoose}
      options={people}
      empty={words.pick}
    />
  )
}

function useRecording({ orgId, about }: Subject) {
  const key = `objection:new:${orgId}:${JSON.stringify(about ?? null)}`
  const draft = useDraft(key, blank)
  const { save, saving, error } = useSave('recordObjection', key)
  const { channel, text, contact, memberId } = draft.value
  const subject = about ?? (memberId ? { memberId, factId: null } : undefined)
  const send = async () => {
    if (!subject) return
    const body = { channel, about: subject, text, contact: contact || null }
    const answer = await save({ params: { orgId }, body })
    if (!answer) return
    draft.done()
    const told = { tone: 'done', sentence: words.done(answer.dueOn) } as const
    goTelling(`/objections/${answer.objectionId}`, told)
  }
  return { draft, send, saving, error, ready: subject !== undefined }
}

/** Whoever has no phone objects as well as anyone: what was said, how, and how the answer reaches them. */
function Form(subject: Subject) {
  const { draft, send, saving, error, ready } = useRecording(subject)
  const { value, set } = draft
  const text = fieldMessage(error, 'body.text')
  const contact = fieldMessage(error, 'body.contact')
  return (
    <div className="form">
      <DraftNote draft={draft} />
      {!subject.about && (
        <WhoseField
          orgId={subject.orgId}
          value={value.memberId}
          onChoose={(memberId) => set((now) => ({ ...now, memberId }))}
        />
      )}
      <Choice
        legend={words.channel}
        value={value.channel}
        onChoose={(channel) => set((now) => ({ ...now, channel }))}
        options={channels}
      />
      <TextAreaField
        label={words.text}
        hint={words.textHint}
        value={value.text}
        onType={(text) => set((now) => ({ ...now, text }))}
        problem={text}
        maxLength={1000}
      />
      <TextField
        label={words.contact}
        hint={words.contactHint}
        optional
        value={value.contact}
        onType={(contact) => set((now) => ({ ...now, contact }))}
        problem={contact}
        maxLength={100}
      />
      {error && !text && !contact && <Trouble error={error} />}
      <Button tone="go" busy={saving} disabled={!ready} onPress={() => void send()}>
        {words.send}
      </Button>
    </div>
  )
}

export function RecordForm({ search }: { search: URLSearchParams }) {
  const place = usePlace()
  const { orgId = place?.orgId, about } = readSubject(search)
  if (orgId === undefined) {
    return (
      <Empty action={<LinkButton href={to('/points')}>{words.toPeople}</LinkButton>}>{words.choose}</Empty>
    )
  }
  return <Form orgId={orgId} about={about} />
}
