import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { type BandDraft, blankBand } from './band-draft.ts'
import { messages } from './messages.ts'

const words = messages.bands

type BandFieldsProps = {
  bands: readonly BandDraft[]
  problem: string | undefined
  onChange: (bands: readonly BandDraft[]) => void
}

/** 从几到几给几分, one line each, from the lowest up. */
export function BandFields({ bands, problem, onChange }: BandFieldsProps) {
  const shown = bands.length > 0 ? bands : [blankBand]
  const type = (at: number, change: Partial<BandDraft>) =>
    onChange(shown.map((band, i) => (i === at ? { ...band, ...change } : band)))
  return (
    <fieldset className="steps-of">
      <legend>{words.title}</legend>
      <p className="note">{words.hint}</p>
      {problem && <p className="problem">{problem}</p>}
      {shown.map((band, i) => (
        <div key={i} className="grid row-of">
          {(['from', 'to', 'points'] as const).map((part) => (
            <TextField
              key={part}
              label={words[part](i + 1)}
              inputMode="decimal"
              optional={part === 'to'}
              value={band[part]}
              onType={(text) => type(i, { [part]: text })}
            />
          ))}
        </div>
      ))}
      <div className="acts">
        <Button onPress={() => onChange([...shown, blankBand])}>{words.add}</Button>
        {shown.length > 1 && (
          <Button tone="quiet" onPress={() => onChange(shown.slice(0, -1))}>
            {words.remove}
          </Button>
        )}
      </div>
    </fieldset>
  )
}
