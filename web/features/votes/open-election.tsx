import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { go } from '../../lib/link.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Check } from '../../ui/choice.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { type Meeting, wholeOf } from './vote-types.ts'

const words = messages.election
type Post = keyof typeof words.posts
const posts = Object.keys(words.posts) as Post[]

type CandidatesProps = {
  legend: string
  people: readonly { memberId: string; name: string }[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
  problem: string | undefined
}

/** Ticks in the order of the roll: nobody is first. */
export function Candidates({ legend, people, chosen, onChange, problem }: CandidatesProps) {
  return (
    <fieldset className="choice">
      <legend>{legend}</legend>
      <div className="choice-of">
        {people.map(({ memberId, name }) => (
          <Check
            key={memberId}
            checked={chosen.includes(memberId)}
            onChange={(on) => onChange(on ? [...chosen, memberId] : chosen.filter((one) => one !== memberId))}
          >
            {name}
          </Check>
        ))}
      </div>
      {problem && <p className="problem">{problem}</p>}
    </fieldset>
  )
}

type Typed = { post: Post; seats: string; candidateIds: string[] }

/** Which post, how many seats, who stands; how many must stand the server says. */
export function OpenElection({ meeting }: { meeting: Meeting }) {
  const { activityId } = meeting
  const key = `activity:${activityId}:election`
  const draft = useDraft<Typed>(key, { post: 'committee', seats: '3', candidateIds: [] })
  const { save, saving, error } = useSave('openElection', key)
  const [open, setOpen] = useState(draft.restored)
  const { post, seats, candidateIds } = draft.value
  const type = (change: Partial<Typed>) => draft.set((now) => ({ ...now, ...change }))
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const body = { post, seats: wholeOf(seats) ?? 0, candidateIds }
    const answer = await save({ params: { activityId }, body })
    if (!answer) return
    draft.done()
    go(`/elections/${answer.electionId}`)
  }
  if (!open) return <Button onPress={() => setOpen(true)}>{words.open}</Button>
  const told = ['body.post', 'body.seats', 'body.candidateIds']
  return (
    <form className="form" onSubmit={(event) => void send(event)}>
      <SelectField
        label={words.post}
        value={post}
        onChoose={(next) => type({ post: next as Post })}
        options={posts.map((one) => ({ value: one, label: words.posts[one] }))}
        problem={fieldMessage(error, 'body.post')}
      />
      <TextField
        label={words.seats}
        inputMode="numeric"
        value={seats}
        onType={(next) => type({ seats: next })}
        problem={fieldMessage(error, 'body.seats')}
      />
      <Candidates
        legend={words.candidates}
        people={meeting.people.filter((one) => one.canVote)}
        chosen={candidateIds}
        onChange={(next) => type({ candidateIds: next })}
        problem={fieldMessage(error, 'body.candidateIds')}
      />
      {error && !told.includes(error.field ?? '') && <Trouble error={error} />}
      <Button submit busy={saving}>
        {words.start}
      </Button>
    </form>
  )
}
