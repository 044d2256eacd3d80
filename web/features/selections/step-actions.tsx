import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button } from '../../ui/button.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import type { Selection } from './selection-types.ts'

const words = messages.steps

type Reasoned = keyof typeof words.doing
const reasoned: readonly Reasoned[] = ['reopen', 'return', 'recall', 'cancel']

function useStep({ selectionId }: Selection, step: 'close' | 'publish' | Reasoned) {
  const write = useSave('takeSelectionStep', `selection:${selectionId}:${step}`)
  const take = (note: string | null = null) => write.save({ params: { selectionId }, body: { step, note } })
  return { take, ...write }
}

/** A step back, or the end of it: each says why. */
function Back({ selection, step }: { selection: Selection; step: Reasoned }) {
  const { take, ...write } = useStep(selection, step)
  const { verb, label, say, done } = words.doing[step]
  return (
    <AskReason
      verb={verb}
      hint={say}
      why={label}
      write={write}
      onSend={(note) => take(note || null)}
      done={done}
    />
  )
}

/** The steps that take a press: at most one of them red, and none while somebody still writes a form above. */
export function StepActions({ selection }: { selection: Selection }) {
  const { abilities } = selection
  const closing = useStep(selection, 'close')
  const publishing = useStep(selection, 'publish')
  const error = closing.error ?? publishing.error
  const backs = reasoned.filter((step) => abilities[step])
  if (!abilities.close && !abilities.publish && backs.length === 0) return null
  const close = async () => {
    if (await closing.take()) tell({ tone: 'done', sentence: words.closed })
  }
  const publish = async () => {
    const answer = await publishing.take()
    if (answer) tell({ tone: 'done', sentence: words.published(answer.closesOn) })
  }
  return (
    <>
      {error && <Trouble error={error} />}
      <div className="acts">
        {abilities.publish && (
          <Button tone="go" busy={publishing.saving} onPress={() => void publish()}>
            {words.publish}
          </Button>
        )}
        {abilities.close && (
          <Button
            tone={abilities.nominate ? 'plain' : 'go'}
            busy={closing.saving}
            onPress={() => void close()}
          >
            {words.close}
          </Button>
        )}
        {backs.map((step) => (
          <Back key={step} selection={selection} step={step} />
        ))}
      </div>
    </>
  )
}
