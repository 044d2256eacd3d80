import '../../ui/times.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatShortDay } from '../../lib/format-day.ts'
import { formatGain } from '../../lib/format-points.ts'
import { useCall } from '../../lib/use-call.ts'
import { Figure } from '../../ui/figure.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { EntryWhy } from './entry-chain.tsx'
import { messages } from './messages.ts'
import type { EntryKey, Why } from './view.ts'

const atOnce = 50

type Row = CallOutput<'listEntries'>['rows'][number]

export type RuleEntriesProps = {
  orgId: number
  year: number
  ruleId: number
  entry: Why['entry']
  onEntry: (entry: EntryKey | 'none') => void
}

/** Without a choice the first is open: from a total to a fact it is two presses, whatever the rule. */
function isOpen(row: Row, entry: Why['entry'], first: boolean): boolean {
  if (entry === undefined) return first
  return entry !== 'none' && entry.factId === row.factId && entry.ruleId === row.ruleId
}

function Entry({ row, open, onToggle }: { row: Row; open: boolean; onToggle: () => void }) {
  const words = messages.chain.record(row.source.kind, row.source.serial, row.source.title)
  return (
    <li className={open ? 'on' : undefined}>
      <div className="time">
        <span className="tight">{formatShortDay(row.day)}</span>
        <span className="tight">{row.label}</span>
        <span>{words}</span>
        <Figure open={open} onToggle={onToggle} label={messages.openEntry(row.day, row.points)}>
          {formatGain(row.points)}
        </Figure>
      </div>
      {open && <EntryWhy of={row} />}
    </li>
  )
}

/** The facts behind what a rule gave: each opens to its chain, in place. */
export function RuleEntries({ orgId, year, ruleId, entry, onEntry }: RuleEntriesProps) {
  const [offset, setOffset] = useState(0)
  const query = { year, ruleId, limit: atOnce, offset }
  const entries = useCall('listEntries', { params: { orgId }, query })
  return (
    <Answer of={entries}>
      {({ rows, count }) =>
        rows.length === 0 ? (
          <Empty>{messages.noEntries}</Empty>
        ) : (
          <>
            <ul className="times">
              {rows.map((row, at) => {
                const open = isOpen(row, entry, at === 0)
                return (
                  <Entry
                    key={`${row.factId}.${row.ruleId}`}
                    row={row}
                    open={open}
                    onToggle={() => onEntry(open ? 'none' : { factId: row.factId, ruleId: row.ruleId })}
                  />
                )
              })}
            </ul>
            <Pager count={count} offset={offset} limit={atOnce} unit={messages.entryUnit} onGo={setOffset} />
          </>
        )
      }
    </Answer>
  )
}
