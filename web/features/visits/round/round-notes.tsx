import { useState } from 'react'
import { connection } from '../../../lib/connection.ts'
import { formatInstant } from '../../../lib/format-day.ts'
import { go } from '../../../lib/link.ts'
import { can, useSession } from '../../../lib/session.ts'
import { useStore } from '../../../lib/store.ts'
import { useCall } from '../../../lib/use-call.ts'
import { Receipt } from '../../../ui/receipt.tsx'
import { Trouble } from '../../../ui/states.tsx'
import { messages } from './messages.ts'
import type { HouseholdsState } from './use-households.ts'

function keyOf(accountId: string): string {
  return `zhibutong:round-seen:${accountId}`
}

function wasHere(accountId: string): boolean {
  try {
    return localStorage.getItem(keyOf(accountId)) !== null
  } catch {
    return false
  }
}

/** Whoever comes with another phone, or with one whose browser was emptied, looks for what is only on the old one. */
function NewPhone() {
  const { account, today } = useSession()
  const [seen, setSeen] = useState(() => wasHere(account.id))
  const machines = useCall('listSessions', seen ? undefined : {})
  if (seen) return null
  const note = () => {
    try {
      localStorage.setItem(keyOf(account.id), '1')
    } catch {
      // Told again next time.
    }
    setSeen(true)
  }
  const others = machines.data?.rows.filter(({ isThis }) => !isThis) ?? []
  const lines = others.map(({ device, lastSeenAt }) =>
    messages.otherPhone(device, formatInstant(lastSeenAt, today)),
  )
  return (
    <Receipt tone="late" changed={lines} action={{ label: messages.newPhoneDone, run: note }}>
      {messages.newPhone}
      {others.length > 0 && messages.otherPhones}
    </Receipt>
  )
}

function Conflicts() {
  const mayWrite = can(useSession(), 'households.write')
  const conflicts = useCall('listMergeConflicts', mayWrite ? {} : undefined)
  const count = conflicts.data?.rows.length ?? 0
  if (count === 0) return null
  return (
    <Receipt tone="late" action={{ label: messages.conflict.choose, run: () => go('/round/conflicts') }}>
      {messages.conflict.waiting(count)}
    </Receipt>
  )
}

/** How fresh it is, what this phone cannot do, and what waits for a person. */
export function RoundNotes({ state }: { state: HouseholdsState }) {
  const { today } = useSession()
  const { lost } = useStore(connection)
  const { holding, error, sync } = state
  if (!holding) {
    if (!error) return null
    if (error.code === 'network.lost') return <Receipt tone="offline">{messages.offlineEmpty}</Receipt>
    return <Trouble error={error} onRetry={error.status === 403 ? undefined : sync} />
  }
  const isLost = lost || error?.code === 'network.lost'
  return (
    <>
      {isLost && (
        <Receipt tone="offline">
          {messages.offline} {messages.carried(new Date(holding.syncedAt).toISOString(), today)}。
        </Receipt>
      )}
      {error && !isLost && <Trouble error={error} onRetry={sync} />}
      {!holding.stored && <Receipt tone="late">{messages.notStored}</Receipt>}
      <NewPhone />
      <Conflicts />
    </>
  )
}
