import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { formatPoints, parsePoints } from '../../lib/format-points.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.list
type Laggards = CallOutput<'getLaggards'>
type Measure = Laggards['thresholds'][number]['measure']
const measures = (['year', 'quarter'] as const).map((value) => ({ value, label: words.measures[value] }))

function useThreshold(orgId: number, onDone: () => void) {
  const { today } = useSession()
  const key = `talks:${orgId}:threshold`
  const blank = { measure: 'year' as Measure, points: '', firstDay: today, tried: false }
  const draft = useDraft(key, blank)
  const { save, saving, error } = useSave('setThreshold', key)
  const send = async (points: number | null) => {
    const { measure, firstDay } = draft.value
    const answer = await save({ params: { orgId }, body: { measure, points, firstDay } })
    if (!answer) return
    draft.done()
    onDone()
    tell({ tone: 'done', sentence: points === null ? words.stopped : words.saved })
  }
  return { draft, send, saving, error }
}

function ThresholdForm({ orgId, onDone }: { orgId: number; onDone: () => void }) {
  const { draft, send, saving, error } = useThreshold(orgId, onDone)
  const { measure, points, firstDay, tried } = draft.value
  const typed = parsePoints(points)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed === undefined) draft.set((now) => ({ ...now, tried: true }))
    else void send(typed)
  }
  return (
    <form className="form" onSubmit={submit}>
      <DraftNote draft={draft} />
      {error && !error.field && <Trouble error={error} />}
      <Choice
        legend={words.measure}
        value={measure}
        onChoose={(next) => draft.set((now) => ({ ...now, measure: next }))}
        options={measures}
      />
      <TextField
        label={words.points}
        hint={words.pointsHint}
        value={points}
        onType={(next) => draft.set((now) => ({ ...now, points: next }))}
        problem={tried && typed === undefined ? words.pointsWrong : fieldMessage(error, 'body.points')}
        inputMode="decimal"
      />
      <TextField
        label={words.firstDay}
        type="date"
        value={firstDay}
        onType={(next) => draft.set((now) => ({ ...now, firstDay: next }))}
        problem={fieldMessage(error, 'body.firstDay')}
      />
      <div className="two">
        <Button submit busy={saving}>
          {words.set}
        </Button>
        <Button tone="quiet" disabled={saving} onPress={() => void send(null)}>
          {words.stop}
        </Button>
      </div>
    </form>
  )
}

/** The number that the branch has set for itself; nobody else sets one, and none is there before. */
export function Thresholds({ data }: { data: Laggards }) {
  const { today } = useSession()
  const [open, setOpen] = useState(false)
  const { thresholds, abilities, orgId } = data
  const isOff = thresholds.every((one) => one.points === null)
  return (
    <section>
      <h2>{words.threshold}</h2>
      {isOff && <p>{words.off}</p>}
      {thresholds.map(({ measure, measureLabel, points, firstDay }) => (
        <p key={measure}>
          {points === null
            ? words.isOff(measureLabel, formatDay(firstDay, today))
            : words.is(measureLabel, formatPoints(points), formatDay(firstDay, today))}
        </p>
      ))}
      {abilities.setThreshold && !open && (
        <div className="talk-acts">
          <Button onPress={() => setOpen(true)}>{words.set}</Button>
        </div>
      )}
      {open && <ThresholdForm orgId={orgId} onDone={() => setOpen(false)} />}
    </section>
  )
}
