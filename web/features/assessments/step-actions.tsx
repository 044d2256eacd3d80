import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button } from '../../ui/button.tsx'
import { Trouble } from '../../ui/states.tsx'
import type { One } from './assessment-types.ts'
import { messages } from './messages.ts'

const words = messages.steps

function useStep(assessmentId: string, step: 'confirm' | 'return' | 'cancel') {
  const write = useSave('takeAssessmentStep', `assessment:${assessmentId}:${step}`)
  const take = (note: string | null = null) => write.save({ params: { assessmentId }, body: { step, note } })
  return { take, ...write }
}

/** The second person's yes and no, which weigh the same, and the end of it. */
export function StepActions({ one: { assessment, abilities } }: { one: One }) {
  const { assessmentId } = assessment
  const { take, saving, error } = useStep(assessmentId, 'confirm')
  const returning = useStep(assessmentId, 'return')
  const cancelling = useStep(assessmentId, 'cancel')
  const confirm = async () => {
    if (await take()) tell({ tone: 'done', sentence: words.confirmed })
  }
  return (
    <>
      {error && <Trouble error={error} />}
      <div className="acts">
        {abilities.confirm && (
          <Button busy={saving} onPress={() => void confirm()}>
            {words.confirm}
          </Button>
        )}
        {abilities.return && (
          <AskReason
            verb={words.return}
            hint={words.returnSay}
            why={words.returnWhy}
            write={returning}
            onSend={(note) => returning.take(note)}
            done={words.returned}
          />
        )}
        {abilities.cancel && (
          <AskReason
            tone="quiet"
            verb={words.cancel}
            hint={words.cancelSay}
            why={words.cancelWhy}
            write={cancelling}
            onSend={(note) => cancelling.take(note)}
            done={words.cancelled}
          />
        )}
      </div>
    </>
  )
}
