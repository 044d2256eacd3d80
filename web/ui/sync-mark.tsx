import { connection } from '../lib/connection.ts'
import { useStore } from '../lib/store.ts'
import { Icon } from './icon.tsx'
import { messages } from './messages.ts'

/** Is everything through? Told in every header of the phone pages. */
export function SyncMark() {
  const { lost, waiting } = useStore(connection)
  const words = waiting > 0 ? messages.syncWaiting(waiting) : lost ? messages.syncLost : messages.syncDone
  const open = lost || waiting > 0
  return (
    <span className={open ? 'sync off' : 'sync'} role="status">
      <Icon name={lost ? 'nocloud' : 'cloud'} />
      {words}
    </span>
  )
}
