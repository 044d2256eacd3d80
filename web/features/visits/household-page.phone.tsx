import './round/round.css'
import { type ReactNode, useState } from 'react'
import { asCallError, type CallError } from '../../lib/call-error.ts'
import { type Entry, takeAlong } from '../../lib/carried/round.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { serverToday } from '../../lib/server-clock.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Loading, Trouble } from '../../ui/states.tsx'
import { ChangeSheet } from './round/change-sheet.tsx'
import { messages } from './round/messages.ts'
import { nameOf, sayEntries, sayLast } from './round/row.tsx'
import { titles } from './round/titles.ts'
import { type Household, type HouseholdsState, useHouseholds } from './round/use-households.ts'

const words = messages.facts

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** What was taken along for today, in clear: a telephone can be rung. */
function Clear({ entry }: { entry: Entry }) {
  return (
    <Fact name={entry.purposeLabel}>
      {entry.kind === 'phone' ? <a href={`tel:${entry.value}`}>{entry.value}</a> : entry.value}
      <small>{messages.validUntil(entry.expiresOn, serverToday())}</small>
    </Fact>
  )
}

function Facts({ of, along }: { of: Household; along: readonly Entry[] | undefined }) {
  const today = serverToday()
  const care = of.entries.filter((entry) => !entry.startsWith('phone'))
  return (
    <dl className="round-facts">
      <Fact name={words.people}>
        {messages.heads(of.heads)}
        {of.isNew && `，${messages.isNew}`}
      </Fact>
      <Fact name={words.last}>{sayLast(of, today)}</Fact>
      {!along && <Fact name={words.agreed}>{sayEntries(care) || messages.none}</Fact>}
      {!along && <Fact name={words.phone}>{of.phone ?? messages.none}</Fact>}
      {of.open > 0 && <Fact name={words.cases}>{messages.open(of.open)}</Fact>}
      {along?.map((entry) => (
        <Clear key={entry.entryId} entry={entry} />
      ))}
    </dl>
  )
}

function TakeOne({ of, along }: { of: Household; along: readonly Entry[] | undefined }) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<CallError>()
  if (along) return <p className="note">{along.length === 0 ? messages.takenNone : messages.taken}</p>
  if (of.entries.length === 0) return null
  const take = () => {
    setBusy(true)
    setError(undefined)
    takeAlong([of.id])
      .catch((thrown: unknown) => setError(asCallError(thrown)))
      .finally(() => setBusy(false))
  }
  return (
    <>
      {error && <Trouble error={error} />}
      <Button wide busy={busy} onPress={take}>
        {messages.takeOne}
      </Button>
      <p className="note">{messages.takeNote}</p>
    </>
  )
}

function Body({ of, state }: { of: Household; state: HouseholdsState }) {
  const [changing, setChanging] = useState(false)
  const along = state.along.get(of.id)
  return (
    <>
      <Facts of={of} along={along} />
      <div className="round-take">
        <TakeOne of={of} along={along} />
      </div>
      <div className="pad">
        <Button onPress={() => setChanging(true)}>{messages.change}</Button>
      </div>
      {changing && (
        <ChangeSheet of={of} places={state.holding?.places ?? []} onClose={() => setChanging(false)} />
      )}
    </>
  )
}

/** Whom one visits: what is known, what is agreed, and what was said the last time. */
export default function HouseholdPage({ params }: PageProps) {
  const householdId = params['householdId'] ?? ''
  const state = useHouseholds()
  const household = state.households.get(householdId)
  const title = household ? nameOf(household) : titles.household
  return (
    <Screen
      title={title}
      back="/round"
      foot={
        household && (
          <LinkButton href={to(`/round/${householdId}/visit`)} tone="go" grow>
            {messages.note}
          </LinkButton>
        )
      }
    >
      {household ? (
        <Body of={household} state={state} />
      ) : state.holding ? (
        <Empty>{messages.gone}</Empty>
      ) : state.error ? (
        <Trouble error={state.error} onRetry={state.sync} />
      ) : (
        <Loading />
      )}
    </Screen>
  )
}
