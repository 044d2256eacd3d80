import type { AgendaItem } from '../../../contract/agenda-items.ts'
import { Button } from '../../ui/button.tsx'
import { agendaMessages as words } from './agenda-messages.ts'
import { blankSegment, type SegmentDraft } from './heading-draft.ts'
import type { Agenda } from './segment-more.tsx'

type PicksProps = {
  agenda: Agenda
  segments: readonly SegmentDraft[]
  onChange: (segments: SegmentDraft[]) => void
}

function draftOf(item: AgendaItem): SegmentDraft {
  const { itemId, kind, title, minutes, ledRole, topic, mode } = item
  return {
    ...blankSegment,
    ...{ itemId, kind, title, ledRole, topic, mode },
    minutes: minutes === null ? '' : String(minutes),
  }
}

/** What else may be done besides what is asked, each one press. */
export function Picks({ agenda, segments, onChange }: PicksProps) {
  const picked = new Set(segments.map((one) => one.itemId))
  const left = agenda.choices.filter((one) => !picked.has(one.itemId))
  if (left.length === 0 && agenda.free === 0) return null
  return (
    <fieldset className="act-set">
      <legend>{words.picks}</legend>
      {agenda.free > 0 && <p className="note">{words.free(agenda.free)}</p>}
      <div className="act-picks">
        {left.map((item) => (
          <Button
            key={item.itemId}
            tone="quiet"
            label={words.pickLabel(item.title)}
            onPress={() => onChange([...segments, draftOf(item)])}
          >
            {item.title}
          </Button>
        ))}
      </div>
    </fieldset>
  )
}
