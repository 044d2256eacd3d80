import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../../lib/call-error.ts'
import type { CallOutput } from '../../../lib/call-types.ts'
import { tell } from '../../../lib/receipts.ts'
import { useSave } from '../../../lib/use-save.ts'
import { Button } from '../../../ui/button.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { TextAreaField } from '../../../ui/field.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import { Trouble } from '../../../ui/states.tsx'
import { checkWords as words } from './check-words.ts'

type Checked = CallOutput<'getVisitCheck'>['rows'][number]
type Verdict = NonNullable<Checked['verdict']>
const verdicts = ['agrees', 'differs', 'not-reached'] as const
type JudgeProps = { checkId: string; of: Checked; onClose: () => void; onJudged: () => void }

/** None is chosen beforehand, and no button is red: somebody's work is judged. */
export function JudgeVisit({ checkId, of, onClose, onJudged }: JudgeProps) {
  const [verdict, setVerdict] = useState<Verdict | undefined>()
  const [feedback, setFeedback] = useState('')
  const { save, saving, error } = useSave('judgeVisit')
  const judge = async (event: FormEvent) => {
    event.preventDefault()
    if (!verdict) return
    const body = { verdict, feedback: feedback || null }
    const said = await save({ params: { checkId, visitId: of.visitId }, body })
    if (!said) return
    tell({ tone: 'done', sentence: said.caseId ? words.judgedIssue : words.judged })
    onJudged()
  }
  return (
    <Sheet title={of.visitorName} sub={of.address ?? of.gridName} label={words.judge} onClose={onClose}>
      <form className="form" onSubmit={(event) => void judge(event)}>
        {error && !error.field && <Trouble error={error} />}
        <Choice
          legend={words.verdict}
          value={verdict}
          onChoose={setVerdict}
          options={verdicts.map((value) => ({
            value,
            label: words.verdicts[value],
            note: value === 'differs' && words.differsNote,
          }))}
        />
        <TextAreaField
          label={words.feedback}
          hint={words.feedbackHint}
          optional={verdict !== 'differs'}
          maxLength={300}
          value={feedback}
          onType={setFeedback}
          problem={fieldMessage(error, 'body.feedback')}
        />
        <Button submit busy={saving} disabled={!verdict}>
          {words.judge}
        </Button>
      </form>
    </Sheet>
  )
}
