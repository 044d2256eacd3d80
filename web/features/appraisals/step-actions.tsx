import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button } from '../../ui/button.tsx'
import { Trouble } from '../../ui/states.tsx'
import type { One } from './appraisal-types.ts'
import { messages } from './messages.ts'

const words = messages.steps
type Step = 'confirm' | 'return' | 'reopen' | 'cancel' | 'revoke'

function useStep(roundId: string, step: Step) {
  const write = useSave('takeAppraisalStep', `appraisal:${roundId}:${step}`)
  const take = (note: string | null = null) => write.save({ params: { roundId }, body: { step, note } })
  return { take, ...write }
}

function Back({ roundId, step }: { roundId: string; step: Exclude<Step, 'confirm'> }) {
  const { take, ...write } = useStep(roundId, step)
  const quiet = step === 'cancel' || step === 'revoke'
  return (
    <AskReason
      tone={quiet ? 'quiet' : 'plain'}
      {...words[step]}
      write={write}
      onSend={(note) => take(note)}
    />
  )
}

/** The word of the level above, whose yes and no weigh the same, and the ends of a round. */
export function StepActions({ one: { round, abilities } }: { one: One }) {
  const { roundId } = round
  const { take, saving, error } = useStep(roundId, 'confirm')
  const confirm = async () => {
    if (await take()) tell({ tone: 'done', sentence: words.confirmed })
  }
  const back = (['return', 'reopen', 'cancel', 'revoke'] as const).filter((step) => abilities[step])
  return (
    <>
      {error && <Trouble error={error} />}
      <div className="acts">
        {abilities.confirm && (
          <Button busy={saving} onPress={() => void confirm()}>
            {words.confirm}
          </Button>
        )}
        {back.map((step) => (
          <Back key={step} roundId={roundId} step={step} />
        ))}
      </div>
    </>
  )
}
