import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import './search-picker.css'

/** Something that was found or chosen; the note tells two of one name apart. */
export type Choosable = { id: string; name: string; note?: string | null }

type FoundProps = {
  of: readonly Choosable[]
  none: string
  pick: (name: string, note: string) => string
  onPick: (id: string) => void
  /** What to say where there is more than is shown. */
  more?: ReactNode
}

/** What a search found, each a button that takes it. */
export function FoundList({ of, none, pick, onPick, more }: FoundProps) {
  if (of.length === 0) return <p className="note">{none}</p>
  return (
    <>
      <ul className="picker-found">
        {of.map(({ id, name, note }) => (
          <li key={id}>
            <Button label={pick(name, note ?? '')} onPress={() => onPick(id)}>
              {name} {note && <small>{note}</small>}
            </Button>
          </li>
        ))}
      </ul>
      {more && <p className="note">{more}</p>}
    </>
  )
}

type PickedProps = {
  of: readonly Choosable[]
  label: string
  drop: string
  unpick: (name: string) => string
  onDrop: (id: string) => void
}

/** What is chosen so far, each with a way back. */
export function PickedList({ of, label, drop, unpick, onDrop }: PickedProps) {
  if (of.length === 0) return null
  return (
    <ul className="picker-picked" aria-label={label}>
      {of.map(({ id, name, note }) => (
        <li key={id}>
          {name} {note && <small>{note}</small>}
          <Button tone="quiet" label={unpick(name)} onPress={() => onDrop(id)}>
            {drop}
          </Button>
        </li>
      ))}
    </ul>
  )
}
