import { useState } from 'react'
import { tell } from '../../../lib/receipts.ts'
import { useSave } from '../../../lib/use-save.ts'
import { AskReason } from '../../../ui/ask-reason.tsx'
import { Button } from '../../../ui/button.tsx'
import { Trouble } from '../../../ui/states.tsx'
import type { Detail } from '../use-record.ts'
import { LeaveForm, type LeaveWish } from './leave-form.tsx'
import { messages } from './messages.ts'
import { type Notes, Part } from './part.tsx'

type Leave = Notes['leaves'][number]

function Answers({ leave }: { leave: Leave }) {
  const { leaveId, name, abilities } = leave
  const deciding = useSave('decideLeave')
  const withdrawing = useSave('withdrawLeave')
  const params = { leaveId }
  const grant = async () => {
    if (await deciding.save({ params, body: { granted: true } }))
      tell({ tone: 'done', sentence: messages.granted(name) })
  }
  const withdraw = async () => {
    if (await withdrawing.save({ params, body: {} })) tell({ tone: 'done', sentence: messages.withdrawn })
  }
  const error = withdrawing.error ?? (deciding.error?.field ? undefined : deciding.error)
  return (
    <>
      {error && <Trouble error={error} />}
      <span className="note-acts">
        {abilities.decide && (
          <>
            <Button label={messages.grantLabel(name)} onPress={() => void grant()} busy={deciding.saving}>
              {messages.grant}
            </Button>
            <AskReason
              verb={messages.decline}
              label={messages.declineLabel(name)}
              hint={messages.declineHint}
              why={messages.declineWhy}
              write={deciding}
              onSend={(word) => deciding.save({ params, body: { granted: false, word } })}
              done={messages.declined}
            />
          </>
        )}
        {abilities.withdraw && (
          <Button
            tone="quiet"
            label={messages.withdrawLabel(name)}
            onPress={() => void withdraw()}
            busy={withdrawing.saving}
          >
            {messages.withdraw}
          </Button>
        )}
      </span>
    </>
  )
}

function Ask({ activityId }: { activityId: string }) {
  const [open, setOpen] = useState(false)
  const { save, saving, error } = useSave('askLeave')
  const send = async ({ reason, note }: LeaveWish) => {
    if (!(await save({ params: { activityId }, body: { reason, note } }))) return
    setOpen(false)
    tell({ tone: 'done', sentence: messages.asked })
  }
  return (
    <>
      <Button onPress={() => setOpen(true)}>{messages.ask}</Button>
      {open && (
        <LeaveForm
          title={messages.ask}
          error={error}
          busy={saving}
          onSend={(wish) => void send(wish)}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

function Record({ detail, notes }: { detail: Detail; notes: Notes }) {
  const [open, setOpen] = useState(false)
  const { save, saving, error } = useSave('recordLeave')
  const has = new Set(notes.leaves.filter((one) => one.state !== 'declined').map((one) => one.memberId))
  const people = detail.roll.filter((row) => !has.has(row.memberId))
  const send = async (body: LeaveWish) => {
    if (!(await save({ params: { activityId: detail.activity.activityId }, body }))) return
    setOpen(false)
    const name = people.find((row) => row.memberId === body.memberId)?.name ?? ''
    tell({ tone: 'done', sentence: messages.recorded(name) })
  }
  return (
    <>
      <Button tone="quiet" onPress={() => setOpen(true)}>
        {messages.record}
      </Button>
      {open && (
        <LeaveForm
          title={messages.record}
          people={people}
          error={error}
          busy={saving}
          onSend={(wish) => void send(wish)}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

/** Who asked for leave, with the answer; to those who do not call the roll with no word why. */
export function LeavePart({ detail, notes }: { detail: Detail; notes: Notes }) {
  const { leaves, abilities } = notes
  if (leaves.length === 0 && !abilities.ask && !abilities.recordLeave) return null
  return (
    <Part title={messages.leaves}>
      {leaves.length > 0 && (
        <ul className="note-rows">
          {leaves.map((leave) => (
            <li key={leave.leaveId}>
              <span>
                <b>{leave.name}</b> {[leave.reasonLabel, leave.note].filter(Boolean).join('，')}
                <small>
                  {messages.by(leave.stateLabel, leave.decidedByName)}
                  {leave.word && messages.word(leave.word)}
                </small>
              </span>
              <Answers leave={leave} />
            </li>
          ))}
        </ul>
      )}
      {abilities.ask && <Ask activityId={notes.activityId} />}
      {abilities.recordLeave && <Record detail={detail} notes={notes} />}
    </Part>
  )
}
