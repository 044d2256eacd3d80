import type { CallOutput } from '../../lib/call-types.ts'
import { formatCount, formatPoints } from '../../lib/format-points.ts'
import { to } from '../../lib/link.ts'
import { withQuery } from '../../lib/with-query.ts'
import { Figure } from '../../ui/figure.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { messages } from './messages.ts'

type Totals = CallOutput<'getTotals'>
type Person = Totals['people'][number] & { key: number }

function columnsOf(year: number): Column<Person>[] {
  const { heads } = messages
  return [
    { id: 'who', head: heads.people, names: true, cell: (person) => person.label },
    { id: 'count', head: heads.count, num: true, cell: (person) => formatCount(person.entries) },
    {
      id: 'points',
      head: heads.points,
      num: true,
      cell: ({ memberId, label, points }) =>
        memberId ? (
          <Figure
            href={to(withQuery(`/members/${memberId}/booklet`, { year }))}
            label={messages.openBooklet(label, points)}
          >
            {formatPoints(points)}
          </Figure>
        ) : (
          formatPoints(points)
        ),
    },
  ]
}

/** A branch's people in the order of their names. Above the branch a person is a number, and does not open. */
export function PeopleLedger({ totals }: { totals: Totals }) {
  const sum = (key: 'entries' | 'points') => totals.people.reduce((sum, person) => sum + person[key], 0)
  const cells = {
    who: messages.total,
    count: formatCount(sum('entries')),
    points: formatPoints(sum('points')),
  }
  const rows = totals.people.map((person, key) => ({ ...person, key }))
  return (
    <Ledger
      caption={messages.byPerson}
      columns={columnsOf(totals.year)}
      parts={[{ id: 'all', rows, closing: { cells } }]}
      keyOf={(person) => person.key}
    />
  )
}
