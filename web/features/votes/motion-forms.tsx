import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { type Meeting, type Motion, wholeOf } from './vote-types.ts'

const words = messages.count
const sums = ['ayes', 'noes', 'abstain'] as const
const slips = ['issued', 'returned', 'invalid'] as const
type Sum = (typeof sums)[number] | (typeof slips)[number] | 'present'
type Typed = Partial<Record<Sum, string>> & { first: string; second: string }

function bodyOf(way: 'hands' | 'ballot', typed: Typed) {
  const all = [...sums, ...(way === 'ballot' ? slips : [])]
  const numbers = all.map((key) => [key, wholeOf(typed[key] ?? '')] as const)
  const present = typed.present?.trim() ? wholeOf(typed.present) : null
  if (present === undefined || numbers.some(([, value]) => value === undefined)) return undefined
  const counts = Object.fromEntries(numbers) as Record<Sum, number>
  const { ayes, noes, abstain, issued, returned, invalid } = counts
  if (way === 'hands') return { way, present, ayes, noes, abstain }
  const tellerIds = [typed.first, typed.second].filter(Boolean)
  return { way, present, ayes, noes, abstain, issued, returned, invalid, tellerIds }
}

function useCounting(motion: Motion) {
  const key = `motion:${motion.motionId}:count`
  const draft = useDraft<Typed>(key, { first: '', second: '' })
  const { save, saving, error } = useSave('countMotion', key)
  const [problem, setProblem] = useState<string>()
  const send = async () => {
    const body = bodyOf(motion.way, draft.value)
    setProblem(body ? undefined : words.number)
    const answer = body && (await save({ params: { motionId: motion.motionId }, body }))
    if (!answer) return
    draft.done()
    tell({ tone: 'done', sentence: answer.says })
  }
  const type = (change: Partial<Typed>) => draft.set((now) => ({ ...now, ...change }))
  return { typed: draft.value, type, send, saving, error, problem }
}

type TellersProps = {
  people: Meeting['people']
  first: string
  second: string
  onChoose: (change: { first?: string; second?: string }) => void
  problem: string | undefined
}

/** Two who count, of those on the roll. */
export function Tellers({ people, first, second, onChoose, problem }: TellersProps) {
  const options = people.map(({ memberId, name }) => ({ value: memberId, label: name }))
  const one = (at: 1 | 2, value: string, choose: (next: string) => void) => (
    <SelectField
      label={`${words.tellers}（${at}）`}
      value={value}
      onChoose={choose}
      options={options}
      empty={words.tellerEmpty}
      problem={at === 2 ? problem : undefined}
    />
  )
  return (
    <div className="vote-counts">
      {one(1, first, (next) => onChoose({ first: next }))}
      {one(2, second, (next) => onChoose({ second: next }))}
    </div>
  )
}

/** The sums as they are called out. */
export function CountForm({ motion, meeting }: { motion: Motion; meeting: Meeting }) {
  const { typed, type, send, saving, error, problem } = useCounting(motion)
  const field = (key: Sum, label: string) => (
    <TextField
      key={key}
      label={label}
      inputMode="numeric"
      value={typed[key] ?? ''}
      onType={(value) => type({ [key]: value })}
      problem={fieldMessage(error, `body.${key}`)}
    />
  )
  const isBallot = motion.way === 'ballot'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send()
  }
  const told = [...sums, ...slips, 'present', 'tellerIds'].map((key) => `body.${key}`)
  return (
    <form className="form" onSubmit={submit} aria-label={words.label(motion.title)}>
      {isBallot && <div className="vote-counts">{slips.map((key) => field(key, words[key]))}</div>}
      <div className="vote-counts">{sums.map((key) => field(key, words[key]))}</div>
      <TextField
        label={words.present}
        hint={words.presentHint(meeting.count?.present ?? 0)}
        optional
        inputMode="numeric"
        value={typed.present ?? ''}
        onType={(present) => type({ present })}
        problem={fieldMessage(error, 'body.present')}
      />
      {isBallot && (
        <Tellers
          people={meeting.people}
          first={typed.first}
          second={typed.second}
          onChoose={type}
          problem={fieldMessage(error, 'body.tellerIds')}
        />
      )}
      {problem && <p className="problem">{problem}</p>}
      {error && !told.includes(error.field ?? '') && <Trouble error={error} />}
      <Button submit tone="go" busy={saving} label={words.label(motion.title)}>
        {words.send}
      </Button>
    </form>
  )
}

export function ReopenMotion({ motion: { motionId, title } }: { motion: Motion }) {
  const write = useSave('reopenMotion', `motion:${motionId}:reopen`)
  return (
    <AskReason
      tone="quiet"
      verb={words.reopen}
      label={`${words.reopen}：${title}`}
      hint={words.reopenHint}
      why={words.reopenWhy}
      write={write}
      onSend={(reason) => write.save({ params: { motionId }, body: { reason } })}
      done={words.reopened}
    />
  )
}

export function WithdrawMotion({ motion: { motionId, title } }: { motion: Motion }) {
  const write = useSave('withdrawMotion', `motion:${motionId}:withdraw`)
  return (
    <AskReason
      tone="quiet"
      verb={words.withdraw}
      label={`${words.withdraw}：${title}`}
      hint={words.withdrawHint}
      why={words.withdrawWhy}
      write={write}
      onSend={(reason) => write.save({ params: { motionId }, body: { reason } })}
      done={words.withdrawn}
    />
  )
}

export function PutForm({ activityId }: { activityId: string }) {
  const words = messages.put
  const key = `activity:${activityId}:motion`
  const draft = useDraft<{ title: string; way: 'hands' | 'ballot' }>(key, { title: '', way: 'hands' })
  const { save, saving, error } = useSave('putMotion', key)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await save({ params: { activityId }, body: draft.value }))) return
    draft.restart()
    tell({ tone: 'done', sentence: words.done })
  }
  const problem = fieldMessage(error, 'body.title')
  return (
    <form className="form" onSubmit={(event) => void send(event)}>
      <TextField
        label={words.what}
        value={draft.value.title}
        onType={(title) => draft.set((now) => ({ ...now, title }))}
        problem={problem}
        maxLength={120}
      />
      <Choice
        legend={words.way}
        value={draft.value.way}
        onChoose={(way) => draft.set((now) => ({ ...now, way }))}
        options={[
          { value: 'hands', label: words.hands },
          { value: 'ballot', label: words.ballot, note: words.ballotNote },
        ]}
      />
      {error && !problem && <Trouble error={error} />}
      <Button submit busy={saving}>
        {words.send}
      </Button>
    </form>
  )
}
