import './duties.css'
import { useState } from 'react'
import { to } from '../../lib/link.ts'
import { Stamp } from '../../ui/stamp.tsx'
import { type Cell, type Line, monthOf, type Strip, sayCell, sayShort, spanOf, stamps } from './duty-words.ts'
import { messages } from './messages.ts'
import { RecordsPanel } from './records-panel.tsx'

type Chosen = { orgId: number; code: string; title: string }

/** One period: what was held opens to its record, the rest to what can be done about it. */
function Mark({ line, cell, today, onOpen }: { line: Line; cell: Cell; today: string; onOpen: () => void }) {
  const inside = (
    <>
      <Stamp state={stamps[cell.state]} />
      <span>{sayShort(cell)}</span>
    </>
  )
  const label = sayCell(line, cell, today)
  if (cell.recordAt) {
    return (
      <a className="duty-mark" href={to(cell.recordAt)} aria-label={label}>
        {inside}
      </a>
    )
  }
  return (
    <button type="button" className="duty-mark" aria-label={label} onClick={onOpen}>
      {inside}
    </button>
  )
}

/** Twelve months in as many fields as there are periods; a field without a duty has not begun, or nothing was owed. */
function Months({ line, today, onOpen }: { line: Line; today: string; onOpen: () => void }) {
  const span = spanOf[line.cadence]
  return Array.from({ length: 12 / span }, (_, i) => {
    const months = [i * span + 1, (i + 1) * span]
    const cells = line.cells.filter((cell) => {
      const month = monthOf(cell.dueOn)
      return month >= (months[0] ?? 1) && month <= (months[1] ?? 12)
    })
    return (
      <td key={months[0]} colSpan={span}>
        {cells.map((cell) => (
          <Mark key={cell.periodStart} line={line} cell={cell} today={today} onOpen={onOpen} />
        ))}
      </td>
    )
  })
}

/** 一年一条: what is asked down the side, the months across. */
export function StripTable({ strip }: { strip: Strip }) {
  const [chosen, setChosen] = useState<Chosen>()
  const nameOf = (line: Line) => (line.groupName ? messages.group(line.name, line.groupName) : line.name)
  return (
    <div className="duty-split">
      <div className="scroll">
        <table className="duty-strip">
          <caption className="sr">{strip.orgName}</caption>
          <thead>
            <tr>
              <th scope="col">{messages.what}</th>
              {Array.from({ length: 12 }, (_, i) => (
                <th scope="col" key={messages.month(i + 1)}>
                  {messages.month(i + 1)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {strip.rows.map((line) => {
              const open = () => setChosen({ orgId: strip.orgId, code: line.code, title: nameOf(line) })
              return (
                <tr key={`${line.code}/${line.orgId}`}>
                  <th scope="row">
                    <button type="button" className="duty-name" onClick={open}>
                      {nameOf(line)}
                    </button>
                    <small>{line.sentence}</small>
                  </th>
                  <Months line={line} today={strip.today} onOpen={open} />
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {chosen && (
        <RecordsPanel
          key={`${chosen.code}/${chosen.orgId}`}
          {...chosen}
          year={strip.year}
          onClose={() => setChosen(undefined)}
        />
      )}
    </div>
  )
}
