import type { ReactNode } from 'react'
import { call } from '../../lib/call.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { discard, sendAnew } from '../../lib/outbox/outbox.ts'
import type { Kept } from '../../lib/outbox/store.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Button } from '../../ui/button.tsx'
import { Answer } from '../../ui/states.tsx'
import { messages } from './messages.ts'

type Detail = CallOutput<'getActivity'>

function Side({ head, lines }: { head: string; lines: readonly ReactNode[] }) {
  return (
    <section>
      <h3>{head}</h3>
      <ul>
        {lines.map((line, at) => (
          <li key={at}>{line}</li>
        ))}
      </ul>
    </section>
  )
}

/** What stands there now: who recorded it, and the count. */
function thereOf({ activity, roll }: Detail, today: string): string[] {
  const { closedAt, closedByName } = activity
  const by = closedAt ? messages.thereBy(closedByName ?? '', closedAt, today) : messages.thereOpen
  const away = roll.filter((row) => row.state === 'absent' || row.state === 'leave')
  const named = away.map((row) => `${row.name}，${row.reasonLabel ?? row.stateLabel}`)
  return [messages.thereCount(roll.length - away.length, away.length), ...named, by]
}

/** The version that the phone's roll is put on top of; a recorded one is opened again first. */
async function versionFor({ activity, abilities }: Detail): Promise<number> {
  if (activity.state !== 'closed' || !abilities.reopen) return activity.version
  const { activityId } = activity
  const body = { reason: messages.reopenReason }
  return (await call('reopenActivity', { params: { activityId }, body })).version
}

/** A roll that somebody else has changed meanwhile: both as they are, and the person chooses. */
export function BothVersions({ item, busy, run }: BothVersionsProps) {
  const { today } = useSession()
  const { params } = item.request as { params: { activityId: string } }
  const now = useCall('getActivity', { params })
  const useHere = async (detail: Detail) => {
    await sendAnew(item, await versionFor(detail))
  }
  const useThere = async () => {
    await discard(item)
    tell({ tone: 'done', sentence: messages.dropped })
  }
  return (
    <Answer of={now}>
      {(detail) => (
        <>
          <p>{messages.ask}</p>
          <div className="outbox-both">
            <Side head={messages.here} lines={item.lines} />
            <Side head={messages.there} lines={thereOf(detail, today)} />
          </div>
          <div className="two">
            {detail.activity.state !== 'cancelled' && (
              <Button busy={busy} onPress={() => run(() => useHere(detail))}>
                {messages.useHere}
              </Button>
            )}
            <Button busy={busy} onPress={() => run(useThere)}>
              {messages.useThere}
            </Button>
          </div>
        </>
      )}
    </Answer>
  )
}

export type BothVersionsProps = { item: Kept; busy: boolean; run: (work: () => Promise<void>) => void }
