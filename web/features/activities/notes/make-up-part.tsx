import { useState } from 'react'
import { tell } from '../../../lib/receipts.ts'
import { useSession } from '../../../lib/session.ts'
import { useSave } from '../../../lib/use-save.ts'
import { AskReason } from '../../../ui/ask-reason.tsx'
import { Button } from '../../../ui/button.tsx'
import type { Detail } from '../use-record.ts'
import { MakeUpForm, type MakeUpWish } from './make-up-form.tsx'
import { messages } from './messages.ts'
import { type Notes, Part } from './part.tsx'

function Undo({ makeUp }: { makeUp: Notes['makeUps'][number] }) {
  const { makeUpId, memberId, name } = makeUp
  const write = useSave('withdrawMakeUp')
  return (
    <AskReason
      verb={messages.undo}
      tone="quiet"
      label={messages.undoLabel(name)}
      hint={messages.undoHint}
      why={messages.undoWhy}
      write={write}
      onSend={(reason) => write.save({ params: { makeUpId, memberId }, body: { reason } })}
      done={messages.undone}
    />
  )
}

function Record({ activityId, people }: { activityId: string; people: Detail['roll'] }) {
  const { today } = useSession()
  const [open, setOpen] = useState(false)
  const { save, saving, error } = useSave('recordMakeUp')
  const send = async (body: MakeUpWish) => {
    const answer = await save({ params: { activityId }, body })
    if (!answer) return
    setOpen(false)
    tell({ tone: 'done', sentence: messages.makeUpDone(answer.members) })
  }
  return (
    <>
      <Button onPress={() => setOpen(true)}>{messages.makeUp}</Button>
      {open && (
        <MakeUpForm
          people={people}
          today={today}
          error={error}
          busy={saving}
          onSend={(wish) => void send(wish)}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

/** Who made up for it. They stay among those who were not there: the count above does not move. */
export function MakeUpPart({ detail, notes }: { detail: Detail; notes: Notes }) {
  const { makeUps, abilities, activityId } = notes
  const done = new Set(makeUps.map((one) => one.memberId))
  const people = detail.roll.filter(
    (row) => (row.state === 'absent' || row.state === 'leave') && !done.has(row.memberId),
  )
  const mayRecord = abilities.makeUp && people.length > 0
  if (makeUps.length === 0 && !mayRecord) return null
  return (
    <Part title={messages.makeUps} aside={makeUps.length > 0 && messages.makeUpCount(makeUps.length)}>
      <p className="note">{messages.makeUpNote}</p>
      {makeUps.length > 0 && (
        <ul className="note-rows">
          {makeUps.map((one) => (
            <li key={`${one.makeUpId} ${one.memberId}`}>
              <span>
                <b>{one.name}</b>
                <small>{messages.makeUpLine(one.wayLabel, one.day, one.teacher)}</small>
              </span>
              {one.abilities.withdraw && <Undo makeUp={one} />}
            </li>
          ))}
        </ul>
      )}
      {mayRecord && <Record activityId={activityId} people={people} />}
    </Part>
  )
}
