import type { FormEvent, ReactNode } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { formatGain, parsePoints } from '../../lib/format-points.ts'
import { goTelling } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { DraftNote } from '../../ui/draft-note.tsx'
import { TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import type { Person } from '../activities/heading-draft.ts'
import { MemberPicker } from '../activities/member-picker.tsx'
import { messages } from './messages.ts'

type ProposalDraft = { person: Person[]; day: string; points: string; reason: string; tried: boolean }

export function useProposal() {
  const { today } = useSession()
  const key = 'hand-entry:new'
  const draft = useDraft<ProposalDraft>(key, { person: [], day: today, points: '', reason: '', tried: false })
  const { save, saving, error } = useSave('proposeHandEntry', key)
  const type = (to: Partial<ProposalDraft>) => draft.set((now) => ({ ...now, ...to }))
  const send = async () => {
    const { person, day, reason } = draft.value
    const points = parsePoints(draft.value.points)
    const [member] = person
    if (!member || !points) {
      type({ tried: true })
      return
    }
    const answer = await save({ body: { memberId: member.memberId, day, points, reason } })
    if (!answer) return
    draft.done()
    const sentence = messages.saved(member.name, formatGain(points))
    goTelling('/hand-entries', { tone: 'done', sentence }, { replace: true })
  }
  return { draft, type, send, saving, error }
}

type ProposeFormProps = { state: ReturnType<typeof useProposal>; children?: ReactNode }

const fields = /^body\.(memberId|day|points|reason)$/

/** Points that no rule gives: who, how many, and the fact behind them. */
export function ProposeForm({ state, children }: ProposeFormProps) {
  const { draft, type, send, error } = state
  const { value } = draft
  const problem = (field: string) => fieldMessage(error, `body.${field}`)
  const missing = value.tried && value.person.length === 0 ? messages.memberMissing : undefined
  const wrong = value.tried && !parsePoints(value.points) ? messages.pointsWrong : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send()
  }
  return (
    <form className="form" onSubmit={submit}>
      <DraftNote draft={draft} />
      {error && !fields.test(error.field ?? '') && <Trouble error={error} />}
      <MemberPicker
        label={messages.member}
        picked={value.person}
        onChange={(person) => type({ person })}
        single
        problem={missing ?? problem('memberId')}
      />
      <TextField
        label={messages.points}
        hint={messages.pointsHint}
        value={value.points}
        onType={(points) => type({ points })}
        problem={wrong ?? problem('points')}
        maxLength={12}
      />
      <TextField
        label={messages.reason}
        hint={messages.reasonHint}
        value={value.reason}
        onType={(reason) => type({ reason })}
        problem={problem('reason')}
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
