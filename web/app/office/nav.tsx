import { to } from '../../lib/link.ts'
import type { NavGroup, NavItem } from '../../lib/pages.ts'
import { isFor, type Session } from '../../lib/session.ts'
import { messages } from './messages.ts'

const order: readonly NavGroup[] = ['work', 'record', 'result', 'settings']

function useNoCount(): undefined {
  return undefined
}

function isCurrent(item: NavItem, path: string): boolean {
  const isBelow = (at: string) => `${path}/`.startsWith(`${at}/`)
  return item.path === '/' ? path === '/' : [item.path, ...(item.also ?? [])].some(isBelow)
}

function Item({ item, path }: { item: NavItem; path: string }) {
  const useCount = item.useCount ?? useNoCount
  const count = useCount()
  return (
    <a href={to(item.path)} aria-current={isCurrent(item, path) ? 'page' : undefined}>
      {item.label}
      {count !== undefined && count > 0 && <b aria-label={messages.count(count)}>{count}</b>}
    </a>
  )
}

/** The menu, of what this person may do: what one cannot open is not shown. */
export function Nav({ items, session, path }: { items: readonly NavItem[]; session: Session; path: string }) {
  const seen = items.filter((item) => isFor(session, item))
  return (
    <nav className="side no-print" aria-label={messages.menu}>
      {order.map((group) => {
        const own = seen.filter((item) => item.group === group)
        if (own.length === 0) return null
        return (
          <div key={group}>
            {messages.groups[group] && <p>{messages.groups[group]}</p>}
            {own.map((item) => (
              <Item key={item.path} item={item} path={path} />
            ))}
          </div>
        )
      })}
    </nav>
  )
}
