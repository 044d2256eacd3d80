import { to } from '../../lib/link.ts'
import type { PhoneItem } from '../../lib/pages.ts'
import { Icon } from '../../ui/icon.tsx'

/** A list of places to go, a finger wide each. */
export function Items({ items }: { items: readonly PhoneItem[] }) {
  return (
    <ul className="items">
      {items.map((item) => (
        <li key={item.path}>
          <a href={to(item.path)}>
            <span>
              <b>{item.label}</b>
              {item.note && <small>{item.note}</small>}
            </span>
            <Icon name="more" />
          </a>
        </li>
      ))}
    </ul>
  )
}
