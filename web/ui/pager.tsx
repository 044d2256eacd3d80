import './pager.css'
import { to } from '../lib/link.ts'
import { Button, LinkButton } from './button.tsx'
import { messages } from './messages.ts'

const words = messages.pager

type PagerProps = {
  count: number
  offset: number
  limit: number
  /** The word for one of them: 人, 次, 条. */
  unit: string
} & (
  | {
      /** The list is a page of its own, with an address for each part. */ pathOf: (offset: number) => string
    }
  | { onGo: (offset: number) => void }
)

/** Which part of an exact count is on the page, with the way to the next. Nothing where all of it is. */
export function Pager(props: PagerProps) {
  const { count, offset, limit, unit } = props
  if (count <= limit && offset === 0) return null
  const turn = (label: string, at: number, there: boolean) => {
    if ('onGo' in props) {
      return (
        <Button disabled={!there} onPress={() => props.onGo(at)}>
          {label}
        </Button>
      )
    }
    return there && <LinkButton href={to(props.pathOf(at))}>{label}</LinkButton>
  }
  return (
    <nav className="pager no-print" aria-label={words.label}>
      <span>{words.range(Math.min(offset + 1, count), Math.min(offset + limit, count), count, unit)}</span>
      {turn(words.back, Math.max(0, offset - limit), offset > 0)}
      {turn(words.on, offset + limit, offset + limit < count)}
    </nav>
  )
}
