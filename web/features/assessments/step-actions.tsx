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

function Back({ assessmentId, step }: { assessmentId: string; step: keyof typeof words.back }) {
  const { take, ...write } = useStep(assessmentId, step)
  const { verb, hint, why, done } = words.back[step]
  return (
    <AskReason
      tone={step === 'cancel' ? 'quiet' : 'plain'}
      verb={verb}
      hint={hint}
      why={why}
      write={write}
      onSend={(note) => take(note)}
      done={done}
    />
  )
}

/** The second person's yes and no, which weigh the same, and the end of it. */
export function StepActions({ one: { assessment, abilities } }: { one: One }) {
  const { assessmentId } = assessment
  const { take, saving, error } = useStep(assessmentId, 'confirm')
  const confirm = async () => {
    if (await take())
      tell({ tone: 'done', sentence: assessment.marked ? words.confirmed : words.confirmedVotes })
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
        {abilities.return && <Back assessmentId={assessmentId} step="return" />}
        {abilities.cancel && <Back assessmentId={assessmentId} step="cancel" />}
      </div>
    </>
  )
}
