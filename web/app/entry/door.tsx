import type { ReactNode } from 'react'
import './door.css'
import { DisplaySwitch } from './display-switch.tsx'
import { messages } from './messages.ts'

/** The plain frame of the pages that one sees before anybody is signed in. */
export function Door({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="door">
      <header>
        <b className="seal" aria-hidden="true">
          {messages.seal}
        </b>
        <b>{messages.name}</b>
        <DisplaySwitch />
      </header>
      <main id="main" tabIndex={-1}>
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  )
}
