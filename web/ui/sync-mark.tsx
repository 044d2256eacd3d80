import { connection } from '../lib/connection.ts'
import { to } from '../lib/link.ts'
import { useStore } from '../lib/store.ts'
import { Icon } from './icon.tsx'
import { messages } from './messages.ts'

/** So much is only on this device: leads to where it can be sent, or decided about. */
export function KeptMark({ kept, lost }: { kept: number; lost: boolean }) {
  return (
    <span role="status">
      <a className="sync off" href={to('/outbox')}>
        <Icon name={lost ? 'nocloud' : 'cloud'} />
        {messages.syncKept(kept)}
      </a>
    </span>
  )
}

/** Is everything through? Told in every header of the phone pages. */
export function SyncMark() {
  const { lost, waiting, kept } = useStore(connection)
  if (kept > 0) return <KeptMark kept={kept} lost={lost} />
  const words = waiting > 0 ? messages.syncWaiting(waiting) : lost ? messages.syncLost : messages.syncDone
  const open = lost || waiting > 0
  return (
    <span className={open ? 'sync off' : 'sync'} role="status">
      <Icon name={lost ? 'nocloud' : 'cloud'} />
      {words}
    </span>
  )
}
