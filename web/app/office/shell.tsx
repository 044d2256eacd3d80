import { Outlet, useLocation } from '@tanstack/react-router'
import { connection } from '../../lib/connection.ts'
import { go } from '../../lib/link.ts'
import { sessionState } from '../../lib/session.ts'
import { useStore } from '../../lib/store.ts'
import { messages as uiMessages } from '../../ui/messages.ts'
import { Receipt } from '../../ui/receipt.tsx'
import { messages as entryMessages } from '../entry/messages.ts'
import { ReceiptSlot } from '../entry/receipt-slot.tsx'
import { features } from './features.ts'
import { messages } from './messages.ts'
import { Nav } from './nav.tsx'
import { Top } from './top.tsx'

const items = features.flatMap((feature) => feature.nav)

function LostLine() {
  const { lost } = useStore(connection)
  if (!lost) return null
  return (
    <div className="slot">
      <Receipt tone="offline">{uiMessages.offline}</Receipt>
    </div>
  )
}

/** What a password alone does not open: where to go for the rest. */
function Withheld({ roles }: { roles: readonly string[] }) {
  const { pathname } = useLocation()
  if (roles.length === 0 || pathname === '/credentials') return null
  const toSet = { label: messages.setCode, run: () => go('/credentials') }
  return (
    <div className="slot">
      <Receipt tone="late" action={toSet}>
        {messages.withheld(roles.join('、'))}
      </Receipt>
    </div>
  )
}

/** The frame of every office page: the line at the top, the menu at the side, the page. */
export function Shell() {
  const state = useStore(sessionState)
  const { pathname } = useLocation()
  if (state.is !== 'in') return null
  return (
    <div className="pc">
      <a className="skip" href="#main">
        {entryMessages.skip}
      </a>
      <Top />
      <Nav items={items} session={state.session} path={pathname} />
      <main id="main" className="main" tabIndex={-1}>
        <LostLine />
        <Withheld roles={state.session.withheld} />
        <ReceiptSlot />
        <Outlet />
      </main>
    </div>
  )
}
