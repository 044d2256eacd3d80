import './cases.css'
import type { CallOutput } from '../../lib/call-types.ts'
import { to } from '../../lib/link.ts'
import { useCall } from '../../lib/use-call.ts'
import { Figure } from '../../ui/figure.tsx'
import { type Closing, type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { type Filter, type Kind, kinds, pathOf, type Show, type Sort, sortsOf } from './filter.ts'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

const words = messages.totals
type Counted = CallOutput<'countCases'>['rows'][number]
type Line = { sort: Sort; label: string } & Record<Show, number>

const shown: readonly Show[] = ['open', 'late', 'closed']

function sum(rows: readonly Counted[]): Record<Show, number> {
  const add = (some: readonly Counted[], of: 'count' | 'late') =>
    some.reduce((total, row) => total + row[of], 0)
  const open = rows.filter((row) => !row.closed)
  return {
    open: add(open, 'count'),
    late: add(open, 'late'),
    closed: add(rows, 'count') - add(open, 'count'),
  }
}

function linesOf(kind: Kind, rows: readonly Counted[]): Line[] {
  const named: Partial<Record<Sort, string>> = messages.sorts[kind]
  return sortsOf(kind).map((sort) => ({
    ...sum(rows.filter((row) => row.sort === sort)),
    sort,
    label: named[sort] ?? '',
  }))
}

function Count({ count, filter, of }: { count: number; filter: Omit<Filter, 'offset'>; of: string }) {
  if (count === 0) return '0'
  const href = to(pathOf({ ...filter, offset: 0 }))
  return (
    <Figure href={href} label={words.see(count, of, messages.list.shows[filter.show])}>
      {count}
    </Figure>
  )
}

function columnsOf(kind: Kind): Column<Line>[] {
  return [
    { id: 'sort', head: words.sort, names: true, cell: ({ label }) => label },
    ...shown.map((show) => ({
      id: show,
      head: words[show],
      num: true,
      cell: (line: Line) => (
        <Count count={line[show]} filter={{ kind, sort: line.sort, show }} of={line.label} />
      ),
    })),
  ]
}

/** What stands of one kind, sort by sort; the seven lists are those of what has to be put right. */
function OfKind({ kind, rows }: { kind: Kind; rows: readonly Counted[] }) {
  const name = messages.kinds[kind]
  const all = sum(rows)
  const cell = (show: Show) => (
    <Count key={show} count={all[show]} filter={{ kind, sort: 'all', show }} of={name} />
  )
  const cells: Closing['cells'] = {
    sort: words.all,
    ...Object.fromEntries(shown.map((show) => [show, cell(show)])),
  }
  return (
    <section>
      <h2>{name}</h2>
      {rows.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <Ledger
          caption={name}
          columns={columnsOf(kind)}
          parts={[{ id: kind, rows: linesOf(kind, rows), closing: { cells } }]}
          keyOf={({ sort }) => sort}
        />
      )}
    </section>
  )
}

/** The problem ledger and the seven lists: counts of the same cases, each figure open to them. */
export default function TotalsPage() {
  const counts = useCall('countCases', { query: {} })
  return (
    <>
      <PageHead title={titles.totals} sub={words.sub} />
      <Answer of={counts}>
        {({ rows }) => (
          <div className="case-totals">
            {kinds.map((kind) => (
              <OfKind key={kind} kind={kind} rows={rows.filter((row) => row.kind === kind)} />
            ))}
          </div>
        )}
      </Answer>
    </>
  )
}
