import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { SchemeVersion } from '../../../contract/scheme-version.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatPoints } from '../../lib/format-points.ts'
import { ask } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { trialWords as words } from './trial-words.ts'

type Findings = CallOutput<'tryVersion'>
type Change = { before: number; after: number }
type Span = { from: string; to: string }

/** The last whole year of the version's kind that is over; a July year ends in June. */
export function lastYear(cycle: SchemeVersion['cycle'], today: string): Span {
  const year = Number(today.slice(0, 4))
  if (cycle !== 'july-year') return { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` }
  const end = today > `${year}-06-30` ? year : year - 1
  return { from: `${end - 1}-07-01`, to: `${end}-06-30` }
}

function columnsOf<Row extends Change>(head: string, name: (row: Row) => ReactNode): Column<Row>[] {
  const { heads } = words
  return [
    { id: 'name', head, names: true, cell: name },
    { id: 'before', head: heads.before, num: true, cell: ({ before }) => formatPoints(before) },
    { id: 'after', head: heads.after, num: true, cell: ({ after }) => formatPoints(after) },
    { id: 'change', head: heads.change, num: true, cell: ({ before, after }) => words.change(before, after) },
  ]
}

function Part<Row extends Change>(props: {
  title: string
  columns: Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row, at: number) => string
}) {
  const { title, columns, rows } = props
  const keys = new Map(rows.map((row, at) => [row, props.keyOf(row, at)]))
  if (rows.length === 0) return null
  return (
    <section>
      <h3>{title}</h3>
      <Ledger
        caption={title}
        columns={columns}
        parts={[{ id: title, rows }]}
        keyOf={(row) => keys.get(row) ?? ''}
      />
    </section>
  )
}

function Found({ found }: { found: Findings }) {
  const { total, people, rules, branches, movements } = found
  if (rules.length === 0) return <Empty>{words.none}</Empty>
  const moved = {
    id: 'who',
    head: words.heads.who,
    num: true,
    cell: (row: Findings['branches'][number]) => words.moved(row.gaining, row.losing),
  }
  return (
    <>
      <p>
        {words.sum(formatPoints(total.before), formatPoints(total.after))}
        {words.people(people.gaining, people.losing, people.same)}
      </p>
      <Part
        title={words.rules}
        columns={columnsOf(words.rule, (row: Findings['rules'][number]) => row.name)}
        rows={rules}
        keyOf={(row) => row.code}
      />
      <Part
        title={words.branches}
        columns={[...columnsOf(words.branch, (row: Findings['branches'][number]) => row.orgName), moved]}
        rows={branches}
        keyOf={(row) => String(row.orgId)}
      />
      <Part
        title={words.movements}
        columns={columnsOf(
          words.person,
          (row: Findings['movements'][number]) => `${row.name}（${row.orgName}）`,
        )}
        rows={movements}
        keyOf={(row, at) => row.memberId ?? `${row.orgId} ${at}`}
      />
    </>
  )
}

function Answered({ schemeId, versionId, span }: { schemeId: string; versionId: number; span: Span }) {
  const found = useQuery(ask('tryVersion', { params: { schemeId, versionId }, query: span }))
  return <Answer of={found}>{(data) => <Found found={data} />}</Answer>
}

type TrialProps = { schemeId: string; versionId: number; cycle: SchemeVersion['cycle'] }

/** A version tried on days that are past; nothing is posted. */
export function Trial({ schemeId, versionId, cycle }: TrialProps) {
  const { today } = useSession()
  const [span, setSpan] = useState(() => lastYear(cycle, today))
  const [asked, setAsked] = useState<Span>()
  return (
    <section className="trial no-print">
      <h2>{words.title}</h2>
      <p className="note">{words.say}</p>
      <div className="find two">
        <TextField
          label={words.from}
          type="date"
          value={span.from}
          onType={(from) => setSpan({ ...span, from })}
        />
        <TextField label={words.to} type="date" value={span.to} onType={(to) => setSpan({ ...span, to })} />
      </div>
      <div className="acts">
        <Button onPress={() => setAsked(span)}>{words.run}</Button>
      </div>
      {asked && <Answered schemeId={schemeId} versionId={versionId} span={asked} />}
    </section>
  )
}
