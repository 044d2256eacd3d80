import { Button } from '../../ui/button.tsx'
import { messages } from './messages.ts'

const words = messages.pager

type PagerProps = { count: number; offset: number; limit: number; onGo: (offset: number) => void }

/** Which part of an exact count is on the page. Nothing where all of it is. */
export function Pager({ count, offset, limit, onGo }: PagerProps) {
  if (count <= limit && offset === 0) return null
  return (
    <nav className="pager no-print" aria-label={words.label}>
      <span>{words.range(Math.min(offset + 1, count), Math.min(offset + limit, count), count)}</span>
      <Button disabled={offset === 0} onPress={() => onGo(Math.max(0, offset - limit))}>
        {words.back}
      </Button>
      <Button disabled={offset + limit >= count} onPress={() => onGo(offset + limit)}>
        {words.on}
      </Button>
    </nav>
  )
}
