import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { Tellers } from './motion-forms.tsx'
import { type Election, wholeOf } from './vote-types.ts'

const words = messages.election
const slips = ['issued', 'returned', 'invalid'] as const
const sums = ['ayes', 'noes', 'abstain'] as const
type Sums = Partial<Record<(typeof sums)[number], string>>
type Typed = Partial<Record<(typeof slips)[number], string>> & {
  rows: Record<string, Sums>
  others: string[]
  first: string
  second: string
}

type Next = NonNullable<Election['next']>

function peopleOf(next: Next, election: Election, others: readonly string[]) {
  return [...next.candidates, ...election.people.filter((one) => others.includes(one.memberId))]
}

function bodyOf(typed: Typed, people: Next['candidates']) {
  const numbers = slips.map((key) => wholeOf(typed[key] ?? ''))
  const rows = people.map(({ memberId }) => {
    const [ayes, noes, abstain] = sums.map((key) => wholeOf(typed.rows[memberId]?.[key] ?? ''))
    return { memberId, ayes, noes, abstain }
  })
  const all = [...numbers, ...rows.flatMap((row) => [row.ayes, row.noes, row.abstain])]
  if (all.includes(undefined)) return undefined
  const [issued = 0, returned = 0, invalid = 0] = numbers
  const tellerIds = [typed.first, typed.second].filter(Boolean)
  type Row = { memberId: string; ayes: number; noes: number; abstain: number }
  return { issued, returned, invalid, tellerIds, rows: rows as Row[] }
}

type RowProps = { name: string; typed: Sums; onType: (change: Sums) => void; problem: string | undefined }

function PersonRow({ name, typed, onType, problem }: RowProps) {
  return (
    <fieldset className="vote-who">
      <legend>{name}</legend>
      <div className="vote-counts">
        {sums.map((key) => (
          <TextField
            key={key}
            label={
              <>
                <span className="sr">{name}</span>
                {messages.count[key]}
              </>
            }
            inputMode="numeric"
            value={typed[key] ?? ''}
            onType={(value) => onType({ [key]: value })}
          />
        ))}
      </div>
      {problem && <p className="problem">{problem}</p>}
    </fieldset>
  )
}

function useBallot(election: Election, next: Next) {
  const { electionId } = election.election
  const key = `election:${electionId}:${election.rounds.length}`
  const draft = useDraft<Typed>(key, { rows: {}, others: [], first: '', second: '' })
  const { save, saving, error } = useSave('countBallot', key)
  const [problem, setProblem] = useState<string>()
  const people = peopleOf(next, election, draft.value.others)
  const send = async () => {
    const body = bodyOf(draft.value, people)
    setProblem(body ? undefined : messages.count.number)
    const answer = body && (await save({ params: { electionId }, body }))
    if (!answer) return
    draft.done()
    tell({ tone: 'done', sentence: answer.says })
  }
  const type = (change: Partial<Typed>) => draft.set((now) => ({ ...now, ...change }))
  const typeRow = (memberId: string, change: Sums) =>
    draft.set((now) => ({
      ...now,
      rows: { ...now.rows, [memberId]: { ...now.rows[memberId], ...change } },
    }))
  return { typed: draft.value, type, typeRow, people, send, saving, error, problem }
}

/** Somebody who was not a candidate stands on some slips. */
function Other({
  election,
  taken,
  onAdd,
}: {
  election: Election
  taken: string[]
  onAdd: (id: string) => void
}) {
  const left = election.people.filter((one) => !taken.includes(one.memberId))
  return (
    <SelectField
      label={words.other}
      value=""
      onChoose={onAdd}
      options={left.map(({ memberId, name }) => ({ value: memberId, label: name }))}
      empty={messages.count.tellerEmpty}
    />
  )
}

/** The slips of one ballot as two people count them: sums for each name, and no slip by itself. */
export function BallotForm({ election, next }: { election: Election; next: Next }) {
  const { typed, type, typeRow, people, send, saving, error, problem } = useBallot(election, next)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send()
  }
  const ids = people.map((one) => one.memberId)
  const tellers = election.people.filter((one) => !ids.includes(one.memberId))
  const shown = /^body\.(issued|returned|invalid|tellerIds|rows(\.\d+)?)$/
  return (
    <form className="form" onSubmit={submit}>
      <p className="note">{words.nextSay}</p>
      <div className="vote-counts">
        {slips.map((key) => (
          <TextField
            key={key}
            label={messages.count[key]}
            inputMode="numeric"
            value={typed[key] ?? ''}
            onType={(value) => type({ [key]: value })}
            problem={fieldMessage(error, `body.${key}`)}
          />
        ))}
      </div>
      {people.map(({ memberId, name }, at) => (
        <PersonRow
          key={memberId}
          name={name}
          typed={typed.rows[memberId] ?? {}}
          onType={(change) => typeRow(memberId, change)}
          problem={fieldMessage(error, `body.rows.${at}`)}
        />
      ))}
      <Other election={election} taken={ids} onAdd={(id) => type({ others: [...typed.others, id] })} />
      <Tellers
        people={tellers.map((one) => ({ ...one, canVote: true }))}
        first={typed.first}
        second={typed.second}
        onChoose={type}
        problem={fieldMessage(error, 'body.tellerIds')}
      />
      {(problem ?? fieldMessage(error, 'body.rows')) && (
        <p className="problem">{problem ?? fieldMessage(error, 'body.rows')}</p>
      )}
      {error && !shown.test(error.field ?? '') && <Trouble error={error} />}
      <Button submit tone="go" busy={saving}>
        {messages.count.send}
      </Button>
    </form>
  )
}
