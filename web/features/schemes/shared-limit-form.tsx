import { useState } from 'react'
import type { SchemeLimit, SchemeRule } from '../../../contract/scheme-version.ts'
import { parsePoints } from '../../lib/format-points.ts'
import { Button } from '../../ui/button.tsx'
import { Check } from '../../ui/choice.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { plainLimit } from './blanks.ts'
import { messages } from './messages.ts'
import { periods } from './vocabulary.ts'

const words = messages.shared

type Typed = {
  name: string
  rules: readonly string[]
  period: SchemeLimit['period']
  cap: string
  floor: string
}
const blank: Typed = { name: '', rules: [], period: 'year', cap: '', floor: '' }

/** `null` for a limit that is not set; nothing when it cannot be read. */
function readLimit(text: string): number | null | undefined {
  return text.trim() === '' ? null : parsePoints(text)
}

function write(typed: Typed, level: number): SchemeLimit | undefined {
  const [cap, floor] = [readLimit(typed.cap), readLimit(typed.floor)]
  const name = typed.name.trim()
  if (!name || typed.rules.length === 0 || cap === undefined || floor === undefined) return undefined
  if (cap === null && floor === null) return undefined
  return { name, level, period: typed.period, cap, floor, rules: [...typed.rules], ...plainLimit }
}

type FormProps = {
  rules: readonly SchemeRule[]
  /** Settled after what is set for one rule alone. */
  level: number
  onPut: (limit: SchemeLimit) => void
  onClose: () => void
}

/** A ceiling or floor over several rules together. */
export function SharedLimitForm({ rules, level, onPut, onClose }: FormProps) {
  const [typed, setTyped] = useState(blank)
  const [tried, setTried] = useState(false)
  const limit = write(typed, level)
  const type = (change: Partial<Typed>) => setTyped((now) => ({ ...now, ...change }))
  const toggle = (code: string, on: boolean) =>
    type({ rules: on ? [...typed.rules, code] : typed.rules.filter((one) => one !== code) })
  const put = () => {
    setTried(true)
    if (limit) onPut(limit)
  }
  return (
    <div className="rule-form">
      <div className="grid">
        <TextField
          label={words.name}
          value={typed.name}
          onType={(name) => type({ name })}
          problem={tried && !limit ? words.missing : undefined}
          maxLength={40}
        />
        <SelectField
          label={words.period}
          value={typed.period}
          onChoose={(period) => type({ period: period as Typed['period'] })}
          options={Object.entries(periods).map(([value, label]) => ({ value, label }))}
        />
        <TextField label={words.cap} optional value={typed.cap} onType={(cap) => type({ cap })} />
        <TextField label={words.floor} optional value={typed.floor} onType={(floor) => type({ floor })} />
      </div>
      <fieldset className="steps-of">
        <legend>{words.rules}</legend>
        {rules.map(({ code, name }) => (
          <Check key={code} checked={typed.rules.includes(code)} onChange={(on) => toggle(code, on)}>
            {name}
          </Check>
        ))}
      </fieldset>
      <div className="acts">
        <Button onPress={put}>{words.put}</Button>
        <Button tone="quiet" onPress={onClose}>
          {words.keep}
        </Button>
      </div>
    </div>
  )
}
