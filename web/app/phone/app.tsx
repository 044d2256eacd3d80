import { Suspense, useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { startOutbox } from '../../lib/outbox/start.ts'
import { loadSession, type SessionState, sessionState } from '../../lib/session.ts'
import { useStore } from '../../lib/store.ts'
import { Loading, Trouble } from '../../ui/states.tsx'
import { Boundary } from '../entry/broken.tsx'
import { Door } from '../entry/door.tsx'
import { messages as entryMessages } from '../entry/messages.ts'
import { goToDoor } from '../entry/next-page.ts'
import { ReceiptSlot } from '../entry/receipt-slot.tsx'
import { arrive } from '../entry/start-entry.ts'
import { doors, pageAt, pages, Routes } from './routes.tsx'
import { isTab, Tabs } from './tabs.tsx'

function isDoor(path: string): boolean {
  return doors.some((door) => door.path === path)
}

/** What stands around the pages: nobody here yet, the line is lost, or somebody and the tabs. */
function Inside({ state, path }: { state: SessionState; path: string }) {
  if (state.is === 'trouble') {
    return (
      <Door title={entryMessages.name}>
        <Trouble error={state.error} onRetry={() => void loadSession()} />
      </Door>
    )
  }
  if (state.is !== 'in') return <Loading />
  return (
    <>
      <ReceiptSlot />
      <Suspense fallback={<Loading />}>
        <Routes of={pages} />
      </Suspense>
      {isTab(path) && <Tabs session={state.session} path={path} />}
    </>
  )
}

export function App() {
  const [path] = useLocation()
  const state = useStore(sessionState)
  const first = useRef(true)

  useEffect(() => {
    if (state.is === 'in') startOutbox()
  }, [state.is])
  useEffect(() => {
    if (state.is === 'out' && !isDoor(path)) goToDoor(path + location.search)
  }, [state.is, path])
  useEffect(() => {
    // The first page has the browser's own beginning.
    if (first.current) document.title = pageAt(path)?.title ?? entryMessages.name
    else arrive(pageAt(path)?.title, entryMessages.name)
    first.current = false
  }, [path])

  return (
    <div className="screen">
      <Boundary place={path}>
        {isDoor(path) ? (
          <Suspense fallback={<Loading />}>
            <Routes of={doors} />
          </Suspense>
        ) : (
          <Inside state={state} path={path} />
        )}
      </Boundary>
    </div>
  )
}
