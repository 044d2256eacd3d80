import { type CallError, fieldMessage } from '../../lib/call-error.ts'
import type { CallRequest } from '../../lib/call-types.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { Button } from '../../ui/button.tsx'
import { Check } from '../../ui/choice.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

export type Wording = Pick<CallRequest<'preparePublication'>['body'], 'title' | 'contact'>
type Typed = { title: string; sameContact: boolean; place: string; hours: string; telephone: string }

const words = messages.prepare

function wordingOf({ title, sameContact, place, hours, telephone }: Typed): Wording {
  return {
    ...(title.trim() && { title }),
    ...(!sameContact && { contact: { place, hours, telephone } }),
  }
}

type Contact = { typed: Typed; onType: (change: Partial<Typed>) => void; error: CallError | undefined }

function ContactFields({ typed, onType, error }: Contact) {
  return (
    <>
      <TextField
        label={words.place}
        hint={words.placeHint}
        optional
        value={typed.place}
        onType={(place) => onType({ place })}
        problem={fieldMessage(error, 'body.contact.place')}
        maxLength={60}
      />
      <TextField
        label={words.hours}
        optional
        value={typed.hours}
        onType={(hours) => onType({ hours })}
        problem={fieldMessage(error, 'body.contact.hours')}
        maxLength={40}
      />
      <TextField
        label={words.telephone}
        hint={words.telephoneHint}
        optional
        type="tel"
        value={typed.telephone}
        onType={(telephone) => onType({ telephone })}
        problem={fieldMessage(error, 'body.contact.telephone')}
        maxLength={30}
      />
    </>
  )
}

type PrepareProps = {
  /** The key of the draft. */
  keptAs: string
  orgName: string
  title?: string
  verb: string
  busy: boolean
  error: CallError | undefined
  onSend: (wording: Wording, done: () => void) => void
  onKeep: () => void
}

/** Only what is not known is asked: the figures stand, the name and the contact are proposed. */
export function PrepareForm(props: PrepareProps) {
  const { keptAs, orgName, title = '', verb, busy, error, onSend, onKeep } = props
  const blank: Typed = { title, sameContact: true, place: '', hours: '', telephone: '' }
  const draft = useDraft<Typed>(keptAs, blank)
  const typed = draft.value
  const type = (change: Partial<Typed>) => draft.set((now) => ({ ...now, ...change }))
  const problem = fieldMessage(error, 'body.title')
  const told = error?.field?.startsWith('body.title') || error?.field?.startsWith('body.contact')
  return (
    <section className="form prepare" aria-labelledby="prepare">
      <h2 id="prepare">{words.title}</h2>
      <p>{words.say}</p>
      <DraftNote draft={draft} />
      <TextField
        label={words.name}
        hint={words.nameHint(orgName)}
        optional
        value={typed.title}
        onType={(title) => type({ title })}
        problem={problem}
        maxLength={60}
      />
      <Check checked={typed.sameContact} onChange={(sameContact) => type({ sameContact })}>
        {words.sameContact}
      </Check>
      {!typed.sameContact && <ContactFields typed={typed} onType={type} error={error} />}
      {error && !told && <Trouble error={error} />}
      <div className="two">
        <Button tone="go" busy={busy} onPress={() => onSend(wordingOf(typed), draft.done)}>
          {verb}
        </Button>
        <Button tone="quiet" onPress={onKeep}>
          {words.keep}
        </Button>
      </div>
    </section>
  )
}
