import type { FormEvent } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { formatInstant } from '../../lib/format-day.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import type { Talk } from './talk-body.tsx'

const words = messages.one

function WordsForm({ caseId }: { caseId: string }) {
  const key = `talk:${caseId}:words`
  const draft = useDraft(key, '')
  const { save, saving, error } = useSave('addWords', key)
  const problem = fieldMessage(error, 'body.text')
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await save({ params: { caseId }, body: { text: draft.value } }))) return
    draft.restart()
    tell({ tone: 'done', sentence: words.wordsSaved })
  }
  return (
    <form className="form" onSubmit={(event) => void send(event)}>
      {error && !problem && <Trouble error={error} />}
      <TextAreaField
        label={words.wordsLabel}
        hint={words.wordsHint}
        value={draft.value}
        onType={draft.set}
        problem={problem}
        maxLength={1000}
      />
      <Button submit busy={saving}>
        {words.wordsSave}
      </Button>
    </form>
  )
}

/** What the member says to it. */
export function Words({ talk }: { talk: Talk }) {
  const { today } = useSession()
  const { abilities, caseId } = talk
  return (
    <section>
      <h2>{abilities.addWords ? words.wordsMine : words.words}</h2>
      {talk.words.length === 0 && !abilities.addWords && <p className="note">{words.noWords}</p>}
      {talk.words.map((one) => (
        <blockquote key={one.wordsId}>
          {one.text}
          {`\n${formatInstant(one.writtenAt, today)}`}
        </blockquote>
      ))}
      {abilities.addWords && <WordsForm caseId={caseId} />}
    </section>
  )
}
