import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import type { Recognition } from './recognition-rows.tsx'

/** One's own name: yes and no side by side and of one weight, and a way back from a yes. */
export function Consent({ row }: { row: Recognition }) {
  const { abilities, recognitionId, what, consent } = row
  const { save, saving, error } = useSave('answerConsent', `recognition:${recognitionId}:consent`)
  const answer = async (said: 'given' | 'refused' | 'withdrawn') => {
    if (await save({ params: { recognitionId }, body: { answer: said } }))
      tell({ tone: 'done', sentence: messages.answered[said] })
  }
  return (
    <div className="task-acts">
      {error && <Trouble error={error} />}
      {abilities.consent && (
        <Button busy={saving} label={messages.yesLabel(what)} onPress={() => void answer('given')}>
          {messages.yes}
        </Button>
      )}
      {abilities.consent && consent === 'asked' && (
        <Button busy={saving} label={messages.noLabel(what)} onPress={() => void answer('refused')}>
          {messages.no}
        </Button>
      )}
      {abilities.withdrawConsent && (
        <Button busy={saving} label={messages.noMoreLabel(what)} onPress={() => void answer('withdrawn')}>
          {messages.noMore}
        </Button>
      )}
    </div>
  )
}
