import type { SchemeVersion } from '../../../contract/scheme-version.ts'
import { Check } from '../../ui/choice.tsx'
import { SelectField } from '../../ui/field.tsx'
import { messages } from './messages.ts'
import { optionsOf } from './options.ts'
import { PointsField } from './points-field.tsx'
import type { FieldsProps } from './version-fields.tsx'
import { classes, whereSilent } from './vocabulary.ts'

const words = messages.more

type Latitude = NonNullable<SchemeVersion['latitude']>

/** What organisations below may add to it by a scheme of their own. */
export function LatitudeFields({ version: { latitude }, onChange }: FieldsProps) {
  const blank: Latitude = { classes: ['bonus'], most: 1000 }
  const toggle = (own: Latitude, one: Latitude['classes'][number], on: boolean) => {
    const chosen = on ? [...own.classes, one] : own.classes.filter((other) => other !== one)
    onChange({ latitude: chosen.length > 0 ? { ...own, classes: chosen } : null })
  }
  return (
    <fieldset className="steps-of">
      <legend>{words.latitude}</legend>
      <Check checked={latitude !== null} onChange={(on) => onChange({ latitude: on ? blank : null })}>
        {words.latitudeSome}
      </Check>
      {latitude && (
        <div className="row-of">
          {Object.entries(classes).map(([code, label]) => {
            const one = code as Latitude['classes'][number]
            return (
              <Check
                key={code}
                checked={latitude.classes.includes(one)}
                onChange={(on) => toggle(latitude, one, on)}
              >
                {label}
              </Check>
            )
          })}
          <div className="grid">
            <PointsField
              label={words.latitudeMost}
              value={latitude.most}
              onType={(most) => onChange({ latitude: { ...latitude, most: Math.max(1, most ?? 1) } })}
            />
          </div>
        </div>
      )}
    </fieldset>
  )
}

/** What happens where bands and grades say nothing. */
export function SilentField({ version, onChange }: FieldsProps) {
  return (
    <div className="grid">
      <SelectField
        label={words.silent}
        value={version.whereSilent}
        onChoose={(value) => onChange({ whereSilent: value as SchemeVersion['whereSilent'] })}
        options={optionsOf(whereSilent)}
      />
    </div>
  )
}
