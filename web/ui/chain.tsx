import type { ReactNode } from 'react'
import { messages } from './messages.ts'

type ChainProps = {
  rule: ReactNode
  fact: ReactNode
  /** Who recorded it, or who recognised it; `byLabel` then says 谁认的. */
  by: ReactNode
  record: ReactNode
  byLabel?: string
}

/** 据链: rule → fact → who → record, always in this order, on one thread. */
export function Chain({ rule, fact, by, record, byLabel = messages.chain.by }: ChainProps) {
  const links: [string, ReactNode][] = [
    [messages.chain.rule, rule],
    [messages.chain.fact, fact],
    [byLabel, by],
    [messages.chain.record, record],
  ]
  return (
    <ol className="chain">
      {links.map(([label, content]) => (
        <li key={label}>
          <b>{label}</b>
          <span>{content}</span>
        </li>
      ))}
    </ol>
  )
}
