import type { ReactNode } from 'react'
import { connection } from '../lib/connection.ts'
import { to } from '../lib/link.ts'
import { usePlace } from '../lib/place.ts'
import { useSession } from '../lib/session.ts'
import { useStore } from '../lib/store.ts'
import './screen.css'
import { Icon } from './icon.tsx'
import { messages } from './messages.ts'
import { SyncMark } from './sync-mark.tsx'

type ScreenProps = {
  title: ReactNode
  sub?: ReactNode
  /** Where 返回 leads, below the entry's base. */
  back: string
  /** At the right of the bar: 应到 68. The sync mark gives way to it, as long as nothing is kept on the device. */
  aside?: ReactNode
  /** What stays at the foot: counts, and the one red button. */
  foot?: ReactNode
  children: ReactNode
}

/** A phone page that one came to from another, with the way back. */
export function Screen({ title, sub, back, aside, foot, children }: ScreenProps) {
  const { kept } = useStore(connection)
  return (
    <>
      <header className="bar">
        <a className="sq" href={to(back)} aria-label={messages.back}>
          <Icon name="back" />
        </a>
        <div className="bar-t">
          <h1>{title}</h1>
          {sub && <span>{sub}</span>}
        </div>
        {aside && <b className="count">{aside}</b>}
        {(!aside || kept > 0) && <SyncMark />}
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      {foot && <footer className="act">{foot}</footer>}
    </>
  )
}

/** One of the four pages that the tabs lead to, with the organisation's name at its head. */
export function HomeScreen({
  title,
  sub,
  children,
}: {
  title: ReactNode
  sub?: ReactNode
  children: ReactNode
}) {
  const { account } = useSession()
  const place = usePlace()
  return (
    <>
      <header className="home">
        <b className="seal" aria-hidden="true">
          {messages.seal}
        </b>
        <div className="bar-t">
          <b>{place?.orgName ?? account.name}</b>
          {place && (
            <span>
              {place.roleLabel} {account.name}
            </span>
          )}
        </div>
        <SyncMark />
      </header>
      <main id="main" tabIndex={-1}>
        <div className="hello">
          <h1>{title}</h1>
          {sub && <p>{sub}</p>}
        </div>
        {children}
      </main>
    </>
  )
}
