import { type FormEvent, useState } from 'react'
import { asCallError, type CallError, fieldMessage } from '../../lib/call-error.ts'
import { fetchFile, saveFile } from '../../lib/download.ts'
import { formatInstant } from '../../lib/format-day.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import type { Talk } from './talk-body.tsx'

const words = messages.one

function LetterForm({ talk, onDone }: { talk: Talk; onDone: () => void }) {
  const { caseId } = talk
  const key = `talk:${caseId}:letter`
  const draft = useDraft(key, talk.letter?.words ?? talk.proposal ?? '')
  const { save, saving, error } = useSave('writeLetter', key)
  const problem = fieldMessage(error, 'body.words')
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await save({ params: { caseId }, body: { words: draft.value } }))) return
    draft.done()
    onDone()
    tell({ tone: 'done', sentence: words.letterSaved })
  }
  return (
    <form className="form" onSubmit={(event) => void send(event)}>
      <DraftNote draft={draft} />
      {error && !problem && <Trouble error={error} />}
      <TextAreaField
        label={words.letterWords}
        hint={words.letterHint}
        value={draft.value}
        onType={draft.set}
        problem={problem}
        maxLength={2000}
        rows={14}
      />
      <Button submit busy={saving}>
        {words.letterSave}
      </Button>
    </form>
  )
}

/** The same as a file, to be sent on or kept. */
function LetterFile({ caseId }: { caseId: string }) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<CallError>()
  const fetch = async () => {
    setBusy(true)
    setError(undefined)
    try {
      saveFile(await fetchFile('getTalkLetterPdf', { params: { caseId } }))
    } catch (thrown) {
      setError(asCallError(thrown))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      {error && <Trouble error={error} />}
      <Button busy={busy} onPress={() => void fetch()}>
        {words.pdf}
      </Button>
    </>
  )
}

/** The letter as the member gets it, to be printed; and its words to be changed as long as they have not talked. */
export function Letter({ talk }: { talk: Talk }) {
  const { today } = useSession()
  const [changing, setChanging] = useState(false)
  const { letter, abilities, caseId } = talk
  if (!letter && !abilities.writeLetter) return null
  const writes = abilities.writeLetter && (changing || !letter)
  return (
    <section>
      <h2>{words.letter}</h2>
      {letter && !writes && (
        <>
          <p className="note">{words.writtenBy(letter.byName, formatInstant(letter.writtenAt, today))}</p>
          <blockquote>{letter.words}</blockquote>
          <div className="talk-acts">
            <a className="btn" href={`/print/talks/${caseId}/letter`} target="_blank" rel="noopener">
              <Icon name="print" />
              {words.print}
            </a>
            <LetterFile caseId={caseId} />
            {abilities.writeLetter && <Button onPress={() => setChanging(true)}>{words.letterAgain}</Button>}
          </div>
        </>
      )}
      {writes && <LetterForm talk={talk} onDone={() => setChanging(false)} />}
    </section>
  )
}
