import './backups.css'
import { formatInstant } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { useCall } from '../../lib/use-call.ts'
import { messages } from './messages.ts'

/** When the last good backup was, on the start page of who looks after the system. */
export default function BackupLine() {
  const { data } = useCall('listBackups', {})
  if (!data) return null
  const when = data.lastGoodAt && formatInstant(data.lastGoodAt)
  return (
    <p className="backup-line">
      {[messages.line(when), data.state !== 'none' && messages.states[data.state]].filter(Boolean).join('，')}
      <a href={to('/backups')}>{messages.more}</a>
    </p>
  )
}
