import { useState } from 'react'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { ReasonSheet } from '../../ui/reason-sheet.tsx'
import { messages } from './messages.ts'
import { PaperSheet } from './paper-sheet.tsx'
import type { Recognition } from './recognition-rows.tsx'
import { ReleaseSheet } from './release-sheet.tsx'

type Open = 'paper' | 'release' | 'take-down' | 'withdraw'

function WithdrawSheet({ row, onClose }: { row: Recognition; onClose: () => void }) {
  const { recognitionId } = row
  const { save, saving, error } = useSave('withdrawRecognition', `recognition:${recognitionId}:withdraw`)
  const send = async (reason: string) => {
    if (!(await save({ params: { recognitionId }, body: { reason } }))) return
    onClose()
    tell({ tone: 'done', sentence: messages.withdrawn })
  }
  return (
    <ReasonSheet
      title={messages.withdrawTitle}
      hint={messages.withdrawHint}
      label={messages.withdrawReason}
      verb={messages.withdrawSave}
      error={error}
      busy={saving}
      onSend={(reason) => void send(reason)}
      onClose={onClose}
    />
  )
}

function TakeDownSheet({ row, onClose }: { row: Recognition; onClose: () => void }) {
  const { recognitionId } = row
  const { save, saving, error } = useSave('takeDownRecognition', `recognition:${recognitionId}:take-down`)
  const send = async (note: string) => {
    if (!(await save({ params: { recognitionId }, body: { note } }))) return
    onClose()
    tell({ tone: 'done', sentence: messages.takeDownDone })
  }
  return (
    <ReasonSheet
      title={messages.takeDown}
      hint={messages.takeDownHint}
      label={messages.takeDownNote}
      verb={messages.takeDownSave}
      error={error}
      busy={saving}
      onSend={(note) => void send(note)}
      onClose={onClose}
    />
  )
}

function Verb({ label, onPress, children }: { label: string; onPress: () => void; children: string }) {
  return (
    <Button label={label} onPress={onPress}>
      {children}
    </Button>
  )
}

/** What the office does next with one, as far as it may. */
export function OfficeActs({ row }: { row: Recognition }) {
  const [open, setOpen] = useState<Open>()
  const { abilities, memberName, what } = row
  const close = () => setOpen(undefined)
  return (
    <div className="task-acts">
      {abilities.noteConsent && (
        <Verb label={messages.paperLabel(memberName, what)} onPress={() => setOpen('paper')}>
          {messages.paper}
        </Verb>
      )}
      {abilities.release && (
        <Verb label={messages.releaseLabel(memberName, what)} onPress={() => setOpen('release')}>
          {messages.release}
        </Verb>
      )}
      {abilities.takeDown && (
        <Verb label={messages.takeDownLabel(memberName)} onPress={() => setOpen('take-down')}>
          {messages.takeDown}
        </Verb>
      )}
      {abilities.withdraw && (
        <Button
          tone="quiet"
          label={messages.withdrawLabel(memberName, what)}
          onPress={() => setOpen('withdraw')}
        >
          {messages.withdraw}
        </Button>
      )}
      {open === 'paper' && <PaperSheet row={row} onClose={close} />}
      {open === 'release' && <ReleaseSheet row={row} onClose={close} />}
      {open === 'take-down' && <TakeDownSheet row={row} onClose={close} />}
      {open === 'withdraw' && <WithdrawSheet row={row} onClose={close} />}
    </div>
  )
}
