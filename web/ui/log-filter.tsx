import './log-filter.css'
import { type ReactNode, useState } from 'react'
import { useSettled } from '../lib/use-settled.ts'
import { TextField } from './field.tsx'

const nothing = { from: '', to: '', name: '' }
type Typed = typeof nothing

/** Days and a name by which a log is read, and the page of it that is open: another filter begins at the first. */
export function useLogFilter() {
  const [typed, setTyped] = useState(nothing)
  const [offset, setOffset] = useState(0)
  const name = useSettled(typed.name.trim())
  const type = (to: Partial<Typed>) => {
    setTyped((now) => ({ ...now, ...to }))
    setOffset(0)
  }
  const query = { from: typed.from || undefined, to: typed.to || undefined, name: name || undefined }
  return { typed, type, query, offset, setOffset }
}

type LogFilterProps = {
  of: Pick<ReturnType<typeof useLogFilter>, 'typed' | 'type'>
  words: { from: string; to: string; name: string; nameHint: string }
  /** What stands beside it: another choice, an export. */
  children?: ReactNode
}

export function LogFilter({ of: { typed, type }, words, children }: LogFilterProps) {
  return (
    <div className="log-filter">
      <TextField label={words.from} type="date" value={typed.from} onType={(from) => type({ from })} />
      <TextField label={words.to} type="date" value={typed.to} onType={(to) => type({ to })} />
      <TextField
        label={words.name}
        hint={words.nameHint}
        type="search"
        value={typed.name}
        onType={(name) => type({ name })}
      />
      {children}
    </div>
  )
}
