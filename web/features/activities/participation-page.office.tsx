import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatCount, formatPoints } from '../../lib/format-points.ts'
import { to } from '../../lib/link.ts'
import { usePlace } from '../../lib/place.ts'
import { ask } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { TextField } from '../../ui/field.tsx'
import { Figure } from '../../ui/figure.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import './activities.css'
import { writeFilter } from './activity-filter.ts'
import { messages } from './messages.ts'

type Participation = CallOutput<'getParticipation'>
type KindRow = Participation['kinds'][number]

/** The records behind a figure: the list, narrowed to the same days. */
function recordsOf({ from, to: until }: Participation, kind = ''): string {
  return to(writeFilter({ state: 'closed', kind, from, to: until }))
}

function Kinds({ given }: { given: Participation }) {
  const columns: Column<KindRow>[] = [
    { id: 'kind', head: messages.filterKind, names: true, cell: (row) => row.kindLabel },
    {
      id: 'activities',
      head: messages.times,
      num: true,
      cell: (row) => (
        <Figure
          href={recordsOf(given, row.kind)}
          label={messages.activitiesFigure(formatCount(row.activities))}
        >
          {formatCount(row.activities)}
        </Figure>
      ),
    },
    {
      id: 'times',
      head: messages.personTimes,
      num: true,
      cell: (row) => (
        <Figure href={recordsOf(given, row.kind)} label={messages.timesFigure(formatCount(row.personTimes))}>
          {formatCount(row.personTimes)}
        </Figure>
      ),
    },
  ]
  const sums = {
    kind: messages.sum,
    activities: formatCount(given.activities),
    times: formatCount(given.personTimes),
  }
  return (
    <Ledger
      caption={messages.kindCaption}
      columns={columns}
      parts={[{ id: 'kinds', rows: given.kinds, closing: { cells: sums } }]}
      keyOf={(row) => row.kind}
    />
  )
}

function Figures({ given }: { given: Participation }) {
  const { activities, personTimes, members, outputs } = given
  if (activities === 0) return <Empty>{messages.participationEmpty}</Empty>
  return (
    <div className="act-narrow">
      <p className="act-say">
        <Figure href={recordsOf(given)} label={messages.activitiesFigure(formatCount(activities))}>
          {formatCount(activities)}
        </Figure>{' '}
        {messages.timesSay}
        <Figure href={recordsOf(given)} label={messages.timesFigure(formatCount(personTimes))}>
          {formatCount(personTimes)}
        </Figure>{' '}
        {messages.participationSay(formatCount(members))}
      </p>
      {outputs.length > 0 && (
        <p>
          {messages.outputs}：{outputs.map((one) => `${formatPoints(one.amount)} ${one.unit}`).join('，')}
        </p>
      )}
      <Kinds given={given} />
    </div>
  )
}

export default function ParticipationPage() {
  const { today } = useSession()
  const place = usePlace()
  const [from, setFrom] = useState(`${today.slice(0, 4)}-01-01`)
  const [until, setUntil] = useState(today)
  const orgId = place?.orgId ?? 0
  const asked = orgId > 0 && from !== '' && until !== ''
  const figures = useQuery({
    ...ask('getParticipation', { params: { orgId }, query: { from, to: until } }),
    enabled: asked,
  })
  return (
    <>
      <PageHead title={messages.participation} sub={messages.participationSub} />
      <div className="act-filter no-print">
        <TextField label={messages.filterFrom} type="date" value={from} onType={setFrom} />
        <TextField label={messages.filterTo} type="date" value={until} onType={setUntil} />
      </div>
      {asked && <Answer of={figures}>{(given) => <Figures given={given} />}</Answer>}
    </>
  )
}
