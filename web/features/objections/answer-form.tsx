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
function CorrectFirst({ objection, second }: AnswerProps) {
  const path = objection.record && recordPath(objection.record)
  return (
    <div className="line">
      <span>{second ? messages.appeal.reviewFirst : words.first}</span>
      {path && <LinkButton href={to(path)}>{words.correct}</LinkButton>}
    </div>
  )
}

const first = { ...words, key: 'answer', call: 'answerObjection' } as const
const last = {
  ...messages.appeal,
  title: messages.appeal.review,
  say: words.say,
  hint: messages.appeal.reviewHint,
  done: messages.appeal.reviewed,
  key: 'review',
  call: 'answerAppeal',
} as const

type AnswerProps = {
  objection: Objection
  /** The last word, in second instance. */
  second?: boolean
}

/** Both answers weigh the same: two plain buttons, none of them red. */
export function AnswerForm({ objection, second = false }: AnswerProps) {
  const { objectionId } = objection
  const say = second ? last : first
  const key = `objection:${objectionId}:${say.key}`
  const draft = useDraft(key, '')
  const { save, saving, error } = useSave(say.call, key)
  const answer = async (upheld: boolean) => {
    const body = { upheld, answer: draft.value }
    if (!(await save({ params: { objectionId }, body }))) return
    draft.done()
    tell({ tone: 'done', sentence: say.done(upheld) })
  }
  const problem = fieldMessage(error, 'body.answer') ?? fieldMessage(error, 'body.note')
  return (
    <section className="form" aria-labelledby="answer">
      <h2 id="answer">{say.title}</h2>
      <CorrectFirst objection={objection} second={second} />
      <DraftNote draft={draft} />
      <TextAreaField
        label={say.say}
        hint={say.hint}
        value={draft.value}
        onType={draft.set}
        problem={problem}
        maxLength={1000}
      />
      {error && !problem && <Trouble error={error} />}
      <div className="two">
        <Button busy={saving} onPress={() => void answer(true)}>
          {say.uphold}
        </Button>
        <Button busy={saving} onPress={() => void answer(false)}>
          {say.decline}
        </Button>
      </div>
    </section>
  )
}
