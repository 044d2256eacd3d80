import { fieldMessage } from '../../lib/call-error.ts'
import { to } from '../../lib/link.ts'
import { tell } from '../../lib/receipts.ts'
import { recordPath } from '../../lib/record-path.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import type { Objection } from './state-word.tsx'

const words = messages.answer

/** The record is corrected first; the way there stands above the answer, which is kept meanwhile. */
function CorrectFirst({ objection }: { objection: Objection }) {
  const path = objection.record && recordPath(objection.record)
  return (
    <div className="line">
      <span>{words.first}</span>
      {path && <LinkButton href={to(path)}>{words.correct}</LinkButton>}
    </div>
  )
}

/** Both answers weigh the same: two plain buttons, none of them red. */
export function AnswerForm({ objection }: { objection: Objection }) {
  const { objectionId } = objection
  const key = `objection:${objectionId}:answer`
  const draft = useDraft(key, '')
  const { save, saving, error } = useSave('answerObjection', key)
  const answer = async (upheld: boolean) => {
    const body = { upheld, answer: draft.value }
    if (!(await save({ params: { objectionId }, body }))) return
    draft.done()
    tell({ tone: 'done', sentence: words.done(upheld) })
  }
  const problem = fieldMessage(error, 'body.answer') ?? fieldMessage(error, 'body.note')
  return (
    <section className="form" aria-labelledby="answer">
      <h2 id="answer">{words.title}</h2>
      <CorrectFirst objection={objection} />
      <DraftNote draft={draft} />
      <TextAreaField
        label={words.say}
        hint={words.hint}
        value={draft.value}
        onType={draft.set}
        problem={problem}
        maxLength={1000}
      />
      {error && !problem && <Trouble error={error} />}
      <div className="two">
        <Button busy={saving} onPress={() => void answer(true)}>
          {words.uphold}
        </Button>
        <Button busy={saving} onPress={() => void answer(false)}>
          {words.decline}
        </Button>
      </div>
    </section>
  )
}
