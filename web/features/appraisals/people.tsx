import { useState } from 'react'
import { useSession } from '../../lib/session.ts'
import { Button } from '../../ui/button.tsx'
import type { One, Row } from './appraisal-types.ts'
import { grades, messages } from './messages.ts'

const words = messages.one

function sayGrade(row: Row): string | null {
  const { proposed, grade } = row
  if (grade) return words.confirmed(grades[grade])
  if (!proposed) return null
  return proposed.grade ? words.proposed(grades[proposed.grade]) : words.none
}

/** What was proposed anew beside what stands, while the level above has not said its word. */
function sayChange({ proposed, grade }: Row): string | null {
  if (!grade || !proposed || proposed.grade === grade) return null
  return proposed.grade ? words.proposed(grades[proposed.grade]) : words.none
}

function Self({ row }: { row: Row }) {
  const { today } = useSession()
  const [open, setOpen] = useState(false)
  const { self, name } = row
  if (!self) return null
  return (
    <>
      <Button tone="quiet" label={words.selfShowOf(name)} onPress={() => setOpen(!open)}>
        {open ? words.selfHide : words.selfShow}
      </Button>
      {open && (
        <p className="ap-words">
          {self.words}
          <br />
          <small>{words.selfBy(self.at, today, self.onPaper, self.byName)}</small>
        </p>
      )}
    </>
  )
}

function Person({ row }: { row: Row }) {
  const said = [
    sayGrade(row),
    sayChange(row),
    row.proposed?.reason,
    row.votes && words.voteLine(row.votes),
    ...(row.inspections ?? []).map(words.inspected),
    row.hasWritten ? words.hasSelf : words.noSelf,
  ]
  return (
    <li className="task">
      <div>
        <b>{row.name}</b>
        {row.excused && <span>{row.excused}</span>}
        {said.flatMap((line) => (line ? [<span key={line}>{line}</span>] : []))}
      </div>
      <Self row={row} />
    </li>
  )
}

/** In the order of the register, never by votes or grades. */
export function People({ one }: { one: One }) {
  const graded = one.rows.filter((row) => row.excused === null)
  const excused = one.rows.filter((row) => row.excused !== null)
  return (
    <>
      <h2>{words.people(graded.length)}</h2>
      <ul className="tasks">
        {graded.map((row) => (
          <Person key={row.memberId} row={row} />
        ))}
      </ul>
      {excused.length > 0 && (
        <>
          <h2>{words.excused(excused.length)}</h2>
          <ul className="tasks">
            {excused.map((row) => (
              <Person key={row.memberId} row={row} />
            ))}
          </ul>
        </>
      )}
    </>
  )
}
