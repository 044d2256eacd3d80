import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type CallError, fieldMessage } from '../../lib/call-error.ts'
import type { CallRequest } from '../../lib/call-types.ts'
import { ask } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { LifeForm } from './life-form.tsx'
import { lifeMessages } from './life-messages.ts'
import { messages } from './messages.ts'
import { type FormProps, useLife } from './use-life.ts'
import { noVote, readVote, type TypedVote, VoteFields, voteFields } from './vote-fields.tsx'
import type { Stage } from './words.ts'

const words = lifeMessages.stageForm

type Typed = {
  happenedOn: string
  reason: string
  introducers: [string, string]
  days: string
  hours: string
  vote: TypedVote
  fullOn: string
}
type PartProps = { typed: Typed; set: (change: Partial<Typed>) => void; error: CallError | undefined }

/** The gates in words, before anything is asked: whoever is not there yet need not type. */
export function Gates({ of }: { of: readonly string[] }) {
  return (
    <div className="gates">
      <h3>{lifeMessages.gates.title}</h3>
      <ul>
        {of.map((gate) => (
          <li key={gate}>{gate}</li>
        ))}
      </ul>
    </div>
  )
}

function Introducers({ typed, set, error, branchId }: PartProps & { branchId: number }) {
  const full = useQuery(ask('listMembers', { query: { orgId: branchId, stage: 'full', limit: 200 } }))
  const options = (full.data?.rows ?? []).map((row) => ({ value: row.memberId, label: row.name }))
  const choose = (which: 0 | 1) => (memberId: string) => {
    const [first, second] = typed.introducers
    set({ introducers: which === 0 ? [memberId, second] : [first, memberId] })
  }
  return (
    <fieldset className="members-part">
      <legend>{words.introducers}</legend>
      {([0, 1] as const).map((which) => (
        <SelectField
          key={which}
          label={words.introducer(which + 1)}
          hint={which === 0 ? words.introducerHint : undefined}
          value={typed.introducers[which]}
          onChoose={choose(which)}
          empty={messages.form.choose}
          options={options.filter(({ value }) => value !== typed.introducers[which === 0 ? 1 : 0])}
        />
      ))}
      {error?.field?.startsWith('body.introducers') && <p className="problem">{error.message}</p>}
    </fieldset>
  )
}

function Training({ typed, set, error }: PartProps) {
  const atFault = error?.field?.startsWith('body.training') ? error.message : undefined
  return (
    <div className="two">
      <TextField
        label={words.trainingDays}
        inputMode="decimal"
        value={typed.days}
        onType={(days) => set({ days })}
        problem={atFault}
      />
      <TextField
        label={words.trainingHours}
        inputMode="decimal"
        value={typed.hours}
        onType={(hours) => set({ hours })}
      />
    </div>
  )
}

function bodyOf(stage: Stage, typed: Typed): CallRequest<'changeStage'>['body'] {
  const { happenedOn, reason, introducers, days, hours, fullOn } = typed
  const dated = { stage, happenedOn, reason }
  const vote = readVote(typed.vote)
  if (stage === 'full') return { ...dated, vote, fullOn: fullOn || undefined }
  if (stage !== 'probationary') return dated
  return {
    ...dated,
    introducers: introducers.every(Boolean) ? introducers : undefined,
    training: days || hours ? { days: Number(days), hours: Number(hours) } : undefined,
    vote,
  }
}

/** The next step on the way in. */
export function StageForm({ stage, ...form }: FormProps & { stage: Stage }) {
  const { today } = useSession()
  const [typed, setTyped] = useState<Typed>({
    happenedOn: today,
    reason: '',
    introducers: ['', ''],
    days: '',
    hours: '',
    vote: noVote,
    fullOn: '',
  })
  const { take, saving, error } = useLife('changeStage', form)
  const set = (change: Partial<Typed>) => setTyped((now) => ({ ...now, ...change }))
  const part = { typed, set, error }
  const voted = stage === 'probationary' || stage === 'full'
  return (
    <>
      <Gates of={lifeMessages.gates[stage]} />
      <LifeForm
        typed={typed}
        onType={set}
        dayLabel={voted ? words.meetingOn : words.happenedOn}
        save={words.save[stage]}
        saving={saving}
        error={error}
        own={[...voteFields, 'body.introducers', 'body.training', 'body.fullOn']}
        onSubmit={() => void take(bodyOf(stage, typed))}
        onClose={form.onClose}
      >
        {stage === 'probationary' && <Introducers {...part} branchId={form.member.orgId} />}
        {stage === 'probationary' && <Training {...part} />}
        {voted && <VoteFields typed={typed.vote} onType={(vote) => set({ vote })} error={error} />}
        {stage === 'full' && (
          <TextField
            label={words.fullOn}
            hint={words.fullOnHint}
            type="date"
            optional
            value={typed.fullOn}
            onType={(fullOn) => set({ fullOn })}
            problem={fieldMessage(error, 'body.fullOn')}
          />
        )}
      </LifeForm>
    </>
  )
}

/** Once, by the assembly's vote. */
export function ExtensionForm(form: FormProps) {
  const { today } = useSession()
  const [typed, setTyped] = useState({ happenedOn: today, reason: '', extendedTo: '', vote: noVote })
  const { take, saving, error } = useLife('extendProbation', form)
  const { happenedOn, reason, extendedTo } = typed
  const submit = () => {
    const vote = readVote(typed.vote) ?? { entitled: 0, present: 0, ayes: 0 }
    void take({ happenedOn, reason, extendedTo, vote })
  }
  return (
    <>
      <Gates of={lifeMessages.gates.extension} />
      <LifeForm
        typed={typed}
        onType={(change) => setTyped({ ...typed, ...change })}
        dayLabel={words.meetingOn}
        save={words.extend}
        saving={saving}
        error={error}
        own={[...voteFields, 'body.extendedTo']}
        onSubmit={submit}
        onClose={form.onClose}
      >
        <TextField
          label={words.extendedTo}
          type="date"
          value={extendedTo}
          onType={(next) => setTyped({ ...typed, extendedTo: next })}
          problem={fieldMessage(error, 'body.extendedTo')}
        />
        <VoteFields typed={typed.vote} onType={(vote) => setTyped({ ...typed, vote })} error={error} />
      </LifeForm>
    </>
  )
}
