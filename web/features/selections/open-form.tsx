import './selections.css'
import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallRequest } from '../../lib/call-types.ts'
import { parsePoints } from '../../lib/format-points.ts'
import { goTelling } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Check, Choice } from '../../ui/choice.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { TextField } from '../../ui/field.tsx'
import { SaveOrLeave } from '../../ui/save-or-leave.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.open

type Opening = CallRequest<'openSelection'>['body']
type Typed = {
  title: string
  year: string
  quota: string
  post: boolean
  points: string
  probationary: boolean
  method: Opening['method']
  until: string
}

const shown = /^body\.(title|year|quota|minimumPoints|nominateUntil)$/

/** Ten days from now: long enough for everybody to hear of it; anyone may write another day. */
function inTenDays(today: string): string {
  return new Date(Date.parse(today) + 10 * 86_400_000).toISOString().slice(0, 10)
}

/** As the server takes it; nothing when the points are no number. */
function openingOf(orgId: number, typed: Typed): Opening | undefined {
  const { title, year, quota, post, points, probationary, method, until } = typed
  const minimum = points.trim() === '' ? null : parsePoints(points)
  if (minimum === undefined) return undefined
  return {
    orgId,
    title,
    year: Number(year),
    quota: quota.trim() === '' ? null : Number(quota),
    postGate: post,
    minimumPoints: minimum,
    admitsProbationary: probationary,
    method,
    nominateUntil: until,
  }
}

function useOpening(orgId: number) {
  const { today } = useSession()
  const key = `selection:new:${orgId}`
  const draft = useDraft<Typed>(key, {
    title: '优秀共产党员',
    year: today.slice(0, 4),
    quota: '',
    post: true,
    points: '',
    probationary: false,
    method: 'vote',
    until: inTenDays(today),
  })
  const { save, saving, error } = useSave('openSelection', key)
  const [wrong, setWrong] = useState(false)
  const send = async () => {
    const { title } = draft.value
    const body = openingOf(orgId, draft.value)
    setWrong(!body)
    if (!body) return
    const answer = await save({ body })
    if (!answer) return
    draft.done()
    goTelling(
      `/selections/${answer.selectionId}`,
      { tone: 'done', sentence: words.saved(title) },
      { replace: true },
    )
  }
  return { draft, send, saving, error, wrong }
}

type State = ReturnType<typeof useOpening>

function Gates({ state }: { state: State }) {
  const { draft, error, wrong } = state
  const type = (change: Partial<Typed>) => draft.set((now) => ({ ...now, ...change }))
  const problem = wrong ? words.pointsWrong : fieldMessage(error, 'body.minimumPoints')
  return (
    <>
      <Check checked={draft.value.post} onChange={(post) => type({ post })}>
        {words.post}
      </Check>
      <TextField
        label={words.points}
        hint={words.pointsHint}
        optional
        inputMode="decimal"
        value={draft.value.points}
        onType={(points) => type({ points })}
        problem={problem}
      />
      <Check checked={draft.value.probationary} onChange={(probationary) => type({ probationary })}>
        {words.probationary}
      </Check>
    </>
  )
}

function Terms({ state }: { state: State }) {
  const { draft, error } = state
  const type = (change: Partial<Typed>) => draft.set((now) => ({ ...now, ...change }))
  const field = (key: 'title' | 'year' | 'quota', name: string) => ({
    value: draft.value[key],
    onType: (value: string) => type({ [key]: value }),
    problem: fieldMessage(error, `body.${name}`),
  })
  return (
    <>
      <TextField label={words.title} hint={words.titleHint} maxLength={40} {...field('title', 'title')} />
      <TextField label={words.year} inputMode="numeric" {...field('year', 'year')} />
      <TextField
        label={words.quota}
        hint={words.quotaHint}
        optional
        inputMode="numeric"
        {...field('quota', 'quota')}
      />
    </>
  )
}

function Deciding({ state: { draft, error } }: { state: State }) {
  return (
    <>
      <Choice
        legend={words.method}
        value={draft.value.method}
        onChoose={(method) => draft.set((now) => ({ ...now, method }))}
        options={(['vote', 'decision'] as const).map((value) => ({
          value,
          label: words.methods[value],
          note: words.methodNotes[value],
        }))}
      />
      <TextField
        label={words.until}
        type="date"
        value={draft.value.until}
        onType={(until) => draft.set((now) => ({ ...now, until }))}
        problem={fieldMessage(error, 'body.nominateUntil')}
      />
    </>
  )
}

/** What is asked of who stands, once and for all: the minimum of points is this organisation's own. */
export function OpenForm({ orgId }: { orgId: number }) {
  const state = useOpening(orgId)
  const { draft, send, saving, error } = state
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send()
  }
  return (
    <form className="form" onSubmit={submit}>
      <DraftNote draft={draft} />
      {error && !shown.test(error.field ?? '') && <Trouble error={error} />}
      <Terms state={state} />
      <Gates state={state} />
      <Deciding state={state} />
      <SaveOrLeave verb={words.save} busy={saving} back="/selections" />
    </form>
  )
}
