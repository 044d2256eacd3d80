import '../../ui/due-row.css'
import './round/round.css'
import { useState } from 'react'
import { asCallError, type CallError } from '../../lib/call-error.ts'
import { takeAlong } from '../../lib/carried/round.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Loading, Trouble } from '../../ui/states.tsx'
import { findHouseholds, groupByPlace, listDue, type Place } from './round/list.ts'
import { messages } from './round/messages.ts'
import { RoundNotes } from './round/round-notes.tsx'
import { Rows } from './round/row.tsx'
import { titles } from './round/titles.ts'
import { type Household, type HouseholdsState, useHouseholds } from './round/use-households.ts'

const mostFound = 30
const mostDue = 12
/** As many as the server gives along at a time. */
const mostTaken = 60

function Found({ of, typed, places }: { of: readonly Household[]; typed: string; places: readonly Place[] }) {
  const named = places.flatMap(({ placeId, name }) => (placeId === null ? [] : [{ placeId, name }]))
  const found = findHouseholds(of, named, typed) as Household[]
  return (
    <>
      <p className="sec" role="status">
        {messages.found(found.length)}
      </p>
      {found.length > 0 && <Rows of={found.slice(0, mostFound)} />}
      {found.length > mostFound && <p className="pad top note">{messages.more(found.length - mostFound)}</p>}
    </>
  )
}

/** What is sensitive comes along only for where one goes today, and only when one says so. */
function TakeAlong({ due, along }: { due: readonly Household[]; along: HouseholdsState['along'] }) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<CallError>()
  const wanted = due.filter(({ id, entries }) => entries.length > 0 && !along.has(id)).slice(0, mostTaken)
  if (wanted.length === 0) return null
  const take = () => {
    setBusy(true)
    setError(undefined)
    takeAlong(wanted.map(({ id }) => id))
      .then(() => tell({ tone: 'done', sentence: messages.taken }))
      .catch((thrown: unknown) => setError(asCallError(thrown)))
      .finally(() => setBusy(false))
  }
  return (
    <div className="round-take">
      {error && <Trouble error={error} />}
      <Button wide busy={busy} onPress={take}>
        {messages.takeAll(wanted.length)}
      </Button>
      <p className="note">{messages.takeNote}</p>
    </div>
  )
}

function Due({ of, along }: { of: readonly Household[]; along: HouseholdsState['along'] }) {
  const [all, setAll] = useState(false)
  const shown = all ? of : of.slice(0, mostDue)
  return (
    <section aria-labelledby="round-due">
      <h2 className="sec" id="round-due">
        <span>{messages.due}</span>
        <i>{messages.households(of.length)}</i>
      </h2>
      {of.length === 0 ? <p className="pad note">{messages.nothingDue}</p> : <Rows of={shown} first />}
      {of.length > shown.length && (
        <div className="pad top">
          <Button wide onPress={() => setAll(true)}>
            {messages.all(of.length - shown.length)}
          </Button>
        </div>
      )}
      <TakeAlong due={of} along={along} />
    </section>
  )
}

function Places({ of }: { of: readonly Place[] }) {
  return (
    <section aria-labelledby="round-places">
      <h2 className="sec" id="round-places">
        {messages.byPlace}
      </h2>
      <ul className="items">
        {of.map(({ placeId, name, rows }) => (
          <li key={placeId}>
            <a href={to(`/round?place=${placeId ?? 'none'}`)}>
              <span>
                <b>{name}</b>
                <small>{messages.households(rows.length)}</small>
              </span>
              <Icon name="more" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What one leaves at a door, with one's own name on it. */
function Cards() {
  const { memberId } = useSession()
  if (memberId === null) return null
  return (
    <div className="pad top">
      <LinkButton href={`/print/members/${memberId}/contact-cards`} wide>
        {messages.cards}
      </LinkButton>
    </div>
  )
}

function PlaceRows({ place }: { place: Place }) {
  return (
    <section aria-labelledby="round-place">
      <h2 className="sec" id="round-place">
        <span>{place.name}</span>
        <i>{messages.households(place.rows.length)}</i>
      </h2>
      <Rows of={place.rows as Household[]} />
      <div className="pad top">
        <LinkButton href={to('/round')} wide>
          {messages.placeBack}
        </LinkButton>
      </div>
    </section>
  )
}

function Round({ state, place }: { state: HouseholdsState; place: string | null }) {
  const [typed, setTyped] = useState('')
  const households = [...state.households.values()]
  const places = groupByPlace(households, state.holding?.places ?? [], messages.noPlace)
  const chosen = places.find(({ placeId }) => String(placeId ?? 'none') === place)
  if (state.holding?.grids.length === 0) return <Empty>{messages.noGrid}</Empty>
  return (
    <>
      <div className="round-find">
        <TextField
          label={messages.search}
          hint={messages.searchHint}
          type="search"
          value={typed}
          onType={setTyped}
        />
      </div>
      {typed.trim() !== '' ? (
        <Found of={households} typed={typed} places={places} />
      ) : chosen ? (
        <PlaceRows place={chosen} />
      ) : (
        <>
          <Due of={listDue(households) as Household[]} along={state.along} />
          <Places of={places} />
          <Cards />
        </>
      )}
    </>
  )
}

/** Where somebody goes today, with or without a line. */
export default function RoundPage({ search }: PageProps) {
  const state = useHouseholds()
  const { holding, error, syncing } = state
  const sub = holding && (syncing ? messages.syncing : messages.sub(holding.rows.size))
  return (
    <Screen title={titles.round} sub={sub} back={search.has('place') ? '/round' : '/record'}>
      <RoundNotes state={state} />
      {holding ? (
        <Round state={state} place={search.get('place')} />
      ) : (
        !error && <Loading>{messages.first}</Loading>
      )}
    </Screen>
  )
}
