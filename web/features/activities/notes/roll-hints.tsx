import { to } from '../../../lib/link.ts'
import { useCall } from '../../../lib/use-call.ts'
import { Button } from '../../../ui/button.tsx'
import type { RecordState } from '../use-record.ts'
import { LateScans } from './late-scans.tsx'
import { messages } from './messages.ts'
import './notes.css'

/** Before the roll is sent: who still waits for an answer, and who of another branch scanned the code. */
export function RollHints({ record }: { record: RecordState }) {
  const { activityId, draft, change } = record
  const notes = useCall('getRollNotes', { params: { activityId } })
  if (!notes.data) return null
  const { leaves, checkIns } = notes.data
  const waiting = leaves.filter((one) => one.abilities.decide).length
  const added = new Set(draft.value.added.map((one) => one.memberId))
  const visitors = checkIns.filter((one) => !one.onRoll && !added.has(one.memberId))
  const scanned = checkIns.length
  return (
    <div className="pad roll-hints">
      {waiting > 0 && (
        <p>
          <a href={to(`/activities/${activityId}?view=plan`)}>{messages.waiting(waiting)}</a>
        </p>
      )}
      {scanned > 0 && <p className="note">{messages.scanCount(scanned)}</p>}
      <LateScans checkIns={checkIns} />
      {visitors.map(({ memberId, name, orgName }) => (
        <p key={memberId}>
          {messages.visitorLine(name, orgName)}{' '}
          <Button
            label={messages.visitorAdd(name)}
            onPress={() => change({ added: [...draft.value.added, { memberId, name, orgName }] })}
          >
            {messages.toRoll}
          </Button>
        </p>
      ))}
    </div>
  )
}
