import type { Segment } from '../../../contract/activities.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import type { SegmentDraft } from './heading-draft.ts'
import { messages, segmentLabels } from './messages.ts'

const kinds = Object.entries(segmentLabels).map(([value, label]) => ({ value, label }))
const blank: SegmentDraft = { kind: 'study', title: '', minutes: '', ledBy: '' }

type SegmentFieldsProps = {
  segments: readonly SegmentDraft[]
  onChange: (segments: SegmentDraft[]) => void
  problem: (field: string) => string | undefined
}

/** First study, then service: an activity of several parts is still one activity with one roll. */
export function SegmentFields({ segments, onChange, problem }: SegmentFieldsProps) {
  const change = (at: number, to: Partial<SegmentDraft>) =>
    onChange(segments.map((segment, index) => (index === at ? { ...segment, ...to } : segment)))
  return (
    <div className="act-segments">
      {segments.map((segment, at) => (
        <fieldset key={at} className="act-set act-segment">
          <legend>{messages.segment(at + 1)}</legend>
          <SelectField
            label={messages.segmentKind}
            value={segment.kind}
            onChoose={(kind) => change(at, { kind: kind as Segment['kind'] })}
            options={kinds}
          />
          <TextField
            label={messages.segmentTitle}
            value={segment.title}
            onType={(title) => change(at, { title })}
            problem={problem(`segments.${at}.title`)}
            maxLength={60}
          />
          <TextField
            label={messages.segmentMinutes}
            optional
            value={segment.minutes}
            onType={(minutes) => change(at, { minutes })}
            problem={problem(`segments.${at}.minutes`)}
            inputMode="numeric"
          />
          <TextField
            label={messages.segmentLed}
            optional
            value={segment.ledBy}
            onType={(ledBy) => change(at, { ledBy })}
            problem={problem(`segments.${at}.ledBy`)}
            maxLength={40}
          />
          <Button
            tone="quiet"
            label={messages.dropSegment(at + 1)}
            onPress={() => onChange(segments.filter((_, index) => index !== at))}
          >
            {messages.drop}
          </Button>
        </fieldset>
      ))}
      <div>
        <Button onPress={() => onChange([...segments, blank])}>{messages.addSegment}</Button>
        {segments.length === 0 && <p className="note">{messages.segmentsHint}</p>}
      </div>
    </div>
  )
}
