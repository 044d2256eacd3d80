import { formatShortDay } from '../../lib/format-day.ts'
import { formatGain } from '../../lib/format-points.ts'
import { useCall } from '../../lib/use-call.ts'
import { Answer } from '../../ui/states.tsx'
import { messages } from './messages.ts'

export type Kind = 'bonus' | 'deduction' | 'reversal'
type EntriesProps = { orgId: number; month: string; kind: Kind; named: boolean }

/** The entries behind one figure: day, whose, what for. */
export function Entries({ orgId, month, kind, named }: EntriesProps) {
  const entries = useCall('listMonthlyEntries', { params: { orgId }, query: { month, kind, limit: 200 } })
  return (
    <Answer of={entries}>
      {({ rows, count }) => (
        <>
          <ul className="month-entries">
            {rows.map((row) => (
              <li key={`${row.factId} ${row.ruleId} ${row.revision}`}>
                <span>
                  {formatShortDay(row.day)} {named && <b>{row.label}</b>} {row.what}
                  <small>{row.ruleName}</small>
                </span>
                <b className="f">{formatGain(row.points)}</b>
              </li>
            ))}
          </ul>
          {count > rows.length && <p className="note">{messages.more(count - rows.length)}</p>}
          {!named && <p className="note">{messages.elsewhere}</p>}
        </>
      )}
    </Answer>
  )
}
