import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { PrepareForm, type Wording } from './prepare-form.tsx'
import type { Publication } from './publication-state.ts'

const words = messages.one

type NoteProps = {
  of: 'returnPublication' | 'withdrawPublication'
  publicationId: string
  label: string
  say?: string
  verb: string
  done: string
  onClose: () => void
}

/** Sending back and taking down say why; who prepared it reads that. */
function NoteForm({ of, publicationId, label, say, verb, done, onClose }: NoteProps) {
  const key = `publication:${publicationId}:${of}`
  const draft = useDraft(key, '')
  const { save, saving, error } = useSave(of, key)
  const problem = fieldMessage(error, 'body.note')
  const send = async () => {
    if (!(await save({ params: { publicationId }, body: { note: draft.value } }))) return
    draft.done()
    onClose()
    tell({ tone: 'done', sentence: done })
  }
  return (
    <div className="form">
      {say && <p>{say}</p>}
      <TextAreaField
        label={label}
        value={draft.value}
        onType={draft.set}
        problem={problem}
        maxLength={200}
        rows={2}
      />
      {error && !problem && <Trouble error={error} />}
      <div className="two">
        <Button busy={saving} onPress={() => void send()}>
          {verb}
        </Button>
        <Button tone="quiet" onPress={onClose}>
          {words.keep}
        </Button>
      </div>
    </div>
  )
}

function Again({ publication, onClose }: { publication: Publication; onClose: () => void }) {
  const { publicationId, orgName, title } = publication
  const key = `publication:${publicationId}:again`
  const { save, saving, error } = useSave('prepareAgain', key)
  const send = async (wording: Wording, done: () => void) => {
    const answer = await save({ params: { publicationId }, body: wording })
    if (!answer) return
    done()
    onClose()
    tell({ tone: 'done', sentence: messages.prepare.done(answer.dueOn) })
  }
  return (
    <PrepareForm
      keptAs={key}
      orgName={orgName}
      title={title}
      verb={messages.prepare.again}
      busy={saving}
      error={error}
      onSend={(wording, done) => void send(wording, done)}
      onKeep={onClose}
    />
  )
}

function usePublish(publicationId: string) {
  const { save, saving, error } = useSave('publishPublication', `publication:${publicationId}:publish`)
  const publish = async () => {
    const answer = await save({ params: { publicationId }, body: {} })
    if (answer) tell({ tone: 'done', sentence: words.published_(answer.closesOn) })
  }
  return { publish, saving, error }
}

type Doing = 'return' | 'withdraw' | 'again'

/** What may be done with the list now, by this person: one red button at most. */
export function PublicationActions({ publication }: { publication: Publication }) {
  const { publicationId, abilities } = publication
  const [doing, setDoing] = useState<Doing>()
  const { publish, saving, error } = usePublish(publicationId)
  const close = () => setDoing(undefined)
  const note = { publicationId, onClose: close }
  const any = abilities.publish || abilities.return || abilities.prepareAgain || abilities.withdraw
  if (!any) return null
  if (doing === 'again') return <Again publication={publication} onClose={close} />
  if (doing === 'return')
    return (
      <NoteForm
        {...note}
        of="returnPublication"
        label={words.returnWhy}
        verb={words.return}
        done={words.returned_}
      />
    )
  if (doing === 'withdraw')
    return (
      <NoteForm
        {...note}
        of="withdrawPublication"
        label={words.withdrawWhy}
        say={words.withdrawSay}
        verb={words.withdraw}
        done={words.withdrawn_}
      />
    )
  return (
    <>
      {error && <Trouble error={error} />}
      <div className="acts">
        {abilities.publish && (
          <Button tone="go" busy={saving} onPress={() => void publish()}>
            {words.publish}
          </Button>
        )}
        {abilities.prepareAgain && (
          <Button tone="go" onPress={() => setDoing('again')}>
            {words.again}
          </Button>
        )}
        {abilities.return && <Button onPress={() => setDoing('return')}>{words.return}</Button>}
        {abilities.withdraw && <Button onPress={() => setDoing('withdraw')}>{words.withdraw}</Button>}
      </div>
    </>
  )
}
