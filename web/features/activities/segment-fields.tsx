import type { Segment } from '../../../contract/segments.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { blankSegment, type SegmentDraft } from './heading-draft.ts'
import { messages, segmentLabels } from './messages.ts'
import { type Agenda, SegmentMore } from './segment-more.tsx'
import { Picks } from './segment-picks.tsx'

const kinds = Object.entries(segmentLabels).map(([value, label]) => ({ value, label }))

type SegmentFieldsProps = {
  segments: readonly SegmentDraft[]
  /** What a part may be about, and what else may be picked; nothing until it is there. */
  agenda: Agenda | undefined
  onChange: (segments: SegmentDraft[]) => void
  problem: (field: string) => string | undefined
}

type SegmentLineProps = {
  at: number
  segment: SegmentDraft
  agenda: Agenda | undefined
  onChange: (to: Partial<SegmentDraft>) => void
  onDrop: () => void
  problem: (field: string) => string | undefined
}

function SegmentLine({ at, segment, agenda, onChange, onDrop, problem }: SegmentLineProps) {
  return (
    <fieldset className="act-set act-segment">
      <legend>{messages.segment(at + 1)}</legend>
      <SelectField
        label={messages.segmentKind}
        value={segment.kind}
        onChoose={(kind) => onChange({ kind: kind as Segment['kind'] })}
        options={kinds}
      />
      <TextField
        label={messages.segmentTitle}
        value={segment.title}
        onType={(title) => onChange({ title })}
        problem={problem(`segments.${at}.title`)}
        maxLength={60}
      />
      <TextField
        label={messages.segmentMinutes}
        optional
        value={segment.minutes}
        onType={(minutes) => onChange({ minutes })}
        problem={problem(`segments.${at}.minutes`)}
        inputMode="numeric"
      />
      <TextField
        label={messages.segmentLed}
        optional
        value={segment.ledBy}
        onType={(ledBy) => onChange({ ledBy })}
        problem={problem(`segments.${at}.ledBy`)}
        maxLength={40}
      />
      <SegmentMore
        at={at}
        segment={segment}
        agenda={agenda}
        onChange={onChange}
        problem={(name) => problem(`segments.${at}.${name}`)}
      />
      <Button tone="quiet" label={messages.dropSegment(at + 1)} onPress={onDrop}>
        {messages.drop}
      </Button>
    </fieldset>
  )
}

/** First study, then service: an activity of several parts is still one activity with one roll. */
export function SegmentFields({ segments, agenda, onChange, problem }: SegmentFieldsProps) {
  const change = (at: number, to: Partial<SegmentDraft>) =>
    onChange(segments.map((segment, index) => (index === at ? { ...segment, ...to } : segment)))
  return (
    <div className="act-segments">
      {segments.map((segment, at) => (
        <SegmentLine
          key={at}
          at={at}
          segment={segment}
          agenda={agenda}
          onChange={(to) => change(at, to)}
          onDrop={() => onChange(segments.filter((_, index) => index !== at))}
          problem={problem}
        />
      ))}
      {agenda && <Picks agenda={agenda} segments={segments} onChange={onChange} />}
      <div>
        <Button onPress={() => onChange([...segments, blankSegment])}>{messages.addSegment}</Button>
        {segments.length === 0 && <p className="note">{messages.segmentsHint}</p>}
      </div>
    </div>
  )
}
