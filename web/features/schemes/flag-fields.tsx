import type { SchemeFlag } from '../../../contract/scheme-version.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { AudienceFields } from './audience-fields.tsx'
import { messages } from './messages.ts'
import { optionsOf } from './options.ts'
import { PointsField } from './points-field.tsx'
import { Ends, type Listed } from './row-list.tsx'
import type { FieldsProps } from './version-fields.tsx'
import { outcomes } from './vocabulary.ts'

const words = messages.more

function textsOf(who: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(who).map(([key, value]) => [key, String(value)]))
}

function whoOf(texts: Record<string, string>): Record<string, unknown> {
  const chosen = Object.entries(texts).filter(([, text]) => text !== '')
  return Object.fromEntries(chosen.map(([key, text]) => [key, key === 'stage' ? text : text === 'true']))
}

function FlagRow({ one, no, put, flawAt }: Listed<SchemeFlag>) {
  const side = one.atLeast === null ? 'below' : 'atLeast'
  const total = (points: number | null, at: string) =>
    put({ below: at === 'below' ? points : null, atLeast: at === 'atLeast' ? points : null })
  return (
    <div className="row-of">
      <div className="grid">
        <TextField
          label={words.flag(no)}
          value={one.name}
          onType={(name) => put({ name })}
          problem={flawAt('name')}
          maxLength={40}
        />
        <SelectField
          label={words.flagSide(no)}
          value={side}
          onChoose={(at) => total(one[side], at)}
          options={optionsOf({ below: words.below, atLeast: words.atLeast })}
        />
        <PointsField
          label={words.flagTotal(no)}
          value={one[side]}
          flaw={flawAt('below')}
          onType={(points) => total(points, side)}
        />
        <SelectField
          label={words.flagOutcome(no)}
          value={one.outcome}
          onChoose={(outcome) => put({ outcome: outcome as SchemeFlag['outcome'] })}
          options={optionsOf(outcomes)}
        />
      </div>
      <AudienceFields
        legend={words.flagAudience(no)}
        who={textsOf(one.who)}
        onType={(who) => put({ who: whoOf(who) })}
      />
    </div>
  )
}

/** Totals at which people are asked to look; nothing is decided by them. */
export function FlagFields({ version: { flags }, flaws, onChange }: FieldsProps) {
  const put = (at: number, change: Partial<SchemeFlag>) =>
    onChange({ flags: flags.map((flag, i) => (i === at ? { ...flag, ...change } : flag)) })
  const flawAt = (at: number) => (part: string) =>
    flaws.find((flaw) => flaw.at === `flags.${at}.${part}`)?.message
  const last = flags[flags.length - 1]
  const blank: SchemeFlag = { name: '', below: 6000, atLeast: null, who: {}, outcome: 'talk' }
  return (
    <fieldset className="steps-of">
      <legend>{words.flags}</legend>
      <p className="note">{words.flagsHint}</p>
      {flags.map((one, i) => (
        <FlagRow key={i} one={one} no={i + 1} put={(change) => put(i, change)} flawAt={flawAt(i)} />
      ))}
      <Ends
        add={words.addFlag}
        last={last?.name}
        onAdd={() => onChange({ flags: [...flags, blank] })}
        onDrop={() => onChange({ flags: flags.slice(0, -1) })}
      />
    </fieldset>
  )
}
