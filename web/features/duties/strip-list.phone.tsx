import './duties.css'
import { useState } from 'react'
import { type Line, type Strip, sayOwing } from './duty-words.ts'
import { messages } from './messages.ts'
import { DutyRecords } from './records.tsx'

const bars = { held: 'd', 'held-late': 'dl', due: 'u', late: 'l', missed: 'm', excused: 'e' } as const

function owingOf({ cells }: Line) {
  return cells.filter((cell) => cell.state === 'late' || cell.state === 'missed')
}

function One({ line, strip }: { line: Line; strip: Strip }) {
  const [open, setOpen] = useState(false)
  const name = line.groupName ? messages.group(line.name, line.groupName) : line.name
  return (
    <li>
      <button type="button" className="duty-line" aria-expanded={open} onClick={() => setOpen(!open)}>
        <b>{name}</b>
        <span className={`sg sg-${line.cadence}`} aria-hidden="true">
          {line.cells.map((cell) => (
            <i key={cell.periodStart} className={bars[cell.state]} />
          ))}
        </span>
        <span className="note">{sayOwing(line.cadence, owingOf(line))}</span>
      </button>
      {open && <DutyRecords orgId={strip.orgId} code={line.code} year={strip.year} />}
    </li>
  )
}

/** One thing that is asked below the other, each with its year in bars; it opens to its records. */
export function StripList({ strip }: { strip: Strip }) {
  return (
    <ul className="duty-lines">
      {strip.rows.map((line) => (
        <One key={`${line.code}/${line.orgId}`} line={line} strip={strip} />
      ))}
    </ul>
  )
}
