import type { FormEvent } from 'react'
import { type CallError, fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import {
  blankPublishing,
  PublishingFields,
  publishingOf,
  type TypedPublishing,
} from './publishing-fields.tsx'
import type { Candidate, Selection } from './selection-types.ts'

const words = messages.decide
const kinds = ['for', 'against', 'abstain'] as const

type Count = Record<(typeof kinds)[number], string>
type Typed = TypedPublishing & { entitled: string; present: string; counts: Record<string, Count> }
const noCount: Count = { for: '', against: '', abstain: '' }

const shown = /^body\.(entitled|present|tallies(\.\d+\..*)?|activityId|contact\..*)$/

type TallyProps = {
  candidate: Candidate
  at: number
  count: Count
  onType: (count: Count) => void
  error: CallError | undefined
}

/** What the ballot says of one candidate: three counts that make up those present. */
function TallyFields({ candidate, at, count, onType, error }: TallyProps) {
  const problem = fieldMessage(error, `body.tallies.${at}.for`)
  return (
    <fieldset className="sel-tally">
      <legend>{candidate.name}</legend>
      <div className="sel-counts">
        {kinds.map((kind) => (
          <TextField
            key={kind}
            label={
              <>
                <span className="sr">{`${candidate.name}，`}</span>
                {words[kind]}
              </>
            }
            inputMode="numeric"
            value={count[kind]}
            onType={(value) => onType({ ...count, [kind]: value })}
          />
        ))}
      </div>
      {problem && <p className="problem">{problem}</p>}
    </fieldset>
  )
}

function useVote(selection: Selection) {
  const { selectionId, voters, nominations } = selection
  const key = `selection:${selectionId}:vote`
  const standing = nominations.filter((one) => one.withdrawn === null)
  const draft = useDraft<Typed>(key, {
    ...blankPublishing,
    entitled: String(voters),
    present: '',
    counts: {},
  })
  const { save, saving, error } = useSave('recordVote', key)
  const send = async () => {
    const { entitled, present, counts, ...publishing } = draft.value
    const tallies = standing.map(({ candidateId }) => {
      const count = counts[candidateId] ?? noCount
      return {
        candidateId,
        for: Number(count.for),
        against: Number(count.against),
        abstain: Number(count.abstain),
      }
    })
    const result = { entitled: Number(entitled), present: Number(present), tallies }
    const answer = await save({ params: { selectionId }, body: { ...result, ...publishingOf(publishing) } })
    if (!answer) return
    draft.done()
    tell(answer.failed ? { tone: 'late', sentence: answer.failed } : { tone: 'done', sentence: words.saved })
  }
  return { draft, standing, send, saving, error }
}

type AttendanceProps = {
  value: Typed
  onType: (change: Partial<Typed>) => void
  voters: number
  error: CallError | undefined
}

function AttendanceFields({ value, onType, voters, error }: AttendanceProps) {
  return (
    <>
      <TextField
        label={words.entitled}
        hint={words.entitledHint(voters)}
        inputMode="numeric"
        value={value.entitled}
        onType={(entitled) => onType({ entitled })}
        problem={fieldMessage(error, 'body.entitled')}
      />
      <TextField
        label={words.present}
        inputMode="numeric"
        value={value.present}
        onType={(present) => onType({ present })}
        problem={fieldMessage(error, 'body.present')}
      />
    </>
  )
}

/** The counts of a secret ballot, as they were called out. Who is chosen follows from them. */
export function VoteForm({ selection }: { selection: Selection }) {
  const { draft, standing, send, saving, error } = useVote(selection)
  const { value } = draft
  const type = (change: Partial<Typed>) => draft.set((now) => ({ ...now, ...change }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send()
  }
  const ofAll = fieldMessage(error, 'body.tallies')
  return (
    <form className="form" onSubmit={submit}>
      <h2 className="h3">{words.voteTitle}</h2>
      <p className="note">{words.voteSay}</p>
      <DraftNote draft={draft} />
      {error && !shown.test(error.field ?? '') && <Trouble error={error} />}
      <AttendanceFields value={value} onType={type} voters={selection.voters} error={error} />
      {standing.map((candidate, at) => (
        <TallyFields
          key={candidate.candidateId}
          candidate={candidate}
          at={at}
          count={value.counts[candidate.candidateId] ?? noCount}
          onType={(count) => type({ counts: { ...value.counts, [candidate.candidateId]: count } })}
          error={error}
        />
      ))}
      {ofAll && <p className="problem">{ofAll}</p>}
      <PublishingFields orgId={selection.orgId} typed={value} onType={type} error={error} />
      <Button submit tone="go" busy={saving}>
        {words.save}
      </Button>
    </form>
  )
}
