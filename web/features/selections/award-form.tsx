import type { FormEvent } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import type { Selection } from './selection-types.ts'

const words = messages.awards

type Typed = { awardedOn: string; prizes: Record<string, string> }

function useAwards({ selectionId, nominations }: Selection) {
  const { today } = useSession()
  const key = `selection:${selectionId}:award`
  const draft = useDraft<Typed>(key, { awardedOn: today, prizes: {} })
  const { save, saving, error } = useSave('giveAwards', key)
  const chosen = nominations.filter((one) => one.chosen && one.withdrawn === null)
  const send = async () => {
    const { awardedOn, prizes } = draft.value
    const named = chosen.flatMap(({ candidateId }) => {
      const prize = prizes[candidateId]?.trim()
      return prize ? [{ candidateId, prize }] : []
    })
    const answer = await save({ params: { selectionId }, body: { awardedOn, prizes: named } })
    if (!answer) return
    draft.done()
    tell({ tone: 'done', sentence: words.given(answer.awards.length) })
  }
  return { draft, chosen, send, saving, error }
}

/** One award for everybody who was chosen: the day, and what goes with it in words. */
export function AwardForm({ selection }: { selection: Selection }) {
  const { draft, chosen, send, saving, error } = useAwards(selection)
  const { awardedOn, prizes } = draft.value
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send()
  }
  const problem = fieldMessage(error, 'body.awardedOn')
  return (
    <form className="form" onSubmit={submit}>
      <h2 className="h3">{words.title}</h2>
      <p className="note">{words.giveSay}</p>
      <DraftNote draft={draft} />
      {error && !problem && <Trouble error={error} />}
      <TextField
        label={words.day}
        type="date"
        value={awardedOn}
        onType={(awardedOn) => draft.set((now) => ({ ...now, awardedOn }))}
        problem={problem}
      />
      {chosen.map(({ candidateId, name }) => (
        <TextField
          key={candidateId}
          label={words.prize(name)}
          hint={words.prizeHint}
          optional
          maxLength={60}
          value={prizes[candidateId] ?? ''}
          onType={(prize) =>
            draft.set((now) => ({ ...now, prizes: { ...now.prizes, [candidateId]: prize } }))
          }
        />
      ))}
      <Button submit tone="go" busy={saving}>
        {words.give}
      </Button>
    </form>
  )
}
