import './round/round.css'
import { useState } from 'react'
import type { CallError } from '../../lib/call-error.ts'
import { type SealedDraftState, useSealedDraft } from '../../lib/carried/use-sealed-draft.ts'
import { connection } from '../../lib/connection.ts'
import { formatInstant, splitInstant } from '../../lib/format-day.ts'
import { newVisitDraft, problemsOf, type VisitDraft, visitDraftName } from '../../lib/outbox/visit-draft.ts'
import type { PageProps } from '../../lib/pages.ts'
import { goTelling } from '../../lib/receipts.ts'
import { serverToday } from '../../lib/server-clock.ts'
import { useStore } from '../../lib/store.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Receipt } from '../../ui/receipt.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Loading, Trouble } from '../../ui/states.tsx'
import { keepVisit } from './round/keep-visit.ts'
import { messages } from './round/messages.ts'
import { NoteFields } from './round/note-fields.tsx'
import { nameOf, sayLast } from './round/row.tsx'
import { titles } from './round/titles.ts'
import { type Household, useHouseholds } from './round/use-households.ts'

const words = messages.visit

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

/** What is on this page lies on the phone already, or does not. */
function Saved({ draft }: { draft: SealedDraftState<VisitDraft> }) {
  if (draft.full) return <Receipt tone="error">{words.notSaved}</Receipt>
  return (
    <p className="round-saved" role="status">
      {draft.savedAt !== undefined && (
        <>
          <Icon name="ok" />
          {words.saved(splitInstant(iso(draft.savedAt)).clock)}
        </>
      )}
    </p>
  )
}

function Found({ draft }: { draft: SealedDraftState<VisitDraft> }) {
  const [at] = useState(draft.savedAt)
  if (!draft.restored || at === undefined) return null
  return (
    <Receipt action={{ label: words.restart, run: draft.restart }}>
      {words.found(formatInstant(iso(at), serverToday()))}
    </Receipt>
  )
}

function useKeeping(of: Household, draft: SealedDraftState<VisitDraft>) {
  const [busy, setBusy] = useState(false)
  const [tried, setTried] = useState(false)
  const [error, setError] = useState<CallError>()
  const { value } = draft
  const problems = value && tried ? problemsOf(value) : {}
  const save = async () => {
    setTried(true)
    if (busy || !value || Object.keys(problemsOf(value)).length > 0) return
    setBusy(true)
    setError(undefined)
    const result = await keepVisit(of, value)
    setBusy(false)
    if (result.is === 'refused') return setError(result.error)
    draft.done()
    const name = nameOf(of)
    const done = result.is === 'done'
    const sentence = done ? (value.wants ? words.doneCase(name) : words.done(name)) : words.kept(name)
    goTelling('/round', { tone: done ? 'done' : 'offline', sentence }, { replace: true })
  }
  return { busy, problems, error, save }
}

function Note({ of }: { of: Household }) {
  const { lost } = useStore(connection)
  const draft = useSealedDraft(visitDraftName(of.id), newVisitDraft)
  const { busy, problems, error, save } = useKeeping(of, draft)
  const sub = [messages.heads(of.heads), sayLast(of, serverToday())].join(' · ')
  return (
    <Screen
      title={nameOf(of)}
      sub={sub}
      back={`/round/${of.id}`}
      foot={
        <Button tone="go" grow busy={busy} onPress={() => void save()}>
          {words.save}
        </Button>
      }
    >
      {lost && <Receipt tone="offline">{messages.offline}</Receipt>}
      {draft.value === undefined ? (
        <Loading />
      ) : (
        <>
          <Found draft={draft} />
          <div className="pad form">
            <NoteFields value={draft.value} set={draft.set} problems={problems} />
            <p className="note">{words.known}</p>
            {error && <Trouble error={error} />}
            <Saved draft={draft} />
          </div>
        </>
      )}
    </Screen>
  )
}

/** A visit, noted on the doorstep: four presses and what was said. */
export default function NotePage({ params }: PageProps) {
  const { households, holding, error, sync } = useHouseholds()
  const household = households.get(params['householdId'] ?? '')
  if (household) return <Note of={household} />
  return (
    <Screen title={titles.visit} back="/round">
      {holding ? (
        <Empty>{messages.gone}</Empty>
      ) : error ? (
        <Trouble error={error} onRetry={sync} />
      ) : (
        <Loading />
      )}
    </Screen>
  )
}
