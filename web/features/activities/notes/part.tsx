import type { ReactNode } from 'react'
import type { CallOutput } from '../../../lib/call-types.ts'
import './notes.css'

export type Notes = CallOutput<'getRollNotes'>

export function Part({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="note-part">
      <h2 className="act-head">
        <span>{title}</span>
        {aside && <i>{aside}</i>}
      </h2>
      {children}
    </section>
  )
}
