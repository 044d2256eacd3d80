import { to } from '../../lib/link.ts'
import { can, isFor, type Session } from '../../lib/session.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { features } from './features.ts'
import { messages } from './messages.ts'

type Tab = { path: string; label: string; icon: IconName; shown: (session: Session) => boolean }

const paths = new Set<string>(features.flatMap((feature) => feature.pages).map((page) => page.path))
const recordItems = features.flatMap((feature) => feature.record ?? [])

/** Only what this person can use, and only what there is. */
const tabs: readonly Tab[] = [
  { path: '/', label: messages.tabDue, icon: 'todo', shown: () => true },
  {
    path: '/record',
    label: messages.tabRecord,
    icon: 'pen',
    shown: (session) => recordItems.some((item) => isFor(session, item)),
  },
  {
    path: '/members',
    label: messages.tabMembers,
    icon: 'people',
    shown: (session) => paths.has('/members') && can(session, 'members.read'),
  },
  { path: '/me', label: messages.tabMine, icon: 'book', shown: () => true },
]

export function isTab(path: string): boolean {
  return tabs.some((tab) => tab.path === path)
}

/** The four places of the phone pages; pages further in have the way back instead. */
export function Tabs({ session, path }: { session: Session; path: string }) {
  return (
    <nav className="tabs" aria-label={messages.menu}>
      {tabs
        .filter((tab) => tab.shown(session))
        .map((tab) => (
          <a key={tab.path} href={to(tab.path)} aria-current={tab.path === path ? 'page' : undefined}>
            <Icon name={tab.icon} />
            <span>{tab.label}</span>
          </a>
        ))}
    </nav>
  )
}
