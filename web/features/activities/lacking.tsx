import type { CallOutput } from '../../lib/call-types.ts'
import { to } from '../../lib/link.ts'
import { LinkButton } from '../../ui/button.tsx'
import { agendaMessages as words } from './agenda-messages.ts'
import type { Detail } from './use-record.ts'

/** What the agenda asks and was not recorded: said until it is put right, and never in the way. */
export function LackingNote({ detail }: { detail: Detail }) {
  const { activity, abilities } = detail
  const { lacking, state, activityId } = activity
  if (lacking.length === 0 || state === 'cancelled') return null
  return (
    <div className="act-lacking">
      <ul>
        {lacking.map((one) => (
          <li key={one.itemId ?? one.title}>{one.sentence}</li>
        ))}
      </ul>
      {abilities.change && (
        <LinkButton href={to(`/activities/${activityId}/change`)}>{words.mend}</LinkButton>
      )}
    </div>
  )
}

type Row = CallOutput<'listActivities'>['rows'][number]

/** 缺第一议题：学习: of what was recorded; a plan may still get it. */
export function LackingMark({ row }: { row: Row }) {
  const isRecorded = row.state === 'closed' || row.state === 'reopened'
  if (!isRecorded || row.lacking.length === 0) return null
  return <small>{words.lackingMark(row.lacking.map((one) => one.title))}</small>
}
