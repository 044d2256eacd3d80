import './objections.css'
import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallRequest } from '../../lib/call-types.ts'
import { to } from '../../lib/link.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { Receipt } from '../../ui/receipt.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

type About = CallRequest<'raiseObjection'>['body']['about']
const words = messages.raise

function keyOf(about: About): string {
  return `objection:${JSON.stringify(about)}`
}

type FormProps = { about: About; label: string; onKeep: (() => void) | undefined }

function RaiseForm({ about, label, onKeep }: FormProps) {
  const draft = useDraft(keyOf(about), '')
  const { save, saving, error } = useSave('raiseObjection', keyOf(about))
  const [done, setDone] = useState<{ dueOn: string | null }>()
  const send = async () => {
    const answer = await save({ body: { about, text: draft.value } })
    if (!answer) return
    draft.done()
    setDone(answer)
  }
  if (done) {
    return (
      <>
        <Receipt>{words.done(done.dueOn)}</Receipt>
        <div className="two">
          <LinkButton href={to('/objections')}>{words.see}</LinkButton>
        </div>
      </>
    )
  }
  const problem = fieldMessage(error, 'body.text')
  return (
    <div className="form">
      <DraftNote draft={draft} />
      <TextAreaField
        label={label}
        hint={words.hint}
        value={draft.value}
        onType={draft.set}
        problem={problem}
        maxLength={1000}
        rows={3}
      />
      {error && !problem && <Trouble error={error} />}
      <div className="two">
        <Button busy={saving} onPress={() => void send()}>
          {words.send}
        </Button>
        {onKeep && (
          <Button tone="quiet" onPress={onKeep}>
            {words.keep}
          </Button>
        )}
      </div>
    </div>
  )
}

function Standing() {
  return (
    <div className="raise">
      <p className="note">{words.standing}</p>
      <div className="two">
        <LinkButton href={to('/objections')}>{words.see}</LinkButton>
      </div>
    </div>
  )
}

type RaiseProps = {
  about: About
  /** The form at once, where a button has asked for it already. */
  open?: boolean
  /** Somebody has objected to it already, and is not answered yet. */
  standing?: boolean
}

/** The way to say that something is wrong, beside the thing itself. */
export function RaiseHere({ about, open = false, standing = false }: RaiseProps) {
  const [asked, setAsked] = useState(open)
  const missing = 'factId' in about && about.factId === null
  // What one has just sent makes it standing too: the form stays, and says what happened.
  if (standing && !asked) return <Standing />
  return (
    <div className="raise">
      {asked ? (
        <RaiseForm
          about={about}
          label={missing ? words.missing : words.what}
          onKeep={open ? undefined : () => setAsked(false)}
        />
      ) : (
        <div className="two">
          <Button onPress={() => setAsked(true)}>{words.open}</Button>
        </div>
      )}
      <p className="note">{words.promise}</p>
    </div>
  )
}
