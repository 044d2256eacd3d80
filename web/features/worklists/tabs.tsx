import { to } from '../../lib/link.ts'
import { messages } from './messages.ts'
import './worklists.css'

const paths = {
  lists: '/worklists',
  week: '/week',
  burden: '/burden',
  duties: '/duty-lists',
  drives: '/drives',
  bulletin: '/bulletin',
} as const
type Tab = keyof typeof paths

/** The pages of 本周工作: one line of the menu leads to all of them. */
export function Tabs({ on }: { on: Tab }) {
  return (
    <nav aria-label={messages.tabsLabel}>
      <ul className="week-tabs">
        {(Object.keys(paths) as Tab[]).map((tab) => (
          <li key={tab}>
            <a href={to(paths[tab])} aria-current={tab === on ? 'page' : undefined}>
              {messages.tabs[tab]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
