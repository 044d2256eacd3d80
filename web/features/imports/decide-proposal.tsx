import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useFirstField } from '../../lib/use-first-field.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import type { Proposal } from './import-types.ts'
import { messages } from './messages.ts'

const words = messages.proposals

function useDecision(proposal: Proposal, accept: boolean, onClose: () => void) {
  const accepting = useSave('acceptTransfer')
  const dismissing = useSave('dismissTransfer')
  const { error, saving } = accept ? accepting : dismissing
  const params = { proposalId: proposal.proposalId }
  const decide = async (note: string) => {
    const done = accept
      ? await accepting.save({ params, body: { note: note.trim() || undefined } })
      : await dismissing.save({ params, body: { note } })
    if (!done) return
    onClose()
    const { name, toOrgName } = proposal
    tell({ tone: 'done', sentence: accept ? words.accepted(name, toOrgName) : words.dismissed(name) })
  }
  return { decide, saving, error }
}

/** Says what will happen before it is done. Neither answer is the red one. */
export function DecideProposal(props: { proposal: Proposal; accept: boolean; onClose: () => void }) {
  const { proposal, accept, onClose } = props
  const [note, setNote] = useState('')
  const { decide, saving, error } = useDecision(proposal, accept, onClose)
  const form = useFirstField<HTMLFormElement>()
  const { name, fromOrgName, toOrgName } = proposal
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void decide(note)
  }
  return (
    <form ref={form} className="form decide" onSubmit={submit}>
      {error && error.field !== 'body.note' && <Trouble error={error} />}
      <p>{accept ? words.acceptSay(name, fromOrgName, toOrgName) : words.dismissSay(name, fromOrgName)}</p>
      <TextField
        label={accept ? words.note : words.why}
        hint={accept ? words.noteHint : words.whyHint}
        optional={accept}
        value={note}
        onType={setNote}
        maxLength={200}
        problem={fieldMessage(error, 'body.note')}
      />
      <div className="two">
        <Button submit busy={saving}>
          {accept ? words.accept : words.dismiss}
        </Button>
        <Button tone="quiet" onPress={onClose}>
          {words.cancel}
        </Button>
      </div>
    </form>
  )
}
