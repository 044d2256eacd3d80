import { to } from '../../lib/link.ts'
import { LinkButton } from '../../ui/button.tsx'
import { messages } from './messages.ts'

type PagerProps = { page: number; size: number; count: number; addressOf: (page: number) => string }

/** Which part of a long list this is, with the way to the next. Nothing where there is only one. */
export function Pager({ page, size, count, addressOf }: PagerProps) {
  if (count <= size) return null
  const first = (page - 1) * size + 1
  const last = Math.min(count, page * size)
  return (
    <nav className="act-pager no-print" aria-label={messages.pages}>
      {page > 1 && <LinkButton href={to(addressOf(page - 1))}>{messages.newer}</LinkButton>}
      <span>{messages.pageOf(first, last, count)}</span>
      {last < count && <LinkButton href={to(addressOf(page + 1))}>{messages.older}</LinkButton>}
    </nav>
  )
}
