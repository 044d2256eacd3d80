import { useId, useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { formatPoints } from '../../lib/format-points.ts'
import { useSession } from '../../lib/session.ts'
import { Figure } from '../../ui/figure.tsx'
import { Ledger } from '../../ui/ledger.tsx'
import { gradeWords as words } from './grade-words.ts'

type Booklet = CallOutput<'getBooklet'>
type Grade = Booklet['grades'][number]
type Entry = Booklet['months'][number]['entries'][number]

/** The lines of the book that make up a grade's figure. */
function entriesOf({ months }: Booklet, { schemeId, from, on }: Grade): Entry[] {
  const all = months.flatMap((month) => month.entries)
  return all.filter((one) => one.schemeId === schemeId && one.bookedOn >= from && one.bookedOn <= on)
}

function Behind({ booklet, grade, id }: { booklet: Booklet; grade: Grade; id: string }) {
  const { today } = useSession()
  const rows = entriesOf(booklet, grade)
  const caption = words.since(formatDay(grade.from, today), formatDay(grade.on, today))
  return (
    <div id={id}>
      {grade.start !== 0 && <p className="note">{words.start(formatPoints(grade.start))}</p>}
      {rows.length === 0 ? (
        <p className="note">{words.none}</p>
      ) : (
        <Ledger
          caption={caption}
          quietHead
          columns={[
            { id: 'day', head: caption, tight: true, cell: (row) => formatDay(row.bookedOn, today) },
            { id: 'what', head: '', names: true, cell: (row) => row.what },
            { id: 'points', head: '', num: true, cell: (row) => formatPoints(row.points) },
          ]}
          rows={rows}
          keyOf={(row) => `${row.factId} ${row.ruleId} ${row.revision}`}
        />
      )}
    </div>
  )
}

function GradeLine({ booklet, grade }: { booklet: Booklet; grade: Grade }) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const points = formatPoints(grade.points)
  return (
    <li>
      {grade.schemeName}：
      <Figure
        open={open}
        onToggle={() => setOpen(!open)}
        controls={id}
        label={words.open(grade.schemeName, grade.saying)}
      >
        {points}
      </Figure>
      {grade.saying.slice(grade.saying.indexOf(' 分'))}
      {open && <Behind booklet={booklet} grade={grade} id={id} />}
    </li>
  )
}

/** Where a total stands among the grades of its scheme: beside its figure, which opens to the lines that make it up. */
export function BookletGrades({ booklet }: { booklet: Booklet }) {
  if (booklet.grades.length === 0) return null
  return (
    <ul className="grades" aria-label={words.title}>
      {booklet.grades.map((grade) => (
        <GradeLine key={`${grade.schemeId} ${grade.from}`} booklet={booklet} grade={grade} />
      ))}
    </ul>
  )
}
