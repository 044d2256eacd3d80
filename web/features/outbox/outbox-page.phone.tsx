import { useState } from 'react'
import { asCallError, type CallError } from '../../lib/call-error.ts'
import { writeSealedDraft } from '../../lib/carried/sealed-draft.ts'
import { connection } from '../../lib/connection.ts'
import { go, to } from '../../lib/link.ts'
import { discard } from '../../lib/outbox/outbox.ts'
import { sendAll } from '../../lib/outbox/send.ts'
import type { Kept } from '../../lib/outbox/store.ts'
import { draftFrom, visitDraftName } from '../../lib/outbox/visit-draft.ts'
import { visitOf } from '../../lib/outbox/visits.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Loading, Trouble } from '../../ui/states.tsx'
import { BothVersions, type BothVersionsProps } from './both-versions.tsx'
import { messages } from './messages.ts'
import './outbox.css'
import { useKept } from '../../lib/outbox/use-kept.ts'

const ofRolls: readonly string[] = ['saveRoll', 'closeActivity']

/** Back into the form with what was written, as another visit: of this one the server took nothing. */
async function writeAgain(item: Kept): Promise<void> {
  const visit = visitOf(item)
  await writeSealedDraft(visitDraftName(visit.householdId), draftFrom(visit))
  await discard(item)
  go(`${item.page}/visit`)
}

/** The server refused it while nobody was there to ask. */
function Refused({ item, busy, run }: BothVersionsProps & { item: Kept }) {
  const { code = '', message = '' } = item.refused ?? {}
  if (ofRolls.includes(item.name) && ['version.stale', 'state.wrong'].includes(code))
    return <BothVersions item={item} busy={busy} run={run} />
  return (
    <>
      <ul>
        {item.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className="receipt receipt-late">{message}</p>
      <div className="two">
        {item.name === 'submitVisits' ? (
          <Button busy={busy} onPress={() => run(() => writeAgain(item))}>
            {messages.again}
          </Button>
        ) : (
          <LinkButton href={to(item.page)}>{messages.see}</LinkButton>
        )}
        <Button busy={busy} onPress={() => run(() => discard(item))}>
          {messages.discard}
        </Button>
      </div>
    </>
  )
}

function Item({ item, busy, run }: BothVersionsProps) {
  const { today } = useSession()
  return (
    <li>
      <h2>{item.title}</h2>
      <p className="note">{messages.madeAt(new Date(item.madeAt).toISOString(), today)}</p>
      {item.refused ? (
        <Refused item={item} busy={busy} run={run} />
      ) : (
        <>
          <ul>
            {item.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p className="note">{messages.waiting}</p>
        </>
      )}
    </li>
  )
}

/** All that is only on this phone: sent by itself when there is a line, or decided about by the person. */
export default function OutboxPage() {
  const items = useKept()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<CallError>()
  const run = (work: () => Promise<void>) => {
    setBusy(true)
    setError(undefined)
    work()
      .catch((thrown: unknown) => setError(asCallError(thrown)))
      .finally(() => setBusy(false))
  }
  const sync = async () => {
    await sendAll()
    const left = connection.get().kept
    tell(
      left === 0 ? { tone: 'done', sentence: messages.sent } : { tone: 'offline', sentence: messages.kept },
    )
  }
  if (!items)
    return (
      <Screen title={messages.title} back="/">
        <Loading />
      </Screen>
    )
  return (
    <Screen
      title={messages.title}
      back="/"
      foot={
        items.some((item) => !item.refused) && (
          <Button tone="go" wide busy={busy} onPress={() => run(sync)}>
            {messages.sync}
          </Button>
        )
      }
    >
      {error && <Trouble error={error} />}
      {items.length === 0 ? (
        <Empty>{messages.empty}</Empty>
      ) : (
        <>
          <p className="pad top note">{messages.sub}</p>
          <ul className="outbox">
            {items.map((item) => (
              <Item key={item.id} item={item} busy={busy} run={run} />
            ))}
          </ul>
        </>
      )}
    </Screen>
  )
}
