import { useState } from 'react'
import { parsePoints } from '../../lib/format-points.ts'
import { TextField } from '../../ui/field.tsx'
import { printFigure } from './band-draft.ts'
import { messages } from './messages.ts'

type PointsProps = {
  label: string
  hint?: string
  value: number | null
  optional?: boolean
  flaw?: string | undefined
  onType: (points: number | null) => void
}

/** Text while it is typed; what can be read goes up at once. */
export function PointsField({ label, hint, value, optional = false, flaw, onType }: PointsProps) {
  const [text, setText] = useState(printFigure(value))
  const empty = optional && text.trim() === ''
  const parsed = empty ? null : parsePoints(text)
  const type = (next: string) => {
    setText(next)
    const points = optional && next.trim() === '' ? null : parsePoints(next)
    if (points !== undefined) onType(points)
  }
  const problem = parsed === undefined ? messages.rule.number : flaw
  return (
    <TextField
      label={label}
      hint={hint}
      optional={optional}
      inputMode="decimal"
      value={text}
      onType={type}
      problem={problem}
    />
  )
}
