import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { formatDay } from '../../lib/format-day.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { StampWord } from '../../ui/stamp.tsx'
import type { Enterprise } from './list-body.tsx'
import { messages } from './messages.ts'

const words = messages.orders
type Order = Enterprise['orders'][number]

function FulfilSheet({ order, onClose }: { order: Order; onClose: () => void }) {
  const { today } = useSession()
  const [doneOn, setDoneOn] = useState(today)
  const [note, setNote] = useState('')
  const { save, saving, error } = useSave('fulfilOrder')
  const send = async () => {
    if (!(await save({ params: { orderId: order.orderId }, body: { doneOn, note } }))) return
    onClose()
    tell({ tone: 'done', sentence: words.saved })
  }
  return (
    <FormSheet
      title={order.kindLabel}
      error={error}
      send={words.save}
      tone="go"
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <TextField
        label={words.day}
        type="date"
        value={doneOn}
        onType={setDoneOn}
        problem={fieldMessage(error, 'body.doneOn')}
      />
      <TextField
        label={words.note}
        value={note}
        onType={setNote}
        problem={fieldMessage(error, 'body.note')}
        maxLength={200}
      />
    </FormSheet>
  )
}

/** What a revisit ordered, with its day, until somebody says how it was done. */
export function OrderLine({ order, writes }: { order: Order; writes: boolean }) {
  const { today } = useSession()
  const [open, setOpen] = useState(false)
  const { kindLabel, dueOn, doneOn, isLate, note } = order
  return (
    <li className="task">
      <div>
        <b>{kindLabel}</b>
        <span>
          {isLate && <StampWord state="soon">{words.late}</StampWord>}{' '}
          {doneOn
            ? [words.done(formatDay(doneOn, today)), note].filter(Boolean).join('，')
            : words.due(formatDay(dueOn, today))}
        </span>
      </div>
      {writes && !doneOn && (
        <Button label={words.fulfilLabel(kindLabel)} onPress={() => setOpen(true)}>
          {words.fulfil}
        </Button>
      )}
      {open && <FulfilSheet order={order} onClose={() => setOpen(false)} />}
    </li>
  )
}
