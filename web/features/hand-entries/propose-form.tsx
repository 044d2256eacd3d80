import type { FormEvent, ReactNode } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { DraftNote } from '../../ui/draft-note.tsx'
import { TextField } from '../../ui/field.tsx'
import { MemberPicker } from '../../ui/member-picker.tsx'
import { Answer, Trouble } from '../../ui/states.tsx'
import { MatterChoice } from './matter-choice.tsx'
import { messages } from './messages.ts'
import type { useProposal } from './use-proposal.ts'

type State = ReturnType<typeof useProposal>

const fields = /^body\.(memberId|day|matter|quantity|points|reason)$/

/** How much of it there was, and what that would give before anything is sent; or points, where no rule has a word. */
function Amount({ state }: { state: State }) {
  const { draft, type, error, matter, quantity, preview } = state
  const { value } = draft
  const problem = (field: string) => fieldMessage(error, `body.${field}`)
  if (value.kind === 'by-hand') {
    const wrong = value.tried && value.points === '' ? messages.pointsWrong : undefined
    return (
      <TextField
        label={messages.points}
        hint={messages.pointsHint}
        value={value.points}
        onType={(points) => type({ points })}
        problem={wrong ?? problem('points')}
        maxLength={12}
      />
    )
  }
  if (!matter) return null
  return (
    <>
      <TextField
        label={messages.amount(matter.unit)}
        value={value.amount}
        onType={(amount) => type({ amount })}
        problem={quantity ? problem('quantity') : messages.amountWrong}
        inputMode="decimal"
        maxLength={8}
      />
      <p className="note" role="status">
        {preview.data?.sentence}
      </p>
    </>
  )
}

/** Who, what, how much, one sentence: no evidence is asked for. */
export function ProposeForm({ state, children }: { state: State; children?: ReactNode }) {
  const { draft, type, send, error, forOthers, terms } = state
  const { value } = draft
  const problem = (field: string) => fieldMessage(error, `body.${field}`)
  const missing = value.tried && value.person.length === 0 ? messages.memberMissing : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send()
  }
  return (
    <form className="form" onSubmit={submit}>
      <DraftNote draft={draft} />
      {error && !fields.test(error.field ?? '') && <Trouble error={error} />}
      {forOthers && (
        <MemberPicker
          label={messages.member}
          picked={value.person}
          onChange={(person) => type({ person })}
          single
          problem={missing ?? problem('memberId')}
        />
      )}
      {(!forOthers || value.person.length > 0) && (
        <Answer of={terms}>
          {(data) => <MatterChoice terms={data} draft={value} onType={type} problem={problem('matter')} />}
        </Answer>
      )}
      <Amount state={state} />
      <TextField
        label={messages.reason}
        hint={messages.reasonHint}
        value={value.reason}
        onType={(reason) => type({ reason })}
        problem={value.tried && value.reason.trim() === '' ? messages.reasonHint : problem('reason')}
        maxLength={200}
      />
      <TextField
        label={messages.day}
        type="date"
        value={value.day}
        onType={(day) => type({ day })}
        problem={problem('day')}
      />
      {children}
    </form>
  )
}
