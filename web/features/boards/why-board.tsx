import '../../ui/times.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatShortDay } from '../../lib/format-day.ts'
import { formatGain, formatPoints } from '../../lib/format-points.ts'
import { to } from '../../lib/link.ts'
import { recordPath } from '../../lib/record-path.ts'
import { useCall } from '../../lib/use-call.ts'
import { Figure } from '../../ui/figure.tsx'
import { Answer } from '../../ui/states.tsx'
import { EntryWhy } from '../points/entry-chain.tsx'
import type { BoardWhy } from './board-view.ts'
import { messages } from './messages.ts'
import type { Span } from './period.ts'

const words = messages.why

type Entry = CallOutput<'getBoardEntries'>['entries'][number]
type Row = CallOutput<'getBoardRecords'>['rows'][number]

function Entries({ entries }: { entries: readonly Entry[] }) {
  const [first] = entries
  const keyOf = (entry: Entry) => `${entry.factId}.${entry.ruleId}`
  // The first is open at once: from the figure to a fact and its record it is one press.
  const [open, setOpen] = useState(first && keyOf(first))
  return (
    <ul className="times">
      {entries.map((entry) => {
        const isOpen = keyOf(entry) === open
        return (
          <li key={keyOf(entry)} className={isOpen ? 'on' : undefined}>
            <div className="time">
              <span className="tight">{formatShortDay(entry.day)}</span>
              <span className="tight">{entry.ruleName}</span>
              <span>
                {entry.text}
                {entry.underObjection && <small className="aside">{words.checking}</small>}
              </span>
              <Figure
                open={isOpen}
                onToggle={() => setOpen(isOpen ? undefined : keyOf(entry))}
                label={words.open(entry.text, entry.points)}
              >
                {formatGain(entry.points)}
              </Figure>
            </div>
            {isOpen && <EntryWhy of={entry} />}
          </li>
        )
      })}
    </ul>
  )
}

function RecordText({ row }: { row: Row }) {
  const path = row.source && recordPath(row.source)
  return path ? <a href={to(path)}>{row.text}</a> : <>{row.text}</>
}

function Records({ rows }: { rows: readonly Row[] }) {
  return (
    <ul className="times">
      {rows.map((row, at) => (
        <li key={at}>
          <div className="time">
            <span className="tight">{formatShortDay(row.day)}</span>
            <span className="tight">{words.people(row.people)}</span>
            <span>
              <RecordText row={row} />
              <small className="aside">
                {row.orgName}，{row.ruleName}
              </small>
            </span>
            <b className="num">{formatGain(row.points)}</b>
          </div>
        </li>
      ))}
    </ul>
  )
}

type Asked = { who: string; column: string | undefined; period: string; points: number }

function Ask({ who, column, period, points }: Asked) {
  return (
    <p className="ask">
      <b>{formatPoints(points)} 分</b>
      <span>{words.asks(who, column, period)}</span>
    </p>
  )
}

type WhyProps = { orgId: number; span: Span; why: BoardWhy; asked: Asked }

function OfMember({ orgId, memberId, span, ruleId, asked }: WhyOf & { memberId: string }) {
  const entries = useCall('getBoardEntries', { params: { orgId, memberId }, query: { ...span, ruleId } })
  return (
    <Answer of={entries}>
      {(data) => (
        <>
          <Ask {...asked} points={data.points} />
          <p className="ans">
            {data.entries.length === 0 ? words.nothing : words.answers(data.entries.length)}
            {data.reversed > 0 && words.reversed(data.reversed)}
          </p>
          <Entries entries={data.entries} />
        </>
      )}
    </Answer>
  )
}

type WhyOf = { orgId: number; span: Span; ruleId: number | undefined; asked: Asked }

function OfOrganisation({ orgId, span, ruleId, asked }: WhyOf) {
  const records = useCall('getBoardRecords', {
    params: { orgId },
    query: { ...span, ruleId, limit: 200 },
  })
  return (
    <Answer of={records}>
      {({ rows, count }) => (
        <>
          <Ask {...asked} />
          <p className="ans">{count === 0 ? words.nothing : words.records(count)}</p>
          <Records rows={rows} />
        </>
      )}
    </Answer>
  )
}

/** Why a figure of the board is so: of a person by entries, above names by records in which people are counted. */
export function WhyBoard({ orgId, span, why, asked }: WhyProps) {
  const of = { orgId: why.orgId ?? orgId, span, ruleId: why.ruleId, asked }
  return why.memberId ? <OfMember {...of} memberId={why.memberId} /> : <OfOrganisation {...of} />
}
