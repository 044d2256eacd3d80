import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { formatDayAndWeekday } from '../../lib/format-day.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Trouble } from '../../ui/states.tsx'
import type { Year } from './entry-draft.ts'
import { HoursFields } from './entry-fields.tsx'
import { messages } from './messages.ts'

export type Occurrence = Year['occurrences'][number]
type SheetProps = { occurrence: Occurrence; onClose: () => void }
type Which = 'one' | 'following'

function paramsOf({ itemId, slot }: Occurrence) {
  return { itemId: itemId ?? '', slot }
}

function Move({ occurrence, onClose }: SheetProps) {
  const [which, setWhich] = useState<Which>('one')
  const [day, setDay] = useState(occurrence.day)
  const [hours, setHours] = useState({
    startsAt: occurrence.startsAt ?? '',
    endsAt: occurrence.endsAt ?? '',
    place: occurrence.place ?? '',
  })
  const write = useSave('movePlanOccurrence')
  const problem = (field: string) => fieldMessage(write.error, `body.${field}`)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const { startsAt, endsAt, place } = hours
    const following = which === 'following'
    const answer = await write.save({
      params: paramsOf(occurrence),
      body: {
        day,
        startsAt: startsAt || null,
        endsAt: endsAt || null,
        place: place.trim() || null,
        following,
      },
    })
    if (!answer) return
    onClose()
    const many = following ? messages.movedMany(answer.changed) : messages.moved1
    tell({ tone: 'done', sentence: answer.changed === 0 ? messages.same : many })
  }
  return (
    <form className="form" onSubmit={(event) => void send(event)}>
      {write.error && !write.error.field && <Trouble error={write.error} />}
      <TextField label={messages.day} type="date" value={day} onType={setDay} problem={problem('day')} />
      <HoursFields
        value={hours}
        onChange={(more) => setHours((now) => ({ ...now, ...more }))}
        problem={problem}
      />
      <Choice
        legend={messages.which}
        value={which}
        onChoose={setWhich}
        options={[
          { value: 'one', label: messages.one },
          { value: 'following', label: messages.following, note: messages.followingNote },
        ]}
      />
      <Button submit tone="go" wide busy={write.saving}>
        {messages.move}
      </Button>
    </form>
  )
}

function Cancel({ occurrence, following, onClose }: SheetProps & { following: boolean }) {
  const write = useSave('cancelPlanOccurrence')
  return (
    <AskReason
      tone="quiet"
      verb={following ? messages.cancelFollowing : messages.cancel}
      hint={messages.cancelHint}
      why={messages.cancelWhy}
      write={write}
      onSend={async (reason) => {
        const answer = await write.save({ params: paramsOf(occurrence), body: { reason, following } })
        if (!answer) return undefined
        onClose()
        tell({ tone: 'done', sentence: messages.cancelled(answer.changed) })
        return answer
      }}
    />
  )
}

/** What may be done with one day of the plan, and with all that follow it. */
export function OccurrenceSheet({ occurrence, today, onClose }: SheetProps & { today: string }) {
  const { title, day, conflicts, abilities } = occurrence
  return (
    <Sheet title={title} sub={formatDayAndWeekday(day, today)} label={messages.moveHead} onClose={onClose}>
      {conflicts.length > 0 && (
        <ul className="plan-conflicts">
          {conflicts.map((one) => (
            <li key={one.sentence}>{one.sentence}</li>
          ))}
        </ul>
      )}
      {abilities.move && <Move occurrence={occurrence} onClose={onClose} />}
      {abilities.cancel && (
        <div className="plan-cancel">
          <Cancel occurrence={occurrence} following={false} onClose={onClose} />
          <Cancel occurrence={occurrence} following onClose={onClose} />
        </div>
      )}
    </Sheet>
  )
}
