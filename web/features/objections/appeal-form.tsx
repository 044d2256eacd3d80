import { fieldMessage } from '../../lib/call-error.ts'
import { formatDay } from '../../lib/format-day.ts'
import { tell } from '../../lib/receipts.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import type { Objection } from './state-word.tsx'

const words = messages.appeal
type Channel = 'in-person' | 'telephone' | 'paper'
const channels = (Object.keys(messages.record.channels) as Channel[]).map((value) => ({
  value,
  label: messages.record.channels[value],
}))

/** What was declined goes one level up: one's own, or at the office for somebody who has no account. */
export function AppealForm({ objection }: { objection: Objection }) {
  const { objectionId, appealBy, abilities } = objection
  const key = `objection:${objectionId}:appeal`
  const draft = useDraft<{ text: string; channel: Channel }>(key, { text: '', channel: 'in-person' })
  const { save, saving, error } = useSave('appealObjection', key)
  const { text, channel } = draft.value
  const send = async () => {
    const body = { text, channel: abilities.recordAppeal ? channel : null }
    const answer = await save({ params: { objectionId }, body })
    if (!answer) return
    draft.done()
    tell({ tone: 'done', sentence: words.done(answer.dueOn) })
  }
  const problem = fieldMessage(error, 'body.text')
  return (
    <section className="form" aria-labelledby="appeal">
      <h2 id="appeal">{abilities.recordAppeal ? words.recordTitle : words.title}</h2>
      {appealBy && <p>{words.until(formatDay(appealBy))}</p>}
      <DraftNote draft={draft} />
      {abilities.recordAppeal && (
        <Choice
          legend={messages.record.channel}
          value={channel}
          onChoose={(next) => draft.set((now) => ({ ...now, channel: next }))}
          options={channels}
        />
      )}
      <TextAreaField
        label={words.say}
        hint={words.hint}
        value={text}
        onType={(next) => draft.set((now) => ({ ...now, text: next }))}
        problem={problem}
        maxLength={1000}
      />
      {error && !problem && <Trouble error={error} />}
      <div className="two">
        <Button busy={saving} onPress={() => void send()}>
          {words.send}
        </Button>
      </div>
    </section>
  )
}
