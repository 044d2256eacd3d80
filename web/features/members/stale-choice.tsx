import { useState } from 'react'
import type { CallError } from '../../lib/call-error.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { PageFoot } from '../../ui/page-head.tsx'
import { shownOf, type Value } from './field-values.ts'
import { type FieldKey, fieldOf } from './fields.ts'
import { messages } from './messages.ts'

const words = messages.stale
type Side = 'yours' | 'theirs'
type Sides = Record<string, Record<Side, Value>>
export type Collision = { version: number; fields: Sides }

/** What the server says of a save that met another one; nothing for any other refusal. */
export function collisionIn(error: CallError | undefined): Collision | undefined {
  if (error?.code !== 'version.stale') return undefined
  const { version, fields } = error.details
  return typeof version === 'number' && typeof fields === 'object' && fields !== null
    ? { version, fields: fields as Sides }
    : undefined
}

type StaleChoiceProps = {
  collision: Collision
  /** How many columns one has changed that nobody else has. */
  others: number
  saving: boolean
  /** Columns in which the other one's value stays. */
  onChoose: (theirs: ReadonlySet<FieldKey>) => void
  onClose: () => void
}

/** Both sides of every column that met, side by side; a person chooses, nothing is chosen for them. */
export function StaleChoice({ collision, others, saving, onChoose, onClose }: StaleChoiceProps) {
  const keys = Object.keys(collision.fields) as FieldKey[]
  const [chosen, setChosen] = useState<Partial<Record<FieldKey, Side>>>({})
  const open = keys.some((key) => chosen[key] === undefined)
  const show = (key: FieldKey, side: Side) => {
    const value = collision.fields[key]?.[side] ?? null
    return shownOf(fieldOf(key)?.kind ?? 'text', value) ?? words.empty
  }
  return (
    <section className="fills" aria-labelledby="stale-title">
      <h2 id="stale-title">{words.title}</h2>
      <p>{words.sub}</p>
      <div className="stale-choices">
        {keys.map((key) => (
          <Choice<Side>
            key={key}
            legend={fieldOf(key)?.label ?? key}
            value={chosen[key]}
            onChoose={(side) => setChosen((now) => ({ ...now, [key]: side }))}
            options={[
              { value: 'yours', label: show(key, 'yours'), note: words.yours },
              { value: 'theirs', label: show(key, 'theirs'), note: words.theirs },
            ]}
          />
        ))}
      </div>
      <PageFoot
        actions={
          <>
            <Button onPress={onClose}>{words.back}</Button>
            <Button
              tone="go"
              busy={saving}
              disabled={open}
              onPress={() => onChoose(new Set(keys.filter((key) => chosen[key] === 'theirs')))}
            >
              {words.save}
            </Button>
          </>
        }
      >
        {others > 0 && <p>{words.rest(others)}</p>}
      </PageFoot>
    </section>
  )
}
