import { Check } from '../../ui/choice.tsx'
import { agendaMessages as words } from './agenda-messages.ts'
import { messages } from './messages.ts'
import type { RecordState } from './use-record.ts'

/** What was on the agenda, all of it done unless somebody says no: no press for what went as planned. */
export function AgendaPart({ record }: { record: RecordState }) {
  const { draft, segments, change } = record
  if (segments.length === 0) return null
  const skipped = draft.value.skipped ?? []
  const set = (at: number, isDone: boolean) =>
    change({ skipped: isDone ? skipped.filter((one) => one !== at) : [...skipped, at] })
  return (
    <fieldset className="act-set">
      <legend>{words.agenda}</legend>
      <p className="note">{words.agendaHint}</p>
      <div className="act-agenda">
        {segments.map((segment, at) => (
          <Check key={at} checked={!skipped.includes(at)} onChange={(isDone) => set(at, isDone)}>
            {segment.title}
            {segment.ledBy && <small> {messages.ledBy(segment.ledBy)}</small>}
          </Check>
        ))}
      </div>
      {skipped.length > 0 && <p className="note">{words.skippedNote}</p>}
    </fieldset>
  )
}
