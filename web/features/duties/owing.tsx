import './duties.css'
import { to } from '../../lib/link.ts'
import { Figure } from '../../ui/figure.tsx'
import { messages } from './messages.ts'

type Totals = { late: number; missed: number }

/** 到今天欠 11 项: the figure opens to who they are and whom to ask. */
export function Owing({ totals, path }: { totals: Totals; path: string }) {
  const { late, missed } = totals
  if (late + missed === 0) return <p className="duty-say">{messages.owingNone}</p>
  return (
    <p className="duty-say">
      <Figure href={to(path)} label={messages.owingLabel(late + missed)}>
        {messages.owing(late, missed)}
      </Figure>
      {messages.owingParts(late, missed)}
    </p>
  )
}
