import { useState } from 'react'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button } from '../../ui/button.tsx'
import { messages } from './messages.ts'
import { PaperSheet } from './paper-sheet.tsx'
import type { Recognition } from './recognition-rows.tsx'
import { ReleaseSheet } from './release-sheet.tsx'

type ActProps = { row: Recognition }

function Withdraw({ row }: ActProps) {
  const { recognitionId, memberName, what } = row
  const write = useSave('withdrawRecognition', `recognition:${recognitionId}:withdraw`)
  return (
    <AskReason
      tone="quiet"
      verb={messages.withdraw}
      label={messages.withdrawLabel(memberName, what)}
      title={messages.withdrawTitle}
      hint={messages.withdrawHint}
      why={messages.withdrawReason}
      send={messages.withdrawSave}
      write={write}
      onSend={(reason) => write.save({ params: { recognitionId }, body: { reason } })}
      done={messages.withdrawn}
    />
  )
}

function TakeDown({ row }: ActProps) {
  const { recognitionId, memberName } = row
  const write = useSave('takeDownRecognition', `recognition:${recognitionId}:take-down`)
  return (
    <AskReason
      verb={messages.takeDown}
      label={messages.takeDownLabel(memberName)}
      title={messages.takeDown}
      hint={messages.takeDownHint}
      why={messages.takeDownNote}
      send={messages.takeDownSave}
      write={write}
      onSend={(note) => write.save({ params: { recognitionId }, body: { note } })}
      done={messages.takeDownDone}
    />
  )
}

/** What the office does next with one, as far as it may. */
export function OfficeActs({ row }: ActProps) {
  const [open, setOpen] = useState<'paper' | 'release'>()
  const { abilities, memberName, what } = row
  const close = () => setOpen(undefined)
  return (
    <div className="task-acts">
      {abilities.noteConsent && (
        <Button label={messages.paperLabel(memberName, what)} onPress={() => setOpen('paper')}>
          {messages.paper}
        </Button>
      )}
      {abilities.release && (
        <Button label={messages.releaseLabel(memberName, what)} onPress={() => setOpen('release')}>
          {messages.release}
        </Button>
      )}
      {abilities.takeDown && <TakeDown row={row} />}
      {abilities.withdraw && <Withdraw row={row} />}
      {open === 'paper' && <PaperSheet row={row} onClose={close} />}
      {open === 'release' && <ReleaseSheet row={row} onClose={close} />}
    </div>
  )
}
